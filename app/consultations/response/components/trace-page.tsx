import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { Way } from '../../../shared/ui/way';
import type { TraceData } from '../page.server';
import { Standing, WhereItWent } from './uses';

/** One thing that was said, and where it went. */
export function TracePage({ data }: { data: TraceData }) {
  const { t } = useTranslation('responses');
  const { thing, uses } = data;
  return (
    <div className="narrow stack">
      <p>
        <Standing uses={uses} />
      </p>
      <h1>{t('trace.title')}</h1>
      {thing.kind === 'nothing' ? (
        <p className="tombstone">{t(thing.why === 'gone' ? 'trace.gone' : 'trace.hidden')}</p>
      ) : (
        <figure>
          <blockquote className="words" lang={thing.language} dir={directionOf(thing.language)}>
            {thing.excerpt}
          </blockquote>
          <figcaption className="meta">
            <Way to={thing.path}>{thing.author || t(`kind.${data.kind}`)}</Way>
            {thing.organisation && <span>{thing.organisation}</span>}
          </figcaption>
        </figure>
      )}
      <WhereItWent uses={uses} zone={data.zone} heading="h2" />
    </div>
  );
}
