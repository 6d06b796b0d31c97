import { useLoaderData } from '@remix-run/react';
import { atWork } from '../../voices/desk/at-desk.server';
import { Reading } from '../../voices/desk/components/reading';
import { listAssigned } from '../../voices/desk/reading.server';
import { roomPage } from '../edge.server';

export const loader = roomPage(async (asked) => {
  const { member } = await atWork(asked);
  return { role: member.role, assigned: await listAssigned(asked, member) };
});

export default function ReadingRoute() {
  return <Reading view={useLoaderData<typeof loader>()} />;
}
