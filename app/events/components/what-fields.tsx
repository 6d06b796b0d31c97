import { useTranslation } from 'react-i18next';
import { sectorKeys } from '../../organisations/sectors';
import { contentLanguages, languageNames } from '../../shared/languages';
import { themes } from '../../shared/themes';
import { Boxes, Checkbox, Choices, Field, Select, TextArea } from '../../shared/ui/form';
import { Facilitators, InvitedOrganisations, OwnLanguage, type Places } from '../../shared/ui/preparing/fields';
import { eventKinds, eventReaders, languageWays, waitingOrders } from '../event';

export interface ToChooseFrom {
  organisations: { id: number; name: string; sector: string }[];
  series: { id: number; title: string; language: string }[];
}

const blank = {
  language: 'en',
  title: '',
  introduction: '',
  kind: 'web-seminar',
  series: '',
  region: '001',
  readers: 'public',
  venue: '',
  hasJoining: false,
  capacity: '',
  waitingOrder: 'in-order',
  approval: false,
  survivorSpeaks: false,
  themes: [] as string[],
  sectors: [] as string[],
  spoken: [] as string[],
  interpreted: [] as string[],
  captions: [] as string[],
  invited: [] as number[],
  facilitators: '',
};
export type WhatValues = typeof blank;

/** What an event is, where, for whom, and who runs it; the same fields for a new one and for one that exists. */
export function WhatFields({
  deed,
  of,
  places,
  choose,
  isNew,
}: {
  deed: string;
  of: Partial<WhatValues>;
  places: Places;
  choose: ToChooseFrom;
  isNew: boolean;
}) {
  const { t } = useTranslation('events');
  const values = { ...blank, ...of };
  return (
    <>
      <OwnLanguage deed={deed} value={values.language} isNew={isNew} />
      <Field deed={deed} name="title" label={t('prepare.title')} value={values.title} dir="auto" required />
      <TextArea
        deed={deed}
        name="introduction"
        label={t('prepare.introduction')}
        hint={t('prepare.introduction-hint')}
        value={values.introduction}
        optional
      />
      <Select
        deed={deed}
        name="kind"
        label={t('prepare.kind')}
        value={values.kind}
        options={eventKinds.map((v) => ({ value: v, label: t(`kind.${v}`) }))}
      />
      <Select
        deed={deed}
        name="series"
        label={t('prepare.series')}
        hint={t('prepare.series-hint')}
        value={values.series}
        empty={t('prepare.no-series')}
        options={choose.series.map((s) => ({ value: String(s.id), label: s.title }))}
        optional
      />
      <Select deed={deed} name="region" label={t('prepare.region')} value={values.region} options={places.regions} />
      <Boxes
        deed={deed}
        name="themes"
        label={t('prepare.themes')}
        ticked={values.themes}
        options={themes.map((v) => ({ value: v, label: t(`themes:${v}`) }))}
        optional
        beside
      />
      <Boxes
        deed={deed}
        name="sectors"
        label={t('prepare.sectors')}
        hint={t('prepare.sectors-hint')}
        ticked={values.sectors}
        options={sectorKeys.map((v) => ({ value: v, label: t(`sectors:${v}.name`) }))}
        optional
        beside
      />
      {languageWays.map((how) => (
        <Boxes
          key={how}
          deed={deed}
          name={how}
          label={t(`languages.${how}`)}
          ticked={values[how]}
          options={contentLanguages.map((v) => ({ value: v, label: <span lang={v}>{languageNames[v]}</span> }))}
          optional
          beside
        />
      ))}
      <Field
        deed={deed}
        name="venue"
        label={t('prepare.venue')}
        hint={t('prepare.venue-hint')}
        value={values.venue}
        dir="auto"
        optional
      />
      <Field
        deed={deed}
        name="joiningUrl"
        type="url"
        label={t('prepare.joining')}
        hint={t(values.hasJoining ? 'prepare.joining-saved' : 'prepare.joining-hint')}
        dir="ltr"
        optional
      />
      <TextArea
        deed={deed}
        name="joiningNote"
        label={t('prepare.joining-note')}
        hint={t('prepare.joining-note-hint')}
        rows={2}
        optional
      />
      {values.hasJoining && <Checkbox deed={deed} name="noJoining" label={t('prepare.no-joining')} />}
      <Choices
        deed={deed}
        name="readers"
        label={t('prepare.readers')}
        value={values.readers}
        options={eventReaders.map((v) => ({ value: v, label: t(`readers.${v}`), hint: t(`readers.${v}-long`) }))}
      />
      <InvitedOrganisations deed={deed} invited={values.invited} organisations={choose.organisations} />
      <Field
        deed={deed}
        name="capacity"
        label={t('prepare.capacity')}
        hint={t('prepare.capacity-hint')}
        value={values.capacity}
        inputMode="numeric"
        dir="ltr"
        optional
      />
      <Choices
        deed={deed}
        name="waitingOrder"
        label={t('prepare.waiting')}
        value={values.waitingOrder}
        options={waitingOrders.map((v) => ({ value: v, label: t(`prepare.waiting-${v}`) }))}
      />
      <fieldset className="field">
        <legend>{t('prepare.care')}</legend>
        <Checkbox deed={deed} name="approval" label={t('prepare.approval')} checked={values.approval} />
        <Checkbox
          deed={deed}
          name="survivorSpeaks"
          label={t('prepare.survivor')}
          hint={t('prepare.survivor-hint')}
          checked={values.survivorSpeaks}
        />
      </fieldset>
      <Facilitators deed={deed} value={values.facilitators} />
    </>
  );
}
