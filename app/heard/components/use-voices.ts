import { useLocation, useNavigation, useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { keepVoicesTrue, placesIn, refill } from '../keeping-true';

/**
 * Words of survivors come with a page that is sent whole, and with nothing else: not with the data by which a browser goes from
 * page to page. So after each such step, and whenever what is shown was read again, the page's own address is fetched once more
 * and the words are taken from it. And while they stand, the page hears that one was taken back.
 */
export function useVoices(): void {
  const { pathname, search } = useLocation();
  const navigation = useNavigation();
  const revalidator = useRevalidator();
  const idle = navigation.state === 'idle' && revalidator.state === 'idle';
  const first = useRef(true);
  const address = pathname + search;
  const [shown, setShown] = useState(false);

  useEffect(() => {
    if (!idle) return;
    const came = first.current;
    first.current = false;
    const all = placesIn(document);
    setShown(all.length > 0);
    // The first page came whole.
    if (all.length === 0 || (came && all.every((place) => place.childNodes.length > 0))) return;
    const stop = new AbortController();
    void refill(address, all, stop.signal);
    return () => stop.abort();
  }, [address, idle]);

  useEffect(() => (shown ? keepVoicesTrue(address) : undefined), [shown, address]);
}
