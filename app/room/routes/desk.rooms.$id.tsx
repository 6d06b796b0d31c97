import { useLoaderData } from '@remix-run/react';
import { refuse } from '../../shared/refusal';
import { ask } from '../../voices/desk/asking.server';
import { atWork } from '../../voices/desk/at-desk.server';
import { RoomDetails, type RoomView } from '../../voices/desk/components/room-details';
import { settingsOf } from '../../voices/desk/forms';
import { isFacilitatorOf } from '../../voices/desk/members.server';
import {
  askIn,
  changeRoom,
  closeRoom,
  findRoom,
  listCandidates,
  putRequirement,
  readRoom,
} from '../../voices/desk/rooms.server';
import { readCounts } from '../../voices/desk/weekly.server';
import { goTo, roomDeed, roomPage } from '../edge.server';

export const loader = roomPage(async (asked): Promise<RoomView> => {
  const { member } = await atWork(asked);
  const room = await readRoom(asked.sql, member, asked.params.id ?? '');
  return {
    role: member.role,
    isFacilitator: await isFacilitatorOf(asked.sql, member, room.id),
    room,
    ...(await listCandidates(asked.sql, room.id)),
    counts: await readCounts(asked, room.id),
  };
});

export const action = roomDeed(async (asked) => {
  const { member, privateKey } = await atWork(asked);
  const { form } = asked;
  const { id, state } = await findRoom(asked.sql, member, asked.params.id ?? '');
  const [deed, which] = form.text('deed').split('.');
  switch (deed) {
    case 'settings':
      await changeRoom(asked, member, id, settingsOf(form));
      break;
    case 'questions':
      await askIn(asked, member, id, which ?? '', form.text('questions'));
      break;
    case 'requirement': {
      const [item, language, value] = [form.text('item'), form.text('language'), form.text('value')];
      if (state === 'preparing') await putRequirement(asked, member, id, { item, language, value });
      else await ask(asked, member, privateKey, { what: 'change-requirement', room: id, item, language, value });
      break;
    }
    case 'set-facilitator':
      await ask(asked, member, privateKey, {
        what: 'set-facilitator',
        room: id,
        staff: form.text('staff'),
        training: form.text('training').trim(),
      });
      break;
    case 'unset-facilitator':
      await ask(asked, member, privateKey, { what: 'unset-facilitator', room: id, staff: form.text('staff') });
      break;
    case 'join-room':
      await ask(asked, member, privateKey, { what: 'join-room', room: id, organisation: form.text('organisation') });
      break;
    case 'open-room':
      await ask(asked, member, privateKey, { what: 'open-room', room: id });
      break;
    case 'close':
      await closeRoom(asked, member, id);
      break;
    default:
      throw refuse('not-found', 'desk:refusals.nothing');
  }
  return goTo(`/desk/rooms/${id}`);
});

export default function RoomRoute() {
  return <RoomDetails view={useLoaderData<typeof loader>() as RoomView} />;
}
