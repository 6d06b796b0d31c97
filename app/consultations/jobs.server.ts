import { announce } from '../../db/announce';
import type { Tx } from '../../db/connect';
import type { Due } from '../../db/due';
import { tellSubjects } from './commands/subjects.server';

/** Nothing is opened or closed here: that follows from the instants. This only tells those who are reading. */
export const consultationDeeds: Record<string, (tx: Tx, due: Due) => Promise<void>> = {
  'tell-consultation': async (tx, due) => {
    const consultation = Number(due.about.consultation);
    const [opened] = await tx<{ id: number }[]>`
      select p.id from consultation_phase p join consultation c on c.id = p.consultation_id
      where p.consultation_id = ${consultation} and p.opens_at = ${due.at} and c.announced_at is not null and c.cancelled_at is null`;
    await announce(tx, 'consultation.instant-passed', {
      consultation,
      ...(opened ? { phase: opened.id } : {}),
    });
    await tellSubjects(tx, consultation);
  },
};
