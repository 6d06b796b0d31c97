import type { Tx } from '../../db/connect';
import type { Due } from '../../db/due';
import { writeDigest } from './digests.server';
import { noticeSweepDeeds } from './sweeping.server';

export const noticeDeeds: Record<string, (tx: Tx, due: Due) => Promise<void>> = {
  'write-digest': writeDigest,
  ...noticeSweepDeeds,
};
