import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { listenToCommittee } from '../live-client';

/** Longest wait before a page is read again, so that all who heard the same thing do not ask at once. */
const jitterMs = 400;

/** Reads the page again when something of the committee has changed. `on` is false where nothing is told: to visitors. */
export function useCommitteeLive(on = true): void {
  const { revalidate } = useRevalidator();
  const again = useRef(revalidate);
  useEffect(() => {
    again.current = revalidate;
  });
  useEffect(() => {
    if (!on) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const deaf = listenToCommittee({
      reread() {
        timer ??= setTimeout(() => {
          timer = undefined;
          again.current();
        }, Math.random() * jitterMs);
      },
      ended: () => window.location.reload(),
    });
    return () => {
      clearTimeout(timer);
      deaf();
    };
  }, [on]);
}
