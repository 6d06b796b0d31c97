import { connect } from '../../../db/connect';
import { median } from './histogram';
import type { Ground } from './servers';

export interface CommitFigures {
  /** Milliseconds, one straight after the other. */
  inARow: number;
  /** With pauses as between edits, in which processes go to sleep and have to be woken. */
  paced: number;
}

/** What one commit of a small row takes on this database through this driver, when nothing else is asked of it. */
export async function measureCommits(ground: Ground, times: number): Promise<CommitFigures> {
  const sql = connect(ground.database.url, { max: 1 });
  await sql`create table if not exists measured_commit (id bigint generated always as identity, bytes bytea not null)`;
  const bytes = Buffer.alloc(60, 7);
  const one = async () => {
    const began = performance.now();
    await sql`insert into measured_commit (bytes) values (${bytes})`;
    return performance.now() - began;
  };
  for (let i = 0; i < 50; i++) await one();
  const inARow: number[] = [];
  for (let i = 0; i < times; i++) inARow.push(await one());
  const paced: number[] = [];
  for (let i = 0; i < times; i++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    paced.push(await one());
  }
  await sql.end();
  return { inARow: median(inARow), paced: median(paced) };
}
