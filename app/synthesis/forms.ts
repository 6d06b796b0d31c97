import { z } from 'zod';
import { contentLanguages } from '../shared/languages';
import { answers } from './synthesis';

const id = z.coerce.number().int().positive().max(1e15);
const version = z.coerce.number().int().positive().max(1e9);
const language = z.enum(contentLanguages, 'shared:errors.field');
const text = z.string().catch('');

/** Texts are checked where they are prepared, so that a refusal can say how long they were. */
export const frameForm = z.object({ language, version, title: text, introduction: text });

export const statementForm = z.object({
  statement: z.union([z.literal('new').transform(() => null), id]),
  language,
  body: text,
  version: version.catch(1),
  once: z
    .uuid('shared:errors.field')
    .nullish()
    .transform((v) => v ?? null),
});

export const moveForm = z.object({ statement: id, direction: z.enum(['up', 'down']) });
export const removeForm = z.object({ statement: id, version, reason: text });
export const settleForm = z.object({ statement: id, citation: id, version, as: z.enum(['keep', 'drop']) });

export const waiveForm = z.object({ reason: text });
export const unwaiveForm = z.object({
  waiver: z
    .string()
    .regex(/^(post|sector):[\w-]{1,40}$/)
    .transform((v) => ({ kind: v.split(':')[0]!, subject: v.split(':')[1]! })),
});

export const reflectForm = z.object({
  statement: id,
  answer: z.enum(answers, 'synthesis:refusals.choose-answer'),
  correction: text,
});
export const withdrawForm = z.object({ statement: id });
export const eraseForm = z.object({ statement: id, person: id, reason: text });

const number = z.coerce.number().int().min(1).max(100_000).catch(1);

export const readSearch = z.object({ language: language.optional().catch(undefined) });

export const editSearch = z.object({
  language: language.optional().catch(undefined),
  statement: z
    .union([z.literal('new'), id])
    .optional()
    .catch(undefined),
  /** Posts to tick when the form opens: they come from the closing screen. */
  cite: id.optional().catch(undefined),
});

/** What is looked for in the list of posts: the words typed into it, and the page that a button asks for. */
export const lookForm = z
  .object({ search: z.string().max(200).catch(''), look: z.string().catch('') })
  .transform(({ search, look }) => ({
    search: search.trim(),
    page: number.parse(/^page:(\d+)$/.exec(look)?.[1]),
  }));
