import { useTranslation } from 'react-i18next';
import { sectorKeys } from '../../organisations/sectors';
import { contentLanguages, languageNames } from '../../shared/languages';
import { themes } from '../../shared/themes';
import { Checkbox, Choices, Field, Select, TextArea, useRefused } from '../../shared/ui/form';
import { eventKinds, eventReaders, languageWays, waitingOrders } from '../event';

export interface Places {
  regions: { value: string; label: string }[];
  zones: string[];
}

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
  const sectors = [...new Set(choose.organisations.map((o) => o.sector))];
  return (
    <>
      {isNew ? (
        <Select
          deed={deed}
          name="language"
          label={t('prepare.language')}
          hint={t('prepare.language-hint')}
          value={values.language}
          options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
        />
      ) : (
        <input type="hidden" name="language" value={values.language} />
      )}
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
      <Ticks
        deed={deed}
        name="themes"
        legend={t('prepare.themes')}
        chosen={values.themes}
        options={themes.map((v) => ({ value: v, label: t(`themes:${v}`) }))}
      />
      <Ticks
        deed={deed}
        name="sectors"
        legend={t('prepare.sectors')}
        hint={t('prepare.sectors-hint')}
        chosen={values.sectors}
        options={sectorKeys.map((v) => ({ value: v, label: t(`sectors:${v}.name`) }))}
      />
      {languageWays.map((how) => (
        <Ticks
          key={how}
          deed={deed}
          name={how}
          legend={t(`languages.${how}`)}
          chosen={values[how]}
          options={contentLanguages.map((v) => ({ value: v, label: languageNames[v], lang: v }))}
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
      <details className="field">
        <summary>{t('prepare.invited', { count: values.invited.length })}</summary>
        {sectors.map((sector) => (
          <fieldset key={sector}>
            <legend>{t(`sectors:${sector}.name`)}</legend>
            {choose.organisations
              .filter((o) => o.sector === sector)
              .map((o) => (
                <Checkbox
                  key={o.id}
                  deed={deed}
                  name="invited"
                  value={String(o.id)}
                  label={o.name}
                  checked={values.invited.includes(o.id)}
                />
              ))}
          </fieldset>
        ))}
      </details>
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
      <TextArea
        deed={deed}
        name="facilitators"
        label={t('prepare.facilitators')}
        hint={t('prepare.people-hint')}
        value={values.facilitators}
        rows={3}
        dir="ltr"
      />
    </>
  );
}

/** Several of a few: what was ticked stays so when the form is refused. */
function Ticks({
  deed,
  name,
  legend,
  hint,
  chosen,
  options,
}: {
  deed: string;
  name: string;
  legend: string;
  hint?: string;
  chosen: string[];
  options: { value: string; label: string; lang?: string }[];
}) {
  const { t } = useTranslation('events');
  const mistake = useRefused(deed)?.refusal.fields?.[name];
  return (
    <fieldset className="field ticks">
      <legend>
        {legend}
        <span className="optional"> ({t('shared:form.optional')})</span>
      </legend>
      {hint && <p className="hint">{hint}</p>}
      {mistake && <p className="mistake">{t(mistake)}</p>}
      {options.map((o) => (
        <Checkbox
          key={o.value}
          deed={deed}
          name={name}
          value={o.value}
          label={o.lang ? <span lang={o.lang}>{o.label}</span> : o.label}
          checked={chosen.includes(o.value)}
        />
      ))}
    </fieldset>
  );
}
