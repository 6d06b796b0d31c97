import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, DeedForm } from '../../shared/ui/form';
import { LanguageField, NameField, NewPasswordField, ZoneField } from './person-fields';
import { SignOutForm } from './signing-in';

export interface InvitationView {
  email: string;
  name: string;
  language: string;
  inviter: string;
  organisation: string | null;
  organisationRole: string | null;
  activityTitle: string | null;
  activityRole: string | null;
  /** What whoever looks can do: begin an account, accept with theirs, or sign in or out first. */
  way: 'new' | 'accept' | 'sign-in' | 'sign-out';
  /** Whose session this is, where it is somebody else's. */
  signedInAs: string | null;
  /** The account belongs to another organisation until it accepts. */
  moves: boolean;
  /** This page, to come back to. */
  here: string;
  zones: string[];
}

export function InvitationPage(invitation: InvitationView) {
  const { t } = useTranslation('people');
  const { email, inviter, organisation, organisationRole, activityTitle, activityRole } = invitation;
  return (
    <div className="narrow">
      <h1>{t('invitation.title')}</h1>
      <p className="lede">{t('invitation.from', { inviter })}</p>
      <dl className="record">
        <dt>{t('invitation.for')}</dt>
        <dd>
          <bdi>{email}</bdi>
        </dd>
        {organisation && (
          <>
            <dt>{t('invitation.organisation')}</dt>
            <dd>
              <bdi>{organisation}</bdi>
              {organisationRole && <>, {t(`invitation.as.${organisationRole}`)}</>}
            </dd>
          </>
        )}
        {activityTitle && (
          <>
            <dt>{t('invitation.activity')}</dt>
            <dd>
              <bdi>{activityTitle}</bdi>
              {activityRole && <>, {t(`invitation.as.${activityRole}`)}</>}
            </dd>
          </>
        )}
      </dl>
      <Way {...invitation} />
    </div>
  );
}

function Way({ way, name, language, zones, here, signedInAs, moves, organisation }: InvitationView) {
  const { t } = useTranslation('people');
  if (way === 'sign-in') {
    return (
      <>
        <p>{t('invitation.sign-in')}</p>
        <p>
          <Link to={`/sign-in?to=${encodeURIComponent(here)}`}>{t('invitation.sign-in-link')}</Link>
        </p>
      </>
    );
  }
  if (way === 'sign-out') {
    return (
      <>
        <p>{t('invitation.other', { name: signedInAs })}</p>
        <SignOutForm label={t('invitation.other-button')} to={here} />
      </>
    );
  }
  if (way === 'accept') {
    return (
      <DeedForm deed="accept" className="stack">
        <p>
          {t('invitation.yours')} {moves && t('invitation.yours-moves', { organisation })}
        </p>
        <div className="actions">
          <Button primary>{t('invitation.accept')}</Button>
        </div>
      </DeedForm>
    );
  }
  return (
    <DeedForm deed="begin" className="stack" reload>
      <p>{t('invitation.new')}</p>
      <NameField deed="begin" value={name} />
      <NewPasswordField deed="begin" />
      <LanguageField deed="begin" value={language} />
      <ZoneField deed="begin" zones={zones} guess />
      <div className="actions">
        <Button primary>{t('invitation.button')}</Button>
      </div>
    </DeedForm>
  );
}
