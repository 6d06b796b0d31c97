import { useTranslation } from 'react-i18next';
import { Button, RoomForm } from '../../../room/ui';
import type { SomeRoom } from '../rooms.server';
import { DeskPage } from './desk-page';
import { RoomSettings } from './room-settings';

export interface RoomsView {
  role: 'caseworker' | 'facilitator';
  rooms: SomeRoom[];
  closesWeek: number;
}

export function Rooms({ view }: { view: RoomsView }) {
  const { t } = useTranslation('desk');
  return (
    <DeskPage of={view.role} title={t('rooms.title')}>
      {view.rooms.length === 0 && <p>{t('rooms.none')}</p>}
      <ul>
        {view.rooms.map((room) => (
          <li key={room.id}>
            <a href={`/desk/rooms/${room.id}`}>{room.name}</a> · {t(`rooms.state.${room.state}`)}
          </li>
        ))}
      </ul>
      <h2>{t('rooms.make')}</h2>
      <RoomForm deed="make" label={t('rooms.make')}>
        <RoomSettings deed="make" room={null} closesWeek={view.closesWeek} />
        <Button primary>{t('rooms.make-do')}</Button>
      </RoomForm>
    </DeskPage>
  );
}
