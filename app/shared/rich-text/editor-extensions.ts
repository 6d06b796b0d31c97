import { Extension } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';
import { isAllowedAddress } from './addresses';

/** Paragraphs take the direction of their own first letter; lists and quotes that of the language of the text. */
const OwnDirection = Extension.create({
  name: 'ownDirection',
  addGlobalAttributes() {
    const dir = { default: 'auto', parseHTML: () => 'auto', renderHTML: () => ({ dir: 'auto' }) };
    return [{ types: ['paragraph', 'heading'], attributes: { dir } }];
  },
});

/** What the dialect can hold and nothing else: whatever else is pasted leaves its words. */
export const editorExtensions = [
  StarterKit.configure({
    codeBlock: false,
    gapcursor: false,
    horizontalRule: false,
    strike: false,
    underline: false,
    heading: { levels: [1, 2, 3, 4, 5, 6] },
    link: {
      autolink: false,
      openOnClick: false,
      protocols: [],
      isAllowedUri: (href) => isAllowedAddress(href),
      HTMLAttributes: { target: null, rel: 'nofollow ugc noopener', class: null },
    },
  }),
  OwnDirection,
];
