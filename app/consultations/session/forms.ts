import { z } from 'zod';
import { preparePollForm } from '../../events/live/forms';
import { limits as pollLimits } from '../../events/live/talk';
import { contentLanguages } from '../../shared/languages';
import { idTyped, lineTyped, textOrNothing } from '../../shared/typed';
import { proposeForm as statementForm, voteForm as statementVoteForm } from '../statements/forms';
import { itemKinds, limits } from './session';

const wrong = 'shared:errors.field';
const id = idTyped(wrong);
const version = z.coerce.number().int().min(0).max(1e9);

const texts = {
  title: lineTyped({ max: limits.title, empty: 'session:refusals.no-title', long: 'session:refusals.title-long' }),
  words: textOrNothing({ max: limits.words, long: 'session:refusals.words-long' }).transform((words) => words ?? ''),
};
const minutes = z.coerce
  .number({ error: 'session:refusals.minutes' })
  .int('session:refusals.minutes')
  .min(1, 'session:refusals.minutes')
  .max(limits.minutes, 'session:refusals.minutes');
const statements = z.array(id).max(limits.statements, 'session:refusals.too-many-statements');

/** Fields of a poll stand in the form of its kind alone. */
export const newItemForm = z
  .object({
    kind: z.enum(itemKinds, wrong),
    ...texts,
    minutes,
    statements,
    question: z.string().optional(),
    several: z.string().optional(),
    choices: z.string().optional(),
    once: z.uuid(wrong),
  })
  .transform(({ question, several, choices, ...item }, ctx) => {
    if (item.kind === 'question' && item.words === '')
      ctx.addIssue({ code: 'custom', path: ['words'], message: 'session:refusals.no-question' });
    if (item.kind !== 'poll') return { ...item, poll: null };
    const poll = preparePollForm.safeParse({ question, several, choices: choices ?? '', once: item.once });
    if (poll.success) {
      const { question, several, choices } = poll.data;
      return { ...item, poll: { question, several, choices } };
    }
    for (const { path, message } of poll.error.issues) ctx.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  });
export const itemLists = ['statements'];
export const mostChoices = pollLimits.choices;

export const itemForm = z.object({
  item: id,
  ...texts,
  minutes,
  statements,
  /** Boxes that are all left empty send nothing: whether there were any is said beside them. */
  kind: z.enum(itemKinds, wrong),
  version,
});
export const translateForm = z.object({ item: id, ...texts, language: z.enum(contentLanguages, wrong) });

export const sessionForm = z.object({ version });
export const goForm = z.object({ item: id, version });
export const resultsForm = z.object({ item: id, on: z.enum(['yes', 'no']).transform((on) => on === 'yes') });
export const handForm = z.object({ hand: id });

export const voteForm = statementVoteForm.extend({ item: id });
export const proposeForm = statementForm.extend({ item: id });
export const ballotForm = z.object({ item: id, choice: z.array(id).max(pollLimits.choices) });
export const floorForm = z.object({
  up: z.enum(['yes', 'no']).transform((up) => up === 'yes'),
  labelled: z
    .string()
    .optional()
    .transform((labelled) => labelled === 'yes'),
  named: z
    .string()
    .optional()
    .transform((named) => named === 'yes'),
});
