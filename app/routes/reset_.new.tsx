import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { doorOf } from '~/people/commands/door.server';
import { findLinkOwner, resetPassword } from '~/people/commands/signing-in.server';
import { DeadLink, NewPasswordPage } from '~/people/components/signing-in';
import { newPassword } from '~/people/forms';
import { nameOfOther } from '~/people/person';
import { deed, goTo, page, parseForm } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, reader, url, t }) => {
  const owner = await findLinkOwner(sql, 'reset', url.searchParams.get('token'));
  return data(
    {
      title: owner ? t('people:reset.title') : t('people:dead.title'),
      owner,
      other: nameOfOther(reader, owner?.email),
    },
    { status: owner ? 200 : 410 },
  );
});

export const action = deed(async (asked) => {
  const { sql, url, form, limit, from } = asked;
  const { password } = parseForm(form, newPassword);
  await limit('sign-in', from);
  const cookie = await resetPassword(sql, url.searchParams.get('token'), password, doorOf(asked));
  return goTo('/account?done=reset', { 'Set-Cookie': cookie });
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function NewPassword() {
  const { owner, other } = useLoaderData<typeof loader>();
  return owner ? <NewPasswordPage {...owner} other={other} /> : <DeadLink kind="reset" />;
}
