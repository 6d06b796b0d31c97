import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Button, DeedForm, Field, Select } from '../../shared/ui/form';
import { Way } from '../../shared/ui/way';
import type { BeginData } from '../pages.server';

/** A title, a language, and who puts it: all else is said in the draft. */
export function BeginPage({ data }: { data: BeginData }) {
  const { t } = useTranslation('decisions');
  const deed = 'begin';
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Way to="/decisions">{t('title')}</Way>
      </p>
      <h1>{t('begin.title')}</h1>
      <p className="lede">{t('begin.lede')}</p>
      {data.subject && (
        <p>
          {t('about')}:{' '}
          <span lang={data.subject.language} dir={directionOf(data.subject.language)}>
            {data.subject.title}
          </span>
        </p>
      )}
      <DeedForm deed={deed} className="stack">
        <input type="hidden" name="once" value={data.once} />
        <input type="hidden" name="subjectKind" value={data.subjectKind} />
        <input type="hidden" name="subjectId" value={data.subjectId} />
        <Field deed={deed} name="title" label={t('settings.title-field')} required />
        <Select
          deed={deed}
          name="language"
          label={t('language')}
          hint={t('begin.language-hint')}
          value={data.writes}
          options={data.languages}
        />
        <Select
          deed={deed}
          name="lead"
          label={t('begin.lead')}
          {...(data.isSecretariat ? { empty: t('facts.secretariat') } : {})}
          options={data.organisations}
        />
        <div className="actions">
          <Button primary>{t('begin.save')}</Button>
        </div>
      </DeedForm>
    </div>
  );
}
