import { useTranslation } from 'react-i18next';
import { formatTime, relativeTime } from '../time';

/**
 * An instant in the reader's own zone (UTC for visitors, which the island script turns into their own), with the
 * absolute time in UTC in `title`. Takes `zone` from the root loader's reader, or the place's zone.
 */
export function Time({
  at,
  zone,
  style = 'date-time',
  now,
  inPlace = false,
}: {
  at: string | Date;
  zone: string;
  style?: 'date' | 'date-time' | 'time' | 'day-time' | 'relative';
  now?: string;
  /** The time is said in its place's zone and stays so; the island does not turn it into the browser's. */
  inPlace?: boolean;
}) {
  const { i18n } = useTranslation();
  const instant = typeof at === 'string' ? at : at.toISOString();
  const words =
    style === 'relative'
      ? relativeTime(instant, now ?? instant, i18n.language)
      : formatTime(instant, i18n.language, zone, style);
  return (
    <time
      dateTime={instant}
      title={`${formatTime(instant, i18n.language, 'UTC', 'date-time')} UTC`}
      data-style={style}
      data-place={inPlace ? '' : undefined}
    >
      {words}
    </time>
  );
}

/** The time at the place of the event with its name, the reader's own where it differs, and UTC on demand (title). */
export function PlaceTime({ at, place, reader }: { at: string | Date; place: string; reader: string | null }) {
  const { t, i18n } = useTranslation('shared');
  const instant = typeof at === 'string' ? at : at.toISOString();
  const there = formatTime(instant, i18n.language, place, 'day-time');
  const here = reader ? formatTime(instant, i18n.language, reader, 'day-time') : null;
  return (
    <time dateTime={instant} title={`${formatTime(instant, i18n.language, 'UTC', 'date-time')} UTC`}>
      {there} ({placeOfZone(place)})
      {here !== null && here !== there && <span> · {t('time.yours', { time: here })}</span>}
      {reader === null && <span data-local={instant} data-words={t('time.yours', { time: '{time}' })} />}
    </time>
  );
}

/** "Africa/Nairobi" is shown as "Nairobi". */
export function placeOfZone(zone: string): string {
  return zone.split('/').pop()!.replace(/_/g, ' ');
}
