import { useLoaderData } from '@remix-run/react';
import {
  askAddressChange,
  changePassword,
  changeProfile,
  endMyOtherSessions,
  endMySession,
} from '~/people/commands/account.server';
import { AccountPage, type AccountView } from '~/people/components/account-page';
import { addressChange, passwordChange, profile, sessionEnd } from '~/people/forms';
import { readAccountPage } from '~/people/queries.server';
import { listSessions } from '~/people/sessions.server';
import { tokenHours } from '~/people/tokens.server';
import { answerBy } from '~/people/waiting';
import { listZones } from '~/people/zones';
import { deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { titled } from '~/shared/title';

const doneWords = ['profile', 'password', 'address', 'address-changed', 'session', 'others', 'invitation', 'reset'];

export const loader = page(async (asked): Promise<AccountView & { title: string }> => {
  const { sql, url, t } = asked;
  const reader = signedIn(asked);
  const [more, sessions] = await Promise.all([readAccountPage(sql, reader.id), listSessions(sql, reader.id)]);
  const done = url.searchParams.get('done') ?? '';
  return {
    title: t('people:account.title'),
    name: reader.name,
    handle: reader.handle,
    email: reader.email,
    organisation: reader.organisationName ?? more.organisationWanted,
    language: reader.language,
    timeZone: reader.timeZone,
    shortcuts: reader.shortcuts,
    hasPassword: more.hasPassword,
    answerBy:
      reader.state === 'waiting' && more.emailConfirmedAt ? answerBy(more.emailConfirmedAt).toISOString() : null,
    zones: listZones(reader.timeZone),
    sessions: sessions.map((s) => ({
      id: s.id,
      agent: s.agent,
      createdAt: s.createdAt.toISOString(),
      lastSeenAt: s.lastSeenAt.toISOString(),
      here: s.id === reader.session,
    })),
    done: doneWords.includes(done) ? t(`people:account.done.${done}`, { hours: tokenHours.address }) : null,
  };
});

export const action = deed(async (asked) => {
  const { sql, form, limit } = asked;
  const reader = signedIn(asked);
  await limit('write', String(reader.id));
  switch (form.typed.deed) {
    case 'profile':
      await changeProfile(sql, reader, parseForm(form, profile));
      return goTo('/account?done=profile');
    case 'password': {
      const input = parseForm(form, passwordChange);
      await limit('sign-in-person', reader.email.toLowerCase());
      await changePassword(sql, reader, input);
      return goTo('/account?done=password');
    }
    case 'address': {
      const input = parseForm(form, addressChange);
      await limit('sign-in-person', reader.email.toLowerCase());
      await limit('mail', input.email.toLowerCase());
      await askAddressChange(sql, reader, input);
      return goTo('/account?done=address');
    }
    case 'end-session':
      await endMySession(sql, reader, parseForm(form, sessionEnd).session);
      return goTo('/account?done=session');
    case 'end-others':
      await endMyOtherSessions(sql, reader);
      return goTo('/account?done=others');
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
});

export const meta = titled;

export default function Account() {
  return <AccountPage {...useLoaderData<typeof loader>()} />;
}
