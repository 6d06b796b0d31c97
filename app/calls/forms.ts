import { z } from 'zod';
import { isArea, isCountry } from '../organisations/places';
import { isCurrency } from '../programmes/budget';
import { isContentLanguage } from '../shared/languages';
import { themes } from '../shared/themes';
import {
  idTyped,
  lineTyped,
  localTimeTyped,
  peopleTyped,
  textOrNothing,
  textTyped,
  whichTyped,
  zoneTyped,
} from '../shared/typed';
import { answerLengths, limits, type Question } from './call';
import { heads, requests } from './pilot';
import { isItem, items, type Judged, type Mark, marks } from './scoring';

const wrong = 'shared:errors.field';
const key = (name: string) => `pilots:mistakes.${name}`;
const line = (max: number) => lineTyped({ max, empty: key('empty'), long: key('long') });
const text = (max: number) => textOrNothing({ max, long: key('long') }).transform((words) => words ?? '');
const version = z.coerce.number(wrong).int(wrong).min(1, wrong).max(1e9, wrong);
const language = z.string({ error: wrong }).refine(isContentLanguage, wrong);
const area = z.string({ error: wrong }).refine(isArea, wrong);
/** An amount as it was typed: in which currency is known where the call is. */
const money = z.string().max(60, key('money')).default('');
const once = z.uuid(wrong);

export const beginCallForm = z.object({ title: line(limits.title), language, once });
export type BeginCallInput = z.output<typeof beginCallForm>;

export const whatForm = z.object({
  version,
  title: line(limits.title),
  introduction: text(limits.introduction),
  sought: text(limits.sought),
  themes: z.array(z.enum(themes, wrong)).max(themes.length, wrong),
  area,
  currency: z.string({ error: wrong }).refine(isCurrency, wrong),
  ceiling: money,
});
export type WhatInput = z.output<typeof whatForm>;

const localTime = z.union([z.literal(''), localTimeTyped()], 'preparing:mistakes.no-time').default('');
/** Draft or announced: whether a reason is asked for is known where the call is. */
export const timesForm = z.object({
  version,
  timeZone: zoneTyped(),
  opens: localTime,
  opensWhich: whichTyped(),
  closes: localTime,
  closesWhich: whichTyped(),
  scored: localTime,
  scoredWhich: whichTyped(),
  reason: text(limits.reason),
});
export type TimesInput = z.output<typeof timesForm>;

/** Questions come as `words-1`, `most-1` and so on; those that were left empty are none. Their ids stay with their places. */
export const questionsForm = z
  .looseObject({ version })
  .transform(({ version: against, ...rest }, ctx): { version: number; questions: Question[] } => {
    const questions = Array.from({ length: limits.questions }, (_, i) => i + 1).flatMap((n): Question[] => {
      const words = line(limits.question).safeParse(rest[`words-${n}`] ?? '');
      const most = Number(rest[`most-${n}`] ?? answerLengths[1]);
      if (!String(rest[`words-${n}`] ?? '').trim()) return [];
      if (!words.success) ctx.addIssue({ code: 'custom', path: [`words-${n}`], message: key('long') });
      if (!(answerLengths as readonly number[]).includes(most))
        ctx.addIssue({ code: 'custom', path: [`most-${n}`], message: wrong });
      return [{ id: `q${n}`, words: words.success ? words.data : '', most }];
    });
    return { version: against, questions };
  });

export const reviewersForm = z.object({ reviewers: peopleTyped() });
export const stepForm = z.object({ version });
export const cancelForm = z.object({
  version,
  reason: textTyped({ max: limits.reason, empty: key('empty'), long: key('long') }),
});

export const beginPilotForm = z.object({ organisation: idTyped(wrong), title: line(limits.title), language, once });
export type BeginPilotInput = z.output<typeof beginPilotForm>;

const answerOf = text(limits.answer);

/** Answers come as `answer-q1` and so on; how long each may be is the question's. */
export const pilotForm = z
  .looseObject({
    version,
    title: line(limits.title),
    area,
    country: z
      .union([z.literal(''), z.string().refine(isCountry)], wrong)
      .optional()
      .transform((code) => code || null),
    partners: z.array(idTyped(wrong)).max(limits.partners, key('too-many')),
    otherPartners: text(limits.short),
    aims: text(limits.text),
    novelty: text(limits.text),
    survivors: text(limits.text),
    request: z.enum(requests, wrong),
    requestWords: text(limits.words),
    ...(Object.fromEntries([...heads, 'total'].map((head) => [head, money])) as Record<
      (typeof heads)[number] | 'total',
      typeof money
    >),
    next: z.enum(['save', 'submit']).default('save').catch('save'),
  })
  .transform((typed, ctx) => {
    const answers: Record<string, string> = {};
    for (const [name, raw] of Object.entries(typed)) {
      const [, id] = /^answer-(q\d)$/.exec(name) ?? [];
      if (!id) continue;
      const answer = answerOf.safeParse(raw);
      if (answer.success) answers[id] = answer.data;
      else ctx.addIssue({ code: 'custom', path: [name], message: key('long') });
    }
    return { ...typed, answers };
  });
export type PilotInput = z.output<typeof pilotForm>;

/** Marks come as `mark-<item>` (1 to 4, or `cannot`) with `words-<item>`. */
export const reviewForm = z
  .looseObject({
    version: z.coerce.number(wrong).int(wrong).min(0, wrong).max(1e9, wrong),
    comment: text(limits.words),
  })
  .transform(({ version: against, comment, ...rest }, ctx) => {
    const judged = items.flatMap((item): Judged[] => {
      const chosen = String(rest[`mark-${item}`] ?? '');
      const words = text(limits.words).safeParse(rest[`words-${item}`] ?? '');
      if (!words.success) ctx.addIssue({ code: 'custom', path: [`words-${item}`], message: key('long') });
      if (chosen !== '' && chosen !== 'cannot' && !(marks as readonly number[]).includes(Number(chosen)))
        ctx.addIssue({ code: 'custom', path: [`mark-${item}`], message: wrong });
      const cannot = chosen === 'cannot';
      const mark = cannot || chosen === '' ? null : (Number(chosen) as Mark);
      const said = words.success ? words.data : '';
      return mark === null && !cannot && said === '' ? [] : [{ item, mark, cannot, words: said }];
    });
    return { version: against, comment, judged, submit: rest.next === 'submit' };
  });
export type ReviewInput = z.output<typeof reviewForm>;

export const conflictForm = z.object({
  conflict: textTyped({ max: limits.reason, empty: key('empty'), long: key('long') }),
});

/** What came out of the database as a mark. */
export function judgedFrom(rows: { item: string; mark: number | null; cannot: boolean; words: string }[]): Judged[] {
  return rows.flatMap(({ item, mark, ...said }) =>
    isItem(item) ? [{ item, mark: mark as Mark | null, ...said }] : [],
  );
}
