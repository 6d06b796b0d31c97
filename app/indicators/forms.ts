import { z } from 'zod';
import { dayTyped, lineTyped, textOrNothing } from '../shared/typed';
import { readDecimal } from './decimal';
import { directions, limits } from './indicator';

const wrong = 'shared:errors.field';
const key = (name: string) => `programmes:mistakes.${name}`;
const line = (max: number) => lineTyped({ max, empty: key('empty'), long: key('long') });

/** A figure as it was typed, exact; refused where it is none, or could be two. */
const figureTyped = z.string({ error: key('figure') }).transform((typed, ctx) => {
  const figure = readDecimal(typed);
  if (figure !== null) return figure;
  ctx.addIssue({ code: 'custom', message: key('figure') });
  return z.NEVER;
});

export const indicatorForm = z.object({
  subject: z
    .string({ error: wrong })
    .regex(/^[1-9]\d{0,14}$/, wrong)
    .transform(Number),
  what: line(limits.what),
  unit: line(limits.unit),
  direction: z.enum(directions, wrong),
  baseline: figureTyped,
  baselineOn: dayTyped(key('day')),
  target: figureTyped,
  targetOn: dayTyped(key('day')),
  source: line(limits.source),
});
export type IndicatorInput = z.output<typeof indicatorForm>;

export const valueForm = z.object({
  onDay: dayTyped(key('day')),
  value: figureTyped,
  source: line(limits.source),
  note: textOrNothing({ max: limits.note, long: key('long') }),
});
export type ValueInput = z.output<typeof valueForm>;
