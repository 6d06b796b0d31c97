import { json } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuse } from '../../shared/refusal';
import { atWork } from '../../voices/desk/at-desk.server';
import { Invitations, type InvitationsView, type MadeInvitation } from '../../voices/desk/components/invitations';
import { endInvitation, listInvitations, makeInvitation, receiptGroups } from '../../voices/desk/invitations.server';
import { listRooms } from '../../voices/desk/rooms.server';
import { goTo, roomDeed, roomPage } from '../edge.server';

export const loader = roomPage(async (asked): Promise<InvitationsView> => {
  const { member } = await atWork(asked, 'caseworker');
  const rooms = await listRooms(asked.sql, member);
  return {
    invitations: await listInvitations(asked, member),
    rooms: rooms.filter((r) => r.state === 'open').map(({ id, name }) => ({ id, name })),
    address: asked.address,
    groups: receiptGroups,
  };
});

export const action = roomDeed(async (asked) => {
  const { member } = await atWork(asked, 'caseworker');
  const { form } = asked;
  if (form.text('deed') === 'make') {
    const input = { room: form.text('room'), provenance: form.text('provenance') };
    const { shown, expiresWeek } = await makeInvitation(asked, member, input);
    return json({ made: { shown, expiresWeek } });
  }
  if (form.text('deed') !== 'end') throw refuse('not-found', 'desk:refusals.nothing');
  await endInvitation(asked, member, form.text('invitation'));
  return goTo('/desk/invitations');
});

export default function InvitationsRoute() {
  const done = useActionData<{ made?: MadeInvitation }>();
  return <Invitations view={useLoaderData<typeof loader>() as InvitationsView} made={done?.made ?? null} />;
}
