import { useLocation, useNavigation, useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { isListening, listenLive, unreadEvent } from '../../discussions/live-client';

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
  const isGoing = useRef(false);
  const { state } = useNavigation();
  useEffect(() => {
    again.current = revalidate;
    isGoing.current = state !== 'idle';
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
    return listenLive(null, {
      status(status) {
        if (status === 'live' && lost) again.current();
        lost = status === 'lost' || (lost && status !== 'live');
      },
      reread: () => again.current(),
      // Whoever is signing out at this moment is on the way to the page that comes next, and would lose it.
      ended: () => {
        if (!isGoing.current) window.location.reload();
      },
    });
  }, [signedIn, pathname]);

  return heard ?? loaded ?? 0;
}
