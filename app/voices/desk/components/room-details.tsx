import { useTranslation } from 'react-i18next';
import { Button, Field, RoomForm, Select, TextArea } from '../../../room/ui';
import { languageNames, languages } from '../../../shared/languages';
import type { RoomPage } from '../rooms.server';
import type { ShownCounts } from '../weekly.server';
import { DeskPage, Week } from './desk-page';
import { RoomCounts } from './room-counts';
import { RoomChecklist, RoomGate } from './room-gate';
import { RoomSettings } from './room-settings';

export interface RoomView {
  role: 'caseworker' | 'facilitator';
  isFacilitator: boolean;
  room: RoomPage;
  /** Facilitators of the room's organisations who are not set yet; organisations that are not in it. */
  mayFacilitate: { id: string; name: string }[];
  mayJoin: { id: string; name: string }[];
  counts: ShownCounts | null;
  asked: boolean;
}

/** A room with what it lacks at the top: it opens when nothing is missing, and two people say so. */
export function RoomDetails({ view }: { view: RoomView }) {
  const { t } = useTranslation('desk');
  const { room } = view;
  const preparing = room.state === 'preparing';
  return (
    <DeskPage of={view.role} title={room.name}>
      <p>{t(`rooms.state.${room.state}`)}</p>
      <p>
        <a href={`/desk/themes/${room.id}`}>{t('rooms.themes')}</a>
      </p>
      {room.hasConversation && view.isFacilitator && (
        <p>
          <a href={`/desk/groups/${room.id}`}>{t('rooms.group')}</a>
        </p>
      )}
      <RoomGate room={room} asked={view.asked} />
      <h2>{t('rooms.settings')}</h2>
      {preparing ? (
        <RoomForm deed="settings" label={t('rooms.settings')}>
          <RoomSettings deed="settings" room={room} closesWeek={room.closesWeek} />
          <Button>{t('save')}</Button>
        </RoomForm>
      ) : (
        <p>
          {t('rooms.closes')}: <Week of={room.closesWeek} />
        </p>
      )}
      <h2>{t('rooms.questions')}</h2>
      <p>{t('rooms.questions-hint')}</p>
      {languages.map((language) => (
        <section key={language}>
          <h3>{languageNames[language]}</h3>
          {preparing ? (
            <RoomForm deed={`questions.${language}`} label={languageNames[language]}>
              <TextArea
                deed={`questions.${language}`}
                name="questions"
                label={t('rooms.questions-in', { language: languageNames[language] })}
                rows={4}
                value={(room.questions[language] ?? []).join('\n')}
              />
              <Button>{t('save')}</Button>
            </RoomForm>
          ) : (
            <ul lang={language}>
              {(room.questions[language] ?? []).map((q) => (
                <li key={q}>{q}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
      <RoomChecklist room={room} />
      <h2>{t('rooms.facilitators')}</h2>
      {room.facilitators.map((f) => (
        <section key={f.id}>
          <p>
            {f.name} · {f.organisation} · {f.training}
          </p>
          <RoomForm deed="unset-facilitator" label={t('rooms.unset-facilitator', { name: f.name })}>
            <input type="hidden" name="staff" value={f.id} />
            <Button>{t('rooms.unset-facilitator', { name: f.name })}</Button>
          </RoomForm>
        </section>
      ))}
      <RoomForm deed="set-facilitator" label={t('rooms.set-facilitator')}>
        <Select
          deed="set-facilitator"
          name="staff"
          label={t('rooms.facilitator')}
          empty={t('choose')}
          options={view.mayFacilitate.map((f) => ({ value: f.id, label: f.name }))}
        />
        <Field deed="set-facilitator" name="training" label={t('rooms.training')} maxLength={400} />
        <Button>{t('people.ask')}</Button>
      </RoomForm>
      <h2>{t('rooms.organisations')}</h2>
      <ul>
        {room.organisations.map((o) => (
          <li key={o.id}>{o.name}</li>
        ))}
      </ul>
      {view.mayJoin.length > 0 && (
        <RoomForm deed="join-room" label={t('rooms.join')}>
          <Select
            deed="join-room"
            name="organisation"
            label={t('rooms.organisation')}
            empty={t('choose')}
            options={view.mayJoin.map((o) => ({ value: o.id, label: o.name }))}
          />
          <Button>{t('people.ask')}</Button>
        </RoomForm>
      )}
      <RoomCounts counts={view.counts} />
      {room.state === 'open' && (
        <>
          <h2>{t('rooms.close')}</h2>
          <p>{t('rooms.close-hint')}</p>
          <RoomForm deed="close" label={t('rooms.close')}>
            <Button danger>{t('rooms.close-do')}</Button>
          </RoomForm>
        </>
      )}
    </DeskPage>
  );
}
