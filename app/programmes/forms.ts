import { z } from 'zod';
import { isArea, isCountry, isRegion, world } from '../organisations/places';
import { isContentLanguage } from '../shared/languages';
import { dayTyped, idOrNothing, idTyped, lineOrNothing, lineTyped, textOrNothing, textTyped } from '../shared/typed';
import { earmarks, fundings, isCurrency, mostYears, shareKinds } from './budget';
import { resultKinds } from './framework';
import { aims, grades, limits, signoffStates, states } from './programme';

const wrong = 'shared:errors.field';
const key = (name: string) => `programmes:mistakes.${name}`;
const line = (max: number) => lineTyped({ max, empty: key('empty'), long: key('long') });
const text = (max: number) => textOrNothing({ max, long: key('long') }).transform((words) => words ?? '');
const id = idTyped(wrong);
const version = z.coerce.number(wrong).int(wrong).min(1, wrong).max(1e9, wrong);
const year = z.coerce.number(key('year')).int(key('year')).min(1990, key('year')).max(2150, key('year'));
const dayOrNothing = z
  .union([z.literal('').transform(() => null), dayTyped(key('day'))], key('day'))
  .optional()
  .transform((day) => day ?? null);
const day = dayTyped(key('day'));
/** An amount as it was typed: in which currency is known where the programme is. */
const money = z.string().max(60, key('money')).default('');

