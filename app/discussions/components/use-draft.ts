import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';

/** How long after the last key the draft is sent to the server. */
const quietMs = 1500;

/**
 * A text that is kept on the server as one types. What is on its way when one leaves is sent all the same; a draft
 * that arrives after its own post was written is dropped there, by the form's key.
 */
export function useDraft({
  initial,
  savedAt,
  path,
  fields,
}: {
  initial: string;
  savedAt: string | null;
  path: string;
  fields: Record<string, string>;
}) {
  const [body, setBody] = useState(initial);
  const fetcher = useFetcher<{ saved?: string }>();
  const latest = useRef({ body: initial, fields, path });
  const timer = useRef<ReturnType<typeof setTimeout>>();
  latest.current.fields = fields;
  latest.current.path = path;

  const entries = () => ({ deed: 'draft', body: latest.current.body, ...latest.current.fields });

  // Leaving comes in three ways: another page of ours, another site, and a phone that puts the browser away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is latest is read when one leaves
  useEffect(() => {
    const leave = () => {
      if (timer.current === undefined) return;
      clearTimeout(timer.current);
      timer.current = undefined;
      const body = new URLSearchParams(entries());
      fetch(latest.current.path, { method: 'POST', body, redirect: 'manual', keepalive: true }).catch(() => {});
    };
    const hide = () => document.visibilityState === 'hidden' && leave();
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', hide);
      leave();
    };
  }, []);

  /** Takes what the text was and gives what it is now. */
  function type(change: (text: string) => string): void {
    const text = change(latest.current.body);
    latest.current.body = text;
    setBody(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      fetcher.submit(entries(), { method: 'post', action: latest.current.path });
    }, quietMs);
  }

  return { body, type, saving: fetcher.state !== 'idle', saved: fetcher.data?.saved ?? savedAt };
}
