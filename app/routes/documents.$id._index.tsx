import { useLoaderData } from '@remix-run/react';
import { ReadingPage } from '~/documents/components/reading-page';
import { placesIn } from '~/documents/live/html.server';
import { fillShown } from '~/documents/live/shown.server';
import { readDocument } from '~/documents/queries/reading.server';
import { idOf, page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, reader, params, language, keep, now }) => {
  const read = await readDocument(sql, reader, idOf(params.id), language, now());
  const isLive = placesIn(read.html).length > 0;
  const document = { ...read, html: await fillShown(sql, reader, read.html, read.head.language, now()) };
  keep({ tags: [`document:${document.head.id}`, 'consultations', 'everything', ...(isLive ? ['programmes'] : [])] });
  return { title: document.head.title, document, isLive, zone: reader?.timeZone ?? 'UTC' };
});

export const meta = titled;

export default function Document() {
  return <ReadingPage {...useLoaderData<typeof loader>()} />;
}
