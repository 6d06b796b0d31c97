import type { Sql, Tx } from '../../db/connect';
import { Broken } from './bytes';
import { type Move, makeFolder } from './folder';
import { Knowledge } from './knowledge';
import { type Range, walk } from './update';

/** What one person wrote in one commit; without ranges where they only deleted. */
export interface Wrote {
  person: number;
  organisation: number | null;
  ranges: Range[];
}

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

export interface Fold {
  epoch: number;
  folds: number;
  state: Uint8Array;
  /** True where it was made readable already. */
  isSettled: boolean;
  /** True where rows of other processes were among those folded. */
  hasOthers: boolean;
}

const lockClass = 7305992;

type StoredWriters = [
  person: number,
  organisation: number | null,
  ranges: [client: number, from: number, to: number][],
][];

/** Structs of a client, and who wrote them. */
export interface Written extends Range {
  client: number;
  person: number;
  organisation: number | null;
}

export interface Entry {
  person: number;
  organisation: number | null;
  client: number | null;
  from: number;
  to: number;
  firstAt: Date;
  lastAt: Date;
}

/**
 * The entries as they are where words were moved: these stay whose they were. An entry is divided where a part of it is
 * another's; times are those of the move.
 */
export function withMoved(entries: Entry[], moves: Move[], known: Written[]): Entry[] {
  let made = entries;
  const find = <T extends { client: number | null; from: number; to: number }>(all: T[], client: number, at: number) =>
    all.find((e) => e.client === client && e.from <= at && at < e.to);
  for (const { client, from, length, ofClient, ofFrom } of moves) {
    // Of what is from before the log was kept nobody knows whose it is.
    if (![...made, ...known].some((e) => e.client === ofClient)) continue;
    for (let at = 0; at < length; ) {
      const by = find(made, ofClient, ofFrom + at) ?? find(known, ofClient, ofFrom + at);
      const entry = find(made, client, from + at);
      const end = Math.min(length, ...(by ? [by.to - ofFrom] : [at + 1]), ...(entry ? [entry.to - from] : [at + 1]));
      const part = { from: from + at, to: from + end };
      at = end;
      if (!by || !entry || (by.person === entry.person && by.organisation === entry.organisation)) continue;
      const rest = [
        { ...entry, to: part.from },
        { ...entry, ...part, person: by.person, organisation: by.organisation },
        { ...entry, from: part.to },
      ];
      made = made.flatMap((e) => (e === entry ? rest.filter((r) => r.from < r.to) : [e]));
    }
  }
  return made;
}

/** What one person wrote on end with one client is one entry; what someone deleted without writing is one for each row. */
function joined(rows: { at: Date; writers: StoredWriters }[]): Entry[] {
  const entries: Entry[] = [];
  const last = new Map<number, Entry>();
  for (const { at, writers } of rows) {
    for (const [person, organisation, ranges] of writers) {
      const who = { person, organisation, firstAt: at, lastAt: at };
      if (ranges.length === 0) entries.push({ ...who, client: null, from: 0, to: 0 });
      for (const [client, from, to] of ranges) {
        const before = last.get(client);
        if (before?.to === from && before.person === person && before.organisation === organisation) {
          before.to = to;
          before.lastAt = at;
          continue;
        }
        const entry = { ...who, client, from, to };
        entries.push(entry);
        last.set(client, entry);
      }
    }
  }
  return entries;
}

