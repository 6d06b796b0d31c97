import { useLoaderData } from '@remix-run/react';
import { askLink } from '~/people/commands/signing-in.server';
import { ResetPage } from '~/people/components/signing-in';
import { resetRequest } from '~/people/forms';
import { tokenHours } from '~/people/tokens.server';
import { deed, goTo, page, parseForm } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async ({ url, t }) => ({
  title: t('people:reset.title'),
  sent: url.searchParams.get('sent') === 'yes',
  minutes: tokenHours.reset * 60,
}));

export const action = deed(async ({ sql, form, limit, from, language }) => {
  const { email } = parseForm(form, resetRequest);
  await limit('sign-in', from);
  await limit('mail', email.toLowerCase());
  await askLink(sql, 'reset', { email, language });
  return goTo('/reset?sent=yes');
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Reset() {
  return <ResetPage {...useLoaderData<typeof loader>()} />;
}
