import { useLocation, useNavigation, useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';

const places = '[data-voice]';

/**
 * Words of survivors come with a page that is sent whole, and with nothing else: not with the data by which a browser goes from
 * page to page. So after each such step, and whenever what is shown was read again, the page's own address is fetched once more
 * and the words are taken from it. Where that fails, none stand: what cannot be asked for may have been taken back.
 */
export function useVoices(): void {
  const { pathname, search } = useLocation();
  const navigation = useNavigation();
  const revalidator = useRevalidator();
  const idle = navigation.state === 'idle' && revalidator.state === 'idle';
  const first = useRef(true);
  const address = pathname + search;

  useEffect(() => {
    if (!idle) return;
    const came = first.current;
    first.current = false;
    const all = [...document.querySelectorAll(places)];
    // The first page came whole.
    if (all.length === 0 || (came && all.every((place) => place.childNodes.length > 0))) return;
    const stop = new AbortController();
    void refill(address, all, stop.signal);
    return () => stop.abort();
  }, [address, idle]);
}

async function refill(address: string, all: Element[], signal: AbortSignal): Promise<void> {
  const answer = await fetch(address, { headers: { Accept: 'text/html' }, cache: 'no-store', signal }).catch(
    () => null,
  );
  if (signal.aborted) return;
  const html = answer?.ok ? await answer.text().catch(() => '') : '';
  if (signal.aborted) return;
  const page = new DOMParser().parseFromString(html, 'text/html');
  const keyOf = (place: Element) => `${place.getAttribute('data-voice')} ${place.getAttribute('data-on')}`;
  const filled = new Map([...page.querySelectorAll(places)].map((place) => [keyOf(place), place]));
  for (const place of all) {
    const from = filled.get(keyOf(place));
    place.className = 'voice';
    place.replaceChildren(...(from ? [...from.childNodes].map((node) => document.importNode(node, true)) : []));
  }
}
