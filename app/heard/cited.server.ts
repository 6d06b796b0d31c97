import type { CitedVoice } from '../citations/citation';
import { citedBy } from '../citations/cited-rows.server';

/** Cited voices: references and how they stand, the same for every reader. Words are the room's to give. */
export const citedVoices = citedBy<Pick<CitedVoice, 'id' | 'voice' | 'of' | 'state'>>(
  (sql, ids) => sql`select id, reference as voice, kind as of, state from voice where id in ${sql(ids)}`,
  (row) => ({ kind: 'voice', ...row, version: 1 }),
);
