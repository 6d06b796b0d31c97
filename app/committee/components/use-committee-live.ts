import { useEffect } from 'react';
import { endWithSession } from '../../shared/page-reader';
import { useReread } from '../../shared/ui/use-reread';
import { listenToCommittee } from '../live-client';

/** Longest wait before a page is read again, so that all who heard the same thing do not ask at once. */
const jitterMs = 400;

/** The longest that a browser waits for. */
const longestMs = 2 ** 31 - 1;

/**
 * Reads the page again when something of the committee has changed, and at the instant at which the page is another one by the hour
 * alone: as the server's clock has it, whatever that of the browser says.
 */
export function useCommitteeLive(byItself?: { asOf: string; changesAt: string | null }): void {
  const again = useReread();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const deaf = listenToCommittee({
      reread() {
        timer ??= setTimeout(() => {
          timer = undefined;
          again();
        }, Math.random() * jitterMs);
      },
      ended: endWithSession,
    });
    return () => {
      clearTimeout(timer);
      deaf();
    };
  }, [again]);
  const wait = byItself?.changesAt ? Date.parse(byItself.changesAt) - Date.parse(byItself.asOf) : null;
  useEffect(() => {
    if (wait === null || wait > longestMs) return;
    const timer = setTimeout(() => again(), Math.max(wait, 0) + 500);
    return () => clearTimeout(timer);
  }, [wait, again]);
}
