import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { HeardList } from '../../heard/components/heard-list';
import { directionOf } from '../../shared/languages';
import type { HearingView } from '../queries/hearing.server';

/** What survivors said that a synthesis rests on, and what became of it. */
export function HearingPage({ view, zone }: { view: HearingView; zone: string }) {
  const { t } = useTranslation('heard');
  useTranslation('synthesis');
  const { discussion } = view;
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Link to={discussion.path} lang={discussion.language} dir={directionOf(discussion.language)}>
          {discussion.title}
        </Link>{' '}
        › <Link to={`/discussions/${discussion.id}/synthesis`}>{t('synthesis:title')}</Link>
      </p>
      <h1>{t('synthesis.title')}</h1>
      <p className="lede">{t('synthesis.lede')}</p>
      <HeardList
        heard={view.heard}
        themes={view.themes}
        mayRespond={view.mayRespond}
        language={discussion.language}
        zone={zone}
        on="statement"
      />
    </div>
  );
}
