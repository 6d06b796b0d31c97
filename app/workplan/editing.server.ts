import { memberChoices } from '../organisations/members.server';
import { organisationChoices } from '../organisations/queries.server';
import { currencies, plainMoney } from '../programmes/budget';
import type { ShownItem } from '../programmes/editing.server';
import { type Asked, signedIn } from '../shared/edge.server';
import { contentLanguages } from '../shared/languages';
import { refuse } from '../shared/refusal';
import { mayFollowUp } from '../tasks/commitment';
import { contentOfReview } from './commands/review.server';
import { composeReview } from './compose';
import { planFlags } from './decided.server';
import {
  correctionView,
  fresh,
  headOf,
  languageOptions,
  mayCorrectHere,
  moneyWords,
  saying,
  yearOf,
} from './page.server';
import { readReviewDraft } from './queries/review.server';
import { readYear } from './queries/year.server';
import { type OwnActivity, type Planned, standingOf } from './record';
import { htmlOfReview } from './review-page.server';
import { aboutTyped, mayPlan, whyNotCorrect } from './workplan';

/** The forms of a plan, for the secretariat. Two statements. */
export async function loadEditing(asked: Asked) {
  const { sql, params, t } = asked;
  const reader = signedIn(asked);
  if (!mayPlan(reader)) throw refuse('not-found', 'shared:errors.not-found');
  const says = saying(asked);
  const now = asked.now();
  const r = await readYear(sql, reader, yearOf(params.year), says.language, now);
  const members = await memberChoices(sql, says.language, now);
  // Who has left stays where they stand, and is said to have left.
  const left = r.own.flatMap((a) => (a.owner && !a.ownerIsMember ? [a.owner] : []));
  const owners = [...members, ...left.filter((o) => !members.some((m) => m.id === o.id))];
  return {
    head: headOf(r),
    id: r.id,
    version: r.version,
    words: r.words,
    items: r.own.map(itemOf),
    removable: r.approvedAt === null,
    owners: [...new Map(owners.map((o) => [o.id, { value: String(o.id), label: o.name }])).values()],
    currencies: Object.keys(currencies).map((code) => ({ value: code, label: code })),
    flags: planFlags(r, says.language).map(({ key, values }) => String(t(key as 'workplan:title', values))),
    once: fresh(),
  };
}

export type EditingData = Awaited<ReturnType<typeof loadEditing>>;

function itemOf(a: OwnActivity): ShownItem {
  const money = (amount: bigint | null) => (amount === null ? '' : plainMoney(amount, a.money.currency));
  return {
    kind: 'activity',
    id: a.id,
    version: a.version,
    name: a.title,
    values: {
      title: a.title,
      body: a.body,
      owner: a.owner ? String(a.owner.id) : '',
      startsOn: a.startsOn ?? '',
      endsOn: a.endsOn ?? '',
      currency: a.money.currency,
      planned: money(a.money.planned),
      spent: money(a.money.spent),
    },
  };
}

/** One thing of the year that can be corrected, with what is done about it. Two statements. */
export async function loadAbout(asked: Asked) {
  const { sql, reader, params } = asked;
  const of = aboutTyped(params.about ?? '');
  if (!of) throw refuse('not-found', 'shared:errors.not-found');
  const says = saying(asked);
  const r = await readYear(sql, reader, yearOf(params.year), says.language, asked.now());
  const standing = standingOf(r, of, says.today);
  if (!standing) throw refuse('not-found', 'shared:errors.not-found');
  const own = of.about === 'own' ? r.own.find((a) => a.id === of.id)! : null;
  const planned: Planned | null = own ?? (of.about === 'line' ? r.lines.find((a) => a.id === of.id)! : null);
  const programme = of.about === 'programme' ? r.programmes.find((p) => p.id === of.id)! : null;
  const money = own?.money ?? programme ?? null;
  const may = mayCorrectHere(asked, r, standing.programme) && whyNotCorrect(standing) === undefined;
  const binds = own !== null && r.approvedAt !== null;
  return {
    head: headOf(r),
    about: of.about,
    title: planned?.title ?? programme!.title,
    language: planned?.language ?? programme!.language,
    programme:
      planned?.programme ?? (programme && { id: programme.id, title: programme.title, language: programme.language }),
    planned: planned && {
      id: planned.id,
      body: own?.body ?? '',
      owner: planned.owner && { name: planned.owner.name, handle: planned.owner.handle },
      startsOn: planned.startsOn,
      endsOn: planned.endsOn,
      state: planned.state,
      reason: planned.reason,
      done: planned.done,
      late: planned.late,
      // Of a draft there is no history: it binds nobody.
      commitment: own && !binds ? null : planned.commitment,
    },
    ownerLeft: own !== null && !own.ownerIsMember,
    money: money && moneyWords(money, r.year, says),
    ...{ late: standing.late, overspent: standing.overspent },
    corrections: r.corrections.filter((c) => c.about === of.about && c.aboutId === of.id).map(correctionView),
    mayFollowUp: binds && mayFollowUp({ ownerOrganisationId: own.owner?.id ?? null, ownerPersonId: null }, reader),
    stand: own && { version: own.commitmentVersion, state: own.state, reason: own.reason, done: own.done },
    mayCorrect: may,
    organisations: may
      ? (await organisationChoices(sql, says.language)).map((o) => ({ value: String(o.id), label: o.name }))
      : [],
    owner: planned?.owner ? String(planned.owner.id) : '',
    languages: languageOptions(contentLanguages),
    writes: reader?.language ?? says.language,
    once: fresh(),
  };
}

export type AboutData = Awaited<ReturnType<typeof loadAbout>>;

/** The review while it is written, and as it would be issued now. Two statements. */
export async function loadReviewEditing(asked: Asked) {
  const { sql, params } = asked;
  const reader = signedIn(asked);
  if (!mayPlan(reader)) throw refuse('not-found', 'shared:errors.not-found');
  const says = saying(asked);
  const year = yearOf(params.year);
  const r = await readYear(sql, reader, year, says.language, asked.now());
  const { draft, issues, promised } = await readReviewDraft(sql, year, says.language);
  const shown = draft ?? { language: says.language, done: '', undone: '', lessons: '', heard: '', version: 0 };
  const content = contentOfReview(r, shown, promised, asked.now());
  return {
    head: headOf(r),
    draft: shown,
    issues,
    zone: reader.timeZone,
    languages: languageOptions(contentLanguages),
    preview: htmlOfReview(composeReview(content, null, { ...says, publicUrl: asked.publicUrl }), says.language),
  };
}

export type ReviewEditingData = Awaited<ReturnType<typeof loadReviewEditing>>;
