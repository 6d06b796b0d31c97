import { announce } from '../../../db/announce';
import type { Sql } from '../../../db/connect';
import { type Ballots, unseen } from '../map/ballots';
import { type DrawnMap, parameters } from '../map/opinion-map';
import { noSector, type SectorVotes, type ShownStatement } from './figures';

/*
 * Counting votes, beside the deed of voting. Survivor groups are left out where votes are read: what comes after, in figures, in
 * a total, on the map or in the order of statements, has never heard of them.
 */

/** Votes on one statement, sector by sector. */
export interface StatementVotes {
  statement: number;
  votes: SectorVotes[];
}

/** Votes on the statements of a consultation that are voted on now. One statement to the database. */
export async function readVotes(sql: Sql, consultation: number): Promise<StatementVotes[]> {
  const rows = await sql<(SectorVotes & { statement: number })[]>`
    select s.id as statement, coalesce(o.sector, ${noSector}) as sector, count(*) filter (where v.choice = 1) as agree,
      count(*) filter (where v.choice = -1) as disagree, count(*) filter (where v.choice = 0) as pass
    from consultation_statement s join consultation_vote v on v.statement_id = s.id
    join consultation_voice o on o.consultation_id = s.consultation_id and o.person_id = v.person_id
    where s.consultation_id = ${consultation} and s.state = 'approved' and o.sector is distinct from 'survivor-group'
    group by 1, 2 order by 1, 2`;
  const all = new Map<number, SectorVotes[]>();
  for (const { statement, ...votes } of rows) all.set(statement, [...(all.get(statement) ?? []), votes]);
  return [...all].map(([statement, votes]) => ({ statement, votes }));
}

/** Keeps what was counted, and tells that figures have moved where they have. */
export async function storeCounts(
  sql: Sql,
  consultation: number,
  counted: (StatementVotes & { shown: ShownStatement })[],
  now: Date,
): Promise<boolean> {
  if (counted.length === 0) return false;
  const total = (votes: SectorVotes[], of: 'agree' | 'disagree' | 'pass') => votes.reduce((sum, v) => sum + v[of], 0);
  const rows = counted.map(({ statement, votes, shown }) => ({
    statement,
    agree: total(votes, 'agree'),
    disagree: total(votes, 'disagree'),
    pass: total(votes, 'pass'),
    shown,
  }));
  return sql.begin(async (tx) => {
    // One that was withdrawn while it was counted has no words any more, and gets no figures.
    const moved = await tx<{ isShown: boolean }[]>`
      with given as (
        select * from jsonb_to_recordset(${tx.json(rows as never)}) as t (statement bigint, agree int, disagree int, pass int, shown jsonb)
      ), before as (
        select n.statement_id, n.shown from consultation_statement_count n join given g on g.statement = n.statement_id
      ), kept as (
        insert into consultation_statement_count as n (statement_id, agree, disagree, pass, shown, counted_at)
        select g.statement, g.agree, g.disagree, g.pass, g.shown, ${now} from given g
        join consultation_statement s on s.id = g.statement and s.state = 'approved' order by g.statement
        on conflict (statement_id) do update set agree = excluded.agree, disagree = excluded.disagree, pass = excluded.pass,
          shown = excluded.shown, counted_at = excluded.counted_at
        where (n.agree, n.disagree, n.pass, n.shown) is distinct from (excluded.agree, excluded.disagree, excluded.pass, excluded.shown)
        returning n.statement_id, n.shown
      )
      select k.shown is distinct from b.shown as is_shown from kept k left join before b on b.statement_id = k.statement_id`;
    const isShown = moved.some((m) => m.isShown);
    if (isShown) await announce(tx, 'consultation.statements-counted', { consultation });
    return isShown;
  }) as Promise<boolean>;
}

/** The votes as ballots, for the map: whose they are is not in them. */
export async function readBallots(sql: Sql, consultation: number): Promise<Ballots> {
  const rows = await sql<{ statements: number[]; choices: number[] }[]>`
    select array_agg(s.id::int order by s.id) as statements, array_agg(v.choice::int order by s.id) as choices
    from consultation_statement s join consultation_vote v on v.statement_id = s.id
    join consultation_voice o on o.consultation_id = s.consultation_id and o.person_id = v.person_id
    where s.consultation_id = ${consultation} and s.state = 'approved' and o.sector is distinct from 'survivor-group'
    group by v.person_id`;
  const statements = [...new Set(rows.flatMap((r) => r.statements))].sort((a, b) => a - b);
  const columnOf = new Map(statements.map((id, column) => [id, column]));
  return {
    statements,
    rows: rows.map((r) => {
      const row = new Int8Array(statements.length).fill(unseen);
      for (const [i, id] of r.statements.entries()) row[columnOf.get(id)!] = r.choices[i]!;
      return row;
    }),
  };
}

/** What the last map was made of; null where there is none. */
export async function findMapHash(sql: Sql, consultation: number): Promise<string | null> {
  const [row] = await sql<
    { inputHash: string }[]
  >`select input_hash from consultation_map where consultation_id = ${consultation}`;
  return row?.inputHash ?? null;
}

/** Keeps a map with what it was made of and how, in the place of the one before, and tells. */
export async function storeMap(
  sql: Sql,
  consultation: number,
  { hash, map, times }: DrawnMap & { hash: string },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`
      insert into consultation_map (consultation_id, input_hash, parameters, result, times, made_at)
      values (${consultation}, ${hash}, ${tx.json(parameters as never)}, ${tx.json(map as never)}, ${tx.json(times as never)}, ${now})
      on conflict (consultation_id) do update set input_hash = excluded.input_hash, parameters = excluded.parameters,
        result = excluded.result, times = excluded.times, made_at = excluded.made_at`;
    await announce(tx, 'consultation.statements-counted', { consultation });
  });
}

/** Consultations with votes that came after the last count: what a process has to look at when it starts, or has missed something. */
export async function listUncounted(sql: Sql): Promise<number[]> {
  const rows = await sql<{ consultationId: number }[]>`
    select distinct s.consultation_id from consultation_statement s
    left join consultation_statement_count n on n.statement_id = s.id
    where s.state = 'approved' and exists (select from consultation_vote v where v.statement_id = s.id
      and (n.counted_at is null or v.voted_at >= n.counted_at))
    order by 1`;
  return rows.map((r) => r.consultationId);
}
