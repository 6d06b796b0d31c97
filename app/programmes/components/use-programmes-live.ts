import { useEffect } from 'react';
import { useReread } from '../../shared/ui/use-reread';
import { listenToProgrammes } from '../live-client';

/** Reads the page again when a programme has changed, where it shows one. */
export function useProgrammesLive(shows = true): void {
  const reread = useReread();
  useEffect(() => (shows ? listenToProgrammes(reread) : undefined), [shows, reread]);
}
