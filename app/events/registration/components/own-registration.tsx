import { useTranslation } from 'react-i18next';
import { Sure } from '../../../facilitation/components/sure';
import { Fold } from '../../../shared/ui/fold';
import { Button, Checkbox, DeedForm } from '../../../shared/ui/form';
import { PlaceTime } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import { RemindersForm } from '../../calendar/components/reminders-form';
import { usualChoice } from '../../calendar/reminders';
import type { OwnPageData, OwnView } from '../page.server';
import type { RegistrationState } from '../registration';
import { WhatWasSaid } from './said';

type Own = OwnPageData & { own: OwnView };

/** The state of a registration, in words. */
export function StateOf({ state }: { state: RegistrationState }) {
  const { t } = useTranslation('registration');
  const looks: Record<RegistrationState, string> = {
    unconfirmed: 'draft',
    asking: 'waiting',
    registered: 'open',
    waiting: 'waiting',
    offered: 'announced',
    declined: 'hidden',
    withdrawn: 'closed',
  };
  return <span className={`state ${looks[state]}`}>{t(`state.${state}`)}</span>;
}

/** One's own registration: where it stands, what can be done now, what was said, and the way out. */
export function OwnRegistration({ data }: { data: Own }) {
  const { t } = useTranslation('registration');
  // For the title of what calendars say.
  useTranslation('calendar');
  const { own, event } = data;
  // An offer that has run out is none, though its own instant may not have come to the queue yet.
  const isOffered = own.state === 'offered' && !data.mayAskAgain;
  return (
    <>
      <p>
        <StateOf state={isOffered || own.state !== 'offered' ? own.state : 'waiting'} />
      </p>
      <Standing data={data} />
      {own.state === 'registered' && <Joining data={data} />}
      {own.state === 'registered' && data.talk && <BesideTalk data={data} />}
      {data.questionnaires.length > 0 && (
        <section aria-labelledby="asked">
          <h2 id="asked">{t('own.asked')}</h2>
          <ul>
            {data.questionnaires.map(({ path, title, language }) => (
              <li key={path}>
                <a href={path} lang={language}>
                  <bdi>{title}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <WhatWasSaid data={data} />
      {own.state === 'registered' && event.takesPart && (
        <Fold summary={t('calendar:reminders.title')} deeds={['reminders']}>
          <RemindersForm {...(own.reminders ?? usualChoice)} />
        </Fold>
      )}
      <Withdrawing held={event.takesPart} place={own.state === 'registered' || isOffered} />
    </>
  );
}

/** What the state means for its owner, and the one thing to do. */
function Standing({ data }: { data: Own }) {
  const { t } = useTranslation('registration');
  const { own, event } = data;
  if (!event.takesPart) return null;
  if (data.mayAskAgain) {
    return (
      <div className="notice">
        <p>{t(own.passedAt || own.state === 'offered' ? 'own.passed' : 'own.begun')}</p>
        <DeedForm deed="again">
          <div className="actions">
            <Button primary>{t('own.again')}</Button>
          </div>
        </DeedForm>
      </div>
    );
  }
  if (own.state === 'offered' && own.offeredUntil) {
    return (
      <div className="notice good">
        <p>
          {t('own.offered')} <PlaceTime at={own.offeredUntil} place={event.timeZone} reader={data.zone} />
        </p>
        <DeedForm deed="accept">
          <div className="actions">
            <Button primary>{t('own.accept')}</Button>
          </div>
        </DeedForm>
      </div>
    );
  }
  if (own.state === 'declined') {
    return (
      <div className="notice">
        <p>{t('own.declined')}</p>
        {own.reason && (
          <blockquote dir="auto">
            <p>{own.reason}</p>
          </blockquote>
        )}
      </div>
    );
  }
  return <p className="lede">{t(`own.means.${own.state}`)}</p>;
}

/** For those who may join, and for nobody else: it comes only with their own page, which nothing keeps. */
export function Joining({ data }: { data: OwnPageData }) {
  const { t } = useTranslation('registration');
  const { joining } = data;
  if (!joining) return data.event.takesPart ? <p className="hint">{t('joining.none')}</p> : null;
  return (
    <section aria-labelledby="joining" className="notice good">
      <h2 id="joining">{t('joining.title')}</h2>
      {joining.url === '' ? (
        <p>{t('joining.later')}</p>
      ) : (
        <>
          <p>
            <a className="primary" href={data.joinPath} rel="noreferrer">
              {t('joining.go')}
            </a>
          </p>
          <p>
            {t('joining.address')} <bdi dir="ltr">{joining.url}</bdi>
          </p>
        </>
      )}
      {joining.note && <p dir="auto">{joining.note}</p>}
      {joining.venue && (
        <p>
          {t('joining.venue')} <bdi>{joining.venue}</bdi>
        </p>
      )}
      <p className="hint">{t('joining.yours')}</p>
    </section>
  );
}

/** The way to questions and polls. By the link of a mail it opens a place there, which this browser keeps for a while. */
function BesideTalk({ data }: { data: Own }) {
  const { t } = useTranslation('registration');
  const words = t(data.talk === 'open' ? 'beside.go' : 'beside.read');
  return (
    <section aria-labelledby="beside">
      <h2 id="beside">{t('beside.title')}</h2>
      {data.byAccount ? (
        <p>
          <Way to={`/events/${data.event.id}/live`}>{words}</Way>
        </p>
      ) : (
        <DeedForm deed="take-part" className="stack" reload>
          {data.talk === 'open' && <p className="hint">{t('beside.by-link')}</p>}
          <div className="actions">
            <Button>{words}</Button>
          </div>
        </DeedForm>
      )}
    </section>
  );
}

/** `place`: there is one to go to the next in line; who only waits or asks has none. */
function Withdrawing({ held, place }: { held: boolean; place: boolean }) {
  const { t } = useTranslation('registration');
  return (
    <section aria-labelledby="withdraw">
      <h2 id="withdraw">{t('withdraw.title')}</h2>
      <p>{t(!held ? 'withdraw.what-after' : place ? 'withdraw.what' : 'withdraw.what-asked')}</p>
      <DeedForm deed="withdraw" className="stack">
        <Sure deed="withdraw">
          <Checkbox name="sure" label={t('withdraw.sure')} />
        </Sure>
        <div className="actions">
          <Button danger>{t('withdraw.button')}</Button>
        </div>
      </DeedForm>
    </section>
  );
}
