import { useLoaderData } from '@remix-run/react';
import { refuse } from '../../shared/refusal';
import { ask } from '../../voices/desk/asking.server';
import { atWork } from '../../voices/desk/at-desk.server';
import { Contribution, type OpenedView } from '../../voices/desk/components/reading';
import { proposeExcerpt } from '../../voices/desk/excerpts.server';
import { resolvedOf } from '../../voices/desk/forms';
import { listColleagues } from '../../voices/desk/members.server';
import { openFor } from '../../voices/desk/opening.server';
import { readContribution, writeReply } from '../../voices/desk/reading.server';
import { goTo, roomDeed, roomPage } from '../edge.server';

export const loader = roomPage(async (asked): Promise<OpenedView> => {
  const { member, privateKey } = await atWork(asked);
  const opened = await readContribution(asked, member, privateKey, asked.params.id ?? '');
  const colleagues = await listColleagues(asked.sql, member);
  return {
    role: member.role,
    opened,
    colleagues: colleagues.filter((c) => c.state === 'active').map(({ id, name }) => ({ id, name })),
  };
});

export const action = roomDeed(async (asked) => {
  const { member, privateKey } = await atWork(asked);
  const { form } = asked;
  const id = asked.params.id ?? '';
  // Before anything that was typed is looked at: whoever may not read is told nothing of their form either.
  await openFor(asked, asked.sql, member, privateKey, id);
  switch (form.text('deed')) {
    case 'reply':
      await writeReply(asked, member, privateKey, id, { text: form.text('text'), ...resolvedOf(form) });
      return goTo(`/desk/reading/${id}`);
    case 'propose': {
      const proposed = { form: form.text('form'), words: form.text('words'), language: form.text('language') };
      await proposeExcerpt(asked, member, privateKey, id, { ...proposed, ...resolvedOf(form) });
      return goTo('/desk/excerpts');
    }
    case 'assign':
    case 'unassign': {
      const what = form.text('deed') as 'assign' | 'unassign';
      await ask(asked, member, privateKey, { what, contribution: id, staff: form.text('staff') });
      return goTo('/desk/people');
    }
  }
  throw refuse('not-found', 'desk:refusals.nothing');
});

export default function ContributionRoute() {
  return <Contribution view={useLoaderData<typeof loader>() as OpenedView} />;
}
