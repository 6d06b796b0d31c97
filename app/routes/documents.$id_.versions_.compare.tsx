import { useLoaderData } from '@remix-run/react';
import { differenceOf } from '~/documents/comparing.server';
import { ComparePage } from '~/documents/components/compare-page';
import { compareSearch } from '~/documents/forms';
import { readCompared } from '~/documents/queries/versions.server';
import { idOf, page, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const { sql, params, language, url, t } = asked;
  const search = compareSearch.safeParse(Object.fromEntries(url.searchParams));
  if (!search.success) throw refuse('not-found', 'shared:errors.not-found');
  const wanted = { document: idOf(params.id), from: search.data.from, to: search.data.to };
  const reader = signedIn(asked);
  const { head, from, to } = await readCompared(sql, reader, wanted, language, asked.now());
  const nameOf = (one: typeof from) =>
    one.number === null
      ? t('documents:versions.now')
      : `${t('documents:versions.number', { number: one.number })} ${one.name}`.trim();
  return {
    title: t('documents:compare.title'),
    head,
    from: { name: nameOf(from), at: from.at },
    to: { name: nameOf(to), at: to.at },
    html: differenceOf(from.text, to.text, t),
    zone: reader.timeZone,
  };
});

export const meta = titled;

export default function Compare() {
  return <ComparePage at="versions" {...useLoaderData<typeof loader>()} />;
}
