import { z } from 'zod';
import { contentLanguages } from '../shared/languages';
import { dayTyped, idOrNothing, idTyped, lineOrNothing, lineTyped, textOrNothing, textTyped } from '../shared/typed';
import { limits, readerships, roles, templates } from './document';

const field = 'shared:errors.field';
const tooLong = 'documents:mistakes.too-long';

const title = lineTyped({ max: limits.title, empty: 'documents:mistakes.title', long: tooLong });
const ids = z.array(z.coerce.number().int().positive().max(1e15)).max(limits.organisations);
/** A block's id as the editor makes them; '' for what stands before the first heading. */
const key = z.string().regex(/^[\w-]{0,80}$/, field);

export const newForm = z.object({
  title,
  language: z.enum(contentLanguages, field),
  template: z.enum(templates, field),
  lead: idTyped('documents:mistakes.lead'),
  readers: z.enum(readerships, field),
  once: z.uuid(field),
});
export type NewForm = z.output<typeof newForm>;

export const settingsForm = z.object({
  title,
  'title-en': lineOrNothing({ max: limits.title, long: tooLong }),
  'title-fr': lineOrNothing({ max: limits.title, long: tooLong }),
  'title-ar': lineOrNothing({ max: limits.title, long: tooLong }),
  readers: z.enum(readerships, field),
  lead: idTyped('documents:mistakes.lead'),
  version: z.coerce.number().int().positive(),
});

export const inviteForm = z.object({
  organisation: idTyped('documents:mistakes.organisation'),
  role: z.enum(roles, field),
});

export const organisationForm = z.object({ organisation: idTyped('documents:mistakes.organisation') });

const day = dayTyped('documents:mistakes.day')
  .or(z.literal(''))
  .optional()
  .transform((value) => value || null);

export const nameForm = z.object({
  organisation: idTyped('documents:mistakes.organisation'),
  person: idTyped('documents:mistakes.person'),
  from: day,
  until: day,
});

export const unnameForm = z.object({
  organisation: idTyped('documents:mistakes.organisation'),
  person: idTyped('documents:mistakes.person'),
});

const body = textTyped({ max: limits.comment, empty: 'documents:mistakes.comment', long: tooLong });
const once = z.uuid().optional();

export const commentForm = z.object({
  body,
  once,
  anchor: z
    .string()
    .max(4000)
    .regex(/^[A-Za-z0-9+/_-]*={0,2}$/, field)
    .default(''),
  block: key.default(''),
  quote: z.string().max(2000).default(''),
});

export const replyForm = z.object({ thread: idTyped(field), body, once });
export const threadForm = z.object({ thread: idTyped(field) });
export const editCommentForm = z.object({ comment: idTyped(field), body, version: z.coerce.number().int().positive() });
export const withdrawCommentForm = z.object({ comment: idTyped(field) });

/** Ids of suggestions as the editor makes them; `all` for all that this person may decide on. */
export const decideForm = z.object({
  // Whoever writes may send any id: what a text holds has to be decided on all the same.
  ids: z.array(z.string().max(300, field)).min(1, field).max(2000),
});

export const ownerForm = z.object({ section: key, owner: idOrNothing(field) });

export const askForm = z.object({
  sections: z.array(key).min(1, 'documents:mistakes.sections').max(200),
  organisations: ids.min(1, 'documents:mistakes.organisations'),
  due: day,
});

export const clearForm = z.object({
  section: key,
  organisation: idTyped('documents:mistakes.organisation'),
  hash: z.string().regex(/^[0-9a-f]{64}$/, field),
  comment: textOrNothing({ max: limits.clearanceComment, long: tooLong }),
});

export const unaskForm = z.object({ section: key, organisation: idTyped('documents:mistakes.organisation') });

export const versionForm = z.object({
  name: lineTyped({ max: limits.versionName, empty: 'documents:mistakes.version-name', long: tooLong }),
});

export const restoreForm = z.object({ version: idTyped(field) });

export const redactForm = z.object({
  passage: lineTyped({ max: limits.passage, empty: 'documents:mistakes.passage', long: tooLong }),
  reason: textTyped({ max: limits.reason, empty: 'documents:mistakes.reason', long: tooLong }),
  sure: z.literal('yes', 'documents:mistakes.sure'),
});

export const pictureErasureForm = z.object({
  picture: z.uuid(field),
  reason: textTyped({ max: limits.reason, empty: 'documents:mistakes.reason', long: tooLong }),
});

export const reportForm = z.object({
  block: key.default(''),
  reason: textOrNothing({ max: limits.reason, long: tooLong }),
});

export const settleReportForm = z.object({ report: idTyped(field) });

export const altTyped = lineTyped({ max: limits.alt, empty: 'documents:mistakes.alt', long: tooLong });

/** The number of a version; nothing for what stands now. */
const version = z
  .string()
  .regex(/^([1-9]\d{0,14})?$/)
  .optional()
  .transform((typed) => (typed ? Number(typed) : undefined));

export const compareSearch = z.object({ from: version, to: version });

export const citationForm = z.object({ citation: idTyped(field) });
