import { useTranslation } from 'react-i18next';
import { Button, DeedForm, TextArea } from '../../shared/ui/form';

/** Who of no member may read along and comment, by their short names. */
export function ObserversForm({ observers }: { observers: string[] }) {
  const { t } = useTranslation('decisions');
  const deed = 'observers';
  return (
    <DeedForm deed={deed} className="stack">
      <TextArea
        deed={deed}
        name="observers"
        label={t('facts.observers')}
        hint={t('observers.hint')}
        value={observers.join('\n')}
        rows={3}
        dir="ltr"
        optional
      />
      <div className="actions">
        <Button>{t('observers.save')}</Button>
      </div>
    </DeedForm>
  );
}
