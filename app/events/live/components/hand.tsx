import { useTranslation } from 'react-i18next';
import { Button, DeedForm } from '../../../shared/ui/form';

/** One's hand: up with its place in the line, or down. Only those who moderate see whose hands are up. */
export function Hand({ place, called }: { place: number | null; called: boolean }) {
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
        <Button>{t(up ? 'hand.lower' : 'hand.raise')}</Button>
        {!up && <p className="hint">{t('hand.hint')}</p>}
      </DeedForm>
    </section>
  );
}
