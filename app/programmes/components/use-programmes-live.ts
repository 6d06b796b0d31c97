import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { listenToProgrammes } from '../live-client';

/** Reads the page again when a programme has changed, where it shows one. */
export function useProgrammesLive(shows = true): void {
  const revalidator = useRevalidator();
  const read = useRef(revalidator.revalidate);
  useEffect(() => {
    read.current = revalidator.revalidate;
  });
  useEffect(() => (shows ? listenToProgrammes(() => read.current()) : undefined), [shows]);
}
