import { useTranslation } from 'react-i18next';
import { Button, Checkbox, DeedForm } from '../../../shared/ui/form';

/** One's hand: up with its place in the line, or down. Only those who moderate see whose hands are up. */
export function Hand({
  place,
  called,
  asksName,
}: {
  place: number | null;
  called: boolean;
  /** A guest says whether those who moderate read the name. */
  asksName: boolean;
}) {
  const { t } = useTranslation('talk');
  const up = place !== null;
  return (
    <section aria-labelledby="hand">
      <h2 id="hand">{t('hand.title')}</h2>
      <p role="status" className={called ? 'notice good' : undefined}>
        {called ? t('hand.called') : up ? t('hand.place', { place }) : ''}
      </p>
      <DeedForm deed="hand">
        <input type="hidden" name="up" value={up ? 'no' : 'yes'} />
        {!up && asksName && <Checkbox deed="hand" name="named" label={t('hand.named')} hint={t('hand.named-hint')} />}
        <Button>{t(up ? 'hand.lower' : 'hand.raise')}</Button>
        {!up && !asksName && <p className="hint">{t('hand.hint')}</p>}
      </DeedForm>
    </section>
  );
}
