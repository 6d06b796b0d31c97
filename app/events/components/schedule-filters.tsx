import { useTranslation } from 'react-i18next';
import { sectorKeys } from '../../organisations/sectors';
import { themes } from '../../shared/themes';
import { Choosing, languageChoices, regionChoices } from '../../shared/ui/choosing';
import { Way } from '../../shared/ui/way';
import { eventKinds } from '../event';
import { scheduleAddress } from '../schedule-address';
import type { ScheduleData } from '../schedule-page.server';

/** By theme, region, language, sector and kind; in the list and the agenda, what is to come or what is past. */
export function ScheduleFilters({ data }: { data: ScheduleData }) {
  const { t } = useTranslation('events');
  const { search } = data;
  const choices = {
    theme: themes.map((value) => ({ value, label: t(`themes:${value}`) })),
    region: regionChoices(data.regions, search.region, data.region),
    language: languageChoices,
    sector: sectorKeys.map((value) => ({ value, label: t(`sectors:${value}.name`) })),
    kind: eventKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
  };
  const names = ['theme', 'region', 'language', 'sector', 'kind'] as const;
  return (
    <Choosing
      label={t('list.filters')}
      first={
        search.view !== 'month' && (
          <>
            <Way to={scheduleAddress(search, { past: undefined })} aria-current={search.past ? undefined : 'true'}>
              {t('list.coming')}
            </Way>
            <Way to={scheduleAddress(search, { past: true })} aria-current={search.past ? 'true' : undefined}>
              {t('list.past')}
            </Way>
          </>
        )
      }
      groups={names.map((name) => ({
        name,
        label: t(`filter.${name}`),
        all: t(`filter.all-${name}`),
        chosen: search[name],
        choices: choices[name],
      }))}
      to={(change) => scheduleAddress(search, change)}
    />
  );
}
