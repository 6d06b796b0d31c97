import { useEffect } from 'react';
import { listenToDocument } from '../../live-client';
import type { DocumentChange } from '../../live-events';
import type { Cited } from './citations';

/**
 * After these the page's data is read again: words that were erased must not stay in a comment's quotation. The text itself,
 * and what it says of itself, comes on its own line.
 */
const worthReading = new Set<DocumentChange>(['comments-changed', 'sections-changed', 'changed', 'redacted']);
const gatherMs = 200;

/** Keeps what stands beside the text as it is now: comments, owners, clearances, and how the cited sources stand. */
export function useBesideText(document: number, cited: Cited, reread: () => void): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(reread, gatherMs);
    };
    const deaf = listenToDocument(document, {
      changed: ({ what }) => {
        if (what === 'source-changed') cited.askAgain();
        else if (worthReading.has(what)) soon();
      },
      reread: () => {
        soon();
        cited.askAgain();
      },
      // The line of the text is closed as well, and says it.
      out: () => {},
    });
    return () => {
      clearTimeout(timer);
      deaf();
    };
  }, [document, cited, reread]);
}
