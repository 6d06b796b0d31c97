import type { Currency } from '../programmes/budget';
import { type CommitmentState, commitmentStates } from '../tasks/commitment';
import { type Money, sumsByCurrency, varianceOf } from './money';
import { allOf, isOver, type Planned, type YearRecord } from './record';

/*
 * The annual review: what the secretariat writes, and figures as they stood on the day on which it was issued. Money is text, so that
 * what is fixed is whole in any JSON.
 */

/** How many stand how. Those that are late are among the others. */
export type Counts = Record<CommitmentState, number> & { all: number; late: number };

export interface ReviewActivity {
  about: Planned['about'];
  id: number;
  title: string;
  language: string;
  /** Title of its programme; null for the initiative's own. */
  programme: string | null;
  owner: string | null;
  endsOn: string | null;
  state: CommitmentState;
  late: boolean;
  /** Why it was given up, or what was done. */
  words: string;
}

export interface ReviewMoney {
  /** Null for the initiative's own. */
  programme: string | null;
  language: string;
  currency: Currency;
  planned: string | null;
  spent: string | null;
  difference: string | null;
  /** Hundredths of one per cent of the plan. */
  share: number | null;
  apart: 'over' | 'under' | null;
}

export interface Promised {
  kind: 'recommendation' | 'response';
  state: CommitmentState;
  count: number;
}

export interface ReviewFigures {
  /** ISO date: the day on which they stood so. */
  asOf: string;
  activities: Counts;
  programmes: { title: string | null; language: string; counts: Counts }[];
  done: ReviewActivity[];
  undone: ReviewActivity[];
  money: ReviewMoney[];
  corrections: {
    words: string;
    language: string;
    owner: string | null;
    dueOn: string | null;
    state: CommitmentState;
  }[];
  /** What was promised in answer to consultations, and what events recommended: of this year, as everybody may read it. */
  promised: Promised[];
}

export interface ReviewContent {
  year: number;
  language: string;
  /** The decision by which the plan was approved, as the register gives it. */
  approved: string | null;
  words: { done: string; undone: string; lessons: string; heard: string };
  figures: ReviewFigures;
}

export function countsOf(all: readonly Pick<Planned, 'state' | 'late'>[]): Counts {
  const counts = Object.fromEntries(commitmentStates.map((state) => [state, 0])) as Record<CommitmentState, number>;
  for (const { state } of all) counts[state]++;
  return { ...counts, all: all.length, late: all.filter((a) => a.late).length };
}

/** The figures of a year as they stand. `today` is the day for which it is said, `over` the day that is over everywhere on the earth. */
export function figuresOf(
  r: YearRecord,
  promised: Promised[],
  { today, over }: { today: string; over: string },
): ReviewFigures {
  const all = allOf(r);
  const shown = (a: Planned): ReviewActivity => ({
    about: a.about,
    id: a.id,
    title: a.title,
    language: a.language,
    programme: a.programme?.title ?? null,
    owner: a.owner?.name ?? null,
    endsOn: a.endsOn,
    state: a.state,
    late: a.late,
    words: a.state === 'not-pursued' ? a.reason : a.done,
  });
  const money = (programme: string | null, language: string, m: Money): ReviewMoney => {
    const variance = varianceOf(m, isOver(r.year, over));
    return {
      ...{ programme, language, currency: m.currency },
      ...{ planned: m.planned?.toString() ?? null, spent: m.spent?.toString() ?? null },
      ...{
        difference: variance?.difference.toString() ?? null,
        share: variance?.share ?? null,
        apart: variance?.apart ?? null,
      },
    };
  };
  const titles = new Map(r.lines.map((a) => [a.programme!.id, a.programme!]));
  return {
    asOf: today,
    activities: countsOf(all),
    programmes: [
      ...(r.own.length > 0 ? [{ title: null, language: r.language, counts: countsOf(r.own) }] : []),
      ...[...titles.values()].map(({ id, title, language }) => ({
        title,
        language,
        counts: countsOf(r.lines.filter((a) => a.programme?.id === id)),
      })),
    ],
    done: all.filter((a) => a.state === 'done').map(shown),
    undone: all.filter((a) => a.state !== 'done').map(shown),
    money: [
      ...sumsByCurrency(r.own.map((a) => a.money)).map((m) => money(null, r.language, m)),
      ...r.programmes.map((p) => money(p.title, p.language, p)),
    ],
    corrections: r.corrections.map(({ words, language, owner, dueOn, state }) => ({
      words,
      language,
      owner,
      dueOn,
      state,
    })),
    promised,
  };
}
