import { type RefObject, useEffect, useRef, useState } from 'react';
import { lengthOf } from '../spans';

export interface Marked {
  start: number;
  end: number;
  words: string;
}

/**
 * The words that somebody has marked among the sentences of a source, as a place in it. The mark itself may go, when they
 * choose a claim: what was marked stays until it is cleared or other words are marked.
 */
export function useMarked(): { ref: RefObject<HTMLFieldSetElement>; marked: Marked | null; clear: () => void } {
  const ref = useRef<HTMLFieldSetElement>(null);
  const [marked, setMarked] = useState<Marked | null>(null);
  useEffect(() => {
    const look = () => {
      const found = ref.current && markedIn(ref.current, document.getSelection());
      if (found) setMarked(found);
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, []);
  return { ref, marked, clear: () => setMarked(null) };
}

function markedIn(within: Element, selection: Selection | null): Marked | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!within.contains(range.commonAncestorContainer)) return null;
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return null;
  return { start, end, words: selection.toString().replace(/\s+/g, ' ').trim() };
}

/** The letter of the source at which a point of the page stands; null outside of its sentences. */
function placeOf(node: Node, offset: number): number | null {
  const element = node.parentElement?.closest<HTMLElement>('[data-start]');
  if (node.nodeType !== Node.TEXT_NODE || !element) return null;
  return Number(element.dataset.start) + lengthOf((node.textContent ?? '').slice(0, offset));
}
