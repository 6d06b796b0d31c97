import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Button, DeedForm, TextArea } from '../../shared/ui/form';
import type { PassagesView, PassageView } from '../queries/passages.server';
import { DocumentFrame, SectionTitle } from './document-frame';

export interface PassagesProps {
  view: PassagesView;
  /** The passage that was chosen; null while one chooses. */
  block: string | null;
  /** The form's key: sent twice, written once. */
  once: string;
}

/** Commenting on one passage without a script: first which one, then what one has to say about it. */
export function PassagesPage({ view, block, once }: PassagesProps) {
  const { t } = useTranslation('documents');
  const chosen = block === null ? undefined : view.sections[0]?.passages[0];
  return (
    <DocumentFrame head={view.head} at="comments" title={t('passages.title')}>
      <div className="stack">{chosen ? <Say passage={chosen} view={view} once={once} /> : <Choose view={view} />}</div>
    </DocumentFrame>
  );
}

function Choose({ view }: { view: PassagesView }) {
  const { t } = useTranslation('documents');
  const { head } = view;
  return (
    <>
      <p className="lede">{view.sections.length > 0 ? t('passages.choose') : t('passages.empty')}</p>
      {view.sections.map((s) => (
        <section key={s.key} aria-labelledby={`passages-${s.key || 'start'}`}>
          <h2 id={`passages-${s.key || 'start'}`}>
            <SectionTitle title={s.title} />
          </h2>
          <ul className="list">
            {s.passages.map((p) => (
              <li key={p.block}>
                <Link
                  to={`/documents/${head.id}/comments/new?block=${p.block}`}
                  lang={head.language}
                  dir={directionOf(head.language)}
                >
                  <bdi>{p.words}</bdi>
                </Link>
                {p.openThreads > 0 && <small className="meta"> {t('comments.open', { count: p.openThreads })}</small>}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Say({ passage, view, once }: { passage: PassageView; view: PassagesView; once: string }) {
  const { t } = useTranslation('documents');
  const { head } = view;
  return (
    <>
      <blockquote lang={head.language} dir="auto">
        <p>{passage.words}</p>
      </blockquote>
      <p className="actions">
        <Link to={`/documents/${head.id}#${passage.block}`}>{t('passages.read')}</Link>
        {/* Not beside the button: taken for it, it would lead away from what was just written. */}
        <Link to={`/documents/${head.id}/comments/new`}>{t('passages.other')}</Link>
      </p>
      <DeedForm deed="comment">
        <input type="hidden" name="block" value={passage.block} />
        <input type="hidden" name="once" value={once} />
        <TextArea
          deed="comment"
          name="body"
          label={t('passages.comment')}
          hint={t('passages.hint')}
          rows={4}
          required
        />
        <p className="actions">
          <Button primary>{t('comments.send')}</Button>
        </p>
      </DeedForm>
    </>
  );
}
