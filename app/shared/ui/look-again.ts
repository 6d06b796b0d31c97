import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

const everyMs = 2000;

/** Reads the page again by itself for as long as what it tells of is under way, such as a send to many. */
export function useLookAgain(isUnderWay: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(revalidate, everyMs);
    return () => clearInterval(timer);
  }, [isUnderWay, revalidate]);
}
