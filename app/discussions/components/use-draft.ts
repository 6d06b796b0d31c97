import { useEffect, useRef, useState } from 'react';
import { useStanding } from '../../shared/ui/standing';
import type { Kept } from '../drafts.server';
import { withoutErased } from '../erased-draft';

/** How long after the last key the draft is sent to the server. */
const quietMs = 1500;

/**
 * A text that is kept on the server as one types, beginning with what stands in the field `id` where that was typed
 * before the scripts ran. What is on its way when one leaves is sent all the same; a draft that arrives after its own
 * post was written is dropped there, by the form's key. It is sent beside the page's own requests: a page that is read
 * again after each pause would also overtake the post that is on its way.
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
  const [saved, setSaved] = useState(savedAt);
  const [saving, setSaving] = useState(false);
  const [erased, setErased] = useState(false);
  /** What the server has of it, and of when. */
  const known = useRef({ body: initial, at: savedAt });
  const latest = useRef({ body, fields, path });
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const underWay = useRef<AbortController>();
  /** The whole form is on its way. */
  const gone = useRef(false);
  latest.current.fields = fields;
  latest.current.path = path;

  const entries = () =>
    new URLSearchParams({
      deed: 'draft',
      body: latest.current.body,
      since: known.current.at ?? '',
      ...latest.current.fields,
    });

  /** Sends the draft as it is now. Where the network is away it is sent when it is back, or with the next letters. */
  async function send(): Promise<void> {
    clearTimeout(timer.current);
    timer.current = undefined;
    underWay.current?.abort();
    const sending = new AbortController();
    underWay.current = sending;
    const words = latest.current.body;
    setSaving(true);
    try {
      const answer = await fetch(latest.current.path, { method: 'POST', body: entries(), signal: sending.signal });
      if (answer.ok) take((await answer.json()) as Kept, words);
    } catch {
      if (!sending.signal.aborted) waitForNetwork();
    } finally {
      if (underWay.current === sending) {
        underWay.current = undefined;
        setSaving(false);
      }
    }
  }

  function take(kept: Kept, words: string): void {
    if (!('erased' in kept)) {
      known.current = { body: words, at: kept.at };
      setSaved(kept.at);
      return;
    }
    const text = withoutErased(known.current.body, kept.erased, latest.current.body);
    known.current = { body: kept.erased, at: kept.at };
    setSaved(kept.at);
    setErased(true);
    latest.current.body = text;
    setBody(text);
    if (text !== kept.erased) wait();
  }

  function wait(): void {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void send(), quietMs);
  }

  function waitForNetwork(): void {
    window.addEventListener('online', () => timer.current === undefined && !gone.current && void send(), {
      once: true,
    });
  }

  // Leaving comes in three ways: another page of ours, another site, and a phone that puts the browser away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is latest is read when one leaves
  useEffect(() => {
    const leave = () => {
      if (timer.current === undefined) return;
      clearTimeout(timer.current);
      timer.current = undefined;
      fetch(latest.current.path, { method: 'POST', body: entries(), keepalive: true }).catch(() => {});
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
    gone.current = false;
    setBody(text);
    wait();
  }

  /** The form is on its way with all of it: a draft that is sent at the same moment would only come after it. */
  function sent(): void {
    gone.current = true;
    clearTimeout(timer.current);
    timer.current = undefined;
    underWay.current?.abort();
  }

  return { body, type, saving, saved, erased, sent };
}
