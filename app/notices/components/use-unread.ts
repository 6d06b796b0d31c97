import { useLocation, useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { isListening, listenLive, unreadEvent } from '../../discussions/live-client';
import { endWithSession } from '../../shared/page-reader';

/** A form that was sent has led to its page by then, or never will. */
const leavingMs = 15_000;

/**
 * How many notices are unread, kept true while the page is open: what was read with the page counts until something is
 * heard. Over a socket of the page's own or, where it has none, one that is opened for this. Null for visitors.
 */
export function useUnread(loaded: number | null): number {
  const { pathname } = useLocation();
  const { revalidate } = useRevalidator();
  const [heard, setHeard] = useState<number | null>(null);
  const signedIn = loaded !== null;
  const again = useRef(revalidate);
  useEffect(() => {
    again.current = revalidate;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was just read is newer than what was heard before
  useEffect(() => setHeard(null), [loaded]);

  useEffect(() => {
    if (!signedIn) return;
    const hear = (event: Event) => setHeard((event as CustomEvent<number>).detail);
    window.addEventListener(unreadEvent, hear);
    return () => window.removeEventListener(unreadEvent, hear);
  }, [signedIn]);

  // The page's own effects come before those of what is around it: whether it listens is known by now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page may listen by itself, or not
  useEffect(() => {
    if (!signedIn || isListening()) return;
    let lost = false;
    let sentAt = Number.NEGATIVE_INFINITY;
    const noteSent = () => {
      sentAt = performance.now();
    };
    let late: number | undefined;
    document.addEventListener('submit', noteSent, true);
    const stop = listenLive(null, {
      status(status) {
        if (status === 'live' && lost) again.current();
        lost = status === 'lost' || (lost && status !== 'live');
      },
      reread: () => again.current(),
      // Whoever has just signed out here is on the way to the page that comes next, and would lose it.
      ended: () => {
        const wait = Math.max(0, sentAt + leavingMs - performance.now());
        late = window.setTimeout(endWithSession, wait);
      },
    });
    return () => {
      stop();
      window.clearTimeout(late);
      document.removeEventListener('submit', noteSent, true);
    };
  }, [signedIn, pathname]);

  return heard ?? loaded ?? 0;
}
