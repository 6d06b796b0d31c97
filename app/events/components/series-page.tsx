import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Way } from '../../shared/ui/way';
import { Words } from '../../shared/ui/words';
import type { ShownEvent } from '../shown';
import { EventItems } from './event-list';

export interface SeriesPageData {
  id: number;
  title: string;
  language: string;
  introductionHtml: string;
  mayChange: boolean;
  zone: string | null;
  /** Those to come and going on, in their order. */
  coming: ShownEvent[];
  /** Those that are over, the last first. */
  past: ShownEvent[];
}

/** What belongs together: what the series is about, what is to come of it, and what has been. */
export function SeriesPage({ data }: { data: SeriesPageData }) {
  const { t } = useTranslation('events');
  return (
    <div className="stack">
      <p className="crumb">
        <Way to="/events">{t('title')}</Way>
      </p>
      <h1 lang={data.language} dir={directionOf(data.language)}>
        {data.title}
      </h1>
      {data.introductionHtml && <Words html={data.introductionHtml} language={data.language} className="lede" />}
      {data.mayChange && (
        <p className="actions">
          <Way className="plain" to={`/events/series/${data.id}/edit`}>
            {t('series.to-edit')}
          </Way>
        </p>
      )}
      <section aria-labelledby="coming">
        <h2 id="coming">{t('list.coming')}</h2>
        {data.coming.length === 0 ? (
          <p className="empty">{t('series.none-coming')}</p>
        ) : (
          <EventItems items={data.coming} shared={{ zone: data.zone, within: true }} />
        )}
      </section>
      {data.past.length > 0 && (
        <section aria-labelledby="past">
          <h2 id="past">{t('list.past')}</h2>
          <EventItems items={data.past} shared={{ zone: data.zone, within: true }} />
        </section>
      )}
    </div>
  );
}
