import type { Sql } from '../../../db/connect';
import type { Secrets } from '../crypto/secrets';
import type { ShredStore } from '../crypto/shred';

/** What the desk's deeds work with; the room's context of a request is one of these. */
export interface Tools {
  sql: Sql;
  keys: Secrets;
  shred: ShredStore;
  now(): Date;
}
