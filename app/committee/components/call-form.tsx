import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../shared/languages';
import { Button, DeedForm, Field, Select } from '../../shared/ui/form';
import { LocalTime, ZoneField } from '../../shared/ui/preparing/fields';
import { Crumb } from './parts';

/** When and where the committee meets; who is invited follows from who is on it. */
export function CallForm({
  once,
  zone,
  zones,
  language,
}: {
  once: string;
  zone: string;
  zones: string[];
  language: string;
}) {
  const { t } = useTranslation('committee');
  const deed = 'call';
  return (
    <div className="narrow">
      <Crumb />
      <h1>{t('call.title')}</h1>
      <p className="lede">{t('call.lede')}</p>
      <DeedForm deed={deed} className="stack">
        <input type="hidden" name="once" value={once} />
        <Field deed={deed} name="title" label={t('call.name')} dir="auto" required />
        <Select
          deed={deed}
          name="language"
          label={t('language')}
          hint={t('call.language-hint')}
          value={language}
          options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
        />
        <ZoneField deed={deed} value={zone} zones={zones} hint={t('call.zone-hint')} />
        <LocalTime deed={deed} name="starts" label={t('call.starts')} value={undefined} which={null} required />
        <LocalTime deed={deed} name="ends" label={t('call.ends')} value={undefined} which={null} required />
        <Field deed={deed} name="venue" label={t('call.venue')} dir="auto" optional />
        <Field deed={deed} name="joiningUrl" type="url" label={t('call.joining')} dir="ltr" optional />
        <Button primary>{t('call.call')}</Button>
      </DeedForm>
    </div>
  );
}
