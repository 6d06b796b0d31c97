import { useLoaderData } from '@remix-run/react';
import { ReadingPage } from '~/consultations/components/reading-page';
import { nextInstant } from '~/consultations/consultation';
import { headOf } from '~/consultations/page.server';
import { readReading } from '~/consultations/queries/reading.server';
import { idOf, page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, reader, params, language, now, keep }) => {
  const at = now();
  const { consultation, ...text } = await readReading(sql, reader, idOf(params.id), idOf(params.part), language, at);
  keep({
    tags: [`consultation:${consultation.id}`, 'consultations', 'documents', 'everything'],
    until: nextInstant(consultation, at),
  });
  return { title: text.title, head: headOf(consultation), text };
});

export const meta = titled;

export default function Reading() {
  const { head, text } = useLoaderData<typeof loader>();
  return <ReadingPage head={head} text={text} />;
}
