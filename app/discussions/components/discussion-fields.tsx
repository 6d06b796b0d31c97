import { useTranslation } from 'react-i18next';
import { Choices, Field, Select, TextArea } from '../../shared/ui/form';
import {
  Facilitators,
  InvitedOrganisations,
  OwnLanguage,
  type Places,
  ZoneField,
} from '../../shared/ui/preparing/fields';

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
  places: Places;
  isNew: boolean;
}) {
  const { t } = useTranslation('discussions');
  const values = { ...blank, ...of };
  return (
    <>
      <OwnLanguage deed={deed} value={values.language} isNew={isNew} hint={t('prepare.language-hint')} />
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
      <ZoneField deed={deed} value={values.timeZone} zones={places.zones} hint={t('prepare.zone-hint')} />
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
      <InvitedOrganisations deed={deed} invited={values.invited} organisations={organisations} />
      <Facilitators deed={deed} value={values.facilitators} />
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
