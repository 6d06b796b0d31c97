import { useTranslation } from 'react-i18next';
import { EmailField, LanguageField, NameField, ZoneField } from '../../../people/components/person-fields';
import { Button, DeedForm } from '../../../shared/ui/form';
import { PlaceTime } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import type { OwnPageData } from '../page.server';
import { confirmHours } from '../registration';
import { EventHead } from './event-head';
import { ConsentField, OrganisationField, PlaceFields } from './fields';
import { Joining, OwnRegistration } from './own-registration';

export interface RegisterProps {
  data: OwnPageData;
  sent: boolean;
  withdrawn: boolean;
  signedIn: boolean;
}

/** To register for an event; or one's own registration, for whoever has one by their account. */
export function RegisterPage({ data, sent, withdrawn, signedIn }: RegisterProps) {
  const { t } = useTranslation('registration');
  const { own } = data;
  return (
    <div className="narrow">
      <EventHead data={data} />
      {withdrawn && !own && (
        <p className="notice good" role="status">
          {t('withdrawn')}
        </p>
      )}
      {sent && !signedIn ? (
        <Sent />
      ) : own ? (
        <OwnRegistration data={{ ...data, own }} />
      ) : (
        <>
          {data.joining && <Joining data={data} />}
          {data.why ? <p className="notice">{t(data.why)}</p> : <Asking data={data} signedIn={signedIn} />}
        </>
      )}
    </div>
  );
}

/** The same to everybody, whether the address had registered before or not. */
function Sent() {
  const { t } = useTranslation('registration');
  return (
    <div className="notice good" role="status">
      <h2>{t('sent.title')}</h2>
      <p>{t('sent.text', { hours: confirmHours })}</p>
      <p>{t('sent.missing')}</p>
    </div>
  );
}

function Asking({ data, signedIn }: { data: OwnPageData; signedIn: boolean }) {
  const { t } = useTranslation('registration');
  const { event } = data;
  return (
    <>
      <p className="lede">{t(event.approval ? 'ask.approval' : event.full ? 'ask.full' : 'ask.free')}</p>
      {event.survivorSpeaks && <p>{t('ask.survivor')}</p>}
      <p className="meta">
        {t('ask.until')} <PlaceTime at={event.closesAt} place={event.timeZone} reader={data.zone} />
      </p>
      {signedIn ? <WithAccount data={data} /> : <WithoutAccount data={data} />}
    </>
  );
}

function WithAccount({ data }: { data: OwnPageData }) {
  const { t } = useTranslation('registration');
  return (
    <DeedForm deed="register" className="stack">
      {data.needsSector && <PlaceFields deed="register" regions={data.regions} />}
      <ConsentField deed="register" news={false} />
      <div className="actions">
        <Button primary>{t(data.event.approval ? 'ask.button-approval' : 'ask.button')}</Button>
      </div>
    </DeedForm>
  );
}

function WithoutAccount({ data }: { data: OwnPageData }) {
  const { t } = useTranslation('registration');
  const deed = 'ask';
  return (
    <>
      <p>
        {t('ask.have-account')}{' '}
        <Way to={`/sign-in?to=${encodeURIComponent(`/events/${data.event.id}/register`)}`}>{t('ask.sign-in')}</Way>
      </p>
      <DeedForm deed={deed} className="stack">
        <NameField deed={deed} />
        <EmailField deed={deed} hint={t('fields.email-hint')} />
        <OrganisationField deed={deed} />
        <PlaceFields deed={deed} regions={data.regions} />
        <LanguageField deed={deed} value={data.language} />
        <ZoneField deed={deed} zones={data.zones} guess />
        <ConsentField deed={deed} news={!data.event.survivorSpeaks} />
        <p className="hint">{t('ask.no-account')}</p>
        <div className="actions">
          <Button primary>{t(data.event.approval ? 'ask.button-approval' : 'ask.button')}</Button>
        </div>
      </DeedForm>
    </>
  );
}
