import type { Db } from '../../db/connect';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import type { CommitmentKind, CommitmentState } from './commitment';
import type { CommitmentSearch } from './commitment-forms';
import { type CommitmentSubject, committed } from './committed.server';

export const listLength = 30;

/** A commitment as this reader may read it. Days are ISO dates. */
export interface ListedCommitment {
  id: number;
  kind: CommitmentKind;
  subjectKind: CommitmentSubject;
  subjectId: number;
  words: string;
  language: string;
  /** Where it stands and is followed up. */
  path: string;
  /** The title of what it is about; null for an owner who may not read that. */
  subject: string | null;
  subjectLanguage: string | null;
  ownerOrganisationId: number | null;
  owner: string | null;
  ownerHandle: string | null;
  ownerPersonId: number | null;
  /** The name of a person who owns it, for people who are signed in. */
  person: string | null;
  dueOn: string | null;
  state: CommitmentState;
  reason: string;
  done: string;
  version: number;
  createdBy: number | null;
  changedAt: Date;
}

interface Filters extends Partial<Omit<CommitmentSearch, 'page'>> {
  id?: number;
  subject?: { kind: CommitmentSubject; id: number };
}

interface Asked {
  reader: Reader | null;
  language: string;
  /** `lastDay(now)`. */
  today: string;
}

/** Columns and tables of `commitment k` that binds, as far as the reader may read it. */
function seen(sql: Db, { reader, language }: Asked) {
  const offices = reader?.state === 'active' ? reader.offices.map((o) => o.organisationId) : [];
  const named = reader?.state === 'active';
  return {
    columns: sql`k.id, k.kind, k.subject_kind, k.subject_id, coalesce(s.words, k.words) as words, coalesce(s.language, k.language) as language,
      coalesce(s.path, '/commitments/' || k.id) as path, s.subject, s.subject_language, k.owner_organisation_id,
      coalesce(w.names ->> ${language}, w.short_name, w.name) as owner, w.handle as owner_handle, k.owner_person_id,
      case when ${named} then p.name end as person, k.due_on::text as due_on, k.state, k.reason, k.done, k.version, k.created_by, k.changed_at`,
    // An action is read by those whose it is, though the meeting was not theirs.
    tables: sql`commitment k left join lateral (${committed(sql, { reader, language })}) s on true
      left join organisation w on w.id = k.owner_organisation_id left join person p on p.id = k.owner_person_id
      where k.binding and (s.path is not null or (k.kind = 'action'
        and (k.owner_organisation_id = any(${offices}::bigint[]) or k.owner_person_id = ${named ? reader.id : null})))`,
  };
}

function overdue(sql: Db, today: string) {
  return sql`(k.due_on < ${today}::date and k.state in ('open', 'under-way'))`;
}

function matching(sql: Db, { owner, state, kind, overdue: late, id, subject }: Filters, today: string) {
  return sql`(${state ?? null}::text is null or k.state = ${state ?? null})
    and (${kind ?? null}::text is null or k.kind = ${kind ?? null})
    and (${id ?? null}::bigint is null or k.id = ${id ?? null})
    and (${subject?.kind ?? null}::text is null or (k.subject_kind = ${subject?.kind ?? null} and k.subject_id = ${subject?.id ?? null}))
    and (${typeof owner === 'number' ? owner : null}::bigint is null or k.owner_organisation_id = ${typeof owner === 'number' ? owner : null})
    and (${owner !== 'none'} or (k.owner_organisation_id is null and k.owner_person_id is null))
    and (${late === undefined} or ${overdue(sql, today)})`;
}

/**
 * What was taken on, as far as the reader may read it: what is not settled first, then by the day by which it is due. One
 * statement. Refuses not-found beyond the last page.
 */
export async function listCommitments(
  sql: Db,
  {
    page = 1,
    length = listLength,
    reader,
    language,
    today,
    ...filters
  }: Filters & Asked & { page?: number; length?: number },
): Promise<{ commitments: ListedCommitment[]; total: number }> {
  const { columns, tables } = seen(sql, { reader, language, today });
  const rows = await sql<(ListedCommitment & { total: number })[]>`
    select ${columns}, count(*) over ()::int as total from ${tables} and ${matching(sql, filters, today)}
    order by k.state in ('done', 'not-pursued'), k.due_on nulls last, k.id limit ${length} offset ${(page - 1) * length}`;
  if (rows.length === 0 && page > 1) throw refuse('not-found', 'shared:errors.not-found');
  return { total: rows[0]?.total ?? 0, commitments: rows.map(({ total: _, ...row }) => row) };
}

/** How many there are of each owner, kind and state, and how many of these are overdue: all that the reader may read. One statement. */
export async function countCommitments(sql: Db, asked: Asked) {
  const { tables } = seen(sql, asked);
  return sql<
    {
      ownerId: number | null;
      owner: string | null;
      kind: CommitmentKind;
      state: CommitmentState;
      count: number;
      overdue: number;
    }[]
  >`
    select w.id as owner_id, coalesce(w.names ->> ${asked.language}, w.short_name, w.name) as owner, k.kind, k.state, count(*)::int as count,
      count(*) filter (where ${overdue(sql, asked.today)})::int as overdue
    from ${tables} group by 1, 2, 3, 4 order by 2, 1, 3, 4`;
}

/** How it stood, the newest first: with whose deed that was, by organisation. */
export interface CommitmentChange {
  id: number;
  state: CommitmentState;
  reason: string;
  dueOn: string | null;
  owner: string | null;
  by: string | null;
  at: string;
}

/** One commitment with its history; null where there is none that the reader may read. One statement. */
export async function findCommitment(
  sql: Db,
  id: number,
  asked: Asked,
): Promise<(ListedCommitment & { history: CommitmentChange[] }) | null> {
  const { columns, tables } = seen(sql, asked);
  const name = (of: string) =>
    sql`coalesce(${sql(of)}.names ->> ${asked.language}, ${sql(of)}.short_name, ${sql(of)}.name)`;
  const [row] = await sql<(ListedCommitment & { history: CommitmentChange[] | null })[]>`
    select ${columns}, (select jsonb_agg(jsonb_build_object('id', c.id, 'state', c.state, 'reason', c.reason, 'dueOn', c.due_on,
        'owner', ${name('co')}, 'by', ${name('cb')}, 'at', c.at) order by c.id desc)
      from commitment_change c left join organisation co on co.id = c.owner_organisation_id
      left join person cp on cp.id = c.by_person left join organisation cb on cb.id = cp.organisation_id
      where c.commitment_id = k.id) as history
    from ${tables} and k.id = ${id}`;
  return row ? { ...row, history: row.history ?? [] } : null;
}
