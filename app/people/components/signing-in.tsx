import { Link } from '@remix-run/react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, DeedForm, Field } from '../../shared/ui/form';
import { useForgetCopies } from './forget-copies';
import { OtherSession } from './other-session';
import { EmailField, NewPasswordField } from './person-fields';

/** Two ways in: a password, or a link sent by mail. `sent` after a link was asked for. */
export function SignInPage({ to, sent, minutes }: { to: string; sent: boolean; minutes: number }) {
  const { t } = useTranslation('people');
  return (
    <div className="narrow">
      <h1>{t('sign-in.title')}</h1>
      {sent ? (
        <p className="notice good" role="status">
          {t('sign-in.sent', { minutes })}
        </p>
      ) : (
        to !== '/' && <p className="lede">{t('sign-in.first')}</p>
      )}
      <section aria-labelledby="with-password">
        <h2 id="with-password">{t('sign-in.password-title')}</h2>
        <DeedForm deed="password" className="stack">
          <input type="hidden" name="to" value={to} />
          <EmailField deed="password" autoComplete="username" />
          <Field
            deed="password"
            name="password"
            type="password"
            label={t('fields.password')}
            autoComplete="current-password"
            required
          />
          <div className="actions">
            <Button primary>{t('sign-in.button')}</Button>
          </div>
        </DeedForm>
        <p>
          <Link to="/reset">{t('sign-in.forgotten')}</Link>
        </p>
      </section>
      <section aria-labelledby="with-link">
        <h2 id="with-link">{t('sign-in.link-title')}</h2>
        <DeedForm deed="link" className="stack">
          <input type="hidden" name="to" value={to} />
          <EmailField deed="link" hint={t('sign-in.link-text', { minutes })} />
          <div className="actions">
            <Button>{t('sign-in.link-button')}</Button>
          </div>
        </DeedForm>
      </section>
      <p>
        {t('sign-in.none')} <Link to="/register">{t('register.title')}</Link>
      </p>
    </div>
  );
}

/** The page of a link to sign in: its button signs in, so that opening the link alone does nothing. */
export function LinkPage({ name, email, other }: { name: string; email: string; other: string | null }) {
  const { t } = useTranslation('people');
  return (
    <div className="narrow">
      <h1>{t('link.title')}</h1>
      <p>
        {t('link.text')} <bdi>{name}</bdi> (<bdi>{email}</bdi>).
      </p>
      <OtherSession name={other} />
      <DeedForm deed="link" reload>
        <div className="actions">
          <Button primary>{t('link.button')}</Button>
        </div>
      </DeedForm>
    </div>
  );
}

export function SignOutPage({ signedIn }: { signedIn: boolean }) {
  const { t } = useTranslation('people');
  return (
    <div className="narrow">
      <h1>{t('sign-out.title')}</h1>
      {signedIn ? (
        <>
          <p>{t('sign-out.text')}</p>
          <SignOutForm label={t('sign-out.button')} />
        </>
      ) : (
        <p>{t('sign-out.done')}</p>
      )}
    </div>
  );
}

/** Loads the whole page anew: nothing of the session stays in the browser's memory. */
export function SignOutForm({ label, to }: { label: string; to?: string }) {
  const around = useRef<HTMLDivElement>(null);
  useForgetCopies(around);
  return (
    <div ref={around}>
      <DeedForm deed="sign-out" action="/sign-out" reload>
        {to && <input type="hidden" name="to" value={to} />}
        <div className="actions">
          <Button>{label}</Button>
        </div>
      </DeedForm>
    </div>
  );
}

export function ResetPage({ sent, minutes }: { sent: boolean; minutes: number }) {
  const { t } = useTranslation('people');
  return (
    <div className="narrow">
      <h1>{t('reset.title')}</h1>
      {sent ? (
        <p className="notice good" role="status">
          {t('reset.sent', { minutes })}
        </p>
      ) : (
        <p className="lede">{t('reset.text')}</p>
      )}
      <DeedForm deed="reset" className="stack">
        <EmailField deed="reset" />
        <div className="actions">
          <Button primary>{t('reset.button')}</Button>
        </div>
      </DeedForm>
    </div>
  );
}

export function NewPasswordPage({ name, email, other }: { name: string; email: string; other: string | null }) {
  const { t } = useTranslation('people');
  return (
    <div className="narrow">
      <h1>{t('reset.title')}</h1>
      <p>
        {t('reset.new-text')} <bdi>{name}</bdi> (<bdi>{email}</bdi>). {t('reset.new-warning')}
      </p>
      <OtherSession name={other} />
      <DeedForm deed="new-password" className="stack" reload>
        <input type="hidden" name="username" value={email} autoComplete="username" />
        <NewPasswordField deed="new-password" label={t('fields.new-password')} />
        <div className="actions">
          <Button primary>{t('reset.new-button')}</Button>
        </div>
      </DeedForm>
    </div>
  );
}

const ways = {
  confirm: '/sign-in',
  'sign-in': '/sign-in',
  reset: '/reset',
  address: '/account',
  invitation: '/sign-in',
};

/** A link that was used, ended or replaced: what that means, and the way to another. */
export function DeadLink({ kind }: { kind: keyof typeof ways }) {
  const { t } = useTranslation('people');
  return (
    <div className="narrow">
      <h1>{t('dead.title')}</h1>
      <p className="lede">{t('dead.why')}</p>
      <p>{t(`dead.${kind}`)}</p>
      <p>
        <Link to={ways[kind]}>{t(`dead.go.${kind}`)}</Link>
      </p>
    </div>
  );
}
