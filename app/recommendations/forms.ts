import { z } from 'zod';
import { isRegion, world } from '../organisations/places';
import { isSector } from '../organisations/sectors';
import { isContentLanguage } from '../shared/languages';
import { themes } from '../shared/themes';
import {
  dayTyped,
  idOrNothing,
  lineOrNothing,
  lineTyped,
  peopleTyped,
  textOrNothing,
  textTyped,
} from '../shared/typed';
import { limits as commitmentLimits, commitmentStates } from '../tasks/commitment';
import { limits, recommendationKinds } from './recommendation';

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
  /** As the document numbers it. */
  number: lineTyped({ max: limits.number, empty: key('number-empty'), long: key('number-long') }),
  kind: z.enum(recommendationKinds, wrong),
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

/** The mark of what was there when a form was opened: `outcomeMark`. */
const mark = z.string({ error: wrong }).regex(/^\d{1,10}$/, wrong);

/** An event and what it was called in one language, with when and where it was held. */
const outcome = {
  language,
  title: lineTyped({ max: limits.title, empty: key('title-empty'), long: key('title-long') }),
  organisers: lineOrNothing({ max: limits.title, long: key('title-long') }).transform((text) => text ?? ''),
  place: lineOrNothing({ max: limits.title, long: key('title-long') }).transform((text) => text ?? ''),
  region: region.catch(world),
  from: dayOrNothing,
  until: dayOrNothing,
  /** An event of the platform that it was. */
  event: idOrNothing(wrong),
};
export const newOutcomeForm = z.object({ ...outcome, once: z.uuid(wrong) });
export type NewOutcomeInput = z.output<typeof newOutcomeForm>;
export const outcomeForm = z.object({ ...outcome, mark });
export type OutcomeInput = z.output<typeof outcomeForm>;

/** One more entry of an event, typed by hand. */
export const addForm = z.object({
  mark,
  number: lineTyped({ max: limits.number, empty: key('number-empty'), long: key('number-long') }),
  kind: z.enum(recommendationKinds, wrong),
  language,
  heading: lineOrNothing({ max: limits.heading, long: key('heading-long') }),
  body: textTyped({ max: limits.body, empty: key('body-empty'), long: key('body-long') }),
});
export type AddInput = z.output<typeof addForm>;

export const removeForm = z.object({ version });

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
