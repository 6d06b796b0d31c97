import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { doorOf } from '~/people/commands/door.server';
import { confirm, findConfirmable } from '~/people/commands/registration.server';
import { ConfirmPage, LookInMail } from '~/people/components/registering';
import { DeadLink } from '~/people/components/signing-in';
import { confirmation } from '~/people/forms';
import { tokenHours } from '~/people/tokens.server';
import { deed, goTo, page, parseForm } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

/** Without a token, what everyone sees after registering. Looking spends nothing: mail scanners follow links. */
export const loader = page(async ({ sql, reader, url, t }) => {
  const token = url.searchParams.get('token');
  if (!token)
    return data({
      title: t('people:confirm.sent-title'),
      hours: tokenHours.confirm,
      person: null,
      dead: false,
      other: null,
    });
  const person = await findConfirmable(sql, token);
  const title = person ? t('people:confirm.title') : t('people:dead.title');
  return data({ title, hours: 0, person, dead: !person, other: reader?.name ?? null }, { status: person ? 200 : 410 });
});

export const action = deed(async (asked) => {
  const { sql, url, form, limit, from, now } = asked;
  const { password } = parseForm(form, confirmation);
  await limit('sign-in', from);
  const cookie = await confirm(sql, url.searchParams.get('token'), password, doorOf(asked), now());
  return goTo('/account', { 'Set-Cookie': cookie });
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Confirm() {
  const { person, dead, hours, other } = useLoaderData<typeof loader>();
  if (dead) return <DeadLink kind="confirm" />;
  return person ? <ConfirmPage {...person} other={other} /> : <LookInMail hours={hours} />;
}
