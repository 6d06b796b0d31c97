import type { Tx } from '../../../db/connect';
import { languages } from '../../shared/languages';
import { tellVoices } from '../door/changes.server';
import { type Published, publish, type Tables } from '../numbers';
import { addWeeks, type Week, weekOf } from '../week';
import { provenances } from './invitations.server';
import { withFewReaders } from './readers.server';
import type { Tools } from './tools';

/**
 * What the room's process does for the desk when it starts and once a day: the week's batch is given, counts are
 * published, conversations whose time is over are erased. Returns how many contributions have fewer than two living
 * readers, for the one line of the log that may say so; who is concerned sees it at the desk.
 */
export async function keepDesk(tools: Tools): Promise<{ given: number; fewReaders: number }> {
  const week = weekOf(tools.now());
  const given = await giveBatch(tools, week);
  await publishCounts(tools, week);
  await eraseConversations(tools, week);
  return { given, fewReaders: (await withFewReaders(tools.sql)).length };
}

/** Tells the platform of what this week's batch holds, all of it together and in an order that tells nothing. */
export async function giveBatch(tools: Tools, week: Week): Promise<number> {
  return tools.sql.begin(async (tx) => {
    const excerpts = await tx<{ id: string }[]>`
      update excerpt set is_given = true where state = 'released' and not is_given and batch_week <= ${week} returning id`;
    const themes = await tx<{ id: string }[]>`
      update theme set is_given = true where state = 'released' and not is_given and batch_week <= ${week} returning id`;
    const rows = [...excerpts, ...themes];
    await tellVoices(
      tx,
      rows.map((r) => r.id),
      'released',
    );
    return rows.length;
  });
}

/**
 * Publishes the counts of each room, once a week: contributors who said yes to being counted, by how their views came and
 * by language. The tables never change their layout, and no page filters them (behaviour 19).
 */
export async function publishCounts(tools: Tools, week: Week): Promise<void> {
  const rooms = await tools.sql<{ id: string }[]>`select id from room where state <> 'preparing' order by id`;
  for (const { id } of rooms)
    await tools.sql.begin(async (tx) => {
      const [before] = await tx<{ week: number; published: Published }[]>`
        select week, published from published_count where room = ${id} for update`;
      if (before && before.week >= week) return;
      const published = publish(await countsOf(tx, id, week), before?.published ?? null);
      await tx`
        insert into published_count (room, week, published) values (${id}, ${week}, ${tx.json(published as never)})
        on conflict (room) do update set week = excluded.week, published = excluded.published`;
    });
}

async function countsOf(tx: Tx, room: string, week: Week): Promise<Tables> {
  const rows = await tx<{ provenance: string; language: string; n: number }[]>`
    select c.provenance, c.language, count(*)::int as n from contributor c
    where c.room = ${room} and exists (
      select from contribution k where k.contributor = c.id and k.state = 'kept' and k.expires_week >= ${week}
        and coalesce((select e.state = 'given' and e.expires_week >= ${week} from consent_event e
          where e.contribution = k.id and e.scope = 'statistics' order by e.n desc limit 1), false))
    group by c.provenance, c.language`;
  const sum = (of: (row: { provenance: string; language: string }) => boolean) =>
    rows.filter(of).reduce((n, row) => n + row.n, 0);
  return {
    provenance: Object.fromEntries(provenances.map((p) => [p, sum((r) => r.provenance === p)])),
    language: Object.fromEntries(languages.map((l) => [l, sum((r) => r.language === l)])),
  };
}

/** Conversations end with what was said in their room: keys first gone, then nothing that could be opened with them. */
async function eraseConversations(tools: Tools, week: Week): Promise<void> {
  const rooms = await tools.sql<{ id: string; closesWeek: number; retentionWeeks: number }[]>`
    select id, closes_week, retention_weeks from room
    where has_conversation and exists (select from group_epoch e where e.room = room.id)`;
  for (const room of rooms) {
    if (addWeeks(room.closesWeek, room.retentionWeeks) >= week) continue;
    const shreds = await tools.sql.begin(async (tx) => {
      const messages = await tx<{ shred: string }[]>`delete from group_message where room = ${room.id} returning shred`;
      const epochs = await tx<{ shred: string }[]>`delete from group_epoch where room = ${room.id} returning shred`;
      await tx`delete from group_member where room = ${room.id}`;
      return [...messages, ...epochs].map((r) => r.shred);
    });
    await tools.shred.destroy(shreds);
  }
}

export interface ShownCounts {
  week: number;
  total: number | null;
  tables: Record<string, Record<string, number | null>>;
}

/** The counts of a room as they were last published: what was counted for them does not leave this function. */
export async function readCounts(tools: Pick<Tools, 'sql'>, room: string): Promise<ShownCounts | null> {
  const [row] = await tools.sql<{ week: number; published: Published }[]>`
    select week, published from published_count where room = ${room}`;
  return row ? { week: row.week, total: row.published.total, tables: row.published.tables } : null;
}
