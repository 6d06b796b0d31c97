import { useTranslation } from 'react-i18next';
import type { Which } from '../../shared/time';
import { LocalTime, ZoneField } from '../../shared/ui/preparing/fields';

export interface WhenValues {
  timeZone: string;
  starts: string;
  startsWhich: Which;
  ends: string;
  endsWhich: Which;
  closes: string;
  closesWhich: Which;
}

/** When it is, in the zone that is named first: what is typed below is the time of the clocks there. */
export function WhenFields({ deed, of, zones }: { deed: string; of: Partial<WhenValues>; zones: string[] }) {
  const { t } = useTranslation('events');
  return (
    <>
      <ZoneField deed={deed} value={of.timeZone ?? ''} zones={zones} hint={t('prepare.zone-hint')} />
      <LocalTime
        deed={deed}
        name="starts"
        label={t('prepare.starts')}
        value={of.starts}
        which={of.startsWhich}
        required
      />
      <LocalTime deed={deed} name="ends" label={t('prepare.ends')} value={of.ends} which={of.endsWhich} required />
      <LocalTime
        deed={deed}
        name="closes"
        label={t('prepare.closes')}
        hint={t('prepare.closes-hint')}
        value={of.closes}
        which={of.closesWhich}
      />
    </>
  );
}
