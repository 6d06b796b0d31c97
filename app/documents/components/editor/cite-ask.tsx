import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { VoiceAsk } from '../../../heard/components/voice-ask';
import { AskDialog, closeAround } from './ask-dialog';
import { useWriting } from './use-writing';
import type { Citable } from './write-data';

const quietMs = 250;

/** Looks for what can be cited, and puts in a reference to it: never its words, which stay where they were written. */
export function CiteAsk() {
  const { t } = useTranslation('editor');
  const { data, editor } = useWriting();
  const id = useId();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<Citable[] | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (query.trim().length < 2) return setFound(null);
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const address = `/documents/${data.id}/citable?q=${encodeURIComponent(query.trim())}`;
      const answer = await fetch(address, { signal: stop.signal }).catch(() => null);
      if (stop.signal.aborted) return;
      setFailed(!answer?.ok);
      setFound(answer?.ok ? ((await answer.json()) as { found: Citable[] }).found : []);
    }, quietMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [query, data.id]);

  function put(thing: Citable): void {
    const attrs = {
      kind: thing.kind,
      cited: String(thing.cited),
      version: String(thing.version),
      key: thing.key || null,
    };
    editor.chain().insertContent({ type: 'citation', attrs }).run();
  }

  return (
    <AskDialog title={t('cite.title')} className="wide">
      <div className="field">
        <label htmlFor={id}>{t('cite.query')}</label>
        <p className="hint" id={`${id}-hint`}>
          {t('cite.hint')}
        </p>
        <input
          id={id}
          data-first=""
          // Not of the kind "search": there Escape empties the field, and does not close.
          type="text"
          inputMode="search"
          dir="auto"
          autoComplete="off"
          aria-describedby={`${id}-hint`}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      <p role="status" className="hint">
        {failed ? t('cite.failed') : found && t('cite.found', { count: found.length })}
      </p>
      <ul className="citables">
        {found?.map((thing) => (
          <li key={`${thing.kind} ${thing.cited} ${thing.key}`}>
            <button
              type="button"
              className="quiet"
              onClick={(event) => {
                put(thing);
                closeAround(event.currentTarget);
              }}
            >
              <span className="meta">
                <span className="tag">{t(`cite.kinds.${thing.kind}`)}</span> <bdi>{thing.source}</bdi>
                {thing.author && (
                  <>
                    {' · '}
                    <bdi>{thing.author}</bdi>
                  </>
                )}
              </span>
              <span lang={thing.language} dir="auto">
                {thing.words}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {data.access === 'write' && (
        <VoiceAsk
          document={data.id}
          put={(voice, from) => {
            editor
              .chain()
              .insertContent({ type: 'voice', attrs: { id: voice } })
              .run();
            closeAround(from);
          }}
        />
      )}
    </AskDialog>
  );
}
