import { useLoaderData } from '@remix-run/react';
import { IndexPage } from '~/calls/components/index-page';
import { loadIndex } from '~/calls/page.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => ({ title: asked.t('pilots:title'), data: await loadIndex(asked) }));

export const meta = titled;

export default function Pilots() {
  return <IndexPage data={useLoaderData<typeof loader>().data} />;
}
