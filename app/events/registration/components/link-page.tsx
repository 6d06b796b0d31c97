import { useTranslation } from 'react-i18next';
import { Button, DeedForm } from '../../../shared/ui/form';
import { Way } from '../../../shared/ui/way';
import type { OwnPageData, OwnView } from '../page.server';
import { EventHead } from './event-head';
import { OwnRegistration } from './own-registration';

/** What the link of a mail opens: to confirm, and from then on one's own registration. */
export function LinkPage({ data, withdrawn }: { data: OwnPageData | null; withdrawn: boolean }) {
  const { t } = useTranslation('registration');
  if (!data) {
    return (
      <div className="narrow">
        <h1>{t(withdrawn ? 'withdrawn-title' : 'dead.title')}</h1>
        <p className="lede">{t(withdrawn ? 'withdrawn' : 'dead.why')}</p>
        <p>
          <Way to="/events">{t('to-events')}</Way>
        </p>
      </div>
    );
  }
  const { own } = data;
  return (
    <div className="narrow">
      <EventHead data={data} />
      {own?.state === 'unconfirmed' && <Confirming data={data} own={own} />}
      {own && own.state !== 'unconfirmed' && <OwnRegistration data={{ ...data, own }} />}
    </div>
  );
}

/** What was ticked is said: somebody else may have typed the address, and whoever has it is the one to agree. */
function Confirming({ data, own }: { data: OwnPageData; own: OwnView }) {
  const { t } = useTranslation('registration');
  if (!data.event.takesPart) return <p className="notice">{t('confirm.late')}</p>;
  return (
    <>
      <p className="lede">
        {t('confirm.text')} <bdi dir="ltr">{own.email}</bdi>
      </p>
      {own.consent && <p>{t('confirm.consent')}</p>}
      <DeedForm deed="confirm">
        <div className="actions">
          <Button primary>{t('confirm.button')}</Button>
        </div>
      </DeedForm>
      <p className="hint">{t('confirm.not-you')}</p>
    </>
  );
}
