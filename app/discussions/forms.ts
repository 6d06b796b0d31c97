import { z } from 'zod';
import { isAttachmentId } from '../attachments/attachment';
import { contentLanguages } from '../shared/languages';
import { reactionIn, reactionKinds } from './discussion';

const id = z.coerce.number().int().positive().max(1e15);
const optionalId = z.preprocess((v) => (v === '' || v === undefined || v === null ? null : v), id.nullable());
const language = z.enum(contentLanguages, 'shared:errors.field');

/** Of when the draft is that a page was made with or has sent itself; empty where there was none. */
const since = z
  .union([z.literal(''), z.iso.datetime({ offset: true })])
  .optional()
  .transform((at) => (at ? new Date(at) : null));

/** `once` is the form's key: a draft that arrives after its own post was written is not kept. */
export const draftForm = z.object({
  body: z.string(),
  language,
  inReplyTo: optionalId,
  once: z.uuid().optional(),
  since,
});

/** The words are checked where they are prepared, so that a refusal can say how long they were. */
export const postForm = z.object({
  body: z.string('text:empty'),
  language,
  inReplyTo: optionalId,
  once: z.uuid('shared:errors.field'),
  since,
});

/** The button beside a draft's file sends the form as `remove:` and the file's id; null for the other buttons. */
export function fileToRemove(as: string): string | null {
  const id = as.startsWith('remove:') ? as.slice('remove:'.length) : '';
  return isAttachmentId(id) ? id : null;
}

export const editForm = z.object({
  body: z.string('text:empty'),
  language,
  version: z.coerce.number().int().positive(),
});

/** The button of a post's form says which reaction, and whether to give it or to take it back: `agree yes`. */
export const reactForm = z
  .object({ post: id, reaction: z.enum(reactionKinds.flatMap((kind) => [`${kind} yes`, `${kind} no`] as const)) })
  .transform(({ post, reaction }) => ({ post, ...reactionIn(reaction) }));

export const readForm = z.object({ ordinal: z.coerce.number().int().nonnegative().max(1e15) });

export const listSearch = z.object({
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  state: z.enum(['open', 'announced', 'draft', 'closed', 'synthesised']).optional().catch(undefined),
  region: z
    .string()
    .regex(/^\d{3}$/)
    .optional()
    .catch(undefined),
});

export const pageSearch = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).optional().catch(undefined),
  reply: z.coerce.number().int().positive().optional().catch(undefined),
  quote: z.coerce.number().int().positive().optional().catch(undefined),
});
