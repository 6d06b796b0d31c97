import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** `total` 0: it is being made, and nobody knows for how long. */
type Under =
  | { state: 'idle' }
  | { state: 'under-way'; got: number; total: number }
  | { state: 'done' }
  | { state: 'refused'; words: string };

/**
 * A link to a file. Where scripts run the file is fetched with its progress shown, since a long document takes seconds
 * before the first byte, and a refusal is told in place; where they do not, it is a link like any other.
 */
export function Download({ href, label, format }: { href: string; label: string; format: string }) {
  const { t } = useTranslation('documents');
  const [under, setUnder] = useState<Under>({ state: 'idle' });
  const ending = useRef<AbortController>();
  useEffect(() => () => ending.current?.abort(), []);

  async function get(event: MouseEvent<HTMLAnchorElement>) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    if (under.state === 'under-way') return;
    const abort = new AbortController();
    ending.current = abort;
    setUnder({ state: 'under-way', got: 0, total: 0 });
    try {
      const answer = await fetch(href, { signal: abort.signal });
      if (!answer.ok || !answer.body) {
        setUnder({
          state: 'refused',
          words: t(answer.status === 429 ? 'export.refusals.busy' : 'export.refusals.failed'),
        });
        return;
      }
      const total = Number(answer.headers.get('Content-Length') ?? 0);
      const parts: BlobPart[] = [];
      let got = 0;
      for (const reader = answer.body.getReader(); ; ) {
        const { done, value } = await reader.read();
        if (done) break;
        parts.push(value as BlobPart);
        got += value.length;
        setUnder({ state: 'under-way', got, total: Math.max(total, got) });
      }
      save(new Blob(parts, { type: answer.headers.get('Content-Type') ?? '' }), nameIn(answer, href));
      setUnder({ state: 'done' });
    } catch {
      if (!abort.signal.aborted) setUnder({ state: 'refused', words: t('export.refusals.failed') });
    }
  }

  return (
    <span className="row">
      <a className="plain" href={href} download aria-label={`${label}: ${format}`} onClick={(event) => void get(event)}>
        {label}
      </a>
      {under.state === 'under-way' && (
        <progress
          aria-label={t('export.under-way', { format })}
          {...(under.total ? { value: under.got, max: under.total } : {})}
        />
      )}
      <span role="status">
        {under.state === 'under-way' && <span className="unseen">{t('export.under-way', { format })}</span>}
        {under.state === 'done' && t('export.done')}
        {under.state === 'refused' && <span className="mistake">{under.words}</span>}
      </span>
    </span>
  );
}

function nameIn(answer: Response, href: string): string {
  const written = answer.headers.get('Content-Disposition') ?? '';
  const extended = /filename\*=UTF-8''([^;]+)/.exec(written)?.[1];
  try {
    if (extended) return decodeURIComponent(extended);
  } catch {
    // The plain name serves as well.
  }
  return /filename="([^"]+)"/.exec(written)?.[1] ?? href.split('/').at(-1)!.replace(/\?.*/, '');
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers begin only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
