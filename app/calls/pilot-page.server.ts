import { asNumber } from '../decisions/register/number.server';
import { placeName } from '../organisations/places';
import { organisationChoices } from '../organisations/queries.server';
import { plainMoney } from '../programmes/budget';
import { figureIn, moneyIn } from '../programmes/figures';
import { shareView } from '../programmes/page.server';
import { areaChoices, countryChoices } from '../programmes/place-choices';
import { type Asked, idOf, signedIn } from '../shared/edge.server';
import { refuse } from '../shared/refusal';
import { callState, mayCall, whyNotPropose } from './call';
import { judgedFrom } from './forms';
import { ceilingIn, screenLanguage } from './page.server';
import { hasPart, heads, pilotState, sharesOfPilot, sumOf } from './pilot';
import { type PilotRecord, readPilot } from './queries/pilots.server';
import { items, type ReviewTie, type Summary, summaryOf, whyNotScore } from './scoring';

function budgetView(p: PilotRecord, language: string) {
  const { sum, missing } = sumOf(p.budget);
  const shown = (amount: bigint) => moneyIn(language, amount < 0n ? -amount : amount, p.currency);
  return {
    heads: heads.map((head) => ({ head, amount: p.budget[head] === null ? null : shown(p.budget[head]) })),
    sum: shown(sum),
    hasMoney: sum > 0n,
    total: p.budget.total === null ? null : shown(p.budget.total),
    /** What the heads lack of the total, or come to beyond it; null where they come to it. */
    apart: missing === null || missing === 0n ? null : { amount: shown(missing), isShort: missing > 0n },
    shares: sharesOfPilot(p.budget, p.agreed).map((s) => shareView(s, p, language)),
  };
}

export type BudgetView = ReturnType<typeof budgetView>;

function summaryView(summary: Summary, language: string) {
  return {
    ...summary,
    items: summary.items.map((i) => ({
      ...i,
      median: i.median === null ? null : figureIn(language, String(i.median)),
    })),
  };
}

export type SummaryView = ReturnType<typeof summaryView>;

function headOf(p: PilotRecord, language: string, now: Date) {
  const call = callState(p, now);
  return {
    id: p.id,
    title: p.title,
    language: p.language,
    state: pilotState(p, call),
    organisation: { name: p.organisation, handle: p.organisationHandle },
    place: placeName(p.country ?? p.area, language),
    call: {
      id: p.callId,
      title: p.callTitle,
      language: p.callLanguage,
      state: call,
      closesAt: p.closesAt!.toISOString(),
      scoredBy: p.scoredBy!.toISOString(),
      cancelledBecause: p.cancelledBecause,
      ceiling: ceilingIn(language, p),
      currency: p.currency as string,
    },
  };
}

function tieOf(p: PilotRecord, asked: Asked): ReviewTie {
  const partners = p.partners.map((o) => o.id);
  return {
    isReviewer: p.isReviewer,
    hasPart: asked.reader !== null && hasPart(asked.reader, { organisationId: p.organisationId, partners }),
    hasDeclared: p.review?.conflictAt != null,
    hasSubmitted: p.review?.submittedAt != null,
    isScored: p.isScored,
    isDecided: p.outcome !== null,
  };
}

/** What was proposed, as it is read by whoever sees it. */
function bodyOf(p: PilotRecord, language: string) {
  return {
    language: p.language,
    callLanguage: p.callLanguage,
    partners: p.partners,
    otherPartners: p.otherPartners,
    texts: (['aims', 'novelty', 'survivors'] as const).map((name) => ({ name, words: p[name] })),
    request: p.request,
    requestWords: p.requestWords,
    answers: p.questions.map((q) => ({ id: q.id, question: q.words, words: p.answers[q.id] ?? '' })),
    budget: budgetView(p, language),
  };
}

export type BodyView = ReturnType<typeof bodyOf>;

