import { z } from 'zod';
import { isContentLanguage } from '../shared/languages';
import {
  dayTyped,
  idOrNothing,
  idTyped,
  lineOrNothing,
  lineTyped,
  localTimeTyped,
  peopleTyped,
  textOrNothing,
  textTyped,
  whichTyped,
  zoneTyped,
} from '../shared/typed';
import { limits } from './committee';
import { handoverItems } from './handover';
import { attendances } from './meeting';
import { minutesPositionKinds } from './minutes';
import { admitOutcomes } from './motion';

const wrong = 'shared:errors.field';
const key = (name: string) => `committee:mistakes.${name}`;
const once = z.uuid(wrong);
const language = z.string({ error: wrong }).refine(isContentLanguage, wrong);
const day = dayTyped(key('day'));
const dayOrNothing = z
  .union([z.literal(''), day], key('day'))
  .optional()
  .transform((typed) => typed || null);
const answer = z.enum(['yes', 'no'], { error: key('yes-or-no') }).transform((said) => said === 'yes');
const organisation = idTyped(key('organisation'));
const reason = textTyped({ max: limits.reason, empty: key('reason-empty'), long: key('long') });

/** A whole number that may be left open. */
function countOrNothing(most: number, mistake: string) {
  return z
    .string()
    .trim()
    .regex(/^\d{0,5}$/, key(mistake))
    .default('')
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((n) => n === null || (n > 0 && n <= most), key(mistake));
}

const motion = { reason, language, once };
const ofMember = z.object({ ...motion, organisation, onDay: day });
const none = { mayChair: null, quorum: null, admitOutcome: null, admitFrom: null, admitLetter: null };

/** What is put to the committee about itself, by its kind. */
export const motionForm = z.discriminatedUnion(
  'kind',
  [
    ofMember.extend({ kind: z.literal('admit'), mayChair: answer }).transform((m) => ({ ...none, ...m })),
    ofMember.extend({ kind: z.literal('change'), mayChair: answer }).transform((m) => ({ ...none, ...m })),
    ofMember.extend({ kind: z.literal('cease') }).transform((m) => ({ ...m, ...none })),
    ofMember.extend({ kind: z.literal('chair') }).transform((m) => ({ ...m, ...none })),
    ofMember.extend({ kind: z.literal('co-chair') }).transform((m) => ({ ...m, ...none })),
    z
      .object({
        ...motion,
        kind: z.literal('rules'),
        onDay: day,
        quorum: countOrNothing(limits.quorum, 'quorum'),
        admitOutcome: z.enum(admitOutcomes, wrong),
        admitFrom: dayOrNothing,
        admitLetter: answer,
      })
      .transform((m) => ({ ...m, organisation: null, mayChair: null })),
  ],
  wrong,
);
export type MotionInput = z.output<typeof motionForm>;

export const oneForm = z.object({ id: idTyped(wrong) });

/** The first chair there is, from which the rotation is counted. */
export const firstChairForm = z.object({ organisation, from: day });
export type FirstChairInput = z.output<typeof firstChairForm>;

export const tickForm = z.object({
  item: z.enum(handoverItems, wrong),
  side: z.enum(['outgoing', 'incoming'], wrong),
  day: dayTyped(wrong),
});
export type TickInput = z.output<typeof tickForm>;

export const letterForm = z.object({
  title: lineTyped({ max: limits.title, empty: key('title-empty'), long: key('long') }),
  language,
  from: day,
  until: dayOrNothing,
  once,
});
export type LetterInput = z.output<typeof letterForm>;

export const signatureForm = z.object({ letter: idTyped(wrong), organisation, signedOn: day });
export type SignatureInput = z.output<typeof signatureForm>;

export const endLetterForm = z.object({ letter: idTyped(wrong), until: day });

const title = lineTyped({ max: limits.title, empty: key('title-empty'), long: key('long') });

/** A meeting is called: when and where, and the rest follows from who is on the committee. */
export const callForm = z.object({
  title,
  language,
  timeZone: zoneTyped(),
  starts: localTimeTyped(),
  startsWhich: whichTyped(),
  ends: localTimeTyped(),
  endsWhich: whichTyped(),
  venue: lineOrNothing({ max: 300, long: key('long') }),
  joiningUrl: z
    .string()
    .trim()
    .max(2000, key('long'))
    .refine((text) => text === '' || /^https?:\/\/\S+$/i.test(text), key('address'))
    .default(''),
  once,
});
export type CallInput = z.output<typeof callForm>;

export const itemForm = z.object({
  title,
  language,
  minutes: countOrNothing(limits.minutes, 'minutes'),
  lead: idOrNothing(wrong),
  once,
});
export type ItemInput = z.output<typeof itemForm>;

/** What is said of an item that is there; of a proposal the title is its own. */
export const changeItemForm = z.object({
  id: idTyped(wrong),
  title: lineOrNothing({ max: limits.title, long: key('long') }),
  minutes: countOrNothing(limits.minutes, 'minutes'),
  lead: idOrNothing(wrong),
});
export type ChangeItemInput = z.output<typeof changeItemForm>;

export const moveForm = z.object({ id: idTyped(wrong), to: z.enum(['up', 'down'], wrong) });

export const paperForm = z.object({
  title,
  language,
  item: idOrNothing(wrong),
  /** The address of a document here, or its number; empty where a file is sent. */
  document: z
    .string()
    .trim()
    .max(500, wrong)
    .default('')
    .transform((text, ctx) => {
      const id = /^(?:\S*\/documents\/)?([1-9]\d{0,14})(?:[/?#]\S*)?$/.exec(text)?.[1];
      if (text === '') return null;
      if (id) return Number(id);
      ctx.addIssue({ code: 'custom', message: key('document') });
      return z.NEVER;
    }),
  once,
});
export type PaperInput = z.output<typeof paperForm>;

/** Who is there and how; `gone`: not, after all. */
export const attendForm = z.object({
  person: idTyped(wrong),
  how: z.enum([...attendances, 'gone'], wrong),
});
export type AttendInput = z.output<typeof attendForm>;

export const observersForm = z.object({ observers: peopleTyped() });

export const actionForm = z.object({
  words: textTyped({ max: 2000, empty: key('action-empty'), long: key('long') }),
  language,
  owner: idTyped(key('no-owner')),
  dueOn: day,
  once,
});
export type ActionInput = z.output<typeof actionForm>;

const hash = z.string({ error: wrong }).regex(/^[0-9a-f]{64}$/, wrong);

/** What a member says of minutes; what is to be corrected is asked for where something is. */
export const sayOfMinutesForm = z
  .object({
    organisation: idTyped(wrong),
    kind: z.enum(minutesPositionKinds, key('minutes-kind')),
    words: textOrNothing({ max: limits.reason, long: key('long') }).transform((text) => text ?? ''),
    language,
    hash,
  })
  .superRefine(({ kind, words }, ctx) => {
    if (kind === 'correct' && words === '')
      ctx.addIssue({ code: 'custom', path: ['words'], message: key('correction-empty') });
  });
export type SayOfMinutesInput = z.output<typeof sayOfMinutesForm>;

export const putMinutesForm = z.object({ once });
export type PutMinutesInput = z.output<typeof putMinutesForm>;

/** At which later meeting minutes are approved, and as they were read. */
export const approveForm = z.object({
  at: idTyped(wrong),
  hash,
  note: textOrNothing({ max: limits.note, long: key('long') }),
});
export type ApproveInput = z.output<typeof approveForm>;
