import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ended as Why } from './session';

const reloadedKey = 'plenary-reloaded';
const again = 60_000;

/**
 * The line was closed for good: why, what is kept, what to do. Where the page is only old and nothing would be lost, it
 * loads itself anew, once a minute at the most.
 */
export function Ended({
  why,
  unsaved,
  words,
  document,
}: {
  why: Why;
  unsaved: number;
  words: string;
  document: number;
}) {
  const { t } = useTranslation('editor');
  const box = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState(false);
  const lost = unsaved > 0 && words !== '' && why !== 'old' && why !== 'signed-out';

  useEffect(() => {
    if ((why === 'old' || why === 'rewritten') && !lost && mayReload()) window.location.reload();
    else box.current?.focus();
  }, [why, lost]);

  return (
    <div className="notice bad ended" role="alert" tabIndex={-1} ref={box}>
      <p>{t(`ended.${why}`)}</p>
      {lost && (
        <>
          <label htmlFor="ended.words">{t('ended.words')}</label>
          <textarea id="ended.words" readOnly rows={6} dir="auto" value={words} />
        </>
      )}
      <p className="actions">
        {lost && (
          <button
            type="button"
            className="plain"
            onClick={() => void navigator.clipboard.writeText(words).then(() => setCopied(true))}
          >
            {copied ? t('ended.copied') : t('ended.copy')}
          </button>
        )}
        {why === 'signed-out' ? (
          <a className="primary" href={`/sign-in?to=${encodeURIComponent(`/documents/${document}/write`)}`}>
            {t('ended.sign-in')}
          </a>
        ) : why === 'gone' ? (
          <a className="primary" href="/documents">
            {t('ended.documents')}
          </a>
        ) : why === 'refused' ? (
          <a className="primary" href={`/documents/${document}`}>
            {t('ended.read')}
          </a>
        ) : (
          <button type="button" className="primary" onClick={() => window.location.reload()}>
            {t('ended.reload')}
          </button>
        )}
      </p>
    </div>
  );
}

function mayReload(): boolean {
  try {
    const last = Number(sessionStorage.getItem(reloadedKey) ?? 0);
    if (Date.now() - last < again) return false;
    sessionStorage.setItem(reloadedKey, String(Date.now()));
    return true;
  } catch {
    return false;
  }
}
