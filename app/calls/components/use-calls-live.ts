import { useNavigation, useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { listenToCalls } from '../live-client';

/**
 * Reads the page again when a call or a pilot has changed. Heard while the page is being read or a form is on its way, it is read once
 * more when that is done: what is under way would be broken off.
 */
export function useCallsLive(): void {
  const { revalidate, state } = useRevalidator();
  const navigation = useNavigation();
  const isIdle = state === 'idle' && navigation.state === 'idle';
  const wanted = useRef(false);
  const now = useRef({ isIdle, revalidate });
  now.current = { isIdle, revalidate };
  useEffect(() => {
    if (!isIdle || !wanted.current) return;
    wanted.current = false;
    revalidate();
  }, [isIdle, revalidate]);
  useEffect(
    () =>
      listenToCalls(() => {
        if (!now.current.isIdle) {
          wanted.current = true;
          return;
        }
        now.current.isIdle = false;
        now.current.revalidate();
      }),
    [],
  );
}
