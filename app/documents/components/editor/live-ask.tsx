import { type FormEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AskDialog, closeAround } from './ask-dialog';
import { useWriting } from './use-writing';

interface Showable {
  programmes: { id: number; title: string; language: string }[];
  parts: { part: string; name: string }[];
}

/** Which part of which programme the text shows from here on, as its data stands. The programme of this document comes first. */
export function LiveAsk() {
  const { t } = useTranslation('editor');
  const { data, editor } = useWriting();
  const id = useId();
  const [showable, setShowable] = useState<Showable | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const stop = new AbortController();
    fetch(`/documents/${data.id}/programmes`, { signal: stop.signal })
      .then(async (answer) => (answer.ok ? setShowable((await answer.json()) as Showable) : setFailed(true)))
      .catch(() => !stop.signal.aborted && setFailed(true));
    return () => stop.abort();
  }, [data.id]);

  function apply(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const attrs = { programme: String(form.get('programme')), part: String(form.get('part')) };
    editor.chain().insertContent({ type: 'programmePart', attrs }).run();
    closeAround(event.currentTarget);
  }

  return (
    <AskDialog title={t('live.title')}>
      <p className="hint" id={`${id}-hint`} tabIndex={-1} data-first="">
        {t('live.hint')}
      </p>
      <p role="status" className="hint">
        {failed
          ? t('live.failed')
          : showable === null
            ? t('live.looking')
            : showable.programmes.length === 0 && t('live.none')}
      </p>
      {showable !== null && showable.programmes.length > 0 && (
        <form onSubmit={apply} aria-describedby={`${id}-hint`}>
          <div className="field">
            <label htmlFor={`${id}-programme`}>{t('live.programme')}</label>
            <select id={`${id}-programme`} name="programme">
              {showable.programmes.map((p) => (
                <option key={p.id} value={p.id} lang={p.language}>
                  {p.title}
                </option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor={`${id}-part`}>{t('live.part')}</label>
            <select id={`${id}-part`} name="part">
              {showable.parts.map(({ part, name }) => (
                <option key={part} value={part}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          <div className="actions">
            <button type="submit" className="primary">
              {t('live.apply')}
            </button>
          </div>
        </form>
      )}
    </AskDialog>
  );
}
