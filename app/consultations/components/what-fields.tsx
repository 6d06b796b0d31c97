import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../shared/languages';
import { themes } from '../../shared/themes';
import { Boxes, Choices, Field, Select, TextArea } from '../../shared/ui/form';
import { Facilitators, OwnLanguage, type Places, ZoneField } from '../../shared/ui/preparing/fields';
import { consultationReaders, consultationScopes, feedKinds, participantKinds } from '../consultation';
import type { ToChoose } from '../queries/preparing.server';

const blank = {
  language: 'en',
  title: '',
  purpose: '',
  feedsWords: '',
  feeds: 'programme',
  feedsDocument: '',
  scope: 'general',
  region: '001',
  theme: '',
  languages: [] as string[],
  host: '',
  readers: 'public',
  participants: 'registered',
  timeZone: '',
  facilitators: '',
};
export type WhatValues = typeof blank;

/** What a consultation is about, what it will feed, who asks and whom; the same fields for a new one and for one that exists. */
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
  choose: ToChoose;
  isNew: boolean;
}) {
  const { t } = useTranslation('consultations');
  const values = { ...blank, ...of };
  return (
    <>
      <OwnLanguage deed={deed} value={values.language} isNew={isNew} />
      <Field deed={deed} name="title" label={t('prepare.title')} value={values.title} dir="auto" required />
      <TextArea
        deed={deed}
        name="purpose"
        label={t('purpose')}
        hint={t('prepare.purpose-hint')}
        value={values.purpose}
        required
      />
      <Field
        deed={deed}
        name="feedsWords"
        label={t('prepare.feeds-words')}
        hint={t('prepare.feeds-words-hint')}
        value={values.feedsWords}
        dir="auto"
        required
      />
      <Choices
        deed={deed}
        name="feeds"
        label={t('prepare.feeds')}
        value={values.feeds}
        options={feedKinds.map((v) => ({ value: v, label: t(`prepare.feeds-${v}`) }))}
      />
      <Select
        deed={deed}
        name="feedsDocument"
        label={t('prepare.feeds-document')}
        hint={t('prepare.feeds-document-hint')}
        value={values.feedsDocument}
        empty={t('prepare.none')}
        options={choose.documents.map((d) => ({ value: String(d.id), label: d.title }))}
        optional
      />
      <Select
        deed={deed}
        name="host"
        label={t('facts.host')}
        hint={t('prepare.host-hint')}
        value={values.host}
        empty={t('prepare.choose')}
        options={choose.organisations.map((o) => ({ value: String(o.id), label: o.name }))}
      />
      <Choices
        deed={deed}
        name="scope"
        label={t('filter.scope')}
        value={values.scope}
        options={consultationScopes.map((v) => ({ value: v, label: t(`scope.${v}`) }))}
      />
      <Select deed={deed} name="region" label={t('prepare.region')} value={values.region} options={places.regions} />
      <Select
        deed={deed}
        name="theme"
        label={t('prepare.theme')}
        value={values.theme}
        empty={t('prepare.none')}
        options={themes.map((v) => ({ value: v, label: t(`themes:${v}`) }))}
      />
      <Boxes
        deed={deed}
        name="languages"
        label={t('prepare.languages')}
        hint={t('prepare.languages-hint')}
        ticked={values.languages}
        options={contentLanguages.map((v) => ({ value: v, label: <span lang={v}>{languageNames[v]}</span> }))}
        beside
      />
      <Choices
        deed={deed}
        name="readers"
        label={t('prepare.readers')}
        value={values.readers}
        options={consultationReaders.map((v) => ({ value: v, label: t(`readers.${v}`) }))}
      />
      <Choices
        deed={deed}
        name="participants"
        label={t('facts.participants')}
        value={values.participants}
        options={participantKinds.map((v) => ({ value: v, label: t(`participants.${v}`) }))}
      />
      <ZoneField deed={deed} value={values.timeZone} zones={places.zones} hint={t('prepare.zone-hint')} />
      <Facilitators deed={deed} value={values.facilitators} />
    </>
  );
}
