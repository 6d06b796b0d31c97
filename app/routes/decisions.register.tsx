import { useLoaderData } from '@remix-run/react';
import { RegisterPage } from '~/decisions/register/components/register-page';
import { loadRegister } from '~/decisions/register/pages.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => ({ title: asked.t('register:title'), data: await loadRegister(asked) }));

export const meta = titled;

export default function Register() {
  return <RegisterPage data={useLoaderData<typeof loader>().data} />;
}
