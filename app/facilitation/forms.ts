import { z } from 'zod';
import { flagKinds, limits } from '../discussions/discussion';
import { contentLanguages } from '../shared/languages';
import { idTyped, textOrNothing, textTyped } from '../shared/typed';

const reasonLimits = {
  max: limits.reason,
  empty: 'facilitation:mistakes.reason-empty',
  long: 'facilitation:mistakes.reason-long',
};
const reason = textTyped(reasonLimits);
const reasonIfAny = textOrNothing(reasonLimits).transform((given) => given ?? '');
const ticked = z
  .string()
  .optional()
  .transform((value) => value === 'yes');
const sure = z.literal('yes', { error: 'facilitation:mistakes.not-sure' });

/** The forms of the board name their post: `hide:12`. */
export const boardDeed = /^(let-through|refuse|hide|keep):([1-9]\d{0,14})$/;

export const reasonForm = z.object({ reason });

export const moveForm = z.object({ phase: idTyped('facilitation:mistakes.no-such-place'), wider: ticked });

export const reportForm = z.object({
  kind: z.enum(flagKinds, { error: 'facilitation:mistakes.no-kind' }),
  reason: reasonIfAny,
});

export const passageForm = z.object({
  passage: textTyped({
    max: limits.body,
    empty: 'facilitation:mistakes.passage-empty',
    long: 'facilitation:mistakes.passage-long',
  }),
  reason,
  everywhere: ticked,
  copiesSeen: ticked,
});

export const wholeForm = z.object({ reason, sure });

export const withdrawForm = z.object({ reason: reasonIfAny, sure });

export const translationForm = z.object({
  language: z.enum(contentLanguages, { error: 'shared:errors.field' }),
  body: z.string('text:empty'),
  version: idTyped('shared:errors.field'),
});

export const removalForm = z.object({ language: z.enum(contentLanguages, { error: 'shared:errors.field' }) });
