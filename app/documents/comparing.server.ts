import type { JSONContent } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import type { TFunction } from 'i18next';
import { difference, isSame } from './text/difference';
import { differenceHtml } from './text/difference-html.server';
import { textSchema } from './text/schema';

/** What changed from one text to another, to be read; '' where both say the same. */
export function differenceOf(from: JSONContent, to: JSONContent, t: TFunction): string {
  const entries = difference(Node.fromJSON(textSchema, whole(from)), Node.fromJSON(textSchema, whole(to)));
  if (isSame(entries)) return '';
  return differenceHtml(entries, {
    added: t('documents:compare.added'),
    removed: t('documents:compare.removed'),
    look: t('documents:compare.look'),
    moved: t('documents:compare.moved'),
    otherKind: t('documents:compare.other-kind'),
    otherPicture: t('documents:compare.other-picture'),
    unchanged: (count) => t('documents:compare.unchanged', { count }),
    cited: (kind, id) => t(`documents:cited.${kind as 'post'}`, { id }),
    table: t('documents:text.table'),
  });
}

/** A section that is gone holds no block, and a text holds one at least. */
function whole(text: JSONContent): JSONContent {
  return text.content?.length ? text : { type: 'doc', content: [{ type: 'paragraph' }] };
}
