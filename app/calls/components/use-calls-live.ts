import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { listenToCalls } from '../live-client';

/** Reads the page again when a call or a pilot has changed. */
export function useCallsLive(): void {
  const revalidator = useRevalidator();
  const read = useRef(revalidator.revalidate);
  useEffect(() => {
    read.current = revalidator.revalidate;
  });
  useEffect(() => listenToCalls(() => read.current()), []);
}
