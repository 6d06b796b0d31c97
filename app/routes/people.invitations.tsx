import { useLoaderData } from '@remix-run/react';
import { mayAdmit } from '~/people/admission';
import { invitationForm, inviteForm } from '~/people/admission.forms';
import { invitationChoices, type ListedInvitation, listInvitations } from '~/people/admission.queries.server';
import { type InvitationLine, Invitations } from '~/people/components/admission/invitations';
import { invite, inviteAgain, withdrawInvitation } from '~/people/inviting.commands.server';
import { isSecretariat, mayInvite, type Reader } from '~/people/person';
import { type Asked, deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

const dones = ['invited', 'sent-again', 'withdrawn'];
/** A mail that has not gone out after this long is no longer on its way; its link has ended and was swept. */
const sendingMs = 3600 * 1000;

function admitter(asked: Asked) {
  const reader = signedIn(asked);
  if (!mayAdmit(reader)) throw refuse('not-found', 'shared:errors.not-found');
  return reader;
}

export const loader = page(async (asked) => {
  const reader = admitter(asked);
  const { sql, language, t } = asked;
  const [open, choices] = await Promise.all([
    listInvitations(sql, reader, language),
    invitationChoices(sql, reader, language),
  ]);
  const now = asked.now();
  const done = asked.url.searchParams.get('done') ?? '';
  return {
    title: t('admission:invite.title'),
    page: {
      done: dones.includes(done) ? done : null,
      open: open.map((i) => line(i, reader, now)),
      choices,
      secretariat: isSecretariat(reader),
      language,
      zone: reader.timeZone,
    },
  };
});

function line(
  { organisationRole, activityRole, organisationId, expiresAt, invitedAt, ...i }: ListedInvitation,
  reader: Reader,
  now: Date,
): InvitationLine {
  return {
    ...i,
    office: organisationRole,
    role: activityRole,
    invitedAt: invitedAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    expired: expiresAt ? expiresAt < now : now.getTime() - invitedAt.getTime() > sendingMs,
    mine: mayInvite(reader, { organisationId, organisationRole }),
  };
}

export const action = deed(async (asked) => {
  const reader = admitter(asked);
  const { sql, form } = asked;
  await asked.limit('write', String(reader.id));
  const kind = form.typed.deed ?? '';
  if (kind.startsWith('withdraw-')) {
    await withdrawInvitation(sql, reader, parseForm(form, invitationForm).invitation, asked.now());
    return goTo('/people/invitations?done=withdrawn');
  }
  if (kind.startsWith('again-')) {
    const { invitation } = parseForm(form, invitationForm);
    await asked.limit('mail', `invitation ${invitation}`);
    await inviteAgain(sql, reader, invitation);
    return goTo('/people/invitations?done=sent-again');
  }
  const input = parseForm(form, inviteForm);
  // Counted for the address, which is the one that would be flooded: whoever invites a hundred people may do so.
  await asked.limit('mail', `invited ${input.email.toLowerCase()}`);
  await invite(sql, reader, input, asked.now());
  return goTo('/people/invitations?done=invited');
});

export const meta = titled;
export const shouldRevalidate = rereadAfterConflict;

export default function InvitationsPage() {
  return <Invitations {...useLoaderData<typeof loader>().page} />;
}
