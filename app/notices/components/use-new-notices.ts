import { useRevalidator, useRouteLoaderData } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { unreadEvent } from '../../discussions/live-client';
import { mostUnread } from '../notice';

/**
 * Reads the open list of notices again when there are more unread ones than it was read with: the frame would count what the
 * list does not show. Fewer are of the reader's own doing, whose answer is on its way.
 */
export function useNewNotices(): void {
  const { revalidate } = useRevalidator();
  const shown = useRouteLoaderData<{ reader: { unread?: number } | null }>('root')?.reader?.unread ?? 0;
  const now = useRef({ revalidate, shown });
  useEffect(() => {
    now.current = { revalidate, shown };
  });
  useEffect(() => {
    const hear = (event: Event) => {
      const unread = (event as CustomEvent<number>).detail;
      // Beyond the most that are counted nobody can tell whether there are more.
      if (unread > now.current.shown || unread > mostUnread) now.current.revalidate();
    };
    window.addEventListener(unreadEvent, hear);
    return () => window.removeEventListener(unreadEvent, hear);
  }, []);
}
