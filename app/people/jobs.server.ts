import type { Tx } from '../../db/connect';
import type { Due } from '../../db/due';

export const peopleDeeds: Record<string, (tx: Tx, due: Due) => Promise<void>> = {};
