import { json } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuse } from '../../shared/refusal';
import { agree, listActs, refuseAct } from '../../voices/desk/agreeing.server';
import { ask } from '../../voices/desk/asking.server';
import { atWork } from '../../voices/desk/at-desk.server';
import type { Shown } from '../../voices/desk/components/desk-page';
import { People, type PeopleView } from '../../voices/desk/components/people';
import { roles } from '../../voices/desk/desk';
import { grantAgain } from '../../voices/desk/granting.server';
import { listColleagues } from '../../voices/desk/members.server';
import { goTo, roomDeed, roomPage } from '../edge.server';

export const loader = roomPage(async (asked): Promise<PeopleView> => {
  const { member } = await atWork(asked);
  const platform = await asked.platform.organisations();
  return {
    role: member.role,
    organisation: member.organisationName,
    colleagues: await listColleagues(asked.sql, member),
    acts: await listActs(asked, member),
    platform: platform.map(({ id, name }) => ({ id, name })),
  };
});

export const action = roomDeed(async (asked) => {
  const { member, privateKey } = await atWork(asked);
  const { form } = asked;
  const [deed] = form.text('deed').split('.');
  const asks = (input: Parameters<typeof ask>[3]) => ask(asked, member, privateKey, input);
  switch (deed) {
    case 'agree': {
      const done = await asked.busy(() => agree(asked, member, privateKey, form.text('act')));
      for (const who of done.endSessionsOf) asked.sessions.endOf(who);
      if (done.accounts.length === 0) return goTo('/desk/people');
      const shown: Shown[] = done.accounts.map(({ name, signIn, passphrase, totpSecret, otpauth }) => ({
        name,
        signIn,
        passphrase: passphrase!,
        totpSecret: totpSecret!,
        otpauth: otpauth!,
      }));
      return json({ shown });
    }
    case 'refuse':
      await refuseAct(asked, member, form.text('act'));
      return goTo('/desk/people');
    case 'grant-again': {
      const shown = await asked.busy(() => grantAgain(asked, member, privateKey, form.text('staff')));
      // Whoever sits at the old keys has no business here any more.
      asked.sessions.endOf(form.text('staff'));
      return json({ shown: [shown] });
    }
    case 'end-staff':
      await asks({ what: 'end-staff', staff: form.text('staff') });
      return goTo('/desk/people');
    case 'end-organisation':
      await asks({ what: 'end-organisation' });
      return goTo('/desk/people');
    case 'add-staff': {
      const role = roles.find((r) => r === form.text('role'));
      if (!role) throw refuse('invalid', 'forms:errors.check-fields', undefined, { role: 'forms:errors.field' });
      await asks({ what: 'add-staff', name: form.text('name').trim(), role });
      return goTo('/desk/people');
    }
    case 'open-organisation': {
      const known = (await asked.platform.organisations()).find((o) => String(o.id) === form.text('platform'));
      const caseworkers: [string, string] = [form.text('first').trim(), form.text('second').trim()];
      const platformOrganisation = known?.id ?? null;
      await asks({ what: 'open-organisation', name: form.text('name').trim(), caseworkers, platformOrganisation });
      return goTo('/desk/people');
    }
  }
  throw refuse('not-found', 'desk:refusals.nothing');
});

export default function PeopleRoute() {
  const done = useActionData<{ shown?: Shown[] }>();
  return <People view={useLoaderData<typeof loader>() as PeopleView} shown={done?.shown ?? []} />;
}
