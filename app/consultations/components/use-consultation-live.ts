import { useEffect, useRef } from 'react';
import { mayBeOld } from '../../discussions/live-events';
import { endWithSession } from '../../shared/page-reader';
import { useReread } from '../../shared/ui/use-reread';
import { listenToConsultation } from '../live-client';
import { type ConsultationChange, consultationChanges } from '../live-events';

/** Longest wait before a page is read again, so that all who heard the same thing do not ask at once. */
const jitterMs = 400;

/**
 * Reads the page again when something about the consultation that it shows has changed. `asOf` is the `now` of its loader: what
 * happened between that reading and the joining is read again, once. Without `shows`, whatever changes.
 */
export function useConsultationLive(
  consultation: number | null,
  asOf: string,
  shows: readonly ConsultationChange[] = consultationChanges,
): void {
  const again = useReread();
  const read = useRef(asOf);
  useEffect(() => {
    read.current = asOf;
  });
  const wanted = shows.join();
  useEffect(() => {
    if (consultation === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const reread = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        again();
      }, Math.random() * jitterMs);
    };
    const deaf = listenToConsultation(consultation, {
      changed({ what }) {
        if (what.some((w) => wanted.split(',').includes(w))) reread();
      },
      joined(changed, wasLost) {
        if (wasLost || mayBeOld(read.current, changed)) reread();
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
  }, [consultation, wanted, again]);
}
