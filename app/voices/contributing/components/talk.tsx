import { useTranslation } from 'react-i18next';
import { Button, RoomForm, TextArea } from '../../../room/ui';
import { mostMessage, pseudonymIn } from '../../conversation/conversation';
import type { View } from '../page.server';
import { ToMenu } from './parts';

/** The conversation as its members have it: given names, what a facilitator released, and no sign of who else is there. */
export function Talk({ talk, language }: Extract<View, { at: 'talk' }>) {
  const { t } = useTranslation('voice');
  return (
    <>
      <h1>{t('conversation.title')}</h1>
      {talk.state === 'none' && <p>{t('conversation.none')}</p>}
      {talk.state === 'may-join' && (
        <RoomForm deed="talk" step="talk">
          <p>{t('conversation.lead')}</p>
          <p>{t('conversation.join-lead')}</p>
          <Button primary name="go" value="join">
            {t('conversation.join')}
          </Button>
        </RoomForm>
      )}
      {talk.state === 'in' && <In talk={talk} language={language} />}
      <ToMenu step="talk" />
    </>
  );
}

function In({ talk, language }: Pick<Extract<View, { at: 'talk' }>, 'talk' | 'language'>) {
  const { t } = useTranslation('voice');
  const name = (key: string | null) => (key ? pseudonymIn(key, language) : t('conversation.helper'));
  return (
    <>
      <p>{t('conversation.name', { name: name(talk.pseudonym) })}</p>
      {talk.messages.length === 0 && <p>{t('conversation.none-said')}</p>}
      {talk.messages.map((said) => (
        <section key={said.id}>
          <h2>{said.mine ? t('conversation.you', { name: name(said.pseudonym) }) : name(said.pseudonym)}</h2>
          <div className="words" dir="auto">
            {said.text}
          </div>
        </section>
      ))}
      {talk.waiting > 0 && <p className="hint">{t('conversation.waiting', { count: talk.waiting })}</p>}
      <RoomForm deed="talk" step="talk" keeps>
        <TextArea
          deed="talk"
          name="words"
          label={t('conversation.write')}
          hint={t('conversation.hint')}
          rows={5}
          maxLength={mostMessage}
        />
        <p className="ways">
          <Button primary name="go" value="say">
            {t('conversation.say')}
          </Button>{' '}
          <Button quiet name="go" value="leave">
            {t('conversation.leave')}
          </Button>
        </p>
      </RoomForm>
    </>
  );
}
