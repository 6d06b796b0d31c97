import { z } from 'zod';
import { type Currency, isCurrency } from '../programmes/budget';
import { isContentLanguage } from '../shared/languages';
import { dayTyped, idOrNothing, idTyped, lineTyped, textOrNothing, textTyped } from '../shared/typed';
import { commitmentStates } from '../tasks/commitment';
import { limits, yearTyped } from './workplan';

const wrong = 'shared:errors.field';
const key = (name: string) => `workplan:mistakes.${name}`;
const text = (max: number) => textOrNothing({ max, long: key('long') }).transform((words) => words ?? '');
const language = z.string({ error: wrong }).refine(isContentLanguage, wrong);
const version = z.coerce.number(wrong).int(wrong).min(1, wrong).max(1e9, wrong);
const dayOrNothing = z
  .union([z.literal('').transform(() => null), dayTyped(key('day'))], key('day'))
  .optional()
  .transform((day) => day ?? null);
/** An amount as it was typed: in which currency is known where the form is whole. */
const money = z.string().max(60, key('money')).default('');

export const views = ['quarters', 'timeline'] as const;
export type View = (typeof views)[number];

/** What the table is narrowed to; what an address asks and is not known counts as nothing. `programme=none`: those in no programme. */
export const yearSearch = z.object({
  view: z.enum(views).catch('quarters'),
  owner: z
    .union([z.literal('none'), z.coerce.number().int().min(1).max(1e15)])
    .optional()
    .catch(undefined),
  programme: z
    .union([z.literal('none'), z.coerce.number().int().min(1).max(1e15)])
    .optional()
    .catch(undefined),
  state: z.enum(commitmentStates).optional().catch(undefined),
  overdue: z.literal('yes').optional().catch(undefined),
});
export type YearSearch = z.output<typeof yearSearch>;

export const beginForm = z.object({
  year: z.string({ error: key('year') }).transform((typed, ctx) => {
    const year = yearTyped(typed);
    if (year !== null) return year;
    ctx.addIssue({ code: 'custom', message: key('year') });
    return z.NEVER;
  }),
  language,
});
export type BeginInput = z.output<typeof beginForm>;

export const planForm = z.object({ version, words: text(limits.plan) });
export type PlanInput = z.output<typeof planForm>;

/** Of an activity that is there: which text of it the form was opened with. */
export const heldForm = z.object({ version });
/** Of a new one: sent twice, it is there once. */
export const newForm = z.object({ once: z.uuid(wrong) });

export const activityForm = z.object({
  title: lineTyped({ max: limits.title, empty: key('empty'), long: key('long') }),
  body: text(limits.body),
  owner: idOrNothing(wrong),
  startsOn: dayOrNothing,
  endsOn: dayOrNothing,
  currency: z
    .string({ error: wrong })
    .refine(isCurrency, wrong)
    .transform((code) => code as Currency),
  planned: money,
  spent: money,
});
export type ActivityInput = z.output<typeof activityForm>;

export const correctionForm = z.object({
  once: z.uuid(wrong),
  language,
  words: textTyped({ max: limits.words, empty: key('empty'), long: key('long') }),
  owner: idTyped(key('no-owner')),
  dueOn: dayTyped(key('day')),
});
export type CorrectionInput = z.output<typeof correctionForm>;

export const sections = ['done', 'undone', 'lessons', 'heard'] as const;
export type Section = (typeof sections)[number];

export const reviewForm = z.object({
  /** 0 for one that nobody has begun. */
  version: z.coerce.number(wrong).int(wrong).min(0, wrong).max(1e9, wrong),
  language,
  done: text(limits.section),
  undone: text(limits.section),
  lessons: text(limits.section),
  heard: text(limits.section),
});
export type ReviewInput = z.output<typeof reviewForm>;

export const issueForm = z.object({ version, reason: text(limits.reason) });