/** Everything that is asked of the database. `process` tells rows of this process from others'. */
export function openStore(sql: Sql, process: number) {
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
      ? await sql<{ room: number }[]>`
          insert into joint_update (room, process, bytes, writers)
          select room, ${process}, ${one.bytes}, ${asJson(one.wrote)}::text::jsonb from joint_text
          where room = ${one.room} and epoch = ${one.epoch} for key share
          returning room`
      : await sql<{ room: number }[]>`
          with open as (
            select g.* from unnest(${rows.map((r) => r.room)}::bigint[], ${rows.map((r) => r.epoch)}::int[],
              ${rows.map((r) => Buffer.from(r.bytes).toString('base64'))}::text[], ${rows.map((r) => asJson(r.wrote))}::text[])
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

  /**
   * Folds what was written into the snapshot, deletes exactly the rows that were folded and keeps who wrote them. Null
   * where another process did it meanwhile, or the text was rewritten. Returns the text as it is then.
   *
   * In one statement at the end, and not in a transaction that waits for the folding: a connection that is lost between
   * two queries of a transaction makes the driver throw where nobody can catch it, which ends the process.
   */
  async function fold(room: number): Promise<Fold | null> {
    const text = await readForFold(sql, room);
    if (!text) return null;
    const { epoch, folds, settled, ids, updates } = text;
    if (ids.length === 0) return { epoch, folds, state: updates[0]!, isSettled: settled === folds, hasOthers: false };
    const state = await folder.fold(updates);
    const written = await keepingAuthors(room, joined(text.written), updates);
    const [done] = await sql`
      with folded as (
        update joint_text set snapshot = ${state}, folds = folds + 1
        where room = ${room} and epoch = ${epoch} and folds = ${folds} returning room),
      gone as (delete from joint_update where id = any(${ids}::bigint[]) and exists (select from folded)),
      written as (
        insert into joint_writing (room, person, organisation, client, from_struct, to_struct, first_at, last_at)
        select ${room}, person, organisation, client, coalesce("from", 0), coalesce("to", 0), "firstAt", "lastAt"
        from jsonb_to_recordset(${JSON.stringify(written)}::text::jsonb)
          as w(person bigint, organisation bigint, client bigint, "from" bigint, "to" bigint, "firstAt" timestamptz, "lastAt" timestamptz)
        where exists (select from folded))
      select room from folded`;
    return done ? { epoch, folds: folds + 1, state, isSettled: false, hasOthers: text.hasOthers } : null;
  }

  /** Who wrote what, by the log and by where words were before they were moved. */
  async function keepingAuthors(room: number, entries: Entry[], updates: Uint8Array[]): Promise<Entry[]> {
    // A text is folded in any case: what cannot be looked through counts for whoever sent it.
    const moves = await folder.moved(updates).catch(() => []);
    if (moves.length === 0) return entries;
    const known = await sql<Written[]>`
      select client, from_struct as "from", to_struct as "to", person, organisation from joint_writing
      where room = ${room} and client = any(${[...new Set(moves.map((m) => m.ofClient))]}::bigint[]) order by id`;
    return withMoved(entries, moves, known);
  }

  async function readForFold(tx: Sql | Tx, room: number) {
    const rows = await tx<
      {
        id: number;
        epoch: number;
        folds: number;
        settled: number;
        bytes: Uint8Array;
        writers: StoredWriters | null;
        at: Date;
        isOurs: boolean;
      }[]
    >`
      select 0::bigint as id, epoch, folds, settled, snapshot as bytes, null::jsonb as writers, now() as at, true as is_ours
      from joint_text where room = ${room}
      union all select id, 0, 0, 0, bytes, writers, at, process = ${process} from joint_update where room = ${room}
      order by id`;
    const [first, ...others] = rows;
    if (first?.id !== 0) return null;
    const { epoch, folds, settled } = first;
    return {
      epoch,
      folds,
      settled,
      ids: others.map((r) => r.id),
      updates: rows.map((r) => r.bytes),
      hasOthers: rows.some((r) => !r.isOurs),
      written: others.map((r) => ({ at: r.at, writers: r.writers ?? [] })),
    };
  }

  async function noteSettled(room: number, folds: number): Promise<void> {
    await sql`update joint_text set settled = greatest(settled, ${folds}) where room = ${room} and folds >= ${folds}`;
  }

  /** Rooms that nobody has made readable since they were last written in, quiet for so many milliseconds. */
  async function listUnsettled(quietMs: number): Promise<number[]> {
    const rows = await sql<{ room: number }[]>`
      select t.room from joint_text t
      left join lateral (select max(at) as last from joint_update u where u.room = t.room) w on true
      where (t.settled < t.folds or w.last is not null)
        and (w.last is null or w.last < clock_timestamp() - make_interval(secs => ${quietMs / 1000}))`;
    return rows.map((r) => r.room);
  }

  /**
   * See Texts.rewrite. Of the log stays who wrote what is still there: numbers, without a word. What somebody only deleted
   * is forgotten, and so are writers of whom nothing is left.
   */
  async function rewrite(room: number, make: (state: Uint8Array) => Uint8Array): Promise<number> {
    await load(room);
    return sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${lockClass}, ${lockOf(room)})`;
      await tx`select from joint_text where room = ${room} for update`;
      const text = (await readForFold(tx, room))!;
      const state = make(await folder.fold(text.updates));
      const contents = walk(state);
      if (new Knowledge().compare(contents).is === 'gap') throw new Broken('rests on what is not there');
      const clients = contents.structs.map(({ client }) => client);
      await tx`delete from joint_update where room = ${room}`;
      await keepWritten(tx, room, joined(text.written));
      await tx`
        delete from joint_writing where room = ${room} and (client is null or client <> all(${clients}::bigint[]))`;
      const [row] = await tx<{ epoch: number }[]>`
        update joint_text set snapshot = ${state}, folds = folds + 1, epoch = epoch + 1 where room = ${room} returning epoch`;
      return row!.epoch;
    });
  }

  async function keepWritten(tx: Tx, room: number, entries: Entry[]): Promise<void> {
    await tx`
      insert into joint_writing (room, person, organisation, client, from_struct, to_struct, first_at, last_at)
      select ${room}, person, organisation, client, coalesce("from", 0), coalesce("to", 0), "firstAt", "lastAt"
      from jsonb_to_recordset(${JSON.stringify(entries)}::text::jsonb)
        as w(person bigint, organisation bigint, client bigint, "from" bigint, "to" bigint, "firstAt" timestamptz, "lastAt" timestamptz)`;
  }

  /** The text as it is committed, and who wrote which structs of it, in their order: one query, so that both agree. */
  async function readAuthored(room: number): Promise<{ state: Uint8Array; writing: Written[] }> {
    const [row] = await sql<{ updates: Uint8Array[] | null; writing: Written[] | null }[]>`
      select
        (select array_agg(b.bytes order by b.id) from (
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
    return { state: await folder.fold(row!.updates ?? []), writing: row!.writing ?? [] };
  }

  async function read(room: number): Promise<Uint8Array> {
    return folder.fold((await load(room)).updates);
  }

  return {
    load,
    read,
    stop: folder.stop,
    epochOf,
    append,
    tail,
    fold,
    noteSettled,
    listUnsettled,
    rewrite,
    readAuthored,
  };
}

export type Store = ReturnType<typeof openStore>;

/** Read as base64: the driver's way for bytes is twice as long on the way, and six times as slow to read. */
function bytesOf(base64: string): Uint8Array {
  const bytes = Buffer.from(base64, 'base64');
  // Small ones lie in a buffer that the process shares, which each would keep from being given back.
  return bytes.buffer.byteLength === bytes.length ? bytes : new Uint8Array(bytes);
}

function lockOf(room: number): number {
  return room % 0x7fffffff;
}

function asJson(wrote: Wrote[]): string {
  return JSON.stringify(
    wrote.map((w) => [w.person, w.organisation, w.ranges.map(({ client, from, to }) => [client, from, to])]),
  );
}
