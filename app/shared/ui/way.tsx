import { useNavigate } from '@remix-run/react';
import { type AnchorHTMLAttributes, useEffect } from 'react';

/**
 * A link to another page of ours that knows nothing of the router, for pieces that stand on a page many times: a router's
 * own link costs twenty times as much. Where scripts run it is followed without loading the page anew, by `useWays`.
 */
export function Way({ to, ...rest }: { to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  return <a {...rest} href={to} data-way="" />;
}

/** Follows every `Way` of the document, where `on`; called once, where the app begins. */
export function useWays(on: boolean): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (!on) return;
    const follow = (e: MouseEvent) => {
      // Another button or a key with it asks for a new tab or a download: that is the browser's.
      if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
      const way = e.target instanceof Element ? e.target.closest('a[data-way]') : null;
      if (!way) return;
      e.preventDefault();
      navigate(way.getAttribute('href')!);
    };
    document.addEventListener('click', follow);
    return () => document.removeEventListener('click', follow);
  }, [navigate, on]);
}
