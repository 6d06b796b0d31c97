import { useTranslation } from 'react-i18next';
import { Paging } from '../../shared/ui/paging';
import { Way } from '../../shared/ui/way';
import { scheduleAddress } from '../schedule-address';
import type { ScheduleData } from '../schedule-page.server';
import { EventItems } from './event-list';
import { ScheduleFilters } from './schedule-filters';

/** What is to come and what has been: as a list, by day, or month by month. */
export function Schedule({ data }: { data: ScheduleData }) {
  const { t } = useTranslation('events');
  return (
    <div className="stack">
      <h1>{data.title}</h1>
      <p className="lede">{t('list.lede')}</p>
      <ScheduleFilters data={data} />
      <div className="row">
        <p>{t(data.search.past ? 'list.shown-past' : 'list.shown', { count: data.total })}</p>
        {data.mayPrepare && (
          <Way className="plain" to="/events/new">
            {t('list.new')}
          </Way>
        )}
      </div>
      {data.events.length === 0 ? (
        <p className="empty">{t(data.search.past ? 'list.empty-past' : 'list.empty')}</p>
      ) : (
        <EventItems items={data.events} shared={{ zone: data.zone }} />
      )}
      <Paging page={data.page} pages={data.pages} to={(page) => scheduleAddress(data.search, { page })} />
    </div>
  );
}
