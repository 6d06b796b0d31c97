import { useTranslation } from 'react-i18next';
import { Paging } from '../../shared/ui/paging';
import { Way } from '../../shared/ui/way';
import type { ListData } from '../page.server';
import { states } from '../programme';
import { ShareBars, State, Title } from './head';
import { useProgrammesLive } from './use-programmes-live';

type Chosen = Record<keyof ListData['chosen'], string | null>;

/** Programmes, those that changed last first, each with how its money stands. */
export function ListPage({ data }: { data: ListData }) {
  const { t } = useTranslation('programmes');
  useProgrammesLive();
  const { chosen } = data;
  const to = (change: Partial<Chosen> & { page?: number }) => {
    const all = { ...chosen, ...change };
    const search = new URLSearchParams(
      Object.entries(all).flatMap(([name, value]) =>
        value === null || (name === 'page' && value === 1) ? [] : [[name, String(value)]],
      ),
    ).toString();
    return search ? `/programmes?${search}` : '/programmes';
  };
  const groups: [keyof Chosen, { key: string; name: string }[]][] = [
    ['state', states.filter((s) => s !== 'draft' || data.signedIn).map((key) => ({ key, name: t(`state.${key}`) }))],
    ['region', data.regions],
  ];
  return (
    <div className="stack" data-live-programmes="">
      <h1>{t('title')}</h1>
      <p className="lede">{t('lede')}</p>
      {groups.map(([name, choices]) => (
        <nav key={name} className="filters" aria-label={t(`list.by-${name}` as 'list.by-state')}>
          <Way to={to({ [name]: null })} aria-current={chosen[name] === null ? 'true' : undefined}>
            {t(`list.all-${name}` as 'list.all-state')}
          </Way>
          {choices.map(({ key, name: words }) => (
            <Way key={key} to={to({ [name]: key })} aria-current={chosen[name] === key ? 'true' : undefined}>
              {words}
            </Way>
          ))}
        </nav>
      ))}
      <p className="actions">
        {data.mayBegin && (
          <Way className="primary" to="/programmes/new">
            {t('begin.title')}
          </Way>
        )}
        <Way className="plain" to="/programmes/shares">
          {t('agreed.title')}
        </Way>
        <Way className="plain" to="/pilots">
          {t('shared:frame.pilots')}
        </Way>
      </p>
      <div data-live-part="programmes" className="stack">
        <p>
          {t('list.shown', { count: data.total })}{' '}
          {data.country && (
            <>
              {data.country} <Way to={to({ country: null })}>{t('list.all-countries')}</Way>
            </>
          )}
        </p>
        {data.programmes.length === 0 ? (
          <p className="empty">{t('list.empty')}</p>
        ) : (
          <ul className="list">
            {data.programmes.map((p) => (
              <li key={p.id}>
                <article>
                  <State state={p.state} />
                  <h2>
                    <Way to={`/programmes/${p.id}`}>
                      <Title of={p} />
                    </Way>
                  </h2>
                  {p.summary && (
                    <p lang={p.language} dir="auto">
                      {p.summary}
                    </p>
                  )}
                  <p className="meta">
                    {p.country ? <Way to={to({ country: p.country })}>{p.place}</Way> : <span>{p.place}</span>}
                    <span>
                      {t('page.lead')} <bdi>{p.lead}</bdi>
                    </span>
                    {p.total && <span>{t('shares.total', { amount: p.total })}</span>}
                    {!p.hasConsultation && <span className="state hidden">{t('page.without')}</span>}
                  </p>
                  {p.shares.length > 0 && <ShareBars shares={p.shares} />}
                </article>
              </li>
            ))}
          </ul>
        )}
        <Paging page={data.page} pages={data.pages} to={(page) => to({ page })} />
      </div>
    </div>
  );
}
