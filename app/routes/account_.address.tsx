import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { changeAddress, findAddressChange } from '~/people/commands/account.server';
import { AddressPage } from '~/people/components/account-page';
import { DeadLink } from '~/people/components/signing-in';
import { deed, goTo, page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

/** The link lies in the new mailbox, and the browser there need not be the one that asked. */
export const loader = page(async ({ sql, url, t }) => {
  const change = await findAddressChange(sql, url.searchParams.get('token'));
  return data(
    { title: change ? t('people:address.title') : t('people:dead.title'), change },
    { status: change ? 200 : 410 },
  );
});

export const action = deed(async ({ sql, url, limit, from }) => {
  await limit('sign-in', from);
  await changeAddress(sql, url.searchParams.get('token'));
  return goTo('/account?done=address-changed');
});

export const meta = titled;

export default function Address() {
  const { change } = useLoaderData<typeof loader>();
  return change ? <AddressPage {...change} /> : <DeadLink kind="address" />;
}
