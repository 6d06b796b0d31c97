import { useLoaderData } from '@remix-run/react';
import { VersionsPage } from '~/programmes/components/versions-page';
import { loadVersions } from '~/programmes/versions.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadVersions(asked);
  return { title: `${asked.t('programmes:versions.title')} · ${data.head.title}`, data };
});

export const meta = titled;

export default function Versions() {
  return <VersionsPage data={useLoaderData<typeof loader>().data} />;
}
