import type { Sql, Tx } from '../../db/connect';
import type { Move } from './folder';
import type { Range } from './update';

/*
 * Who wrote what: as it stands in a row of one commit, and as it is kept in the log when rows are folded.
 */

/** What one person wrote in one commit; without ranges where they only deleted. */
export interface Wrote {
  person: number;
  organisation: number | null;
  ranges: Range[];
}

/** As a row of one commit holds it. */
export type StoredWriters = [
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
export function entriesOf(rows: { at: Date; writers: StoredWriters }[]): Entry[] {
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

/** Puts entries into the log, where `when` holds: a condition of a statement around it. */
export function intoLog(sql: Sql | Tx, room: number, entries: Entry[], when = sql`true`) {
  return sql`
    insert into joint_writing (room, person, organisation, client, from_struct, to_struct, first_at, last_at)
    select ${room}, person, organisation, client, coalesce("from", 0), coalesce("to", 0), "firstAt", "lastAt"
    from jsonb_to_recordset(${JSON.stringify(entries)}::text::jsonb)
      as w(person bigint, organisation bigint, client bigint, "from" bigint, "to" bigint, "firstAt" timestamptz, "lastAt" timestamptz)
    where ${when}`;
}

export function writersJson(wrote: Wrote[]): string {
  return JSON.stringify(
    wrote.map((w) => [w.person, w.organisation, w.ranges.map(({ client, from, to }) => [client, from, to])]),
  );
}
