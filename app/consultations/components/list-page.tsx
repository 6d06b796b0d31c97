import { useTranslation } from 'react-i18next';
import { type ContentLanguage, contentLanguages, languageNames } from '../../shared/languages';
import { themes } from '../../shared/themes';
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

type Name = 'scope' | 'region' | 'theme' | 'language';

interface Group {
  name: Name;
  choices: { value: string; label: string; lang?: string }[];
}

/** What can be chosen, each as a plain link that keeps the other choices; what is chosen is said, and can be taken back. */
function Filters({ data }: { data: ListData }) {
  const { t } = useTranslation('consultations');
  const { search } = data;
  const states = consultationStates.filter((s) => s !== 'preparing' || data.mayPrepare);
  const groups: Group[] = [
    { name: 'scope', choices: consultationScopes.map((value) => ({ value, label: t(`scope.${value}`) })) },
    { name: 'region', choices: regionsOf(data) },
    { name: 'theme', choices: themes.map((value) => ({ value, label: t(`themes:${value}`) })) },
    {
      name: 'language',
      choices: contentLanguages.map((value) => ({ value, label: languageNames[value], lang: value })),
    },
  ];
  return (
    <nav className="choosing" aria-label={t('list.filters')}>
      <p className="filters">
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
      </p>
      <div className="row">
        {groups.map(({ name, choices }) => (
          <details key={name} className="fold">
            <summary>
              {t(`filter.${name}`)}
              {search[name] && <strong>: {labelOf(search[name], choices)}</strong>}
            </summary>
            <ul className="filters">
              <li>
                <Way to={listAddress(search, { [name]: undefined })} aria-current={search[name] ? undefined : 'true'}>
                  {t(`filter.all-${name}`)}
                </Way>
              </li>
              {choices.map(({ value, label, lang }) => (
                <li key={value}>
                  <Way
                    to={listAddress(search, { [name]: value })}
                    aria-current={search[name] === value ? 'true' : undefined}
                    lang={lang}
                  >
                    {label}
                  </Way>
                </li>
              ))}
            </ul>
          </details>
        ))}
      </div>
    </nav>
  );
}

function labelOf(value: string, choices: Group['choices']): string {
  return choices.find((c) => c.value === value)?.label ?? languageNames[value as ContentLanguage] ?? value;
}

/** The five regions and the world; a smaller area that an address names is there too. */
function regionsOf({ regions, search, region }: ListData): Group['choices'] {
  if (!search.region || regions.some((r) => r.value === search.region)) return regions;
  return [...regions, { value: search.region, label: region ?? search.region }];
}
