import type { JSONContent } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import { textSchema } from './text/schema';
import { rejectAll } from './text/suggestions';

/** A text as it stands, without what is proposed. */
export function standing(text: JSONContent): JSONContent {
  return rejectAll(Node.fromJSON(textSchema, text)).toJSON() as JSONContent;
}
