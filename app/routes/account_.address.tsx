import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { changeAddress, findAddressChange } from '~/people/commands/account.server';
import { AddressPage } from '~/people/components/account-page';
import { DeadLink } from '~/people/components/signing-in';
import { nameOfOther } from '~/people/person';
import { blankCookie } from '~/people/sessions.server';
import { deed, goTo, page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

/** The link lies in the new mailbox, and the browser there need not be the one that asked. */
export const loader = page(async ({ sql, reader, url, t }) => {
  const change = await findAddressChange(sql, url.searchParams.get('token'));
  return data(
    {
      title: change ? t('people:address.title') : t('people:dead.title'),
      change,
      other: nameOfOther(reader, change?.from),
    },
    { status: change ? 200 : 410 },
  );
});

export const action = deed(async ({ sql, reader, url, limit, from, secureCookies }) => {
  await limit('sign-in', from);
  const othersEnded = await changeAddress(sql, url.searchParams.get('token'), reader);
  return goTo('/account?done=address-changed', othersEnded ? { 'Set-Cookie': blankCookie(sql, secureCookies) } : {});
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Address() {
  const { change, other } = useLoaderData<typeof loader>();
  return change ? <AddressPage {...change} other={other} /> : <DeadLink kind="address" />;
}
