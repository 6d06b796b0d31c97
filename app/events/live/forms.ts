import { z } from 'zod';
import { dayTyped, idTyped, lineTyped, textTyped } from '../../shared/typed';
import { limits, moderations } from './talk';

const id = idTyped('shared:errors.field');
const version = z.coerce.number().int().positive().max(1e9);
const once = z.uuid('shared:errors.field');
const reason = textTyped({ max: limits.reason, empty: 'talk:refusals.reason', long: 'talk:refusals.too-long' });

export const askForm = z.object({
  words: textTyped({ max: limits.question, empty: 'talk:refusals.no-question', long: 'talk:refusals.too-long' }),
  as: z.enum(['named', 'unnamed']).catch('unnamed'),
  once,
});

/** What is to be, and not "the other way": a form that is sent twice does the same once. */
export const voteForm = z.object({ question: id, on: z.enum(['yes', 'no']).transform((on) => on === 'yes') });

export const handForm = z.object({
  up: z.enum(['yes', 'no']).transform((up) => up === 'yes'),
  /** Of guests: whether those who moderate read their name. */
  named: z
    .string()
    .optional()
    .transform((named) => named === 'yes'),
});

export const ballotForm = z.object({ poll: id, choice: z.array(id).max(limits.choices) });

export const questionForm = z.object({ question: id });
export const chooseForm = z.object({ question: id.optional(), poll: id.optional() });
export const moderationForm = z.object({ moderation: z.enum(moderations) });
export const raisedForm = z.object({ hand: id });
export const pollForm = z.object({ poll: id });

export const preparePollForm = z.object({
  question: lineTyped({
    max: limits.pollQuestion,
    empty: 'talk:refusals.no-question',
    long: 'talk:refusals.too-long',
  }),
  several: z.enum(['one', 'several']).transform((kind) => kind === 'several'),
  /** One to a line. */
  choices: textTyped({
    max: (limits.choice + 1) * limits.choices,
    empty: 'talk:refusals.two-choices',
    long: 'talk:refusals.too-many-choices',
  }).transform((text, ctx) => {
    const choices = text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    const wrong =
      choices.length < 2 || new Set(choices).size < choices.length
        ? 'talk:refusals.two-choices'
        : choices.length > limits.choices || choices.some((c) => c.length > limits.choice)
          ? 'talk:refusals.too-many-choices'
          : null;
    if (!wrong) return choices;
    ctx.addIssue({ code: 'custom', message: wrong });
    return z.NEVER;
  }),
  once,
});

export const dismissForm = z.object({ reason });
export const rewordForm = z.object({
  words: textTyped({ max: limits.question, empty: 'talk:refusals.no-question', long: 'talk:refusals.too-long' }),
  version,
});
export const mergeForm = z.object({ into: idTyped('talk:refusals.choose-question') });
export const answerForm = z.object({
  answer: textTyped({ max: limits.answer, empty: 'talk:refusals.no-answer', long: 'talk:refusals.too-long' }),
  version,
});
export const ownerForm = z.object({
  owner: idTyped('talk:refusals.choose-owner'),
  dueOn: dayTyped('talk:refusals.no-day'),
});
