import { useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import {
  askAddressChange,
  changePassword,
  changeProfile,
  checkOldPassword,
  endMyOtherSessions,
  endMySession,
} from '~/people/commands/account.server';
import { AccountPage, type AccountView } from '~/people/components/account-page';
import { addressChange, passwordChange, profile, sessionEnd } from '~/people/forms';
import type { Reader } from '~/people/person';
import { readAccountPage } from '~/people/queries.server';
import { listSessions } from '~/people/sessions.server';
import { tokenHours } from '~/people/tokens.server';
import { answerBy } from '~/people/waiting';
import { listZones } from '~/people/zones';
import { type Asked, deed, type Form, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { checkAll, refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
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
      await limit('sign-in-person', reader.email.toLowerCase());
      const input = await parseWithPassword(asked, reader, passwordChange);
      await changePassword(sql, reader, input);
      return goTo('/account?done=password');
    }
    case 'address': {
      await limit('sign-in-person', reader.email.toLowerCase());
      const input = await parseWithPassword(asked, reader, addressChange);
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

/** What a form says that asks for the present password; where it is refused, a wrong password is told along with the rest. */
async function parseWithPassword<S extends z.ZodType>(
  { sql, form }: Asked & { form: Form },
  reader: Reader,
  schema: S,
): Promise<z.output<S>> {
  try {
    return parseForm(form, schema);
  } catch (no) {
    const typed = form.data.get('oldPassword');
    await checkAll(
      () => checkOldPassword(sql, reader, typeof typed === 'string' ? typed : ''),
      () => {
        throw no;
      },
    );
    throw no;
  }
}

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Account() {
  return <AccountPage {...useLoaderData<typeof loader>()} />;
}
