import { useTranslation } from 'react-i18next';
import { Button, RoomForm, TextArea } from '../../../room/ui';
import { pseudonymIn } from '../../conversation/conversation';
import type { Watched } from '../../conversation/facilitating.server';
import { DeskPage } from './desk-page';

export interface GroupView {
  role: 'caseworker' | 'facilitator';
  room: string;
  language: 'en' | 'fr' | 'ar';
  watched: Watched;
}

/** A conversation as its facilitators have it before them. */
export function Group({ view }: { view: GroupView }) {
  const { t } = useTranslation('desk');
  const { watched } = view;
  const name = (key: string | null) => (key ? pseudonymIn(key, view.language) : t('group.facilitator'));
  return (
    <DeskPage of={view.role} title={t('group.title', { room: view.room })}>
      <p>{t('group.hint')}</p>
      <h2>{t('group.waiting')}</h2>
      {watched.waiting.length === 0 && <p>{t('group.none-waiting')}</p>}
      {watched.waiting.map((m) => (
        <section key={m.id}>
          <h3>{name(m.pseudonym)}</h3>
          <p dir="auto">{m.text}</p>
          {m.mayRelease ? (
            <RoomForm deed={`release.${m.id}`} label={t('group.release')}>
              <input type="hidden" name="message" value={m.id} />
              <Button primary>{t('group.release')}</Button>
            </RoomForm>
          ) : (
            <p>{t('group.own-waits')}</p>
          )}
          <RoomForm deed={`refuse.${m.id}`} label={t('group.refuse')}>
            <input type="hidden" name="message" value={m.id} />
            <Button>{t('group.refuse')}</Button>
          </RoomForm>
        </section>
      ))}
      <h2>{t('group.released')}</h2>
      {watched.released.length === 0 && <p>{t('group.none')}</p>}
      {watched.released.map((m) => (
        <section key={m.id}>
          <h3>{name(m.pseudonym)}</h3>
          <p dir="auto">{m.text}</p>
        </section>
      ))}
      <h2>{t('group.say')}</h2>
      <RoomForm deed="say" label={t('group.say')}>
        <TextArea
          deed="say"
          name="text"
          label={t('group.words')}
          hint={t('group.say-hint')}
          rows={4}
          maxLength={2000}
        />
        <Button>{t('group.say-do')}</Button>
      </RoomForm>
      <h2>{t('group.members')}</h2>
      {watched.members.map((key) => (
        <RoomForm key={key} deed={`out.${key}`} label={t('group.out', { name: name(key) })}>
          <input type="hidden" name="pseudonym" value={key} />
          <Button>{t('group.out', { name: name(key) })}</Button>
        </RoomForm>
      ))}
    </DeskPage>
  );
}
