import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox, DeedForm, Field, Select } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { OtherSession } from './other-session';
import { EmailField, LanguageField, NameField, NewPasswordField, ZoneField } from './person-fields';

export function RegisterPage({
  organisations,
  zones,
  language,
}: {
  organisations: { id: number; name: string }[];
  zones: string[];
  language: string;
}) {
  const { t } = useTranslation('people');
  const deed = 'register';
  return (
    <div className="narrow">
      <h1>{t('register.title')}</h1>
      <p className="lede">{t('register.lede')}</p>
      <p>
        {t('register.have-one')} <Link to="/sign-in">{t('sign-in.title')}</Link>
      </p>
      <DeedForm deed={deed} className="stack">
        <NameField deed={deed} />
        <EmailField deed={deed} hint={t('fields.email-hint')} />
        <Select
          deed={deed}
          name="organisationId"
          label={t('fields.organisation')}
          hint={t('fields.organisation-hint')}
          empty={t('fields.organisation-empty')}
          options={organisations.map((o) => ({ value: String(o.id), label: o.name }))}
        />
        <Field
          deed={deed}
          name="organisationWanted"
          label={t('fields.organisation-wanted')}
          hint={t('fields.organisation-wanted-hint')}
          autoComplete="organization"
          dir="auto"
          optional
        />
        <NewPasswordField deed={deed} />
        <LanguageField deed={deed} value={language} />
        <ZoneField deed={deed} zones={zones} guess />
        <Checkbox name="news" label={t('notices:news.consent')} hint={t('notices:news.consent-hint')} />
        <div className="actions">
          <Button primary>{t('register.button')}</Button>
        </div>
      </DeedForm>
    </div>
  );
}

/** What the page says to everyone who registered, whether the address was known or not. */
export function LookInMail({ hours }: { hours: number }) {
  const { t } = useTranslation('people');
  return (
    <div className="narrow">
      <h1>{t('confirm.sent-title')}</h1>
      <p className="lede">{t('confirm.sent', { hours })}</p>
      <p>{t('confirm.sent-missing')}</p>
      <p>
        <Link to="/sign-in">{t('confirm.again')}</Link>
      </p>
    </div>
  );
}

export function ConfirmPage({
  name,
  email,
  organisation,
  hasPassword,
  other,
}: {
  name: string;
  email: string;
  organisation: string | null;
  hasPassword: boolean;
  other: string | null;
}) {
  const { t } = useTranslation('people');
  const deed = 'confirm';
  return (
    <div className="narrow">
      <h1>{t('confirm.title')}</h1>
      <p>{t('confirm.is-this-you')}</p>
      <dl className="record">
        <dt>{t('account.email')}</dt>
        <dd>
          <bdi>{email}</bdi>
        </dd>
        <dt>{t('fields.name')}</dt>
        <dd>
          <bdi>{name}</bdi>
        </dd>
        <dt>{t('account.organisation')}</dt>
        <dd>
          <bdi>{organisation}</bdi>
        </dd>
      </dl>
      <OtherSession name={other} />
      <DeedForm deed={deed} className="stack" reload>
        {!hasPassword && (
          <>
            <p className="notice">{t('confirm.contested')}</p>
            <NewPasswordField deed={deed} />
          </>
        )}
        <div className="actions">
          <Button primary>{t('confirm.button')}</Button>
        </div>
      </DeedForm>
      <p className="hint">{t('confirm.not-you')}</p>
    </div>
  );
}

/** For whoever waits: until when, what happens then, and what can be done meanwhile. */
export function WaitingNotice({ answerBy, zone }: { answerBy: string; zone: string }) {
  const { t } = useTranslation('people');
  return (
    <section className="notice" aria-labelledby="waiting">
      <h2 id="waiting">{t('waiting.title')}</h2>
      <p>
        {t('waiting.by')} <Time at={answerBy} zone={zone} style="date" />. {t('waiting.how')}
      </p>
      <p>{t('waiting.meanwhile')}</p>
      <p>
        <Link to="/discussions?state=open">{t('waiting.discussions')}</Link>
      </p>
    </section>
  );
}
