import { useTranslation } from 'react-i18next';
import { sectorKeys } from '../../organisations/sectors';
import { type ContentLanguage, contentLanguages, languageNames } from '../../shared/languages';
import { themes } from '../../shared/themes';
import { Way } from '../../shared/ui/way';
import { eventKinds } from '../event';
import { scheduleAddress } from '../schedule-address';
import type { ScheduleData } from '../schedule-page.server';

type Name = 'theme' | 'region' | 'language' | 'sector' | 'kind';

interface Group {
  name: Name;
  choices: { value: string; label: string; lang?: string }[];
}

/** What can be chosen, each as a plain link that keeps the other choices; what is chosen is said, and can be taken back. */
export function ScheduleFilters({ data }: { data: ScheduleData }) {
  const { t } = useTranslation('events');
  const { search } = data;
  const groups: Group[] = [
    { name: 'theme', choices: themes.map((value) => ({ value, label: t(`themes:${value}`) })) },
    { name: 'region', choices: regionsOf(data) },
    {
      name: 'language',
      choices: contentLanguages.map((value) => ({ value, label: languageNames[value], lang: value })),
    },
    { name: 'sector', choices: sectorKeys.map((value) => ({ value, label: t(`sectors:${value}.name`) })) },
    { name: 'kind', choices: eventKinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
  ];
  return (
    <nav className="choosing" aria-label={t('list.filters')}>
      {search.view !== 'month' && (
        <p className="filters">
          <Way to={scheduleAddress(search, { past: undefined })} aria-current={search.past ? undefined : 'true'}>
            {t('list.coming')}
          </Way>
          <Way to={scheduleAddress(search, { past: true })} aria-current={search.past ? 'true' : undefined}>
            {t('list.past')}
          </Way>
        </p>
      )}
      <div className="row">
        {groups.map(({ name, choices }) => (
          <details key={name} className="fold">
            <summary>
              {t(`filter.${name}`)}
              {search[name] && <strong>: {labelOf(search[name], choices)}</strong>}
            </summary>
            <ul className="filters">
              <li>
                <Way
                  to={scheduleAddress(search, { [name]: undefined })}
                  aria-current={search[name] ? undefined : 'true'}
                >
                  {t(`filter.all-${name}`)}
                </Way>
              </li>
              {choices.map(({ value, label, lang }) => (
                <li key={value}>
                  <Way
                    to={scheduleAddress(search, { [name]: value })}
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
function regionsOf({ regions, search, region }: ScheduleData): Group['choices'] {
  if (!search.region || regions.some((r) => r.value === search.region)) return regions;
  return [...regions, { value: search.region, label: region ?? search.region }];
}
