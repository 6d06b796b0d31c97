import { useRevalidator } from '@remix-run/react';
import { useCallback, useEffect, useRef } from 'react';

/**
 * Reads the page's data again. Asked while it is being read, it is read once more when that is done: to begin anew each
 * time would never come to an end where many things change on a slow line.
 */
export function useReread(): () => void {
  const { revalidate, state } = useRevalidator();
  const now = useRef(state);
  now.current = state;
  const wanted = useRef(false);
  useEffect(() => {
    if (state !== 'idle' || !wanted.current) return;
    wanted.current = false;
    revalidate();
  }, [state, revalidate]);
  return useCallback(() => {
    if (now.current === 'idle') revalidate();
    else wanted.current = true;
  }, [revalidate]);
}
