import { useEffect, useRef, useState } from 'react';
import { mayBeOld } from '../../discussions/live-events';
import { useReread } from '../../shared/ui/use-reread';
import { listenToTalk } from '../live/live-client';
import type { EventPlace } from '../live/live-events';

/** Longest wait before the page is read again after a lost connection, so that not all ask at once. */
const jitterMs = 1500;

/**
 * Reads an open page of an event again whenever something that it shows has changed: moved, cancelled, full. `asOf` is when
 * its loader read it; nothing rests on a socket remembering anything. For people who are signed in.
 */
export function useEvent(event: number, asOf: string, place: Exclude<EventPlace, 'talk'>): { lost: boolean } {
  const again = useReread();
  const [lost, setLost] = useState(false);
  const read = useRef(asOf);
  useEffect(() => {
    read.current = asOf;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const reread = (within = jitterMs) => {
      timer ??= setTimeout(() => {
        timer = undefined;
        again();
      }, Math.random() * within);
    };
    const stop = listenToTalk(
      event,
      {
        changed: reread,
        joined(changed, wasLost) {
          if (wasLost || mayBeOld(read.current, changed)) reread();
        },
        reread: () => reread(),
        out: () => window.location.reload(),
        lost: setLost,
      },
      place,
    );
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [event, place, again]);
  return { lost };
}
