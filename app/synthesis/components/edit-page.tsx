import { Link, useRouteLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { loader as rootLoader } from '../../root';
import { contentLanguages, languageNames } from '../../shared/languages';
import { Button, DeedForm, Field, TextArea, useRefused } from '../../shared/ui/form';
import { Version } from '../../shared/ui/standing-now';
import type { EditedStatement, EditView } from '../queries/editing.server';
import { Settle } from './settle';
import { Statement } from './statement';
import { StatementForm } from './statement-form';

/** The writing screen: title and introduction, the statements in order, and one of them opened with the posts to cite. */
export function EditPage({ view }: { view: EditView }) {
  const { t } = useTranslation('synthesis');
  const { discussion } = view;
  const here = `/discussions/${discussion.id}/synthesis`;
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Link to={discussion.path}>{discussion.title}</Link>
        {view.form && (
          <>
            {' '}
            › <Link to={`${here}/edit?language=${view.language}`}>{t('edit.title')}</Link>
          </>
        )}
      </p>
      {view.form && view.list ? (
        <StatementForm view={view} form={view.form} list={view.list} />
      ) : view.begun ? (
        <Begun view={view} here={here} />
      ) : (
        <>
          <h1>{t('edit.title')}</h1>
          <p className="lede">{t('edit.start-lede')}</p>
          <DeedForm deed="start">
            <Button primary>{t('edit.start')}</Button>
          </DeedForm>
        </>
      )}
    </div>
  );
}

function Begun({ view, here }: { view: EditView; here: string }) {
  const { t } = useTranslation('synthesis');
  const zone = useRouteLoaderData<typeof rootLoader>('root')?.reader?.timeZone ?? 'UTC';
  const cite = view.cite ? `&cite=${view.cite}` : '';
  const add = `${here}/edit?statement=new${cite}`;
  return (
    <>
      <h1>{t('edit.title')}</h1>
      <p>
        <span className={`state ${view.publishedAt ? 'synthesised' : 'draft'}`}>
          {t(view.publishedAt ? 'published' : 'draft')}
        </span>
      </p>
      {view.publishedAt && <p className="notice">{t('edit.published-hint')}</p>}
      <nav className="filters" aria-label={t('edit.language')}>
        {[view.own, ...contentLanguages.filter((l) => l !== view.own)].map((l) => (
          <Link key={l} to={`?language=${l}`} lang={l} aria-current={l === view.language ? 'true' : undefined}>
            {languageNames[l as keyof typeof languageNames]}
            {view.written.includes(l) && l !== view.own ? ' ✓' : ''}
          </Link>
        ))}
      </nav>
      {view.language !== view.own && <p className="hint">{t('edit.language-hint')}</p>}
      <FrameForm view={view} />
      <section>
        <h2>{t('edit.statements')}</h2>
        {view.cite && <p className="notice">{t('edit.cite-hint')}</p>}
        {view.statements.length === 0 && <p className="empty">{t('edit.empty')}</p>}
        {view.statements.map((s, i) => (
          <Statement key={s.id} statement={s} language={view.language} zone={zone} level="h3" erasable>
            {!s.withdrawn && (
              <Controls view={view} statement={s} first={i === 0} last={i === view.statements.length - 1} cite={cite} />
            )}
          </Statement>
        ))}
        <p className="actions">
          {!view.publishedAt && (
            <Link className="button" to={add}>
              {t('edit.add')}
            </Link>
          )}
          <Link className="plain" to={here}>
            {t('edit.read')}
          </Link>
          <Link className="plain" to={`${here}/close`}>
            {t('to-close')}
          </Link>
        </p>
      </section>
    </>
  );
}

function FrameForm({ view }: { view: EditView }) {
  const { t } = useTranslation('synthesis');
  const refused = useRefused('frame');
  const conflict = refused?.refusal.kind === 'conflict';
  return (
    <section>
      <h2>{t('edit.frame')}</h2>
      {conflict && (
        <section className="notice">
          <h3>{t('edit.now')}</h3>
          <p dir="auto">{view.frame.title}</p>
          <pre className="source" dir="auto">
            {view.frame.introduction}
          </pre>
        </section>
      )}
      <DeedForm deed="frame">
        <input type="hidden" name="language" value={view.language} />
        <Version deed="frame" now={view.frame.version} />
        <Field
          deed="frame"
          name="title"
          label={t('edit.frame-title')}
          hint={t('edit.frame-title-hint')}
          value={view.frame.title}
          lang={view.language}
          dir="auto"
          optional
        />
        <TextArea
          deed="frame"
          name="introduction"
          label={t('edit.introduction')}
          value={view.frame.introduction}
          lang={view.language}
          rows={8}
          optional
        />
        <Button>{t('edit.save-frame')}</Button>
      </DeedForm>
    </section>
  );
}

function Controls({
  view,
  statement: s,
  first,
  last,
  cite,
}: {
  view: EditView;
  statement: EditedStatement;
  first: boolean;
  last: boolean;
  cite: string;
}) {
  const { t } = useTranslation('synthesis');
  const remove = `remove-${s.id}`;
  return (
    <>
      {s.missing && <p className="hint">{t('edit.missing')}</p>}
      <Settle statement={s} language={view.language} />
      <div className="actions">
        <Link className="plain" to={`?language=${view.language}&statement=${s.id}${cite}`}>
          {t(cite ? 'edit.cite-here' : 'edit.open')}{' '}
          <span className="unseen">{t('statement', { number: s.number })}</span>
        </Link>
        {!view.publishedAt && !(first && last) && (
          <DeedForm deed={`move-${s.id}`}>
            <input type="hidden" name="statement" value={s.id} />
            {!first && (
              <Button quiet name="direction" value="up">
                {t('edit.up')} <span className="unseen">{t('statement', { number: s.number })}</span>
              </Button>
            )}
            {!last && (
              <Button quiet name="direction" value="down">
                {t('edit.down')} <span className="unseen">{t('statement', { number: s.number })}</span>
              </Button>
            )}
          </DeedForm>
        )}
      </div>
      <details>
        <summary>
          {t('edit.remove')} <span className="unseen">{t('statement', { number: s.number })}</span>
        </summary>
        <DeedForm deed={remove}>
          <input type="hidden" name="statement" value={s.id} />
          <Version deed={remove} now={s.version} />
          {view.publishedAt ? (
            <Field
              deed={remove}
              name="reason"
              label={t('edit.remove-reason')}
              hint={t('edit.remove-reason-hint')}
              required
            />
          ) : (
            <p>{t('edit.remove-hint')}</p>
          )}
          <Button danger>{t('edit.remove-go')}</Button>
        </DeedForm>
      </details>
    </>
  );
}
