import { z } from 'zod';
import { dayTyped, textOrNothing } from '../../shared/typed';
import { entryCriteria } from '../entry-criteria';
import { limits } from '../rights';
import { type EntryAnswer, noAnswer } from './entry';

const words = textOrNothing({ max: limits.reason, long: 'decisions:mistakes.words-long' }).transform(
  (text) => text ?? '',
);
const day = z
  .union([z.literal('').transform(() => null), dayTyped('decisions:mistakes.day')], 'decisions:mistakes.day')
  .optional()
  .transform((typed) => typed ?? null);

/** The judgement as far as it is written: of each criterion whether it is met and the words, and what two of them ask besides. */
export const entryForm = z.record(z.string(), z.unknown()).transform((form, ctx) => {
  function read<T>(name: string, schema: z.ZodType<T>, otherwise: T): T {
    const parsed = schema.safeParse(form[name] ?? '');
    if (parsed.success) return parsed.data;
    ctx.addIssue({ code: 'custom', path: [name], message: parsed.error.issues[0]!.message });
    return otherwise;
  }
  return entryCriteria.map((criterion): EntryAnswer => {
    const said = form[`met-${criterion}`];
    return {
      ...noAnswer(criterion),
      met: said === 'yes' ? true : said === 'no' ? false : null,
      words: read(`words-${criterion}`, words, ''),
      ...(criterion === 'nobody-elses-task' ? { lookedAt: read('looked-at', words, '') } : {}),
      ...(criterion === 'request-and-will'
        ? {
            requestedBy: read('requested-by', words, ''),
            requestedOn: read('requested-on', day, null),
            reference: read('reference', words, ''),
          }
        : {}),
    };
  });
});
export type EntryInput = z.output<typeof entryForm>;
