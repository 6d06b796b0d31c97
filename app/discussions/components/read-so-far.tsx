import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const quietMs = 2000;

/**
 * Remembers how far one has read: by itself where scripts run, from what was on the screen, and by a button where they
 * do not. Sent without following the redirect: the answer is a page that nobody would look at.
 */
export function ReadSoFar({ path, ordinal }: { path: string; ordinal: number }) {
  const { t } = useTranslation('discussions');
  const [runs, setRuns] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new posts are watched as they come, told by the last ordinal
  useEffect(() => {
    setRuns(true);
    let seen = 0;
    let sent = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const send = () => {
      if (seen <= sent) return;
      sent = seen;
      const body = new URLSearchParams({ deed: 'read', ordinal: String(seen) });
      fetch(path, { method: 'POST', body, redirect: 'manual', keepalive: true }).catch(() => {});
    };
    const watch = new IntersectionObserver((entries) => {
      for (const e of entries)
        if (e.isIntersecting) seen = Math.max(seen, Number((e.target as HTMLElement).dataset.ordinal));
      clearTimeout(timer);
      timer = setTimeout(send, quietMs);
    });
    for (const article of document.querySelectorAll('article[data-ordinal]')) watch.observe(article);
    const leave = () => document.visibilityState === 'hidden' && send();
    document.addEventListener('visibilitychange', leave);
    return () => {
      clearTimeout(timer);
      send();
      watch.disconnect();
      document.removeEventListener('visibilitychange', leave);
    };
  }, [path, ordinal]);
  if (runs || ordinal === 0) return null;
  return (
    <form method="post" action={path}>
      <input type="hidden" name="deed" value="read" />
      <input type="hidden" name="ordinal" value={ordinal} />
      <button type="submit" className="quiet">
        {t('unread.mark')}
      </button>
    </form>
  );
}
