import { useLoaderData } from '@remix-run/react';
import { LogPage } from '~/decisions/register/components/log-page';
import { loadLog } from '~/decisions/register/pages.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => ({ title: asked.t('register:log.title'), data: await loadLog(asked) }));

export const meta = titled;

export default function Log() {
  return <LogPage data={useLoaderData<typeof loader>().data} />;
}
