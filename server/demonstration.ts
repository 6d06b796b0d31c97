import type { Sql } from '../db/connect';
import type { Bus } from './bus';
import { type Config, refused } from './config';

/**
 * Whether the database holds demonstration accounts, whose passwords lie in a file. Refuses to go on where others could reach
 * them (a settings refusal).
 */
export async function findDemonstration(sql: Sql, config: Config): Promise<boolean> {
  const there = await hasDemonstration(sql);
  if (there && !config.isLoopback) {
    throw refused(
      `HOST is ${config.host}, which others can reach, but the database holds demonstration accounts whose passwords lie in a file. Listen on 127.0.0.1, or use another database.`,
    );
  }
  if (there && !config.isPublicUrlLoopback) {
    throw refused(
      `PUBLIC_URL is ${config.publicUrl}, an address of others, but the database holds demonstration accounts whose passwords lie in a file. Leave PUBLIC_URL out, or use another database.`,
    );
  }
  return there;
}

/** Whether they are there now: another process may have brought them since. */
export function watchDemonstration(sql: Sql, bus: Bus, atFirst: boolean): () => boolean {
  let there = atFirst;
  bus.onAnnouncement((a) => {
    if (a.what === 'demonstration.seeded') there = true;
  });
  bus.onGap(() => {
    // Their coming may be among what was missed. Until it is known, what was true stays.
    hasDemonstration(sql).then(
      (found) => {
        there = found;
      },
      () => {},
    );
  });
  return () => there;
}

async function hasDemonstration(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ there: boolean }[]>`select exists (select from person where demonstration) as there`;
  return row!.there;
}
