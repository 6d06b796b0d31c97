import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { Way } from '../../../shared/ui/way';
import { EventTimes } from '../../components/event-times';
import type { OwnPageData } from '../page.server';

/** Which event a registration is for, and when it is. Where there is none yet, nothing is said of keeping it. */
export function EventHead({ data: { event, own, zone } }: { data: OwnPageData }) {
  const { t } = useTranslation('registration');
  if (event.title === null) {
    return (
      <>
        <h1>{t('title')}</h1>
        <p className="notice">{t('not-public')}</p>
      </>
    );
  }
  return (
    <>
      <p className="crumb">
        <Way to={event.path} lang={event.titleLanguage} dir={directionOf(event.titleLanguage)}>
          {event.title}
        </Way>
      </p>
      <h1>{t('title')}</h1>
      {own && event.state === 'cancelled' && <p className="notice bad">{t('cancelled')}</p>}
      <EventTimes startsAt={event.startsAt} endsAt={event.endsAt} timeZone={event.timeZone} zone={zone} />
    </>
  );
}
