import { useTranslation } from 'react-i18next';
import { Button, Field, Notice, RoomForm } from '../../../room/ui';
import type { Colleague } from '../members.server';
import { DeskPage } from './desk-page';

export function SignIn() {
  const { t } = useTranslation('desk');
  return (
    <DeskPage of={null} title={t('sign-in.title')}>
      <RoomForm deed="sign-in">
        <Field deed="sign-in" name="signIn" label={t('sign-in.name')} dir="ltr" />
        <Field
          deed="sign-in"
          name="passphrase"
          label={t('sign-in.passphrase')}
          hint={t('sign-in.passphrase-hint')}
          secret
          dir="ltr"
        />
        <Field deed="sign-in" name="code" label={t('sign-in.code')} inputMode="numeric" secret dir="ltr" />
        <Button primary>{t('sign-in.do')}</Button>
      </RoomForm>
      <p>
        <a href="/desk/recover">{t('sign-in.recover')}</a>
      </p>
    </DeskPage>
  );
}

export interface HomeView {
  name: string;
  organisation: string;
  role: 'caseworker' | 'facilitator';
  isAtWork: boolean;
  hasOwnSecrets: boolean;
  hasRecovery: boolean;
  toConfirm: Colleague[];
  acts: number;
  unread: number;
  answers: number;
  excerpts: number;
  fewReaders: string[];
}

/** What waits for somebody at the desk. */
export function Home({ view }: { view: HomeView }) {
  const { t } = useTranslation('desk');
  return (
    <DeskPage of={view.isAtWork ? view.role : null} title={t('home.title')}>
      <p>{t('home.who', { name: view.name, organisation: view.organisation })}</p>
      {!view.isAtWork && (
        <Notice>
          <p>{t('home.waiting')}</p>
        </Notice>
      )}
      {!view.hasOwnSecrets && (
        <Notice kind="bad">
          <p>{t('home.seen')}</p>
          <p>
            <a href="/desk/account">{t('home.renew')}</a>
          </p>
        </Notice>
      )}
      {view.toConfirm.map((one) => (
        <section key={one.id}>
          <h2>{t('home.confirm', { name: one.name })}</h2>
          <p>{t('home.confirm-hint')}</p>
          <RoomForm deed="confirm" label={t('home.confirm', { name: one.name })}>
            <input type="hidden" name="colleague" value={one.id} />
            <Button primary>{t('home.confirm-do')}</Button>
          </RoomForm>
        </section>
      ))}
      {view.isAtWork && (
        <>
          <h2>{t('home.waits')}</h2>
          <ul>
            <li>
              <a href="/desk/reading">{t('home.unread', { count: view.unread })}</a>
            </li>
            <li>
              <a href="/desk/reading">{t('home.answers', { count: view.answers })}</a>
            </li>
            <li>
              <a href="/desk/excerpts">{t('home.excerpts', { count: view.excerpts })}</a>
            </li>
            <li>
              <a href="/desk/people">{t('home.acts', { count: view.acts })}</a>
            </li>
          </ul>
          <h2>{t('home.readers')}</h2>
          {view.fewReaders.length === 0 ? (
            <p>{t('home.readers-good')}</p>
          ) : (
            <Notice kind="bad">
              <p>{t('home.readers-few', { count: view.fewReaders.length })}</p>
              <ul>
                {view.fewReaders.map((id) => (
                  <li key={id}>
                    <a href={`/desk/reading/${id}`}>{t('reading.one', { id: id.slice(0, 8) })}</a>
                  </li>
                ))}
              </ul>
            </Notice>
          )}
        </>
      )}
      <RoomForm deed="sign-out">
        <Button>{t('home.sign-out')}</Button>
      </RoomForm>
    </DeskPage>
  );
}
