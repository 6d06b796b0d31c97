import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextSession, Ended as Why } from './session';
import { useSession } from './status';

const reloadedKey = 'plenary-reloaded';
const again = 60_000;
/** Of these there is more to say where something is lost. */
const variants = new Set<Why>(['old', 'signed-out', 'rewritten']);

/**
 * The line was closed for good: why, what is kept, what to do. Where the page is only old and nothing would be lost, it
 * loads itself anew, once a minute at the most.
 */
export function Ended({
  why,
  session,
  words,
  document,
}: {
  why: Why;
  session: TextSession;
  words: string;
  document: number;
}) {
  const { t } = useTranslation('editor');
  const box = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState(false);
  const { unsaved, keepsCopy, isKeeping } = useSession(session);
  const isKept = keepsCopy && (why === 'old' || why === 'signed-out');
  const isLost = unsaved > 0 && !isKept;

  useEffect(() => {
    if (why === 'old' && !isLost && !isKeeping && mayReload()) window.location.reload();
    else box.current?.focus();
  }, [why, isLost, isKeeping]);

  return (
    <div className="notice bad ended" role="alert" tabIndex={-1} ref={box}>
      <p>{t(isLost && variants.has(why) ? `ended.${why}-lost` : `ended.${why}`, { count: unsaved })}</p>
      {isLost && words && (
        <>
          <label htmlFor="ended.words">{t(why === 'rewritten' ? 'ended.own-words' : 'ended.words')}</label>
          <textarea id="ended.words" readOnly rows={6} dir="auto" value={words} />
        </>
      )}
      <p className="actions">
        {isLost && words && (
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
