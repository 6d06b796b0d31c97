import { proposeTargets } from '../../app/consultations/balance/apportion';
import { columnsFor } from '../../app/consultations/balance/cells';
import type { Tx } from '../connect';
import { consultations } from './world';

/** Targets of the invented consultations: thirty organisations of a region, sixty of the whole world, shared out alike. */
export async function putTargets(tx: Tx, { consultationIds }: { consultationIds: Map<string, number> }): Promise<void> {
  for (const c of consultations) {
    const seats = c.scope === 'region' ? 30 : 60;
    const targets = proposeTargets(new Map(), { seats, by: 'equal', columns: columnsFor(c) });
    for (const [key, target] of targets) {
      const [sector, region] = key.split(' ') as [string, string];
      await tx`
        insert into consultation_target (consultation_id, sector, region, target)
        values (${consultationIds.get(c.key)!}, ${sector}, ${region}, ${target})`;
    }
  }
}
