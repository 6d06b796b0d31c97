import { useLoaderData } from '@remix-run/react';
import { refuse } from '../../shared/refusal';
import { atWork } from '../../voices/desk/at-desk.server';
import { Reading } from '../../voices/desk/components/reading';
import { listAssigned } from '../../voices/desk/reading.server';
import { roomDeed, roomPage } from '../edge.server';

export const loader = roomPage(async (asked) => {
  const { member } = await atWork(asked);
  return { role: member.role, assigned: await listAssigned(asked, member) };
});

/** There is no form here; without this, a form sent here would be told so in words of its own. */
export const action = roomDeed(async () => {
  throw refuse('not-found', 'desk:refusals.nothing');
});

export default function ReadingRoute() {
  return <Reading view={useLoaderData<typeof loader>()} />;
}
