import { json } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuse } from '../../shared/refusal';
import { memberOf } from '../../voices/desk/at-desk.server';
import { Account, type AccountView } from '../../voices/desk/components/account';
import type { Shown } from '../../voices/desk/components/desk-page';
import { isAtWork } from '../../voices/desk/desk';
import { renew } from '../../voices/desk/signing-in.server';
import { roomDeed, roomPage } from '../edge.server';

export const loader = roomPage(async (asked): Promise<AccountView> => {
  const { member } = await memberOf(asked);
  return {
    role: isAtWork(member) ? member.role : null,
    hasOwnSecrets: member.hasOwnSecrets,
    hasRecovery: member.hasRecovery,
  };
});

const renewed = ['passphrase', 'authenticator', 'recovery'] as const;

export const action = roomDeed(async (asked) => {
  const { member, privateKey } = await memberOf(asked);
  const what = renewed.find((w) => w === asked.form.text('deed'));
  if (!what) throw refuse('not-found', 'desk:refusals.nothing');
  asked.limit('staff', member.id);
  const shown = await asked.busy(() => renew(asked, member, privateKey, { what, code: asked.form.text('code') }));
  // What is renewed may be renewed because somebody else has it: they do not stay signed in, and whoever asks does.
  asked.sessions.endOf(member.id);
  asked.sessions.begin({ kind: 'staff', who: member.id, step: 'desk', privateKey });
  return json({ shown });
});

export default function AccountRoute() {
  const done = useActionData<{ shown?: Shown }>();
  return <Account view={useLoaderData<typeof loader>() as AccountView} shown={done?.shown ? [done.shown] : []} />;
}
