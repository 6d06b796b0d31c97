import { useLoaderData } from '@remix-run/react';
import { refuse } from '../../shared/refusal';
import { atWork } from '../../voices/desk/at-desk.server';
import { Excerpts } from '../../voices/desk/components/excerpts';
import { listExcerpts, releaseExcerpt, takeBackExcerpt } from '../../voices/desk/excerpts.server';
import { resolvedOf } from '../../voices/desk/forms';
import { goTo, roomDeed, roomPage } from '../edge.server';

export const loader = roomPage(async (asked) => {
  const { member, privateKey } = await atWork(asked);
  return { role: member.role, excerpts: await listExcerpts(asked, member, privateKey) };
});

export const action = roomDeed(async (asked) => {
  const { member, privateKey } = await atWork(asked);
  const { form } = asked;
  const [deed] = form.text('deed').split('.');
  const excerpt = form.text('excerpt');
  if (deed === 'release') await releaseExcerpt(asked, member, privateKey, excerpt, resolvedOf(form));
  else if (deed === 'take-back') await takeBackExcerpt(asked, member, privateKey, excerpt);
  else throw refuse('not-found', 'desk:refusals.nothing');
  return goTo('/desk/excerpts');
});

export default function ExcerptsRoute() {
  return <Excerpts view={useLoaderData<typeof loader>()} />;
}
