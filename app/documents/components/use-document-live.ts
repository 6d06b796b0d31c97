import { useEffect } from 'react';
import { endWithSession } from '../../shared/page-reader';
import { useReread } from '../../shared/ui/use-reread';
import { listenToDocument } from '../live-client';
import type { DocumentChange } from '../live-events';

/** Longest wait before a page is read again, so that all who heard the same thing do not ask at once. */
const jitterMs = 400;

/** Reads the page again when something that it shows has changed. `document` is null where this reader is told nothing. */
export function useDocumentLive(document: number | null, shows: readonly DocumentChange[]): void {
  const read = useReread();
  const wanted = shows.join();
  useEffect(() => {
    if (document === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const reread = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        read();
      }, Math.random() * jitterMs);
    };
    const deaf = listenToDocument(document, {
      changed: (event) => {
        if (wanted.split(',').includes(event.what)) reread();
      },
      reread,
      // The loader says what is left for this reader: the way to sign in, or that there is nothing.
      out: () => window.location.reload(),
      ended: endWithSession,
    });
    return () => {
      clearTimeout(timer);
      deaf();
    };
  }, [document, wanted, read]);
}
