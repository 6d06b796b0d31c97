import { z } from 'zod';
import { isContentLanguage } from '../shared/languages';
import {
  dayTyped,
  idOrNothing,
  lineTyped,
  localTimeTyped,
  peopleTyped,
  textOrNothing,
  textTyped,
  whichTyped,
} from '../shared/typed';
import { principles } from './principles';
import { hoursToLook, longestSilence, positionKinds, ruleModes } from './proposal';
import { limits } from './rights';

const wrong = 'shared:errors.field';
const key = (name: string) => `decisions:mistakes.${name}`;

const language = z.string({ error: wrong }).refine(isContentLanguage, wrong);
const title = lineTyped({ max: limits.title, empty: key('title-empty'), long: key('title-long') });
const words = (max: number) => textTyped({ max, empty: key('words-empty'), long: key('words-long') });
const wordsOrNone = (max: number) => textOrNothing({ max, long: key('words-long') }).transform((text) => text ?? '');
const ticked = z
  .literal('yes')
  .optional()
  .transform((yes) => yes === 'yes');
const once = z.uuid(wrong);

/** What a draft begins with. The subject comes from the page of what is to be decided on. */
export const beginForm = z
  .object({
    title,
    language,
    /** Null: the secretariat puts it. */
    lead: idOrNothing(wrong),
    subjectKind: z.string().max(40).optional(),
    subjectId: idOrNothing(wrong),
    once,
  })
  .transform(({ subjectKind, subjectId, ...rest }) => ({
    ...rest,
    subject: subjectKind && subjectId !== null ? { kind: subjectKind, id: subjectId } : null,
  }));
export type BeginInput = z.output<typeof beginForm>;

/** The address of a document or its number; null where none is given. Other sites' addresses are none. */
const documentTyped = z
  .string()
  .max(500, key('document'))
  .default('')
  .transform((text, ctx) => {
    const typed = text.trim();
    if (typed === '') return null;
    const id = /^(?:https?:\/\/[^/\s]+)?(?:\/documents\/)?([1-9]\d{0,14})(?:[?#/].*)?$/.exec(typed)?.[1];
    if (id) return Number(id);
    ctx.addIssue({ code: 'custom', message: key('document') });
    return z.NEVER;
  });

const numberTyped = (least: number, greatest: number, message: string) =>
  z.coerce.number({ error: message }).int(message).min(least, message).max(greatest, message);

/** Rule, deadline, significance and what it rests on. The deadline is a time of the writer's own clocks, read by the route. */
export const settingsForm = z.object({
  version: numberTyped(1, 1e9, wrong),
  title,
  document: documentTyped,
  /** One of the document's versions; null: as it stands when the proposal is put. */
  documentVersion: idOrNothing(key('document-version')),
  mode: z.enum(ruleModes, wrong),
  hours: z
    .union(
      [z.literal('').transform(() => hoursToLook), numberTyped(hoursToLook, longestSilence, key('hours'))],
      key('hours'),
    )
    .default(hoursToLook),
  quorum: z
    .union([z.literal('').transform(() => null), numberTyped(1, 1000, key('quorum'))], key('quorum'))
    .default(null),
  languages: z.array(language).max(limits.languages, wrong),
  deadline: z.union([z.literal(''), localTimeTyped()], key('deadline')).default(''),
  deadlineWhich: whichTyped(),
  significant: ticked,
  consultation: idOrNothing(key('consultation')),
  noConsultationReason: wordsOrNone(limits.reason),
  reviewOn: z
    .union([z.literal('').transform(() => null), dayTyped(key('day'))], key('day'))
    .optional()
    .transform((day) => day ?? null),
});
type SettingsTyped = z.output<typeof settingsForm>;
/** Without a version of the document, it is put as it stands then. */
export type SettingsInput = Omit<SettingsTyped, 'deadline' | 'deadlineWhich' | 'documentVersion'> & {
  deadline: Date | null;
  documentVersion?: number | null;
};

/** Of each principle whether it applies, and how it is met or why not; empty words are not kept. */
export const reviewForm = z.record(z.string(), z.unknown()).transform((form, ctx) =>
  principles.map((principle) => {
    const parsed = wordsOrNone(limits.reason).safeParse(form[`words-${principle}`] ?? '');
    if (!parsed.success)
      ctx.addIssue({ code: 'custom', path: [`words-${principle}`], message: parsed.error.issues[0]!.message });
    return { principle, applies: form[`applies-${principle}`] !== 'no', words: parsed.success ? parsed.data : '' };
  }),
);
export type ReviewInput = z.output<typeof reviewForm>;

export const observersForm = z.object({ observers: peopleTyped() });
export type ObserversInput = z.output<typeof observersForm>;

const hash = z.string({ error: wrong }).regex(/^[0-9a-f]{64}$/, wrong);

/** The text that was on the screen: another one since then is not what was meant. */
export const openForm = z.object({ hash });

export const amendForm = z.object({
  hash,
  editorial: z.enum(['yes', 'no'], key('editorial')).transform((said) => said === 'yes'),
  note: words(limits.note),
});
export type AmendInput = z.output<typeof amendForm>;

export const translateForm = z.object({ document: documentTyped });

const organisation = z.coerce.number(wrong).int(wrong).min(1, wrong).max(1e15, wrong);

/** A member's position. An objection says why, and what would resolve it; a comment or a concern says what it is. */
export const positionForm = z
  .object({
    organisation,
    kind: z.enum(positionKinds, key('kind')),
    words: wordsOrNone(limits.words),
    resolution: wordsOrNone(limits.words),
    language,
    /** The number of the position that was on the screen; 0 where there was none. */
    was: z.coerce.number(wrong).int(wrong).min(0, wrong).max(1e15, wrong),
  })
  .superRefine(({ kind, words: said, resolution }, ctx) => {
    if (said === '' && kind !== 'support' && kind !== 'stand-aside')
      ctx.addIssue({
        code: 'custom',
        path: ['words'],
        message: key(kind === 'strongly-object' ? 'no-reason' : 'no-words'),
      });
    if (resolution === '' && kind === 'strongly-object')
      ctx.addIssue({ code: 'custom', path: ['resolution'], message: key('no-resolution') });
  });
export type PositionInput = z.output<typeof positionForm>;

/** What becomes of an objection, said by its member. */
export const settleForm = z.object({
  objection: organisation,
  settle: z.enum(['withdraw', 'sustain'], wrong),
  words: wordsOrNone(limits.words),
});
export type SettleInput = z.output<typeof settleForm>;

export const protestForm = z.object({ organisation, number: organisation, reason: words(limits.reason) });
export type ProtestInput = z.output<typeof protestForm>;

/** A comment, on the proposal or in the thread of an objection. */
export const commentForm = z.object({ objection: idOrNothing(wrong), body: words(limits.words), language, once });
export type CommentInput = z.output<typeof commentForm>;

/** A comment of one's own, by its number. */
export const takeBackForm = z.object({ comment: organisation });
export type TakeBackInput = z.output<typeof takeBackForm>;

/** A proposal that is begun anew from one that was not adopted. */
export const takeUpForm = z.object({ once });
export type TakeUpInput = z.output<typeof takeUpForm>;

export const deferForm = z.object({ reason: words(limits.reason) });
