import type { Db } from '../../../../db/connect';
import { orderFor } from '../ordering';
import { type Choice, choiceOf } from '../statement';
import type { Draft, MineView, StatementView, VotedView } from '../views';
import { titleObject, viewPairs, wordsOf } from './words.server';

interface Title {
  title: string;
  language: string;
}

interface Counts {
  agree: number;
  disagree: number;
  pass: number;
}

/** What the page shows on which one votes. */
export interface Voting {
  title: Title;
  /** Not voted on yet by this person, in their order, a few: the page asks for more when these are through. */
  next: StatementView[];
  left: number;
  voted: number;
  draft: Draft | null;
  /** Statements that wait for a facilitator. */
  waiting: number;
}

interface Row {
  title: Title;
  open: (StatementView & Counts)[] | null;
  voted: number;
  draft: Draft | null;
  waiting: number;
  extremity: Record<string, number> | null;
}

/** Statements that one page holds: a thumb goes through eight before the next page is there on any line. */
const ahead = 8;

/** What this person votes on next; of a visitor, null, the statements in their order of number. One statement. */
export async function readVoting(
  sql: Db,
  { consultation, person, language }: { consultation: number; person: number | null; language: string },
): Promise<Voting> {
  const [row] = await sql<Row[]>`
    select ${titleObject(sql, consultation, language)} as title,
      (select jsonb_agg(jsonb_build_object(${viewPairs(sql)}, 'agree', coalesce(n.agree, 0), 'disagree', coalesce(n.disagree, 0),
          'pass', coalesce(n.pass, 0)) order by s.number)
        from consultation_statement s cross join ${wordsOf(sql, language)}
        left join consultation_statement_count n on n.statement_id = s.id
        where s.consultation_id = ${consultation} and s.state = 'approved'
          and not exists (select from consultation_vote v where v.statement_id = s.id and v.person_id = ${person})) as open,
      (select count(*) from consultation_vote v join consultation_statement s on s.id = v.statement_id
        where s.consultation_id = ${consultation} and s.state = 'approved' and v.person_id = ${person}) as voted,
      (select jsonb_build_object('words', d.words, 'language', d.language) from consultation_statement_draft d
        where d.consultation_id = ${consultation} and d.person_id = ${person}) as draft,
      (select count(*) from consultation_statement s where s.consultation_id = ${consultation} and s.state = 'waiting') as waiting,
      (select m.result -> 'extremity' from consultation_map m where m.consultation_id = ${consultation}) as extremity`;
  const open = row!.open ?? [];
  const counted = open.map((s) => ({ ...s, extremity: row!.extremity?.[s.id] ?? 0 }));
  const ordered = person === null ? counted : orderFor(person, counted);
  return {
    title: row!.title,
    next: (person === null ? ordered.slice(0, 50) : ordered.slice(0, ahead)).map(viewOf),
    left: open.length,
    voted: row!.voted,
    draft: row!.draft,
    waiting: row!.waiting,
  };
}

function viewOf({ id, number, words, language, from }: StatementView): StatementView {
  return { id, number, words, language, from };
}

/** What somebody has proposed and how they have voted. One statement. */
export async function readMine(
  sql: Db,
  { consultation, person, language }: { consultation: number; person: number; language: string },
): Promise<{ title: Title; proposed: MineView[]; voted: VotedView[]; draft: Draft | null }> {
  const [row] = await sql<
    {
      title: Title;
      proposed: MineView[] | null;
      voted: (StatementView & { value: number })[] | null;
      draft: Draft | null;
    }[]
  >`
    select ${titleObject(sql, consultation, language)} as title,
      (select jsonb_agg(jsonb_build_object(${viewPairs(sql)}, 'state', s.state, 'reason', s.reason,
          'into', (select i.number from consultation_statement i where i.id = s.merged_into)) order by s.number desc)
        from consultation_statement s left join ${wordsOf(sql, language)} on true
        where s.consultation_id = ${consultation} and s.author_id = ${person}) as proposed,
      (select jsonb_agg(jsonb_build_object(${viewPairs(sql)}, 'value', v.choice) order by v.voted_at desc, s.number)
        from consultation_vote v join consultation_statement s on s.id = v.statement_id cross join ${wordsOf(sql, language)}
        where s.consultation_id = ${consultation} and s.state = 'approved' and v.person_id = ${person}) as voted,
      (select jsonb_build_object('words', d.words, 'language', d.language) from consultation_statement_draft d
        where d.consultation_id = ${consultation} and d.person_id = ${person}) as draft`;
  return {
    title: row!.title,
    proposed: row!.proposed ?? [],
    voted: (row!.voted ?? []).map(({ value, ...s }) => ({ ...s, choice: choiceOf(value) })),
    draft: row!.draft,
  };
}

export interface OneStatement extends MineView {
  authorId: number;
  /** How this reader has voted on it. */
  choice: Choice | null;
  /** Every language it is in, the author's first. */
  texts: { language: string; words: string }[];
}

/** One statement by its number, in whatever state, with this person's vote; null where there is none. One statement. */
export async function findStatement(
  sql: Db,
  {
    consultation,
    number,
    person,
    language,
  }: { consultation: number; number: number; person: number | null; language: string },
): Promise<{ title: Title; statement: OneStatement; others: StatementView[] } | null> {
  const [row] = await sql<
    {
      title: Title;
      statement: (Omit<OneStatement, 'choice'> & { value: number | null }) | null;
      others: StatementView[] | null;
    }[]
  >`
    select ${titleObject(sql, consultation, language)} as title,
      (select jsonb_build_object(${viewPairs(sql)}, 'state', s.state, 'reason', s.reason, 'authorId', s.author_id,
          'into', (select i.number from consultation_statement i where i.id = s.merged_into),
          'value', (select v.choice from consultation_vote v where v.statement_id = s.id and v.person_id = ${person}),
          'texts', coalesce((select jsonb_agg(jsonb_build_object('language', x.language, 'words', x.words) order by x.language = s.language desc, x.language)
            from consultation_statement_text x where x.statement_id = s.id), '[]'))
        from consultation_statement s left join ${wordsOf(sql, language)} on true
        where s.consultation_id = ${consultation} and s.number = ${number}) as statement,
      (select jsonb_agg(jsonb_build_object(${viewPairs(sql)}) order by s.number)
        from consultation_statement s cross join ${wordsOf(sql, language)}
        where s.consultation_id = ${consultation} and s.state = 'approved' and s.number <> ${number}) as others`;
  if (!row?.statement) return null;
  const { value, ...statement } = row.statement;
  return {
    title: row.title,
    statement: { ...statement, choice: value === null ? null : choiceOf(value) },
    others: row.others ?? [],
  };
}
