import { z } from 'zod';
import { contentLanguages } from '../../shared/languages';
import { idTyped, lineTyped, textTyped } from '../../shared/typed';
import { choices, limits } from './statement';

const statement = idTyped('shared:errors.field');
const words = lineTyped({
  max: limits.words,
  empty: 'statements:refusals.no-words',
  long: 'statements:refusals.too-long',
});
const language = z.enum(contentLanguages, { error: 'statements:refusals.choose-language' });

export const voteForm = z.object({ statement, choice: z.enum(choices, { error: 'statements:refusals.choose' }) });

export const proposeForm = z.object({
  words,
  language,
  once: z.uuid('shared:errors.field'),
  /** What is there already was seen, and something else is meant. */
  seen: z
    .literal('yes')
    .optional()
    .transform((seen) => seen === 'yes'),
});

export const seedForm = z.object({ words, language, once: z.uuid('shared:errors.field') });

export const statementForm = z.object({ statement });

export const refuseForm = z.object({
  reason: textTyped({
    max: limits.reason,
    empty: 'statements:refusals.no-reason',
    long: 'statements:refusals.long-reason',
  }),
});

export const mergeForm = z.object({ into: idTyped('statements:refusals.choose-statement') });

export const translateForm = z.object({ words, language });
