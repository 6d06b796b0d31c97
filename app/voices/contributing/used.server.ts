import type { Db } from '../../../db/connect';
import { liveScopes } from '../consent';
import type { Week } from '../week';
import { consentsOf } from './chain.server';

/** "We heard, we did, why not": what was made of one contribution. Texts and decisions are counted, and never named. */
export interface UsedNow {
  excerpts: { form: 'quote' | 'paraphrase'; texts: number; final: number; decisions: number; taken: number }[];
  themes: {
    words: string;
    language: string;
    texts: number;
    /** Decisions that rest on it, and those of them that are taken. */
    rests: number;
    taken: number;
    decisions: { decision: 'done' | 'partly' | 'later' | 'not'; reason: string; language: string }[];
  }[];
}

export async function usedOf(sql: Db, contribution: string, week: Week): Promise<UsedNow> {
  const live = liveScopes(await consentsOf(sql, contribution), week);
  const excerpts = await sql<UsedNow['excerpts']>`
    select e.form, count(distinct c.thing) filter (where not ${isDecision(sql)})::int as texts,
      count(distinct c.thing) filter (where not ${isDecision(sql)} and c.state = 'final')::int as final,
      count(distinct c.thing) filter (where ${isDecision(sql)})::int as decisions,
      count(distinct c.thing) filter (where ${isDecision(sql)} and c.state = 'final')::int as taken
    from excerpt e join citation c on c.voice = e.id and c.state in ('used', 'final')
    where e.contribution = ${contribution} and e.state = 'released' and e.batch_week <= ${week}
      and e.form = any(${(['quote', 'paraphrase'] as const).filter((s) => live.has(s))}::text[])
    group by e.form order by e.form desc`;
  const themes = live.has('theme') || live.has('theme_alone') ? await themesOf(sql, contribution, week) : [];
  return { excerpts: [...excerpts], themes };
}

/** Of a use `c`: that what uses it is no text, but a decision that rests on it. */
function isDecision(sql: Db) {
  return sql`starts_with(c.thing, 'decision:')`;
}

async function themesOf(sql: Db, contribution: string, week: Week): Promise<UsedNow['themes']> {
  return sql<UsedNow['themes']>`
    select t.words, t.language,
      (select count(distinct c.thing)::int from citation c where c.voice = t.id and c.state in ('used', 'final') and not ${isDecision(sql)}) as texts,
      (select count(distinct c.thing)::int from citation c where c.voice = t.id and c.state in ('used', 'final') and ${isDecision(sql)}) as rests,
      (select count(distinct c.thing)::int from citation c where c.voice = t.id and c.state = 'final' and ${isDecision(sql)}) as taken,
      coalesce((select jsonb_agg(jsonb_build_object('decision', r.decision, 'reason', r.reason, 'language', r.language)
        order by r.week, r.thing) from response r where r.theme = t.id), '[]') as decisions
    from theme_support s join theme t on t.id = s.theme
    where s.contribution = ${contribution} and t.state = 'released' and t.batch_week <= ${week} order by t.id`;
}

/** How many people opened a contribution in each week, by whose they are; no names, and no finer time. */
export async function openedBy(
  sql: Db,
  contribution: string,
): Promise<{ week: Week; whose: 'support' | 'another'; people: number }[]> {
  return sql<{ week: Week; whose: 'support' | 'another'; people: number }[]>`
    select week, whose, count(distinct reader)::int as people from reader_event
    where contribution = ${contribution} group by week, whose order by week, whose desc`;
}
