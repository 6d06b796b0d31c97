import { useLoaderData } from '@remix-run/react';
import { ReadingPage } from '~/documents/components/reading-page';
import { readDocument } from '~/documents/queries/reading.server';
import { idOf, page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, reader, params, language, keep, now }) => {
  const document = await readDocument(sql, reader, idOf(params.id), language, now());
  keep({ tags: [`document:${document.head.id}`, 'everything'] });
  return { title: document.head.title, document, zone: reader?.timeZone ?? 'UTC' };
});

export const meta = titled;

export default function Document() {
  return <ReadingPage {...useLoaderData<typeof loader>()} />;
}
