import { useTranslation } from 'react-i18next';
import { formatTime } from '../../shared/time';
import { Way } from '../../shared/ui/way';
import { scheduleAddress } from '../schedule-address';
import type { ScheduleData } from '../schedule-page.server';

type Month = NonNullable<ScheduleData['month']>;
type Day = Month['weeks'][number][number];

/** A month as a table of weeks: each cell begins with its day, in words for whoever hears it. On a phone a list of days. */
export function MonthTable({ data, month }: { data: ScheduleData; month: Month }) {
  const { t, i18n } = useTranslation('events');
  const named = (date: string, style: 'month' | 'weekday' | 'day') =>
    formatTime(`${date}T12:00:00Z`, i18n.language, 'UTC', style);
  const to = (which: string) => scheduleAddress(data.search, { month: which });
  return (
    <>
      <nav className="paging" aria-label={t('list.months')}>
        <Way to={to(month.before)} rel="prev">
          {named(`${month.before}-01`, 'month')}
        </Way>
        <Way to={scheduleAddress(data.search, { month: undefined })}>{t('list.this-month')}</Way>
        <Way to={to(month.after)} rel="next">
          {named(`${month.after}-01`, 'month')}
        </Way>
      </nav>
      <table className="month">
        <caption>
          <strong>{named(`${month.month}-01`, 'month')}</strong>{' '}
          <small>
            {t('list.days-in')} <bdi dir="ltr">{data.dayZone.replaceAll('_', ' ')}</bdi>
          </small>
        </caption>
        <thead>
          <tr>
            {month.weeks[0]!.map((day) => (
              <th key={day.date} scope="col">
                {named(day.date, 'weekday')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {month.weeks.map((week) => (
            <tr key={week[0]!.date}>
              {week.map((day) => (
                <DayCell key={day.date} day={day} data={data} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {data.total === 0 && <p className="empty">{t('list.empty-month')}</p>}
    </>
  );
}

function DayCell({ day, data }: { day: Day; data: ScheduleData }) {
  const { t, i18n } = useTranslation('events');
  const looks = [day.within ? '' : 'beyond', day.events.length === 0 ? 'free' : ''].filter(Boolean).join(' ');
  return (
    <td className={looks || undefined} aria-current={day.today ? 'date' : undefined}>
      <p className="day">
        <time dateTime={day.date}>
          <span className="figure" aria-hidden="true">
            {Number(day.date.slice(8))}
          </span>
          <span className="words-of-day">{formatTime(`${day.date}T12:00:00Z`, i18n.language, 'UTC', 'day')}</span>
        </time>
      </p>
      {day.events.length > 0 && (
        <ul>
          {day.events.map((id) => {
            const e = data.events.find((event) => event.id === id)!;
            return (
              <li key={id} className={e.state === 'cancelled' ? 'called-off' : undefined}>
                <Way to={e.path}>
                  <time dateTime={e.startsAt}>{formatTime(e.startsAt, i18n.language, data.dayZone, 'time')}</time>{' '}
                  <bdi lang={e.language}>{e.title}</bdi>
                </Way>
                {(e.state === 'cancelled' || e.state === 'live') && <small>{t(`state.${e.state}`)}</small>}
              </li>
            );
          })}
        </ul>
      )}
    </td>
  );
}
