import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { PrintedDiscussion } from '~/discussions/components/printed';
import { printOf } from '~/discussions/out.server';
import { idOf, page } from '~/shared/edge.server';

export const loader = page(async ({ sql, reader, params, language, publicUrl, now }) => {
  const { head, posts } = await printOf(sql, reader, idOf(params.id), language);
  return {
    title: head.title,
    language: head.textLanguage,
    introductionHtml: head.introductionHtml,
    timeZone: head.timeZone,
    address: `${publicUrl}/discussions/${head.id}/${head.slug}`,
    printedAt: now().toISOString(),
    phases: head.phases.map((p) => ({
      id: p.id,
      position: p.position,
      title: p.title,
      question: p.question,
      language: p.language,
    })),
    posts: posts.map(({ id, phaseId, author, organisation, at, language, html, tombstone, state, inReplyTo }) => ({
      id,
      phaseId,
      author: author.name,
      organisation: organisation?.name ?? null,
      at,
      language,
      html,
      state,
      tombstone,
      inReplyTo: inReplyTo?.author ?? null,
    })),
  };
});

export type Printed = Awaited<ReturnType<typeof loader>>;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ?? '' },
  { name: 'robots', content: 'noindex' },
];

export default function Print() {
  return <PrintedDiscussion data={useLoaderData<typeof loader>()} />;
}
