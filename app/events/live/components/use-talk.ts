import { useEffect, useReducer, useRef, useState } from 'react';
import { mayBeOld } from '../../../discussions/live-events';
import { endWithSession } from '../../../shared/page-reader';
import { useReread } from '../../../shared/ui/use-reread';
import { listenToTalk } from '../live-client';
import type { TalkHandEvent } from '../live-events';
import { initialTalk, talkReducer } from '../talk-state';
import type { TalkShown } from '../views';

/** Longest wait before a page is read again, so that all who heard the same thing do not ask at once. */
const jitterMs = 3000;
/** Those who moderate are few, and wait for what they have to do. */
const boardJitterMs = 400;

export interface LiveTalk {
  shown: TalkShown;
  /** What became of one's own hand since the page was read; undefined: nothing. */
  hand: TalkHandEvent | undefined;
  lost: boolean;
}

/**
 * What stands beside a talk, kept true: what is told is put in its place without asking again; what is for one reader
 * alone, and whatever else has changed, the loader is asked for. `board` is for the page of those who moderate, which is
 * read again at each change.
 */
export function useTalk(
  { event, asOf, board = false }: { event: number; asOf: string; board?: boolean },
  loaded: TalkShown,
): LiveTalk {
  const again = useReread();
  const [state, dispatch] = useReducer(talkReducer, undefined, () => initialTalk(loaded, asOf));
  const [hand, setHand] = useState<TalkHandEvent>();
  const [lost, setLost] = useState(false);
  const read = useRef(asOf);
  useEffect(() => {
    if (read.current === asOf) return;
    read.current = asOf;
    dispatch({ type: 'loaded', shown: loaded, asOf });
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
    const stop = listenToTalk(event, {
      talk(told) {
        dispatch({ type: 'told', event: told });
        if (told.reread) reread(told.within);
      },
      hand: setHand,
      board: () => board && reread(),
      joined(changed, wasLost) {
        if (wasLost || mayBeOld(read.current, changed)) reread();
      },
      reread: () => reread(),
      out: () => window.location.reload(),
      ended: endWithSession,
      lost: setLost,
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [event, board, again]);
  return { shown: state, hand, lost };
}
