import { useLoaderData } from '@remix-run/react';
import { atWork } from '../../voices/desk/at-desk.server';
import { Rooms, type RoomsView } from '../../voices/desk/components/rooms';
import { settingsOf } from '../../voices/desk/forms';
import { listRooms, makeRoom } from '../../voices/desk/rooms.server';
import { addWeeks, weekOf } from '../../voices/week';
import { goTo, roomDeed, roomPage } from '../edge.server';

export const loader = roomPage(async (asked): Promise<RoomsView> => {
  const { member } = await atWork(asked);
  return {
    role: member.role,
    rooms: await listRooms(asked.sql, member),
    closesWeek: addWeeks(weekOf(asked.now()), 13),
  };
});

export const action = roomDeed(async (asked) => {
  const { member } = await atWork(asked);
  return goTo(`/desk/rooms/${await makeRoom(asked, member, settingsOf(asked.form))}`);
});

export default function RoomsRoute() {
  return <Rooms view={useLoaderData<typeof loader>() as RoomsView} />;
}
