import { useLoaderData } from '@remix-run/react';
import { refuse } from '../../shared/refusal';
import { confirmColleague } from '../../voices/desk/accounts.server';
import { listActs } from '../../voices/desk/agreeing.server';
import { memberOf } from '../../voices/desk/at-desk.server';
import { Home, type HomeView, SignIn } from '../../voices/desk/components/home';
import { isAtWork } from '../../voices/desk/desk';
import { listExcerpts } from '../../voices/desk/excerpts.server';
import { listColleagues } from '../../voices/desk/members.server';
import { isId } from '../../voices/desk/opening.server';
import { withFewReaders } from '../../voices/desk/readers.server';
import { listAssigned } from '../../voices/desk/reading.server';
import { signIn } from '../../voices/desk/signing-in.server';
import { goTo, roomDeed, roomPage } from '../edge.server';

export const loader = roomPage(async (asked): Promise<HomeView | null> => {
  // Somebody of the contributors' side has nothing to look for here: not even a form.
  if (asked.session && asked.session.kind !== 'staff') throw refuse('not-found', 'desk:refusals.nothing');
  if (!asked.session) return null;
  const { member, privateKey } = await memberOf(asked);
  const works = isAtWork(member);
  const colleagues = await listColleagues(asked.sql, member);
  const assigned = works ? await listAssigned(asked, member) : [];
  const acts = works ? await listActs(asked, member) : [];
  const excerpts = works ? await listExcerpts(asked, member, privateKey) : [];
  return {
    name: member.name,
    organisation: member.organisationName,
    role: member.role,
    isAtWork: works,
    hasOwnSecrets: member.hasOwnSecrets,
    hasRecovery: member.hasRecovery,
    toConfirm: colleagues.filter((c) => c.state === 'waiting' && c.hasSignedIn && !c.confirmed),
    acts: acts.filter((a) => a.state === 'asked' && !a.mine && a.what !== 'grant-again').length,
    unread: assigned.filter((a) => a.isNew).length,
    answers: assigned.filter((a) => a.answers > 0).length,
    excerpts: excerpts.filter((e) => e.mayRelease).length,
    fewReaders: works ? await withFewReaders(asked.sql, member.organisation) : [],
  };
});

export const action = roomDeed(async (asked) => {
  const { form } = asked;
  if (form.text('deed') === 'sign-in') {
    if (asked.session && asked.session.kind !== 'staff') throw refuse('not-found', 'desk:refusals.nothing');
    asked.limit('staff');
    const typed = { signIn: form.text('signIn'), passphrase: form.text('passphrase'), code: form.text('code') };
    const { id, privateKey } = await asked
      .busy(() => signIn(asked, typed))
      .catch((e) => {
        asked.log('sign-in-wrong');
        throw e;
      });
    asked.sessions.begin({ kind: 'staff', who: id, step: 'desk', privateKey });
    return goTo('/desk');
  }
  const { member } = await memberOf(asked);
  if (form.text('deed') === 'sign-out') {
    asked.sessions.end();
    return goTo('/desk');
  }
  if (form.text('deed') !== 'confirm' || !isId(form.text('colleague')))
    throw refuse('not-found', 'desk:refusals.nothing');
  await confirmColleague(asked, member, form.text('colleague'));
  return goTo('/desk');
});

export default function Desk() {
  const view = useLoaderData<typeof loader>() as HomeView | null;
  return view ? <Home view={view} /> : <SignIn />;
}
