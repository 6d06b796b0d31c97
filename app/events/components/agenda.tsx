import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { formatTime } from '../../shared/time';
import { Way } from '../../shared/ui/way';
import type { ScheduleData } from '../schedule-page.server';
import { EventState } from './event-list';
import { EventTime } from './event-times';

/** Day by day: what begins when, one line each. */
export function Agenda({ data, days }: { data: ScheduleData; days: NonNullable<ScheduleData['days']> }) {
  const { t, i18n } = useTranslation('events');
  const byId = new Map(data.events.map((e) => [e.id, e]));
  return (
    <>
      <p className="hint">
        {t('list.days-in')} <bdi dir="ltr">{data.dayZone.replaceAll('_', ' ')}</bdi>
      </p>
      {days.map((day) => (
        <section key={day.date} className="agenda" aria-labelledby={`day-${day.date}`}>
          <h2 id={`day-${day.date}`}>
            {/* Noon of that day in UTC: a day of the calendar is the same day for every reader. */}
            <time dateTime={day.date}>{formatTime(`${day.date}T12:00:00Z`, i18n.language, 'UTC', 'day')}</time>
          </h2>
          <ul>
            {day.events.map((id) => {
              const e = byId.get(id)!;
              return (
                <li key={id}>
                  <p className="hour">
                    <time dateTime={e.startsAt}>{formatTime(e.startsAt, i18n.language, data.dayZone, 'time')}</time>
                  </p>
                  <div>
                    <h3 lang={e.language} dir={directionOf(e.language)}>
                      <Way to={e.path}>{e.title}</Way>
                    </h3>
                    <p className="meta">
                      {e.state !== 'announced' && <EventState state={e.state} />}
                      <EventTime startsAt={e.startsAt} endsAt={e.endsAt} timeZone={e.timeZone} zone={data.zone} />
                      <span>{t(`kind.${e.kind}`)}</span>
                      {e.languages !== '' && <span>{e.languages}</span>}
                    </p>
                  </div>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </>
  );
}
