import { useLoaderData } from '@remix-run/react';
import { RegisterPage } from '~/recommendations/components/register-page';
import { loadRegister } from '~/recommendations/page.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => ({
  title: asked.t('recommendations:title'),
  data: await loadRegister(asked),
}));

export const meta = titled;

export default function Recommendations() {
  return <RegisterPage data={useLoaderData<typeof loader>().data} />;
}
