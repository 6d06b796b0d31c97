import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AskedBy } from '../../consultations/components/asked-by';
import { directionOf } from '../../shared/languages';
import { formatSpan } from '../../shared/time';
import { Rail } from '../../shared/ui/rail';
import { Way } from '../../shared/ui/way';
import { Words } from '../../shared/ui/words';
import type { EventPageData } from '../page.server';
import { EventState } from './event-list';
import { EventTimes, Zone } from './event-times';
import { Followed, whenOf } from './followed';
import { Materials } from './materials';
import { Speakers } from './speakers';

/**
 * A record: what it is and when, then who speaks, then what is left of it. `beside` is what one can do (register, put it into
 * a calendar, ask), and stands in the rail; `before` is the one of these that must not be folded away with the rail on a
 * phone; `after` comes below the materials.
 */
export function EventPage({
  data,
  before,
  beside,
  after,
}: {
  data: EventPageData;
  before?: ReactNode;
  beside?: ReactNode;
  after?: ReactNode;
}) {
  const { t } = useTranslation('events');
  return (
    <div className="columns" data-live-event={data.id} data-as-of={data.asOf} data-when={whenOf(data)}>
      <header>
        <div data-live-part="head">
          <p className="crumb">
            <Way to="/events">{t('title')}</Way>
            {data.series && (
              <>
                {' › '}
                <Way to={`/events/series/${data.series.id}/${data.series.slug}`} lang={data.series.language}>
                  {data.series.title}
                </Way>
              </>
            )}
          </p>
          <p>
            <EventState state={data.state} /> <span className="tag">{t(`kind.${data.kind}`)}</span>{' '}
            <span className="tag">{t(`readers.${data.readers}`)}</span>
          </p>
          <h1 lang={data.textLanguage} dir={directionOf(data.textLanguage)}>
            {data.title}
          </h1>
          <AskedBy consultations={data.askedBy} />
        </div>
        {data.zone === null ? (
          // The island says it: visitors' pages run no React in the browser.
          <p role="status" data-other-when={t('changed-meanwhile')} />
        ) : (
          <Followed key={data.id} data={data} />
        )}
        <div data-live-part="when">
          {data.cancelledAt && <Cancelled data={data} />}
          <EventTimes startsAt={data.startsAt} endsAt={data.endsAt} timeZone={data.timeZone} zone={data.zone} />
          <Moves data={data} />
          {before}
          {data.mayPrepare && (
            <p className="actions">
              <Way className="plain" to={`/events/${data.id}/edit`}>
                {t('to-edit')}
              </Way>
            </p>
          )}
        </div>
      </header>
      <Rail label={t('rail')}>
        <div data-live-part="beside">
          {beside}
          <Facts data={data} />
        </div>
      </Rail>
      <div className="stack" data-live-part="body">
        {data.introductionHtml && <Words html={data.introductionHtml} language={data.textLanguage} />}
        {data.survivorSpeaks && <p className="notice">{t('survivor-speaks')}</p>}
        <Speakers speakers={data.speakers} />
        <Materials data={data} />
        {after}
      </div>
    </div>
  );
}

function Cancelled({ data }: { data: EventPageData }) {
  const { t } = useTranslation('events');
  return (
    <div className="notice bad">
      <p>{t('cancelled')}</p>
      <p lang={data.ownLanguage} dir={directionOf(data.ownLanguage)}>
        {data.cancelledReason}
      </p>
    </div>
  );
}

/** What was said before: whoever wrote it down must see that it is not true any more. */
function Moves({ data }: { data: EventPageData }) {
  const { t, i18n } = useTranslation('events');
  if (data.moves.length === 0) return null;
  return (
    <div className="notice">
      {data.moves.map((m) => (
        <p key={m.at}>
          {t('moved-from')}{' '}
          <s>
            {formatSpan(m.fromStartsAt, m.fromEndsAt, i18n.language, m.fromTimeZone)}{' '}
            <Zone zone={m.fromTimeZone} at={m.fromStartsAt} />
          </s>
        </p>
      ))}
    </div>
  );
}

/** Where, for whom, in which languages. */
function Facts({ data }: { data: EventPageData }) {
  const { t } = useTranslation('events');
  const facts: [string, ReactNode][] = [
    [t('facts.venue'), data.venue || (data.hasVenue && t('facts.venue-told'))],
    ...data.languages.map(({ how, names }): [string, ReactNode] => [t(`languages.${how}`), names.join(' · ')]),
    [t('facts.region'), data.region],
    [t('facts.themes'), data.themes.map((theme) => t(`themes:${theme}`)).join(' · ')],
    [t('facts.sectors'), data.sectors.map((sector) => t(`sectors:${sector}.name`)).join(' · ')],
    [
      t('facts.facilitators'),
      data.facilitators.map((f) => (f.organisation ? `${f.name} (${f.organisation})` : f.name)).join(' · '),
    ],
    [t('facts.invited'), data.invited.map((o) => o.name).join(' · ')],
  ];
  return (
    <section>
      <h2>{t('facts.title')}</h2>
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
