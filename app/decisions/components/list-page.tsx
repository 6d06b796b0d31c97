import { useTranslation } from 'react-i18next';
import { useCommitteeLive } from '../../committee/components/use-committee-live';
import { directionOf } from '../../shared/languages';
import { Paging } from '../../shared/ui/paging';
import { Way } from '../../shared/ui/way';
import type { ListData } from '../pages.server';
import { Both, StateOfDecision } from './parts';

/** What is put to the committee, and what it has decided. */
export function ListPage({ data }: { data: ListData }) {
  const { t } = useTranslation('decisions');
  // Fetched with the page, or the browser would have no words for the link that the server has written.
  useTranslation('register');
  useCommitteeLive();
  const to = (show: string, page = 1) =>
    `/decisions?${new URLSearchParams({ show, ...(data.query ? { q: data.query } : {}), ...(page > 1 ? { page: String(page) } : {}) })}`;
  return (
    <div className="stack">
      <h1>{t('title')}</h1>
      <p className="lede">{t('lede')}</p>
      {data.groups.length > 1 && (
        <nav className="filters" aria-label={t('list.groups')}>
          {data.groups.map((group) => (
            <Way key={group} to={to(group)} aria-current={group === data.group ? 'true' : undefined}>
              {t(`list.group.${group}`)}
            </Way>
          ))}
        </nav>
      )}
      <form method="get" action="/decisions" className="row">
        <input type="hidden" name="show" value={data.group} />
        <label htmlFor="decisions-q">{t('list.search')}</label>
        <input id="decisions-q" type="search" name="q" defaultValue={data.query} />
        <button type="submit" className="plain">
          {t('list.find')}
        </button>
      </form>
      <div className="row">
        <p>{t('list.shown', { count: data.total })}</p>
        {data.mayBegin && (
          <Way className="plain" to="/decisions/new">
            {t('begin.title')}
          </Way>
        )}
      </div>
      {data.proposals.length === 0 ? (
        <p className="empty">{t(`list.empty.${data.group}`)}</p>
      ) : (
        <ul className="list">
          {data.proposals.map((p) => (
            <li key={p.id}>
              <article>
                <StateOfDecision state={p.state} />
                <h2 lang={p.language} dir={directionOf(p.language)}>
                  <Way to={`/decisions/${p.id}`}>{p.title}</Way>
                </h2>
                <p className="meta">
                  <bdi>{p.lead ?? t('facts.secretariat')}</bdi>
                  {p.significant && <span className="tag">{t('significant')}</span>}
                  {p.decidedAt ? (
                    <span>
                      {t('list.decided')} <Both at={p.decidedAt} zone={data.zone} />
                    </span>
                  ) : (
                    p.closesAt && (
                      <span>
                        {t('list.closes')} <Both at={p.closesAt} zone={data.zone} />
                      </span>
                    )
                  )}
                  {p.openedAt && !p.decidedAt && <span>{t('positions.given', { count: p.given, of: p.members })}</span>}
                  {p.objections > 0 && (
                    <span className="state hidden">{t('list.objections', { count: p.objections })}</span>
                  )}
                </p>
              </article>
            </li>
          ))}
        </ul>
      )}
      <Paging page={data.page} pages={data.pages} to={(page) => to(data.group, page)} />
      <p>
        <Way to="/decisions/register">{t('register:title')}</Way>
      </p>
    </div>
  );
}
