import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import { jointProgramme } from '../../templates/joint-programme';
import type { Part } from '../../templates/shape';
import { isFromOthers } from './block-ids';

const hints = new Set(jointProgramme.parts.flatMap(hintsOf));

function hintsOf({ hint, parts = [] }: Part): string[] {
  return [...(hint ? Object.values(hint) : []), ...parts.flatMap(hintsOf)];
}

function isHint(node: Node): boolean {
  return node.isTextblock && hints.has(node.textContent);
}

/**
 * What a template asks for stands in italics until somebody writes there. An editor gives new words the look of those
 * beside them; here they are the first of the text, and stand plainly.
 */
export const Hints = Extension.create({
  name: 'hints',
  addProseMirrorPlugins: () => [plainAfterHints()],
});

export function plainAfterHints(): Plugin {
  return new Plugin({
    key: new PluginKey('hints'),
    appendTransaction(transactions, before, state) {
      const own = transactions.filter((tr) => tr.docChanged && !isFromOthers(tr));
      if (own.length === 0) return null;
      const { tr } = state;
      const italic = state.schema.marks.italic!;
      for (const { from, to } of typedIntoHints(own)) tr.removeMark(from, to, italic);
      const { storedMarks, selection } = state;
      const isLeft = isHint(before.selection.$from.parent) && selection.$from.parent.content.size === 0;
      if (isLeft && storedMarks) tr.setStoredMarks(italic.removeFromSet(storedMarks));
      return tr.docChanged || tr.storedMarksSet ? tr : null;
    },
  });
}

function typedIntoHints(transactions: readonly Transaction[]): { from: number; to: number }[] {
  return transactions.flatMap((tr, t) =>
    tr.steps.flatMap((step, i) => {
      if (!(step instanceof ReplaceStep)) return [];
      const { content } = step.slice;
      if (content.childCount !== 1 || !content.firstChild?.isText) return [];
      if (!isHint(tr.docs[i]!.resolve(step.from).parent)) return [];
      const later = [tr.mapping.slice(i + 1), ...transactions.slice(t + 1).map(({ mapping }) => mapping)];
      const now = (pos: number, side: number) => later.reduce((at, mapping) => mapping.map(at, side), pos);
      return [{ from: now(step.from, -1), to: now(step.from + content.size, 1) }];
    }),
  );
}
