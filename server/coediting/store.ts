import type { Sql } from '../../db/connect';
import { bytesOf } from './bytes';
import { makeFolder } from './folder';
import { openFolds } from './folds';
import { type Written, type Wrote, writersJson } from './writing';

export interface Row {
  room: number;
  epoch: number;
  bytes: Uint8Array;
  wrote: Wrote[];
}

/** A text as it stands in the database. */
export interface Loaded {
  epoch: number;
  folds: number;
  /** Where to read the tail on from: the oldest transaction that was open then. */
  place: string;
  /** The snapshot, and what was written since. */
  updates: Uint8Array[];
}

export interface Tailed {
  epoch: number;
  folds: number;
  place: string;
  rows: { id: number; bytes: Uint8Array }[];
}

/** Everything that is asked of the database, edits on a connection of their own. `process` tells rows of this process from others'. */
export function openStore(sql: Sql, process: number, edits: Sql) {
  const folder = makeFolder();

  /** One query for a text that is there, with any history. */
  async function load(room: number): Promise<Loaded> {
    for (;;) {
      const rows = await sql<{ id: number; epoch: number; folds: number; place: string; bytes: string }[]>`
        select 0::bigint as id, epoch, folds, pg_snapshot_xmin(pg_current_snapshot())::text as place,
          encode(snapshot, 'base64') as bytes
        from joint_text where room = ${room}
        union all select id, 0, 0, '', encode(bytes, 'base64') from joint_update where room = ${room}
        order by id`;
      const [first] = rows;
      if (first?.id === 0) {
        const { epoch, folds, place } = first;
        return { epoch, folds, place, updates: rows.map((r) => bytesOf(r.bytes)) };
      }
      await sql`insert into joint_text (room) values (${room}) on conflict do nothing`;
    }
  }

  async function epochOf(room: number): Promise<number> {
    const [row] = await sql<{ epoch: number }[]>`select epoch from joint_text where room = ${room}`;
    return row?.epoch ?? 0;
  }

  /**
   * Commits rows of different rooms in one statement; returns the rooms whose rows are in. The lock makes a rewrite wait
   * for us or us for it, and a row of an epoch that is over by then is left out.
   */
  async function append(rows: Row[]): Promise<Set<number>> {
    const one = rows.length === 1 ? rows[0]! : null;
    const done = one
      ? await edits<{ room: number }[]>`
          insert into joint_update (room, process, bytes, writers)
          select room, ${process}, ${one.bytes}, ${writersJson(one.wrote)}::text::jsonb from joint_text
          where room = ${one.room} and epoch = ${one.epoch} for key share
          returning room`
      : await edits<{ room: number }[]>`
          with open as (
            select g.* from unnest(${rows.map((r) => r.room)}::bigint[], ${rows.map((r) => r.epoch)}::int[],
              ${rows.map((r) => Buffer.from(r.bytes).toString('base64'))}::text[], ${rows.map((r) => writersJson(r.wrote))}::text[])
              as g(room, epoch, bytes, writers)
            join joint_text t on t.room = g.room and t.epoch = g.epoch
            for key share of t
          )
          insert into joint_update (room, process, bytes, writers)
          select room, ${process}, decode(bytes, 'base64'), writers::jsonb from open
          returning room`;
    return new Set(done.map((r) => r.room));
  }

  /** What other processes have written into these rooms since each one's place. */
  async function tail(places: { room: number; place: string }[]): Promise<Map<number, Tailed>> {
    const rows = await sql<
      {
        room: number;
        epoch: number;
        folds: number;
        place: string;
        id: number | null;
        bytes: Uint8Array | null;
      }[]
    >`
      select t.room, t.epoch, t.folds, pg_snapshot_xmin(pg_current_snapshot())::text as place, u.id, u.bytes
      from unnest(${places.map((p) => p.room)}::bigint[], ${places.map((p) => p.place)}::text[]) as o(room, place)
      join joint_text t on t.room = o.room
      left join joint_update u on u.room = o.room and u.written >= o.place::xid8 and u.process <> ${process}
      order by u.id`;
    const found = new Map<number, Tailed>();
    for (const { room, epoch, folds, place, id, bytes } of rows) {
      const tailed = found.get(room) ?? { epoch, folds, place, rows: [] };
      found.set(room, tailed);
      if (id !== null) tailed.rows.push({ id, bytes: bytes! });
    }
    return found;
  }

  async function read(room: number): Promise<Uint8Array> {
    return folder.fold((await load(room)).updates);
  }

  /** The text as it is committed, and who wrote which structs of it, in their order: one query, so that both agree. */
  async function readAuthored(room: number): Promise<{ state: Uint8Array; writing: Written[] }> {
    const [row] = await sql<{ updates: string[] | null; writing: Written[] | null }[]>`
      select
        (select array_agg(encode(b.bytes, 'base64') order by b.id) from (
          select 0::bigint as id, snapshot as bytes from joint_text where room = ${room}
          union all select id, bytes from joint_update where room = ${room}) b) as updates,
        (select jsonb_agg(jsonb_build_object('client', w.client, 'from', w."from", 'to', w."to", 'person', w.person,
            'organisation', w.organisation) order by w.client, w."from", w."to") from (
          select client, from_struct as "from", to_struct as "to", person, organisation from joint_writing
          where room = ${room} and client is not null
          union all
          select (r->>0)::bigint, (r->>1)::bigint, (r->>2)::bigint, (w->>0)::bigint, (w->>1)::bigint
          from joint_update, jsonb_array_elements(writers) w, jsonb_array_elements(w->2) r
          where room = ${room}) w) as writing`;
    return { state: await folder.fold((row!.updates ?? []).map(bytesOf)), writing: row!.writing ?? [] };
  }

  /** Of the log what these clients wrote, and of each of these people one entry for each organisation they wrote for. */
  async function readWriters(room: number, clients: number[], people: number[]): Promise<Written[]> {
    return sql<Written[]>`
      with w as (
        select client, from_struct as "from", to_struct as "to", person, organisation from joint_writing
        where room = ${room} and client is not null and (client = any(${clients}::bigint[]) or person = any(${people}::bigint[]))
        union all
        select (r->>0)::bigint, (r->>1)::bigint, (r->>2)::bigint, (w->>0)::bigint, (w->>1)::bigint
        from joint_update, jsonb_array_elements(writers) w, jsonb_array_elements(w->2) r where room = ${room})
      select * from w where client = any(${clients}::bigint[])
      union select * from (
        select distinct on (person, organisation) * from w where person = any(${people}::bigint[])
        order by person, organisation, client, "from") one
      order by client, "from", "to"`;
  }

  return {
    ...openFolds(sql, process, folder, load),
    ...{ load, read, epochOf, append, tail, readAuthored, readWriters },
    stop: folder.stop,
  };
}

export type Store = ReturnType<typeof openStore>;
