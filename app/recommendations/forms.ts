import { z } from 'zod';
import { isRegion, world } from '../organisations/places';
import { isSector } from '../organisations/sectors';
import { isContentLanguage } from '../shared/languages';
import { themes } from '../shared/themes';
import { dayTyped, idOrNothing, lineOrNothing, peopleTyped, textOrNothing, textTyped } from '../shared/typed';
import { limits as commitmentLimits, commitmentStates } from '../tasks/commitment';
import { limits } from './recommendation';

const wrong = 'shared:errors.field';
const key = (name: string) => `recommendations:mistakes.${name}`;
const region = z.string().refine((code) => code === world || isRegion(code));

/** What the register is narrowed to; what an address asks and is not known counts as nothing. */
export const registerSearch = z.object({
  state: z.enum(commitmentStates).optional().catch(undefined),
  region: region.optional().catch(undefined),
  theme: z.enum(themes).optional().catch(undefined),
  sector: z.string().refine(isSector).optional().catch(undefined),
  outcome: z.coerce.number().int().min(1).max(1e15).optional().catch(undefined),
  overdue: z.literal('yes').optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type RegisterSearch = z.output<typeof registerSearch>;

const version = z.coerce.number(wrong).int(wrong).min(1, wrong).max(1e9, wrong);
const language = z.string({ error: wrong }).refine(isContentLanguage, wrong);

/** A day, or null where none is given. */
const dayOrNothing = z
  .union([z.literal('').transform(() => null), dayTyped(key('day'))], key('day'))
  .optional()
  .transform((day) => day ?? null);

/** What was recommended, to whom, and whose it is to do: the secretariat's form. The words are those of one language. */
export const keepForm = z.object({
  version,
  language,
  heading: lineOrNothing({ max: limits.heading, long: key('heading-long') }),
  body: textTyped({ max: limits.body, empty: key('body-empty'), long: key('body-long') }),
  theme: z
    .union([z.literal(''), z.enum(themes)], wrong)
    .optional()
    .transform((theme) => theme || null),
  sectors: z.array(z.string().refine(isSector, wrong)),
  /** Handles of organisations. */
  organisations: peopleTyped(),
  owner: idOrNothing(wrong),
  dueOn: dayOrNothing,
});
export type KeepInput = z.output<typeof keepForm>;

/** How it stands, and what it led to: the form of those who speak for its owner. */
export const followUpForm = z.object({
  version,
  state: z.enum(commitmentStates, wrong),
  reason: textOrNothing({ max: commitmentLimits.reason, long: 'commitments:mistakes.long' }),
  done: textOrNothing({ max: commitmentLimits.done, long: 'commitments:mistakes.long' }),
  /** Addresses of paragraphs of programmes, one on a line. */
  places: z
    .string({ error: wrong })
    .max(10_000, wrong)
    .default('')
    .transform((text) => text.split(/\s+/).filter(Boolean)),
});
export type FollowUpInput = z.output<typeof followUpForm>;

export const noteForm = z.object({
  onDay: dayTyped(key('day')),
  language,
  body: textTyped({ max: limits.note, empty: key('note-empty'), long: key('note-long') }),
  once: z.uuid(wrong),
});
export type NoteInput = z.output<typeof noteForm>;

const importText = z
  .string({ error: key('text-empty') })
  .max(limits.import, key('text-long'))
  .refine((text) => text.trim() !== '', key('text-empty'));

export const readForm = z.object({ text: importText, language });

/** The region of each outcome, in their order, as it was chosen beside the preview. */
export const applyForm = z.object({
  text: importText,
  language,
  once: z.uuid(wrong),
  regions: z.array(region),
});
export type ApplyInput = z.output<typeof applyForm>;
