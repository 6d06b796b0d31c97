import { Link, useRevalidator, useRouteLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../discussions/components/use-live';
import type { loader as rootLoader } from '../../root';
import { type ContentLanguage, directionOf, languageNames } from '../../shared/languages';
import { Rail } from '../../shared/ui/rail';
import { Time } from '../../shared/ui/time';
import { Words } from '../../shared/ui/words';
import type { SynthesisView } from '../queries/reading.server';
import { Statement } from './statement';
import { Uncited } from './uncited';

/** The synthesis to be read: each statement with what it rests on, and what was left out with the reasons. */
export function SynthesisPage({ view, language, asOf }: { view: SynthesisView; language: string; asOf: string }) {
  const { t } = useTranslation('synthesis');
  const zone = useRouteLoaderData<typeof rootLoader>('root')?.reader?.timeZone ?? 'UTC';
  const { discussion } = view;
  const { revalidate } = useRevalidator();
  // A source that changes is flagged while one reads.
  useLive(discussion.id, asOf, { reread: revalidate, out: revalidate });
  const heading = view.title
    ? { words: view.title, language: view.language }
    : { words: discussion.title, language: discussion.language };
  return (
    <div
      className="columns"
      data-live-discussion={discussion.id}
      data-as-of={asOf}
      {...(discussion.isPublic ? {} : { 'data-private': 'yes' })}
    >
      <header>
        <p className="crumb">
          <Link to="/discussions">{t('discussions:title')}</Link> ›{' '}
          <Link to={discussion.path} lang={discussion.language}>
            {discussion.title}
          </Link>
        </p>
        <p>
          {view.publishedAt ? (
            <span className="state synthesised">{t('published')}</span>
          ) : (
            <span className="state draft">{t('draft')}</span>
          )}
        </p>
        <h1>
          <small>{t('title')}</small>{' '}
          <span lang={heading.language} dir={directionOf(heading.language)}>
            {heading.words}
          </span>
        </h1>
        <p className="meta">
          {view.publishedAt && <Time at={view.publishedAt} zone={zone} style="date" />}
          <span>{t('statements', { count: view.statements.filter((s) => !s.withdrawn).length })}</span>
          {view.stale && <span className="tag">{t('stale')}</span>}
        </p>
        {view.mayWrite && (
          <p className="actions">
            <Link className="plain" to={`/discussions/${discussion.id}/synthesis/edit?language=${view.language}`}>
              {t(view.publishedAt ? 'to-correct' : 'to-write')}
            </Link>
            <Link className="plain" to={`/discussions/${discussion.id}/synthesis/close`}>
              {t('to-close')}
            </Link>
          </p>
        )}
        {view.statements.some((s) => s.sources.some(({ now }) => now.kind === 'voice')) && (
          <p>
            <Link to={`/discussions/${discussion.id}/synthesis/voices`}>{t('heard:synthesis.to')}</Link>
          </p>
        )}
        {view.asksMe > 0 && (
          <p className="notice">
            <Link to={`/reflections/${discussion.id}`}>{t('asks-me', { count: view.asksMe })}</Link>
          </p>
        )}
      </header>
      <Rail label={t('rail')}>
        {view.languages.length > 1 && <Languages view={view} language={language} />}
        <section>
          <h2>{t('contents')}</h2>
          <ol>
            {view.statements.map((s) => (
              <li key={s.id}>
                <a href={`#statement-${s.id}`}>{t('statement', { number: s.number })}</a>
              </li>
            ))}
          </ol>
          <p>
            <a href="#uncited">{t('uncited.title')}</a>
          </p>
        </section>
      </Rail>
      <div data-live-part="synthesis">
        {view.introductionHtml && (
          <Words html={view.introductionHtml} language={view.introductionLanguage} className="words introduction" />
        )}
        {view.statements.length === 0 && <p className="empty">{t('empty')}</p>}
        {view.statements.map((s) => (
          <Statement key={s.id} statement={s} language={language} zone={zone} />
        ))}
        <Uncited posts={view.uncitedPosts} sectors={view.uncitedSectors} />
      </div>
    </div>
  );
}

function Languages({ view, language }: { view: SynthesisView; language: string }) {
  const { t } = useTranslation('synthesis');
  return (
    <section>
      <h2>{t('versions')}</h2>
      <nav className="filters" aria-label={t('versions')}>
        {view.languages.map((code) => (
          <a
            key={code}
            href={`?language=${code}`}
            lang={code}
            hrefLang={code}
            aria-current={code === language ? 'true' : undefined}
          >
            {languageNames[code as ContentLanguage] ?? code}
          </a>
        ))}
      </nav>
    </section>
  );
}
