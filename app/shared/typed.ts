import { z } from 'zod';
import { isRefusal } from './refusal';
import { prepareLine, prepareText } from './rich-text/prepare';
import { isZone, type Which } from './time';

interface Typed {
  /** Length in UTF-16 units, as a text area counts. */
  max: number;
  /** i18n keys of what is said where it is empty or too long. */
  empty: string;
  long: string;
}

/** One line that a person typed and that must be there: a name, a reason in short. Cleaned as `prepareLine` does. */
export function lineTyped(typed: Typed) {
  return z.string().transform((raw, ctx) => prepared(prepareLine(raw, typed), typed, ctx));
}

/** One line that may be left empty: null then. */
export function lineOrNothing(typed: Omit<Typed, 'empty'>) {
  return z
    .string()
    .optional()
    .transform((raw, ctx) => orNothing(raw, (text) => prepareLine(text, typed), typed, ctx));
}

/** A text of several lines that must be there. */
export function textTyped(typed: Typed) {
  return z.string().transform((raw, ctx) => prepared(prepareText(raw, typed), typed, ctx));
}

/** A text of several lines that may be left empty: null then. */
export function textOrNothing(typed: Omit<Typed, 'empty'>) {
  return z
    .string()
    .optional()
    .transform((raw, ctx) => orNothing(raw, (text) => prepareText(text, typed), typed, ctx));
}

function prepared(result: ReturnType<typeof prepareLine>, typed: Typed, ctx: z.RefinementCtx): string {
  if (!isRefusal(result)) return result.text;
  ctx.addIssue({ code: 'custom', message: result.message === 'text:empty' ? typed.empty : typed.long });
  return z.NEVER;
}

function orNothing(
  raw: string | undefined,
  prepare: (text: string) => ReturnType<typeof prepareLine>,
  typed: Omit<Typed, 'empty'>,
  ctx: z.RefinementCtx,
): string | null {
  const result = prepare(raw ?? '');
  if (!isRefusal(result)) return result.text;
  if (result.message === 'text:empty') return null;
  ctx.addIssue({ code: 'custom', message: typed.long });
  return z.NEVER;
}

/** The id that a form names, chosen from a list or hidden in it. `empty` is the i18n key for what is no id. */
export function idTyped(empty: string) {
  return z
    .string({ error: empty })
    .regex(/^[1-9]\d{0,14}$/, empty)
    .transform(Number);
}

/** An id, or null where nothing was chosen. */
export function idOrNothing(wrong: string) {
  return z
    .string()
    .regex(/^([1-9]\d{0,14})?$/, wrong)
    .optional()
    .transform((id) => (id ? Number(id) : null));
}

/** A day as a date field sends it (ISO 8601), real and of a time that a calendar here may hold. */
export function dayTyped(wrong: string) {
  return z.iso.date({ error: wrong }).refine((day) => day >= '1900-01-01' && day < '2200-01-01', wrong);
}

/** A time of the clocks as a field of type datetime-local sends it; seconds are not kept. */
export function localTimeTyped() {
  return z.string().regex(/^20\d{2}-\d{2}-\d{2}T\d{2}:\d{2}/, 'preparing:mistakes.no-time');
}

/** Which of two: the hour that comes twice when clocks are set back. Empty where nobody was asked. */
export function whichTyped() {
  return z
    .enum(['first', 'second', ''])
    .optional()
    .catch('')
    .transform((said): Which => (said === '' || said === undefined ? null : said));
}

export function zoneTyped() {
  return z.string().refine(isZone, 'preparing:mistakes.no-such-zone');
}

/** The version that was on the screen when a form was opened. */
export const versionForm = z.object({ version: z.coerce.number().int().positive() });

/** Handles or addresses, parted by spaces, commas or lines: a list that can be typed on any phone. */
export function peopleTyped() {
  return z
    .string()
    .max(20_000, 'shared:errors.field')
    .default('')
    .transform((text) => [
      ...new Set(
        text
          .toLowerCase()
          .split(/[\s,;]+/)
          .map((n) => n.replace(/^@/, ''))
          .filter(Boolean),
      ),
    ]);
}
