import { useTranslation } from 'react-i18next';
import { Button, Field, RoomForm } from '../../../room/ui';
import { DeskPage, type Shown, ShownOnce } from './desk-page';

export function Recover({ shown }: { shown: Shown[] }) {
  const { t } = useTranslation('desk');
  return (
    <DeskPage of={null} title={t('recover.title')}>
      <ShownOnce of={shown} />
      {shown.length === 0 && (
        <>
          <p>{t('recover.two-of-three')}</p>
          <RoomForm deed="recover">
            <Field deed="recover" name="signIn" label={t('sign-in.name')} dir="ltr" />
            <Field deed="recover" name="recovery" label={t('recover.key')} secret dir="ltr" />
            <Field deed="recover" name="code" label={t('recover.code')} inputMode="numeric" secret dir="ltr" />
            <Field deed="recover" name="passphrase" label={t('recover.passphrase')} secret dir="ltr" />
            <Button primary>{t('recover.do')}</Button>
          </RoomForm>
          <p>{t('recover.else')}</p>
        </>
      )}
      <p>
        <a href="/desk">{t('recover.back')}</a>
      </p>
    </DeskPage>
  );
}

export interface AccountView {
  role: 'caseworker' | 'facilitator' | null;
  hasOwnSecrets: boolean;
  hasRecovery: boolean;
}

/** What somebody renews of her own: each with a code of the moment. */
export function Account({ view, shown }: { view: AccountView; shown: Shown[] }) {
  const { t } = useTranslation('desk');
  return (
    <DeskPage of={view.role} title={t('account.title')}>
      <ShownOnce of={shown} />
      {(['passphrase', 'authenticator', 'recovery'] as const).map((what) => (
        <section key={what}>
          <h2>{t(`account.${what}`)}</h2>
          <p>{t(`account.${what}-hint`)}</p>
          {what === 'recovery' && <p>{t(view.hasRecovery ? 'account.has-recovery' : 'account.no-recovery')}</p>}
          <RoomForm deed={what} label={t(`account.${what}`)}>
            <Field deed={what} name="code" label={t('account.code')} inputMode="numeric" secret dir="ltr" />
            <Button>{t(`account.${what}-do`)}</Button>
          </RoomForm>
        </section>
      ))}
      <p>
        <a href="/desk">{t('recover.back')}</a>
      </p>
    </DeskPage>
  );
}
