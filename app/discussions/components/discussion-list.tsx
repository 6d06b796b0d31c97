import { useTranslation } from 'react-i18next';
import type { DiscussionListData } from '../../routes/discussions._index';
import { directionOf } from '../../shared/languages';
import { keptList } from '../../shared/ui/kept';
import { Paging } from '../../shared/ui/paging';
import { PlaceTime, Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import { StateLabel } from './conversation';

type Listed = DiscussionListData['discussions'][number];

const filters = ['open', 'announced', 'closed', 'synthesised'] as const;

/** All discussions that one may read: filters as links, a sentence that says what is shown, the results. */
export function DiscussionList({ data }: { data: DiscussionListData }) {
  const { t } = useTranslation('discussions');
  const filter = data.state ? t(`state.${data.state}`) : t('list.filter-all');
  const path = (page: number) => {
    const search = new URLSearchParams();
    if (data.state) search.set('state', data.state);
    if (page > 1) search.set('page', String(page));
    return `/discussions${search.size ? `?${search}` : ''}`;
  };
  return (
    <div className="stack" data-live-list="discussions">
      <h1>{data.title}</h1>
      <p className="lede">{t('list.lede')}</p>
      <nav className="filters" aria-label={t('list.filters')}>
        <Way to="/discussions" aria-current={data.state ? undefined : 'true'}>
          {t('list.all')}
        </Way>
        {filters.map((state) => (
          <Way key={state} to={`/discussions?state=${state}`} aria-current={data.state === state ? 'true' : undefined}>
            {t(`list.state.${state}`)}
          </Way>
        ))}
        {data.mayPrepare && (
          <Way to="/discussions?state=draft" aria-current={data.state === 'draft' ? 'true' : undefined}>
            {t('list.state.draft')}
          </Way>
        )}
      </nav>
      <div className="row">
        <p>{t('list.shown', { count: data.total, filter })}</p>
        {data.mayPrepare && (
          <Way className="plain" to="/discussions/new">
            {t('list.new')}
          </Way>
        )}
      </div>
      {data.discussions.length === 0 ? (
        <p className="empty">{t(data.state ? 'list.empty-filtered' : 'list.empty')}</p>
      ) : (
        <Items items={data.discussions} shared={{ zone: data.zone }} />
      )}
      <Paging page={data.page} pages={data.pages} to={path} />
    </div>
  );
}

const Items = keptList<{ zone: string | null }, Listed>('listed', ['ul', 'list'], ['li'], (d) => {
  const { t } = useTranslation('discussions');
  return (
    <article>
      <StateLabel state={d.state} words={t(`state.${d.state}`)} />
      <h2 lang={d.language} dir={directionOf(d.language)}>
        <Way to={d.path}>{d.title}</Way>
      </h2>
      <p className="meta">
        {d.state === 'open' && d.closesAt && (
          <span>
            {t('list.closes')} <PlaceTime at={d.closesAt} place={d.timeZone} reader={d.zone} />
          </span>
        )}
        {d.state === 'announced' && d.opensAt && (
          <span>
            {t('list.opens')} <PlaceTime at={d.opensAt} place={d.timeZone} reader={d.zone} />
          </span>
        )}
        <span>{d.region}</span>
        <span>{t(`readers.${d.readers}`)}</span>
        <span>{t('posts', { count: d.postCount })}</span>
        <span>{t('organisations', { count: d.organisationCount })}</span>
        {d.lastPostAt && (
          <span>
            {t('list.last')} <Time at={d.lastPostAt} zone={d.zone ?? d.timeZone} style="date" />
          </span>
        )}
      </p>
    </article>
  );
});
