import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Find } from '../../shared/ui/find';
import { Paging } from '../../shared/ui/paging';
import { sectorKeys } from '../sectors';
import { Kind } from './kind';

export interface ListProps {
  organisations: {
    handle: string;
    name: string;
    language: string;
    shortName: string | null;
    sector: string;
    sectorDetail: string | null;
    /** Region and country by name. */
    place: string;
    member: boolean;
  }[];
  total: number;
  page: number;
  pages: number;
  sector: string | null;
  region: string | null;
  /** Words that were looked for, or empty. */
  query: string;
  regions: { code: string; name: string }[];
  mayAdd: boolean;
}

/** Who takes part: one page, narrowed by links, the Steering Committee first. */
export function OrganisationList(props: ListProps) {
  const { t } = useTranslation('organisations');
  const { organisations, total, page, pages, sector, region, query, regions, mayAdd } = props;
  const to = (change: { sector?: string | null; region?: string | null; page?: number }) =>
    address({ sector, region, query, ...change });
  const where = [
    sector && t(`sectors:${sector}.name`),
    regions.find((r) => r.code === region)?.name,
    query && t('list.words', { query }),
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <>
      <h1>{t('list.title')}</h1>
      <p className="lede">
        {query
          ? t('list.found', { count: total, where })
          : where
            ? t('list.shown-where', { count: total, where })
            : t('list.shown', { count: total })}
      </p>
      {mayAdd && (
        <p>
          <Link to="/organisations/new">{t('list.add')}</Link>
        </p>
      )}
      <Find action="/organisations" label={t('list.find')} query={query} kept={{ sector, region }} />
      <nav className="filters" aria-label={t('list.by-sector')}>
        <FilterLink to={to({ sector: null })} current={sector === null}>
          {t('list.all-sectors')}
        </FilterLink>
        {sectorKeys.map((key) => (
          <FilterLink key={key} to={to({ sector: key })} current={sector === key}>
            {t(`sectors:${key}.name`)}
          </FilterLink>
        ))}
      </nav>
      <nav className="filters" aria-label={t('list.by-region')}>
        <FilterLink to={to({ region: null })} current={region === null}>
          {t('list.all-regions')}
        </FilterLink>
        {regions.map(({ code, name }) => (
          <FilterLink key={code} to={to({ region: code })} current={region === code}>
            {name}
          </FilterLink>
        ))}
      </nav>
      {organisations.length === 0 ? (
        <div className="empty">
          <p>{query ? t('list.none-words') : where ? t('list.none-where') : t('list.none')}</p>
          {where && (
            <p>
              <Link to="/organisations">{t('list.show-all')}</Link>
            </p>
          )}
        </div>
      ) : (
        <ul className="list">
          {organisations.map((o) => (
            <li key={o.handle}>
              <h2>
                <Link to={`/organisations/${o.handle}`}>
                  <bdi lang={o.language}>{o.name}</bdi>
                </Link>
                {o.shortName && o.shortName !== o.name && (
                  <>
                    {' '}
                    (<bdi>{o.shortName}</bdi>)
                  </>
                )}
              </h2>
              <p className="meta">
                {o.member && <span className="tag">{t('member')}</span>}
                <span>
                  <Kind sector={o.sector} detail={o.sectorDetail} />
                </span>
                <span>{o.place}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
      <Paging page={page} pages={pages} to={(n) => to({ page: n })} />
    </>
  );
}

function FilterLink({ to, current, children }: { to: string; current: boolean; children: string }) {
  return (
    <Link to={to} aria-current={current ? 'true' : undefined}>
      {children}
    </Link>
  );
}

/** Changing a filter goes back to the first page. */
function address({
  sector,
  region,
  query,
  page,
}: {
  sector: string | null;
  region: string | null;
  query: string;
  page?: number;
}): string {
  const search = new URLSearchParams();
  if (sector) search.set('sector', sector);
  if (region) search.set('region', region);
  if (query) search.set('q', query);
  if (page && page > 1) search.set('page', String(page));
  const asked = search.toString();
  return asked ? `/organisations?${asked}` : '/organisations';
}
