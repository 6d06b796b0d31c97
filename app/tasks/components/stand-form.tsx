import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm } from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import { StandFields, type Stands, standing } from './stand-fields';

/** How something that was taken on stands: for those whose it is. */
export function StandForm({ stand }: { stand: Stands & { version: number } }) {
  const { t } = useTranslation('commitments');
  const deed = 'stand';
  return (
    <Fold summary={t('stand.title')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <Version deed={deed} now={stand.version} />
        <StandingNow deed={deed} fields={standing(stand, t)} />
        <StandFields deed={deed} of={stand} />
        <div className="actions">
          <Button>{t('stand.save')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}
