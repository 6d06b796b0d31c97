import type { Node } from '@tiptap/pm/model';
import type { StepMap } from '@tiptap/pm/transform';
import { simpleDiff } from 'lib0/diff';
import * as Y from 'yjs';

/** Where a text that was changed differs from the one before, in its own positions. */
export interface Changed {
  from: number;
  to: number;
}

/** From the first to the last place that steps have changed; null where they changed no letters. */
export function changedBy(maps: readonly StepMap[]): Changed | null {
  let changed: Changed | null = null;
  for (const map of maps) {
    if (changed) changed = { from: map.map(changed.from, -1), to: map.map(changed.to, 1) };
    map.forEach((_, __, from, to) => {
      changed = changed ? { from: Math.min(changed.from, from), to: Math.max(changed.to, to) } : { from, to };
    });
  }
  return changed;
}

/** A child of an element as the binding sees it: an element, or the words between two. */
type Shown = Node | Node[];

/**
 * Writes letters where they were typed. The binding of y-tiptap compares the words of before and after alone, and of two
 * blanks beside each other it cannot tell which is new: the one that stood there was taken for the one that was typed,
 * and whoever undid what they had typed took a blank of another's and left one of their own. Everything that is no
 * change of letters within words that stand is left to the binding.
 */
export function writeLetters(
  fragment: Y.XmlFragment,
  text: Node,
  mapping: ReadonlyMap<unknown, unknown>,
  changed: Changed,
): void {
  within(fragment.toArray(), shownIn(text), 0);

  function within(children: unknown[], shown: Shown[], begin: number): void {
    if (children.length !== shown.length) return;
    let pos = begin;
    shown.forEach((one, i) => {
      const [child, start] = [children[i], pos];
      pos += Array.isArray(one) ? sizeOf(one) : one.nodeSize;
      if (pos < changed.from || start > changed.to || mapping.get(child) === one) return;
      if (Array.isArray(one)) {
        if (child instanceof Y.XmlText) letters(child, one.map((node) => node.text).join(''), start);
      } else if (child instanceof Y.XmlElement && child.nodeName === one.type.name && !one.isLeaf) {
        within(child.toArray(), shownIn(one), start + 1);
      }
    });
  }

  function letters(words: Y.XmlText, wanted: string, start: number): void {
    const old = standingIn(words);
    if (old === null || old === wanted) return;
    const before = wholeAt(wanted, Math.max(0, Math.min(changed.from - start, wanted.length)), -1);
    const after = wanted.length - wholeAt(wanted, Math.max(before, Math.min(changed.to - start, wanted.length)), 1);
    // Somebody else's change has come in between: then the steps say nothing of these words.
    if (before + after > old.length) return;
    if (old.slice(0, before) !== wanted.slice(0, before)) return;
    if (old.slice(old.length - after) !== wanted.slice(wanted.length - after)) return;
    const { index, remove, insert } = simpleDiff(
      old.slice(before, old.length - after),
      wanted.slice(before, wanted.length - after),
    );
    if (remove) words.delete(before + index, remove);
    if (insert) words.insert(before + index, insert);
  }
}

/** A place that does not lie within a letter that is two signs to the machine. */
function wholeAt(words: string, at: number, aside: 1 | -1): number {
  return /^[\uDC00-\uDFFF]/.test(words.slice(at)) ? at + aside : at;
}

function shownIn(node: Node): Shown[] {
  const shown: Shown[] = [];
  for (const child of node.content.content) {
    const last = shown.at(-1);
    if (!child.isText) shown.push(child);
    else if (Array.isArray(last)) last.push(child);
    else shown.push([child]);
  }
  return shown;
}

function sizeOf(words: Node[]): number {
  return words.reduce((sum, node) => sum + node.nodeSize, 0);
}

/** The letters of words; null where something else stands among them, which no editor makes. */
function standingIn(words: Y.XmlText): string | null {
  let letters = '';
  for (const { insert } of words.toDelta() as { insert: unknown }[]) {
    if (typeof insert !== 'string') return null;
    letters += insert;
  }
  return letters;
}
