import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Paging } from '../../shared/ui/paging';
import { Way } from '../../shared/ui/way';
import { scheduleViews } from '../forms';
import { scheduleAddress, scheduleChoices } from '../schedule-address';
import type { ScheduleData } from '../schedule-page.server';
import { Agenda } from './agenda';
import { EventItems } from './event-list';
import { MonthTable } from './month-table';
import { ScheduleFilters } from './schedule-filters';

/** What is to come and what has been: as a list, by day, or month by month. */
export function Schedule({ data }: { data: ScheduleData }) {
  const { t } = useTranslation('events');
  const { search } = data;
  return (
    <div className="stack">
      <h1>{data.title}</h1>
      <p className="lede">{t('list.lede')}</p>
      <nav className="filters" aria-label={t('list.views')}>
        {scheduleViews.map((view) => (
          <Way
            key={view}
            to={scheduleAddress(search, { view, month: undefined })}
            aria-current={search.view === view ? 'true' : undefined}
          >
            {t(`list.view.${view}`)}
          </Way>
        ))}
      </nav>
      <ScheduleFilters data={data} />
      <div className="row">
        <p>{t(countOf(data), { count: data.total })}</p>
        {data.mayPrepare && (
          <Way className="plain" to="/events/new">
            {t('list.new')}
          </Way>
        )}
      </div>
      {search.view !== 'list' && <DayZone data={data} />}
      <Results data={data} />
      <Paging page={data.page} pages={data.pages} to={(page) => scheduleAddress(search, { page })} />
      <p className="row">
        <Out data={data} format="atom" />
        <Out data={data} format="csv" />
        <Out data={data} format="json" />
      </p>
    </div>
  );
}

function countOf({ search }: ScheduleData): string {
  if (search.view === 'month') return 'list.shown-month';
  return search.past ? 'list.shown-past' : 'list.shown';
}

function Results({ data }: { data: ScheduleData }) {
  const { t } = useTranslation('events');
  if (data.month) return <MonthTable data={data} month={data.month} />;
  if (data.events.length === 0)
    return <p className="empty">{t(data.search.past ? 'list.empty-past' : 'list.empty')}</p>;
  if (data.days) return <Agenda data={data} days={data.days} />;
  return <EventItems items={data.events} shared={{ zone: data.zone }} />;
}

/** What is chosen, to be taken along: as a feed to follow, a table, or data. */
function Out({ data, format }: { data: ScheduleData; format: 'atom' | 'csv' | 'json' }) {
  const { t } = useTranslation('events');
  const chosen = scheduleAddress({ ...data.search, view: undefined, month: undefined, zone: undefined });
  return (
    <a href={chosen.replace('/events', `/events.${format}`)} rel="nofollow">
      {t(`out.${format}`)}
    </a>
  );
}

/** By whose clocks the days are parted: a plain form, since there are four hundred zones. */
function DayZone({ data }: { data: ScheduleData }) {
  const { t } = useTranslation('events');
  const kept = Object.entries(scheduleChoices(data.search)).filter(([name]) => name !== 'zone');
  return (
    <Form method="get" action="/events" className="row" key={data.dayZone}>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label htmlFor="day-zone">{t('list.day-zone')}</label>
      <span data-zone-field="">
        <input
          id="day-zone"
          name="zone"
          dir="ltr"
          maxLength={60}
          defaultValue={data.search.zone ?? data.zone ?? ''}
          placeholder="UTC"
          aria-invalid={data.noSuchZone || undefined}
          aria-describedby={data.noSuchZone ? 'day-zone.mistake' : undefined}
        />
      </span>
      <button type="submit" className="plain">
        {t('list.day-zone-go')}
      </button>
      {data.noSuchZone && (
        <p className="mistake" id="day-zone.mistake">
          {t('refusals.no-such-zone')}
        </p>
      )}
    </Form>
  );
}
