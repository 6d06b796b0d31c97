import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Name {
  handle: string;
  name: string;
}

const quietMs = 200;

/**
 * Once @ and two letters are typed, offers whom they may mean; a name that is chosen is written as its handle. Without
 * scripts one types the handle, which stands on the page of each person and organisation.
 */
export function MentionNames({
  area,
  path,
  body,
  type,
}: {
  area: RefObject<HTMLTextAreaElement | null>;
  path: string;
  body: string;
  type: (change: (text: string) => string) => void;
}) {
  const { t } = useTranslation('discussions');
  const [names, setNames] = useState<Name[]>([]);
  const begun = /(?:^|[\s(])@([\p{L}\p{N}.-]{2,40})$/u.exec(
    body.slice(0, area.current?.selectionStart ?? body.length),
  )?.[1];

  useEffect(() => {
    if (!begun) return setNames([]);
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await fetch(`${path}?q=${encodeURIComponent(begun)}`, { signal: stop.signal }).catch(() => null);
      if (answer?.ok) setNames(((await answer.json()) as { names: Name[] }).names);
    }, quietMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [begun, path]);

  function choose(handle: string): void {
    const at = area.current?.selectionStart ?? body.length;
    type((text) => `${text.slice(0, at).replace(/@[^@]*$/u, `@${handle} `)}${text.slice(at)}`);
    setNames([]);
    area.current?.focus();
  }

  return (
    <div role="status" className="names">
      {names.length > 0 && (
        <>
          <span>{t('composer.mention')}</span>
          {names.map((n) => (
            <button type="button" key={n.handle} className="quiet" onClick={() => choose(n.handle)}>
              <bdi>{n.name}</bdi>
            </button>
          ))}
        </>
      )}
    </div>
  );
}