/** What the list is narrowed to; what an address asks and is not known counts as nothing. */
export const listSearch = z.object({
  state: z.enum(states).optional().catch(undefined),
  region: z
    .string()
    .refine((code) => code === world || isRegion(code))
    .optional()
    .catch(undefined),
  country: z.string().refine(isCountry).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type ListSearch = z.output<typeof listSearch>;

/** Where it is: an area, and one country where it is for one. */
const where = {
  area: z.string({ error: wrong }).refine(isArea, wrong),
  country: z
    .union([z.literal(''), z.string().refine(isCountry)], wrong)
    .optional()
    .transform((code) => code || null),
};

export const beginForm = z.object({
  title: line(limits.title),
  language: z.string({ error: wrong }).refine(isContentLanguage, wrong),
  lead: id,
  ...where,
  currency: z.string({ error: wrong }).refine(isCurrency, wrong),
  firstYear: year,
  lastYear: year,
  once: z.uuid(wrong),
});
export type BeginInput = z.output<typeof beginForm>;

export const whatForm = z.object({
  version,
  title: line(limits.title),
  summary: text(limits.summary),
  ...where,
  currency: z.string({ error: wrong }).refine(isCurrency, wrong),
  firstYear: year,
  lastYear: year,
  total: money,
});
export type WhatInput = z.output<typeof whatForm>;

/** Why the years of a programme cannot be so, beside the last: ten of them at most. */
export function yearsMistake({ firstYear, lastYear }: { firstYear: number; lastYear: number }): string | undefined {
  if (lastYear < firstYear) return key('years-turned');
  return lastYear - firstYear >= mostYears ? key('years-many') : undefined;
}

export const aimsForm = z.object({
  version,
  short: text(limits.aim),
  medium: text(limits.aim),
  long: text(limits.aim),
});
export type AimsInput = z.output<typeof aimsForm>;

export const behindForm = z.object({
  version,
  consultation: idOrNothing(wrong),
  noConsultationReason: text(limits.reason),
  document: idOrNothing(wrong),
});
export type BehindInput = z.output<typeof behindForm>;

export const partnerForm = z.object({ organisation: id, part: text(limits.part) });
export const removePartnerForm = z.object({ organisation: id });
export const personForm = z.object({
  organisation: id,
  person: z
    .string({ error: key('person') })
    .trim()
    .toLowerCase()
    .transform((handle) => handle.replace(/^@/, ''))
    .pipe(z.string().min(1, key('person')).max(120, key('person'))),
});
export const removePersonForm = z.object({ organisation: id, person: id });

export const stepForm = z.object({ version });

export const documentForm = z.object({
  language: z.string({ error: wrong }).refine(isContentLanguage, wrong),
  once: z.uuid(wrong),
});

export const signForm = z.object({
  fixed: id,
  organisation: id,
  state: z.enum(signoffStates, wrong),
  comment: text(limits.comment),
});
export type SignInput = z.output<typeof signForm>;

/** Of an item that is there: which text of it the form was opened with. */
export const heldForm = z.object({ version });
/** Of a new one: sent twice, it is there once. */
export const newForm = z.object({ once: z.uuid(wrong) });

export const activityForm = z.object({
  title: line(limits.short),
  body: text(limits.body),
  aim: z.enum(aims, wrong),
  organisation: id,
  others: z.array(id).max(limits.partners, wrong),
  startsOn: dayOrNothing,
  endsOn: dayOrNothing,
});
export type ActivityInput = z.output<typeof activityForm>;

export const resultForm = z.object({
  kind: z.enum(resultKinds, wrong),
  parentId: idOrNothing(wrong),
  title: line(limits.short),
});
export type ResultInput = z.output<typeof resultForm>;

function yearsTyped(fields: Record<string, unknown>): { year: number; typed: string }[] {
  return Object.entries(fields).flatMap(([name, typed]) => {
    const [, of] = /^year-(\d{4})$/.exec(name) ?? [];
    return of && typeof typed === 'string' ? [{ year: Number(of), typed: typed.slice(0, 60) }] : [];
  });
}

/** The years come as fields of their own, `year-2026`; those that were left empty are nought. */
export const lineForm = z
  .looseObject({
    title: line(limits.short),
    activity: idOrNothing(wrong),
    organisation: id,
    fiduciary: id,
    source: line(limits.short),
    funding: z.enum(fundings, wrong),
    earmark: z.enum(earmarks, wrong),
    total: money,
  })
  .transform(({ title, activity, organisation, fiduciary, source, funding, earmark, total, ...rest }) => ({
    title,
    activity,
    organisation,
    fiduciary,
    source,
    funding,
    earmark,
    total,
    years: yearsTyped(rest),
  }));
export type LineInput = z.output<typeof lineForm>;

/** What was spent of a line, a field for each year; `version` is the last word that the form was opened with, 0 for none. */
export const spentForm = z
  .looseObject({
    version: z.coerce.number(wrong).int(wrong).min(0, wrong).max(1e15, wrong),
    note: lineOrNothing({ max: limits.short, long: key('long') }).transform((words) => words ?? ''),
  })
  .transform(({ version, note, ...rest }) => ({ version, note, years: yearsTyped(rest) }));
export type SpentInput = z.output<typeof spentForm>;

export const riskForm = z.object({
  title: line(limits.short),
  likelihood: z.enum(grades, wrong),
  harm: z.enum(grades, wrong),
  answer: text(limits.body),
  organisation: idOrNothing(wrong),
});
export type RiskInput = z.output<typeof riskForm>;

export const phaseForm = z.object({
  title: line(limits.short),
  startsOn: day,
  endsOn: day,
  funding: z.enum(fundings, wrong),
});
export type PhaseInput = z.output<typeof phaseForm>;

export const reportForm = z.object({
  startsOn: day,
  endsOn: day,
  body: textTyped({ max: limits.report, empty: key('empty'), long: key('long') }),
  spent: money,
});
export type ReportInput = z.output<typeof reportForm>;

export const lessonForm = z.object({ title: line(limits.short), body: text(limits.body) });
export type LessonInput = z.output<typeof lessonForm>;

/** A share in per cents with two digits after the point at most: `30`, `7.5`. */
const shareOfBudget = {
  kind: z.enum(shareKinds, wrong),
  share: z
    .string({ error: key('share') })
    .transform((typed) =>
      typed
        .trim()
        .replace(',', '.')
        .replace(/\s*[%٪]$/, ''),
    )
    .pipe(z.string().regex(/^\d{1,3}(\.\d{1,2})?$/, key('share')))
    .transform((typed, ctx) => {
      const [whole, rest = ''] = typed.split('.');
      const points = Number(whole) * 100 + Number(rest.padEnd(2, '0'));
      if (points <= 10_000) return points;
      ctx.addIssue({ code: 'custom', message: key('share') });
      return z.NEVER;
    }),
  since: day,
};

/** What the committee is asked to agree on. */
export const proposeShareForm = z.object({ ...shareOfBudget, once: z.uuid(wrong) });
export type ProposeShareInput = z.output<typeof proposeShareForm>;

export const shareForm = z.object({
  ...shareOfBudget,
  proposal: idOrNothing(wrong),
  basis: lineOrNothing({ max: limits.reason, long: key('long') }).transform((words) => words ?? ''),
});
export type ShareInput = z.output<typeof shareForm>;
