import { useEffect } from 'react';
import { useReread } from '../../shared/ui/use-reread';
import { listenToCalls } from '../live-client';

/** Reads the page again when a call or a pilot has changed. */
export function useCallsLive(): void {
  const reread = useReread();
  useEffect(() => listenToCalls(reread), [reread]);
}
