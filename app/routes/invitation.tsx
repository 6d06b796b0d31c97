import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { doorOf } from '~/people/commands/door.server';
import { acceptAsNew, acceptAsReader } from '~/people/commands/invitation.server';
import { InvitationPage, type InvitationView } from '~/people/components/invitation-page';
import { DeadLink } from '~/people/components/signing-in';
import { acceptance } from '~/people/forms';
import { checkPassword } from '~/people/password.server';
import type { Reader } from '~/people/person';
import { findInvitation, type OpenInvitation } from '~/people/queries.server';
import { listZones } from '~/people/zones';
import { type Asked, deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const { sql, url, language, reader, t } = asked;
  const found = await findInvitation(sql, url.searchParams.get('token'), language);
  const title = found ? t('people:invitation.title') : t('people:dead.title');
  return data({ title, invitation: found && viewOf(found, reader, asked) }, { status: found ? 200 : 410 });
});

function viewOf(found: OpenInvitation, reader: Reader | null, { url, language }: Asked): InvitationView {
  const way = wayOf(found, reader);
  return {
    email: found.email,
    name: found.name,
    language,
    inviter: found.inviter,
    organisation: found.organisation,
    organisationRole: found.organisationRole,
    activityTitle: found.activityTitle,
    activityRole: found.activityRole,
    way,
    signedInAs: way === 'sign-out' ? reader!.name : null,
    moves: way === 'accept' && found.organisationId !== null && reader!.organisationId !== found.organisationId,
    here: url.pathname + url.search,
    zones: way === 'new' ? listZones() : [],
  };
}

function wayOf({ account }: OpenInvitation, reader: Reader | null): InvitationView['way'] {
  const known = account !== null && account.state !== 'unconfirmed';
  if (reader) return known && reader.id === account.id ? 'accept' : 'sign-out';
  return known ? 'sign-in' : 'new';
}

export const action = deed(async (asked) => {
  const { sql, url, form, limit, from, now } = asked;
  const token = url.searchParams.get('token');
  if (form.typed.deed === 'accept') {
    await acceptAsReader(sql, signedIn(asked), token, now());
    return goTo('/account?done=invitation');
  }
  const email = (await findInvitation(sql, token, asked.language))?.email ?? '';
  const input = parseForm(form, acceptance, [], (typed) =>
    checkPassword(typed('password'), { name: typed('name'), email }),
  );
  await limit('sign-in', from);
  const cookie = await acceptAsNew(sql, token, input, doorOf(asked), now());
  return goTo('/account?done=invitation', { 'Set-Cookie': cookie });
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Invitation() {
  const { invitation } = useLoaderData<typeof loader>();
  return invitation ? <InvitationPage {...invitation} /> : <DeadLink kind="invitation" />;
}
