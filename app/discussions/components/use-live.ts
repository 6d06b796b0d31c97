import { useRevalidator } from '@remix-run/react';
import { useEffect, useReducer, useRef, useState } from 'react';
import { endWithSession } from '../../shared/page-reader';
import { type LiveHearers, type LiveStatus, listenLive } from '../live-client';
import { mayBeOld } from '../live-events';
import { initial, type LiveWhere, liveReducer, newCount, type ShownPost } from '../live-state';

type Heard = Pick<LiveHearers, 'post' | 'reactions' | 'changed' | 'present' | 'board' | 'tasks' | 'ended'> & {
  /** This reader may not read the discussion any more. */
  out?: () => void;
  /** Something may have been missed, or has changed beside the posts; `lost` where the connection was. */
  reread?: (lost: boolean) => void;
};

/** Longest wait before a page is read again, so that all who heard the same thing do not ask at once. */
const jitterMs = 400;

/**
 * Tells what happens in a discussion while its page is open. `asOf` is the `now` of the page's loader: what happened
 * between that reading and the joining is read again, once. After every lost connection `reread` is called; nothing
 * rests on a socket remembering anything.
 */
export function useLive(
  discussion: number | null,
  asOf: string,
  heard: Heard,
): { status: LiveStatus; present: number | null } {
  const [status, setStatus] = useState<LiveStatus>('off');
  const [present, setPresent] = useState<number | null>(null);
  // The newest hearers, without joining anew at each render.
  const hear = useRef(heard);
  const read = useRef(asOf);
  useEffect(() => {
    hear.current = heard;
    read.current = asOf;
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lost = false;
    const reread = (wasLost: boolean) => {
      lost ||= wasLost;
      timer ??= setTimeout(() => {
        timer = undefined;
        hear.current.reread?.(lost);
        lost = false;
      }, Math.random() * jitterMs);
    };
    const stop = listenLive(discussion, {
      status: setStatus,
      joined(answer, again) {
        setPresent(answer.present);
        if (again) reread(true);
        else if (mayBeOld(read.current, answer.changed)) reread(false);
      },
      post: (event) => hear.current.post?.(event),
      reactions: (event) => hear.current.reactions?.(event),
      changed(event) {
        hear.current.changed?.(event);
        reread(false);
      },
      present(event) {
        setPresent(event.count);
        hear.current.present?.(event);
      },
      board(event) {
        hear.current.board?.(event);
        reread(false);
      },
      tasks(event) {
        hear.current.tasks?.(event);
        reread(false);
      },
      out: () => hear.current.out?.(),
      refused: () => hear.current.out?.(),
      reread: () => reread(true),
      ended: (event) => (hear.current.ended ? hear.current.ended(event) : endWithSession()),
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [discussion]);

  return { status, present };
}

/** A discussion's page as it is shown while things happen. */
export interface LiveConversation {
  posts: ShownPost[];
  /** New posts that wait until they are asked for. */
  waiting: number;
  showNew: () => void;
  status: LiveStatus;
  /** Who is here, oneself included; null until it is known. */
  present: number | null;
}

/**
 * The posts of a page, kept true: new ones wait behind a button, changed ones are replaced in place, and the loader is
 * asked again where an event is not enough. One who may not read the discussion any more gets the page's refusal.
 */
export function useLiveConversation(
  discussion: number,
  page: number,
  posts: ShownPost[],
  where: LiveWhere,
): LiveConversation {
  const { revalidate } = useRevalidator();
  const [state, dispatch] = useReducer(liveReducer, undefined, () => initial(posts, where));
  const shown = useRef({ discussion, page, posts });
  // The loader's new data is merged while rendering would be too early: the page must not flash what an event took away.
  useEffect(() => {
    const before = shown.current;
    if (before.posts === posts) return;
    const turned = before.discussion !== discussion || before.page !== page;
    shown.current = { discussion, page, posts };
    dispatch({ type: turned ? 'turned' : 'loaded', posts, where });
  });
  const { status, present } = useLive(discussion, where.asOf, {
    post(event) {
      dispatch({ type: 'post', event });
      // Moderators and authors see more of it than the room does: their own loader tells them.
      const inside = where.moderates || state.posts.some((p) => p.id === event.post.id && p.mine);
      if (inside && ('gone' in event.post || event.post.state === 'hidden')) revalidate();
    },
    reactions: (event) => dispatch({ type: 'reactions', event }),
    reread(lost) {
      if (lost) dispatch({ type: 'lost' });
      revalidate();
    },
    out: revalidate,
  });
  const turning = shown.current.discussion !== discussion || shown.current.page !== page;
  return {
    posts: turning ? posts : state.posts,
    waiting: turning ? 0 : newCount(state),
    showNew: () => dispatch({ type: 'show-new' }),
    status,
    present,
  };
}
