import { useTranslation } from 'react-i18next';
import { themes } from '../../shared/themes';
import { Choosing, languageChoices, regionChoices } from '../../shared/ui/choosing';
import { Paging } from '../../shared/ui/paging';
import { Way } from '../../shared/ui/way';
import { consultationScopes, consultationStates } from '../consultation';
import type { ListData } from '../list.server';
import { listAddress } from '../list-address';
import { ConsultationItems } from './consultation-list';

/** Consultations that run, that are to come, and that are over. */
export function ListPage({ data }: { data: ListData }) {
  const { t } = useTranslation('consultations');
  const { search } = data;
  return (
    <div className="stack">
      <h1>{data.title}</h1>
      <p className="lede">{t('list.lede')}</p>
      <Filters data={data} />
      <div className="row">
        <p>{t('list.shown', { count: data.total })}</p>
        {data.mayPrepare && (
          <Way className="plain" to="/consultations/new">
            {t('list.new')}
          </Way>
        )}
      </div>
      {data.consultations.length === 0 ? (
        <p className="empty">{t('list.empty')}</p>
      ) : (
        <ConsultationItems items={data.consultations} shared={{ zone: data.zone }} />
      )}
      <Paging page={data.page} pages={data.pages} to={(page) => listAddress(search, { page })} />
      <p>
        <a href={listAddress(search, {}, '/consultations.atom')} rel="nofollow">
          {t('list.atom')}
        </a>
      </p>
    </div>
  );
}

/** By state, scope, region, theme and language. */
function Filters({ data }: { data: ListData }) {
  const { t } = useTranslation('consultations');
  const { search } = data;
  const states = consultationStates.filter((s) => s !== 'preparing' || data.mayPrepare);
  const choices = {
    scope: consultationScopes.map((value) => ({ value, label: t(`scope.${value}`) })),
    region: regionChoices(data.regions, search.region, data.region),
    theme: themes.map((value) => ({ value, label: t(`themes:${value}`) })),
    language: languageChoices,
  };
  const names = ['scope', 'region', 'theme', 'language'] as const;
  return (
    <Choosing
      label={t('list.filters')}
      first={
        <>
          <Way to={listAddress(search, { state: undefined })} aria-current={search.state ? undefined : 'true'}>
            {t('filter.all-state')}
          </Way>
          {states.map((state) => (
            <Way
              key={state}
              to={listAddress(search, { state })}
              aria-current={search.state === state ? 'true' : undefined}
            >
              {t(`state.${state}`)}
            </Way>
          ))}
        </>
      }
      groups={names.map((name) => ({
        name,
        label: t(`filter.${name}`),
        all: t(`filter.all-${name}`),
        chosen: search[name],
        choices: choices[name],
      }))}
      to={(change) => listAddress(search, change)}
    />
  );
}
