import { useTranslation } from 'react-i18next';
import { Button, Checkbox, DeedForm } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { agentParts } from '../agent';
import { OtherSession } from './other-session';
import { EmailField, LanguageField, NameField, NewPasswordField, OldPasswordField, ZoneField } from './person-fields';
import { WaitingNotice } from './registering';
import { SignOutForm } from './signing-in';

export interface AccountView {
  name: string;
  handle: string;
  email: string;
  organisation: string | null;
  language: string;
  timeZone: string;
  shortcuts: boolean;
  hasPassword: boolean;
  /** Set while the account waits for approval: the day (ISO 8601) of the answer. */
  answerBy: string | null;
  zones: string[];
  sessions: SessionView[];
  /** What was done just now, in words. */
  done: string | null;
}

export interface SessionView {
  id: string;
  agent: string;
  createdAt: string;
  lastSeenAt: string;
  here: boolean;
}

export function AccountPage(account: AccountView) {
  const { t } = useTranslation('people');
  const { handle, email, organisation, answerBy, timeZone, sessions, done } = account;
  return (
    <div className="narrow">
      <h1>{t('account.title')}</h1>
      {done && (
        <p className="notice good" role="status">
          {done}
        </p>
      )}
      {answerBy && <WaitingNotice answerBy={answerBy} zone={timeZone} />}
      <dl className="record">
        <dt>{t('account.organisation')}</dt>
        <dd>
          <bdi>{organisation}</bdi>
        </dd>
        <dt>{t('account.handle')}</dt>
        <dd>
          <bdi>@{handle}</bdi>
        </dd>
        <dt>{t('account.email')}</dt>
        <dd>
          <bdi>{email}</bdi>
        </dd>
      </dl>
      <ProfileForm {...account} />
      <PasswordForm hasPassword={account.hasPassword} email={email} />
      <AddressForm hasPassword={account.hasPassword} />
      <Sessions sessions={sessions} zone={timeZone} />
    </div>
  );
}

/** Loads the page anew: the language of its texts may have changed. */
function ProfileForm({ name, language, timeZone, shortcuts, zones }: AccountView) {
  const { t } = useTranslation('people');
  const deed = 'profile';
  return (
    <section aria-labelledby="profile">
      <h2 id="profile">{t('account.profile')}</h2>
      <DeedForm deed={deed} className="stack" reload>
        <NameField deed={deed} value={name} />
        <LanguageField deed={deed} value={language} />
        <ZoneField deed={deed} value={timeZone} zones={zones} />
        <Checkbox
          name="shortcuts"
          label={t('account.shortcuts')}
          hint={t('account.shortcuts-hint')}
          checked={shortcuts}
        />
        <div className="actions">
          <Button primary>{t('account.save')}</Button>
        </div>
      </DeedForm>
    </section>
  );
}

function PasswordForm({ hasPassword, email }: { hasPassword: boolean; email: string }) {
  const { t } = useTranslation('people');
  const deed = 'password';
  return (
    <section aria-labelledby="password">
      <h2 id="password">{t('account.password')}</h2>
      <p>{hasPassword ? t('account.password-ends') : t('account.password-none')}</p>
      <DeedForm deed={deed} className="stack" reload>
        {/* Password managers keep the new one with the right account. */}
        <input type="hidden" name="username" value={email} autoComplete="username" />
        {hasPassword && <OldPasswordField deed={deed} />}
        <NewPasswordField deed={deed} label={t('fields.new-password')} />
        <div className="actions">
          <Button>{t('account.password-button')}</Button>
        </div>
      </DeedForm>
    </section>
  );
}

function AddressForm({ hasPassword }: { hasPassword: boolean }) {
  const { t } = useTranslation('people');
  const deed = 'address';
  return (
    <section aria-labelledby="address">
      <h2 id="address">{t('account.address')}</h2>
      <p>{t('account.address-text')}</p>
      <DeedForm deed={deed} className="stack" reload>
        <EmailField deed={deed} label={t('account.address-new')} />
        {hasPassword && <OldPasswordField deed={deed} />}
        <div className="actions">
          <Button>{t('account.address-button')}</Button>
        </div>
      </DeedForm>
    </section>
  );
}

function Sessions({ sessions, zone }: { sessions: SessionView[]; zone: string }) {
  const { t } = useTranslation('people');
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{t('sessions.title')}</h2>
      <p>{t('sessions.text')}</p>
      <ul className="list">
        {sessions.map((session) => (
          <SessionItem key={session.id} session={session} zone={zone} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <DeedForm deed="end-others">
          <div className="actions">
            <Button>{t('sessions.end-others')}</Button>
          </div>
        </DeedForm>
      )}
      <SignOutForm label={t('account.out')} />
    </section>
  );
}

function SessionItem({ session, zone }: { session: SessionView; zone: string }) {
  const { t } = useTranslation('people');
  const parts = agentParts(session.agent);
  const agent = parts ? t('sessions.agent', parts) : session.agent || t('sessions.unknown');
  return (
    <li>
      <h3>
        {agent} {session.here && <span className="tag">{t('sessions.this')}</span>}
      </h3>
      <p className="meta">
        <span>
          {t('sessions.began')} <Time at={session.createdAt} zone={zone} />
        </span>
        <span>
          {t('sessions.seen')} <Time at={session.lastSeenAt} zone={zone} />
        </span>
      </p>
      {!session.here && (
        <DeedForm deed="end-session">
          <input type="hidden" name="session" value={session.id} />
          <Button quiet>
            {t('sessions.end')} <span className="unseen">{t('sessions.end-which', { agent })}</span>
          </Button>
        </DeedForm>
      )}
    </li>
  );
}

/** The page of the link that was sent to a new address. */
export function AddressPage({
  name,
  from,
  to,
  other,
}: {
  name: string;
  from: string;
  to: string;
  other: string | null;
}) {
  const { t } = useTranslation('people');
  return (
    <div className="narrow">
      <h1>{t('address.title')}</h1>
      <p>{t('address.text', { name })}</p>
      <dl className="record">
        <dt>{t('address.from')}</dt>
        <dd>
          <bdi>{from}</bdi>
        </dd>
        <dt>{t('address.to')}</dt>
        <dd>
          <bdi>{to}</bdi>
        </dd>
      </dl>
      <OtherSession name={other} />
      <DeedForm deed="address" reload>
        <div className="actions">
          <Button primary>{t('address.button')}</Button>
        </div>
      </DeedForm>
    </div>
  );
}
