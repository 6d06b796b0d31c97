import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../shared/languages';
import { Checkbox, Choices, Field, Select, TextArea } from '../../shared/ui/form';

export interface PlacesAndZones {
  regions: { value: string; label: string }[];
  zones: string[];
}

const blank = {
  language: 'en',
  title: '',
  introduction: '',
  timeZone: 'UTC',
  region: '001',
  readers: 'public',
  writers: 'registered',
  moderation: 'post',
  invited: [] as number[],
  facilitators: '',
  participants: '',
  observers: '',
};

/** What a discussion is, for whom, and who runs it; the same fields for a new one and for one that exists. */
export function DiscussionFields({
  deed,
  of,
  organisations,
  places,
  isNew,
}: {
  deed: string;
  of: Partial<typeof blank>;
  organisations: { id: number; name: string; sector: string }[];
  places: PlacesAndZones;
  isNew: boolean;
}) {
  const { t } = useTranslation('discussions');
  const values = { ...blank, ...of };
  const sectors = [...new Set(organisations.map((o) => o.sector))];
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
      <Select deed={deed} name="region" label={t('prepare.region')} value={values.region} options={places.regions} />
      <Field
        deed={deed}
        name="timeZone"
        label={t('prepare.zone')}
        hint={t('prepare.zone-hint')}
        value={values.timeZone}
        list="zones"
      />
      <datalist id="zones">
        {places.zones.map((z) => (
          <option key={z} value={z} />
        ))}
      </datalist>
      <Choices
        deed={deed}
        name="readers"
        label={t('prepare.readers')}
        value={values.readers}
        options={(['public', 'registered', 'invited'] as const).map((v) => ({
          value: v,
          label: t(`readers.${v}`),
          hint: t(`readers.${v}-long`),
        }))}
      />
      <Choices
        deed={deed}
        name="writers"
        label={t('prepare.writers')}
        value={values.writers}
        options={(['registered', 'invited'] as const).map((v) => ({ value: v, label: t(`prepare.writers-${v}`) }))}
      />
      <Choices
        deed={deed}
        name="moderation"
        label={t('prepare.moderation')}
        value={values.moderation}
        options={(['post', 'pre'] as const).map((v) => ({ value: v, label: t(`prepare.moderation-${v}`) }))}
      />
      <details className="field">
        <summary>{t('prepare.invited', { count: values.invited.length })}</summary>
        {sectors.map((sector) => (
          <fieldset key={sector}>
            <legend>{t(`sectors:${sector}.name`)}</legend>
            {organisations
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
      <TextArea
        deed={deed}
        name="facilitators"
        label={t('prepare.facilitators')}
        hint={t('prepare.people-hint')}
        value={values.facilitators}
        rows={3}
        dir="ltr"
      />
      <TextArea
        deed={deed}
        name="participants"
        label={t('prepare.participants')}
        hint={t('prepare.participants-hint')}
        value={values.participants}
        rows={3}
        dir="ltr"
        optional
      />
      <TextArea
        deed={deed}
        name="observers"
        label={t('prepare.observers')}
        hint={t('prepare.observers-hint')}
        value={values.observers}
        rows={2}
        dir="ltr"
        optional
      />
    </>
  );
}
