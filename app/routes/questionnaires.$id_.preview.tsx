import { useLoaderData } from '@remix-run/react';
import { PreviewPage } from '~/questionnaires/components/preview-page';
import { readPreview } from '~/questionnaires/queries/desk.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(readPreview);

export const meta = titled;

export default function Preview() {
  return <PreviewPage data={useLoaderData<typeof loader>()} />;
}
