import { useLoaderData } from '@remix-run/react';
import { refuse } from '../../shared/refusal';
import {
  refuseMessage,
  releaseMessage,
  sayAsFacilitator,
  takeOut,
  watchConversation,
} from '../../voices/conversation/facilitating.server';
import { atWork } from '../../voices/desk/at-desk.server';
import { Group, type GroupView } from '../../voices/desk/components/group';
import { isFacilitatorOf } from '../../voices/desk/members.server';
import { isId } from '../../voices/desk/opening.server';
import { findRoom } from '../../voices/desk/rooms.server';
import { goTo, roomDeed, roomPage } from '../edge.server';

export const loader = roomPage(async (asked): Promise<GroupView> => {
  const { member, privateKey } = await atWork(asked);
  const room = await findRoom(asked.sql, member, asked.params.room ?? '');
  const watched = await watchConversation(asked, member, privateKey, room.id);
  return { role: member.role, room: room.name, language: asked.language, watched };
});

export const action = roomDeed(async (asked) => {
  const { member, privateKey } = await atWork(asked);
  const { form } = asked;
  const room = await findRoom(asked.sql, member, asked.params.room ?? '');
  const [deed] = form.text('deed').split('.');
  const message = form.text('message');
  const nothing = refuse('not-found', 'desk:refusals.nothing');
  if (!(await isFacilitatorOf(asked.sql, member, room.id))) throw nothing;
  if ((deed === 'release' || deed === 'refuse') && !isId(message)) throw nothing;
  if (deed === 'release') await releaseMessage(asked, member, privateKey, room.id, message);
  else if (deed === 'refuse') await refuseMessage(asked, member, room.id, message);
  else if (deed === 'say') await sayAsFacilitator(asked, member, room.id, form.text('text'));
  else if (deed === 'out') await takeOut(asked, member, room.id, form.text('pseudonym'));
  else throw nothing;
  return goTo(`/desk/groups/${room.id}`);
});

export default function GroupRoute() {
  return <Group view={useLoaderData<typeof loader>() as GroupView} />;
}
