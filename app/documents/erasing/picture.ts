import type { JSONContent } from '@tiptap/core';
import { marker } from '../../facilitation/facilitation';

/**
 * A text in which nothing is said of a picture any more: neither the words for those who do not see it nor those below
 * it, nor others that were proposed for them. Its place stays. The same text where the picture is not in it.
 */
export function withoutWordsOf(picture: string, text: JSONContent): JSONContent {
  if (text.type === 'image' && text.attrs?.image === picture) {
    const { alt, caption } = text.attrs;
    return { ...text, attrs: { ...text.attrs, alt: alt && marker, caption: caption && marker, changed: null } };
  }
  const content = text.content?.map((child) => withoutWordsOf(picture, child));
  return content?.some((child, i) => child !== text.content![i]) ? { ...text, content } : text;
}
