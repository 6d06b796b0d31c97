import { useTranslation } from 'react-i18next';
import { Button, DeedForm, Field, Select } from '../../shared/ui/form';
import { Way } from '../../shared/ui/way';
import type { BeginCallData } from '../page.server';

/** A title and a language: everything else is prepared afterwards. */
export function BeginCallPage({ data }: { data: BeginCallData }) {
  const { t } = useTranslation('pilots');
  const deed = 'begin-call';
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Way to="/pilots">{t('title')}</Way>
      </p>
      <h1>{t('begin-call.title')}</h1>
      <p className="lede">{t('begin-call.lede')}</p>
      <DeedForm deed={deed} className="stack">
        <input type="hidden" name="once" value={data.once} />
        <Field deed={deed} name="title" label={t('field.title')} dir="auto" required />
        <Select deed={deed} name="language" label={t('field.language')} value={data.writes} options={data.languages} />
        <div className="actions">
          <Button primary>{t('begin-call.save')}</Button>
        </div>
      </DeedForm>
    </div>
  );
}
