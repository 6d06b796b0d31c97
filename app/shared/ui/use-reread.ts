import { useNavigation, useRevalidator } from '@remix-run/react';
import { useCallback, useEffect, useRef } from 'react';

/**
 * Reads the page's data again. Asked while it is being read, or while a form or the next page is on its way, it is read once more
 * when that is done: what is under way would be broken off, and where many things change on a slow line it would never come to an
 * end. The function stays the same from drawing to drawing.
 */
export function useReread(): () => void {
  const { revalidate, state } = useRevalidator();
  const navigation = useNavigation();
  const isIdle = state === 'idle' && navigation.state === 'idle';
  const wanted = useRef(false);
  const now = useRef({ isIdle, revalidate });
  now.current = { isIdle, revalidate };
  // After every drawing: on a busy device the beginning and the end of a reading are drawn in one, and nothing would be seen to change.
  useEffect(() => {
    if (!isIdle || !wanted.current) return;
    wanted.current = false;
    now.current.isIdle = false;
    revalidate();
  });
  return useCallback(() => {
    if (!now.current.isIdle) {
      wanted.current = true;
      return;
    }
    now.current.isIdle = false;
    now.current.revalidate();
  }, []);
}
