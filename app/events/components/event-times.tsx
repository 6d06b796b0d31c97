import { useTranslation } from 'react-i18next';
import { formatSpan, formatTime, offsetOf } from '../../shared/time';
import { placeOfZone } from '../../shared/ui/time';

interface Span {
  startsAt: string;
  endsAt: string;
  /** IANA name of the event's own zone. */
  timeZone: string;
}

/**
 * When an event is, as its page says it: in the reader's own zone, in the event's with its name, and in UTC. A visitor's page
 * is the same for everyone, so the island says their own; without it the event's and UTC stand there.
 */
export function EventTimes({ startsAt, endsAt, timeZone, zone }: Span & { zone: string | null }) {
  const { t, i18n } = useTranslation('events');
  const said = (at: string) => formatSpan(startsAt, endsAt, i18n.language, at);
  return (
    <dl className="record clocks">
      {zone === null ? (
        <div hidden data-own-time="">
          <dt>
            {t('times.yours')} <small data-own-zone="" />
          </dt>
          <dd data-span={startsAt} data-until={endsAt} />
        </div>
      ) : (
        <div>
          <dt>
            {t('times.yours')} <Zone zone={zone} at={startsAt} />
          </dt>
          <dd>{said(zone)}</dd>
        </div>
      )}
      <div>
        <dt>
          {t('times.there')} <Zone zone={timeZone} at={startsAt} />
        </dt>
        <dd>
          <time dateTime={startsAt}>{said(timeZone)}</time>
        </dd>
      </div>
      <div>
        <dt>UTC</dt>
        <dd>{said('UTC')}</dd>
      </div>
    </dl>
  );
}

/** "Vienna (Europe/Vienna, UTC+1)": the offset is that of the day in question, not of today. */
export function Zone({ zone, at }: { zone: string; at: string }) {
  return (
    <small>
      <bdi dir="ltr">{zone === 'UTC' ? 'UTC' : `${zone.replaceAll('_', ' ')}, ${offsetOf(at, zone)}`}</bdi>
    </small>
  );
}

/** The same in one line, for lists: the event's own time with its place, the reader's where it differs, and UTC. */
export function EventTime({ startsAt, endsAt, timeZone, zone }: Span & { zone: string | null }) {
  const { t, i18n } = useTranslation('events');
  const there = formatSpan(startsAt, endsAt, i18n.language, timeZone);
  const own = zone ? formatSpan(startsAt, endsAt, i18n.language, zone) : null;
  const isUtc = offsetOf(startsAt, timeZone) === 'UTC';
  return (
    <>
      <time dateTime={startsAt}>
        {there} (
        <bdi dir="ltr">{timeZone === 'UTC' ? 'UTC' : `${placeOfZone(timeZone)}, ${offsetOf(startsAt, timeZone)}`}</bdi>)
      </time>
      {!isUtc && <span>{t('times.in-utc', { time: inUtc(startsAt, timeZone, i18n.language) })}</span>}
      {own !== null && own !== there && <span>{t('times.in-yours', { time: own })}</span>}
      {zone === null && (
        <span
          hidden
          data-span={startsAt}
          data-until={endsAt}
          data-words={t('times.in-yours', { time: '{time}' })}
          data-there={there}
        />
      )}
    </>
  );
}

/** The hour in UTC, with its day where that is another one. */
function inUtc(startsAt: string, timeZone: string, language: string): string {
  const sameDay = formatTime(startsAt, language, 'UTC', 'date') === formatTime(startsAt, language, timeZone, 'date');
  return formatTime(startsAt, language, 'UTC', sameDay ? 'time' : 'day-time');
}
