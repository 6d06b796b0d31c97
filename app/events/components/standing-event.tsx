import { useTranslation } from 'react-i18next';
import { nameOfLanguage } from '../../shared/languages';
import type { Places } from '../../shared/ui/preparing/fields';
import { type Standing, StandingNow } from '../../shared/ui/standing-now';
import { languageWays } from '../event';
import type { Preparation } from '../queries/preparing.server';

/** The times that are saved now, beside those that were typed. */
export function StandingTimes({ data }: { data: Preparation }) {
  const { t } = useTranslation('events');
  const shown = (local: string) => local.replace('T', ' ');
  const fields: Standing[] = [
    { name: 'timeZone', label: t('preparing:zone'), value: data.timeZone },
    { name: 'starts', label: t('prepare.starts'), value: data.starts, shown: shown(data.starts) },
    { name: 'ends', label: t('prepare.ends'), value: data.ends, shown: shown(data.ends) },
    { name: 'closes', label: t('prepare.closes'), value: data.closes, shown: shown(data.closes) },
  ];
  return <StandingNow deed="move" fields={fields} />;
}

/** What is saved now of an event, beside what was typed into its form. */
export function StandingWhat({ data, places }: { data: Preparation; places: Places }) {
  const { t } = useTranslation('events');
  const fields: Standing[] = [
    { name: 'title', label: t('prepare.title'), value: data.title },
    { name: 'introduction', label: t('prepare.introduction'), value: data.introduction },
    { name: 'kind', label: t('prepare.kind'), value: data.kind, shown: t(`kind.${data.kind}`) },
    {
      name: 'series',
      label: t('prepare.series'),
      value: data.series,
      shown: data.seriesToChoose.find((s) => String(s.id) === data.series)?.title,
    },
    {
      name: 'region',
      label: t('prepare.region'),
      value: data.region,
      shown: places.regions.find((r) => r.value === data.region)?.label,
    },
    { name: 'venue', label: t('prepare.venue'), value: data.venue },
    { name: 'readers', label: t('prepare.readers'), value: data.readers, shown: t(`readers.${data.readers}`) },
    { name: 'capacity', label: t('prepare.capacity'), value: data.capacity },
    {
      name: 'waitingOrder',
      label: t('prepare.waiting'),
      value: data.waitingOrder,
      shown: t(`prepare.waiting-${data.waitingOrder}`),
    },
    { name: 'facilitators', label: t('preparing:facilitators'), value: data.facilitators },
    boxes('themes', t('prepare.themes'), data.themes, (v) => t(`themes:${v}`)),
    boxes('sectors', t('prepare.sectors'), data.sectors, (v) => t(`sectors:${v}.name`)),
    ...languageWays.map((how) => boxes(how, t(`languages.${how}`), data[how], nameOfLanguage)),
    boxes(
      'invited',
      t('preparing:invited', { count: data.invited.length }),
      data.invited.map(String),
      (v) => data.organisations.find((o) => String(o.id) === v)?.name ?? v,
    ),
    boxes('approval', t('prepare.approval'), data.approval ? ['yes'] : [], () => t('prepare.is-so')),
    boxes('survivorSpeaks', t('prepare.survivor'), data.survivorSpeaks ? ['yes'] : [], () => t('prepare.is-so')),
  ];
  return <StandingNow deed="change" fields={fields} />;
}

/** What stands of boxes, each by its name. */
function boxes(name: string, label: string, ticked: readonly string[], named: (value: string) => string): Standing {
  return { name, label, value: '', ticked, shown: ticked.map(named).join(' · ') || undefined };
}
