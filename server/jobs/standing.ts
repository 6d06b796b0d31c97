import { plantFigures } from '../../app/consultations/results/publishing.server';
import { plantReplySweep } from '../../app/notices/replying/jobs.server';
import { plantNoticeSweep } from '../../app/notices/sweeping.server';
import { plantSweep } from '../../app/people/jobs.server';
import type { Sql } from '../../db/connect';
import { plantWeeklyWord } from '../mail/weekly-word';

/** Work that comes again by itself: each plants its own next time, and this its first, where there is none. */
export async function plantStandingWork(sql: Sql, roomStaffMail: string[]): Promise<void> {
  await plantSweep(sql);
  await plantReplySweep(sql);
  await plantNoticeSweep(sql);
  await plantFigures(sql);
  await plantWeeklyWord(sql, roomStaffMail);
}
