import { erase } from '../../app/voices/contributing/erasing.server';
import { keepToTime } from '../../app/voices/contributing/retention.server';
import { keepDesk } from '../../app/voices/desk/weekly.server';
import type { RoomHost } from './host';

type Tools = Pick<RoomHost, 'sql' | 'keys' | 'shred' | 'now' | 'log'>;

/**
 * What the room does when it starts and once a day: keys that a backup brought back are destroyed again, rows that it
 * brought back are erased again, and what is over erases itself.
 */
export async function keepHouse(tools: Tools, dropSessions: (who: string) => number): Promise<void> {
  const back = (await tools.shred.bury()) + (await eraseAgain(tools, dropSessions));
  if (back > 0) tools.log('erased-again-after-restore', back);
  const { expired, finished } = await keepToTime(tools, dropSessions);
  if (expired > 0) tools.log('erased-by-age', expired);
  if (finished > 0) tools.log('erased', finished);
  const { fewReaders } = await keepDesk(tools);
  if (fewReaders > 0) tools.log('readers-too-few', fewReaders);
}

/** A database that was restored holds rows as they were; the tombstones know better. */
async function eraseAgain(tools: Tools, dropSessions: (who: string) => number): Promise<number> {
  const dead = [...(await tools.shred.erased())];
  if (dead.length === 0) return 0;
  const kept = await tools.sql<{ id: string; shred: string; contributor: string }[]>`
    select id, shred, contributor from contribution
    where state = 'kept' and (shred = any(${dead}) or id::text = any(${dead}))`;
  let erased = 0;
  for (const { id, contributor } of kept)
    erased += (await erase(tools, dropSessions, { contributor, contributions: [id] }, 'withdrawn')).erased;
  return erased;
}

const day = 86_400_000;

/** Runs it now and each day. A failure is told as a word and tried again in an hour. */
export function openHousekeeping(
  tools: Tools,
  dropSessions: (who: string) => number,
): { first: Promise<void>; stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const run = async (): Promise<void> => {
    let wait = day;
    try {
      await keepHouse(tools, dropSessions);
    } catch {
      tools.log('erasure-incomplete');
      wait = day / 24;
    }
    if (stopped) return;
    timer = setTimeout(() => {
      under = run();
    }, wait);
    timer.unref();
  };
  let under = run();
  return {
    first: under,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await under;
    },
  };
}
