import type { Db } from '../../db/connect';
import type { HeardView, Responding, ResponseView, ThemeView } from './heard';

/** Which of these references are voices that the room has released at some time, with the numbers they are cited by. */
export async function knownVoices(sql: Db, references: string[]): Promise<Map<string, number>> {
  if (references.length === 0) return new Map();
  const rows = await sql<{ id: number; reference: string }[]>`
    select id, reference from voice where reference = any(${references}::uuid[])`;
  return new Map(rows.map((r) => [r.reference, r.id]));
}

/** References of voices by their numbers, as far as they may be cited now. */
export async function citableVoices(sql: Db, ids: number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await sql<{ id: number }[]>`select id from voice where id in ${sql(ids)} and state = 'released'`;
  return new Set(rows.map((r) => r.id));
}

/** Of voice `v`: cited by a thing, by one of a synthesis's statements, or by one of a consultation's claims. */
export function citedIn(sql: Db, { kind, id }: Responding) {
  if (kind === 'consultation')
    return sql`v.id in (select c.cited_id from citation c join claim m on m.id = c.citing_id
        where c.citing_kind = 'claim' and c.cited_kind = 'voice' and m.consultation_id = ${id} and m.withdrawn_at is null)`;
  return kind === 'document'
    ? sql`v.id in (select c.cited_id from citation c where c.citing_kind = 'document' and c.citing_id = ${id} and c.cited_kind = 'voice')`
    : sql`v.id in (select c.cited_id from citation c join statement s on s.id = c.citing_id
        where c.citing_kind = 'statement' and c.cited_kind = 'voice' and s.discussion_id = ${id} and s.withdrawn_at is null)`;
}

/** The themes that a thing cites, each with the response that was recorded on it. One statement. */
export async function listThemes(sql: Db, thing: Responding): Promise<ThemeView[]> {
  return readThemes(sql, thing, citedIn(sql, thing));
}

/** The same for themes by their references: those of a text that has not settled yet. */
export async function listThemesAmong(sql: Db, thing: Responding, references: string[]): Promise<ThemeView[]> {
  if (references.length === 0) return [];
  return readThemes(sql, thing, sql`v.reference = any(${references}::uuid[])`);
}

async function readThemes(sql: Db, { kind, id }: Responding, which: ReturnType<typeof citedIn>): Promise<ThemeView[]> {
  type Row = { voice: string; state: ThemeView['state']; response: ResponseView | null };
  const rows = await sql<Row[]>`
    select v.reference as voice, v.state, case when r.voice_id is not null then jsonb_build_object('decision', r.decision,
      'reason', r.reason, 'language', r.language, 'organisation', coalesce(o.short_name, o.name), 'at', r.at, 'version', r.version) end as response
    from voice v left join voice_response r on r.voice_id = v.id and r.citing_kind = ${kind} and r.citing_id = ${id}
    left join organisation o on o.id = r.organisation_id
    where v.kind = 'theme' and ${which} order by v.id`;
  return rows;
}

/** All voices that a thing cites. One statement. */
export async function listHeard(sql: Db, thing: Responding): Promise<HeardView[]> {
  return sql<
    HeardView[]
  >`select v.reference as voice, v.kind, v.state from voice v where ${citedIn(sql, thing)} order by v.id`;
}
