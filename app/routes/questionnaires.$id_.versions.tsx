import { useLoaderData } from '@remix-run/react';
import { VersionsPage } from '~/questionnaires/components/versions-page';
import { readVersions } from '~/questionnaires/queries/desk.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(readVersions);

export const meta = titled;

export default function Versions() {
  return <VersionsPage data={useLoaderData<typeof loader>()} />;
}
