import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useStanding } from '../../shared/ui/standing';

/** How long after the last key the draft is sent to the server. */
const quietMs = 1500;

/**
 * A text that is kept on the server as one types, beginning with what stands in the field `id` where that was typed
 * before the scripts ran. What is on its way when one leaves is sent all the same; a draft
 * that arrives after its own post was written is dropped there, by the form's key.
 */
export function useDraft({
  id,
  initial,
  savedAt,
  path,
  fields,
}: {
  id: string;
  initial: string;
  savedAt: string | null;
  path: string;
  fields: Record<string, string>;
}) {
  const standing = useStanding(id);
  const [body, setBody] = useState(standing ?? initial);
  const fetcher = useFetcher<{ saved?: string }>();
  const latest = useRef({ body, fields, path });
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

  // What was typed before the scripts ran is kept as if it were typed now. A field that was emptied stays empty; its draft
  // stays too, since a browser that fills in forms again after a reload may have emptied it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the scripts take over
  useEffect(() => {
    const field = document.getElementById(id);
    const typed = field instanceof HTMLTextAreaElement ? field.value : body;
    if (typed && typed !== initial) type(() => typed);
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
