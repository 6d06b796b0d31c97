import { useTranslation } from 'react-i18next';
import { Button, Checkbox, DeedForm } from '../../../shared/ui/form';
import type { HandView, SessionShown } from '../views';

/** Who has the floor, as far as all may know, and how the list is ordered. */
export function Speaking({ shown }: { shown: SessionShown }) {
  const { t } = useTranslation(['session', 'sectors']);
  if (!shown.speaking) return <p>{t('session:floor.free')}</p>;
  const { sector } = shown.speaking;
  return (
    <p>
      {sector ? t('session:floor.speaks', { sector: t(`sectors:${sector}.name`) }) : t('session:floor.someone-speaks')}
    </p>
  );
}

/** One's own hand: up with its place in the list, or down. Only those who lead see whose hands are up. */
export function OwnHand({
  hand,
  mayBeLabelled,
  asksName,
}: {
  hand: HandView | null;
  mayBeLabelled: boolean;
  /** A guest says whether those who lead read the name. */
  asksName: boolean;
}) {
  const { t } = useTranslation(['session', 'talk']);
  return (
    <>
      <p role="status" className={hand?.speaking ? 'notice good' : undefined}>
        {hand?.speaking ? t('session:floor.yours') : hand ? t('session:floor.place', { place: hand.place }) : ''}
      </p>
      <DeedForm deed="floor">
        <input type="hidden" name="up" value={hand ? 'no' : 'yes'} />
        {!hand && mayBeLabelled && (
          <Checkbox
            deed="floor"
            name="labelled"
            label={t('session:floor.labelled')}
            hint={t('session:floor.labelled-hint')}
          />
        )}
        {!hand && asksName && (
          <Checkbox deed="floor" name="named" label={t('talk:hand.named')} hint={t('session:guest.named-hint')} />
        )}
        <Button>
          {t(hand?.speaking ? 'session:floor.done' : hand ? 'session:floor.take-back' : 'session:floor.ask')}
        </Button>
        <p className="hint">{t('session:floor.hint')}</p>
      </DeedForm>
    </>
  );
}
