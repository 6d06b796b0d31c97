import { useEffect, useRef, useState } from 'react';
import { mayBeOld } from '../../../discussions/live-events';
import { useReread } from '../../../shared/ui/use-reread';
import { listenToSession } from '../live-client';
import { later, mustReread } from '../session-state';
import type { HandView, SessionShown } from '../views';

/** Longest wait before a page is read again, so that all who heard the same thing do not ask at once. */
const jitterMs = 3000;
/** Those who lead are few, and wait for what they have to do. */
const boardJitterMs = 200;

export interface LiveSession {
  shown: SessionShown;
  /** What became of one's own hand since the page was read; undefined: nothing. */
  hand: HandView | null | undefined;
  lost: boolean;
}

/**
 * How a session stands, kept true: what is told is put in its place without asking again. `board` is for the page of those who
 * lead, which shows more than is told to all and is read again at each change.
 */
export function useSession(
  { event, asOf, board = false }: { event: number; asOf: string; board?: boolean },
  loaded: SessionShown,
): LiveSession {
  const again = useReread();
  const [state, setState] = useState(() => ({ shown: loaded, at: Date.parse(asOf) }));
  const [hand, setHand] = useState<HandView | null>();
  const [lost, setLost] = useState(false);
  const read = useRef(asOf);
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
    if (read.current === asOf) return;
    read.current = asOf;
    setState((s) => later(s, loaded, asOf));
    setHand(undefined);
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const reread = (within = jitterMs) => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          again();
        },
        Math.random() * (board ? boardJitterMs : within),
      );
    };
    const stop = listenToSession(event, {
      session(told) {
        if (board) return;
        if (mustReread(latest.current, told)) reread(told.within);
        setState((s) => later(s, told.shown, told.at));
      },
      board: () => board && reread(),
      hand: setHand,
      joined(changed, wasLost) {
        if (wasLost || mayBeOld(read.current, changed)) reread();
      },
      reread: () => reread(),
      out: () => window.location.reload(),
      lost: setLost,
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [event, board, again]);
  return { shown: board ? loaded : state.shown, hand, lost };
}

/** The instant, some seconds old at most: minutes that run are counted from it. */
export function useNow(loaded: string): Date {
  const [now, setNow] = useState(loaded);
  useEffect(() => setNow(loaded), [loaded]);
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return new Date(now > loaded ? now : loaded);
}
