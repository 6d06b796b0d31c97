import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { idOf, page } from '~/shared/edge.server';
import { SynthesisPage } from '~/synthesis/components/synthesis-page';
import { readSearch } from '~/synthesis/forms';
import { readSynthesis } from '~/synthesis/queries/reading.server';

export const loader = page(async ({ sql, reader, language, params, url, keep, now, t }) => {
  const asOf = now().toISOString();
  const wanted = readSearch.parse(Object.fromEntries(url.searchParams)).language ?? language;
  const view = await readSynthesis(sql, reader, idOf(params.id), wanted);
  if (view.discussion.isPublic && view.publishedAt) {
    // It shows words of other discussions too, where a cited post was moved: what changes there changes this page.
    keep({ tags: [...view.shows.map((id) => `discussion:${id}`), 'everything'] });
  }
  return {
    view,
    language: wanted,
    asOf,
    heading: t('synthesis:heading', { title: view.title || view.discussion.title }),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.heading ?? ''} · Plenary` }];

export default function Synthesis() {
  return <SynthesisPage {...useLoaderData<typeof loader>()} />;
}