/** A pilot as this reader sees it. One statement. */
export async function loadPilot(asked: Asked) {
  const { sql, reader } = asked;
  const now = asked.now();
  const language = screenLanguage(asked.language);
  const p = await readPilot(sql, reader, idOf(asked.params.id), language, now);
  asked.keep({ tags: ['pilots', 'decisions', 'everything'] });
  const head = headOf(p, language, now);
  const number =
    p.registerYear === null || p.registerNumber === null
      ? null
      : asNumber({ year: p.registerYear, number: p.registerNumber });
  const sees = p.seesSummary && p.isScored;
  const isPublic = p.outcome?.startsWith('adopted') ?? false;
  return {
    head,
    version: p.version,
    body: bodyOf(p, language),
    decision:
      p.decidedBy === null ? null : { id: p.decidedBy, number, outcome: p.outcome!, at: p.decidedAt!.toISOString() },
    summary: sees ? summaryView(summaryOf(p.marks.map(judgedFrom)), language) : null,
    reviews: p.reviews.map(({ marks, ...r }) => ({ ...r, said: judgedFrom(marks) })),
    tie: tieOf(p, asked),
    mayScore: whyNotScore(tieOf(p, asked)) === undefined,
    may: {
      edit: p.own && whyNotPropose(p, now) === undefined,
      withdraw: p.own && p.withdrawnAt === null && whyNotPropose(p, now) === undefined,
      put: mayCall(reader) && p.isScored && !p.isPut && !isPublic,
    },
    own: p.own,
    isPublic,
    zone: reader?.timeZone ?? 'UTC',
  };
}

export type PilotData = Awaited<ReturnType<typeof loadPilot>>;

/**
 * The form of a pilot for those who speak for its organisation. After the close it is shown without its buttons: what somebody had
 * typed when it passed stays to be copied. Two statements.
 */
export async function loadPilotForm(asked: Asked) {
  const { sql } = asked;
  const reader = signedIn(asked);
  const now = asked.now();
  const language = screenLanguage(asked.language);
  const p = await readPilot(sql, reader, idOf(asked.params.id), language, now);
  if (!p.own) throw refuse('not-found', 'shared:errors.not-found');
  const organisations = await organisationChoices(sql, language);
  const amount = (head: (typeof heads)[number] | 'total') =>
    p.budget[head] === null ? '' : plainMoney(p.budget[head], p.currency);
  return {
    head: headOf(p, language, now),
    version: p.version,
    isOpen: whyNotPropose(p, now) === undefined,
    isSubmitted: p.submittedAt !== null,
    values: {
      title: p.title,
      area: p.area,
      country: p.country ?? '',
      otherPartners: p.otherPartners,
      aims: p.aims,
      novelty: p.novelty,
      survivors: p.survivors,
      request: p.request as string,
      requestWords: p.requestWords,
      ...Object.fromEntries([...heads, 'total' as const].map((head) => [head, amount(head)])),
    } as Record<string, string>,
    partners: p.partners.map((o) => String(o.id)),
    answers: p.questions.map((q) => ({ ...q, answer: p.answers[q.id] ?? '' })),
    budget: budgetView(p, language),
    organisations: organisations
      .filter((o) => o.id !== p.organisationId)
      .map((o) => ({ value: String(o.id), label: o.name })),
    areas: areaChoices(language),
    countries: countryChoices(language),
    zone: reader.timeZone,
  };
}

export type PilotFormData = Awaited<ReturnType<typeof loadPilotForm>>;

/** A reviewer's form, with the pilot in short. One statement. Refuses as `whyNotScore` who may not see that there is one. */
export async function loadReview(asked: Asked) {
  const { sql } = asked;
  const reader = signedIn(asked);
  const now = asked.now();
  const language = screenLanguage(asked.language);
  const p = await readPilot(sql, reader, idOf(asked.params.id), language, now);
  const tie = tieOf(p, asked);
  const no = whyNotScore(tie);
  if (no?.kind === 'not-found') throw no;
  const said = judgedFrom(p.review?.marks ?? []);
  return {
    head: headOf(p, language, now),
    body: bodyOf(p, language),
    no: no?.message ?? null,
    mayDeclare: !tie.hasDeclared && !tie.isDecided,
    version: p.review?.version ?? 0,
    comment: p.review?.comment ?? '',
    items: items.map((item) => {
      const own = said.find((j) => j.item === item);
      return { item, mark: own?.cannot ? 'cannot' : own?.mark ? String(own.mark) : '', words: own?.words ?? '' };
    }),
    zone: reader.timeZone,
  };
}

export type ReviewData = Awaited<ReturnType<typeof loadReview>>;
