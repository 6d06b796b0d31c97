import { useLoaderData } from '@remix-run/react';
import { UsesPage } from '~/consultations/claims/components/claim-page';
import { sourceFrom } from '~/consultations/claims/forms';
import { readUses } from '~/consultations/claims/queries/claim.server';
import { page } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { titled } from '~/shared/title';

/** Where a post, an answer or a statement went: all that rests on it, as far as whoever asks may see it. */
export const loader = page(async ({ sql, reader, language, params, t }) => {
  const source = sourceFrom(`${params.kind}:${params.source}`);
  if (!source) throw refuse('not-found', 'shared:errors.not-found');
  const view = await readUses(sql, reader, source, language);
  return { title: t('claims:uses.page'), view, kind: source.kind };
});

export const meta = titled;

export default function Uses() {
  return <UsesPage {...useLoaderData<typeof loader>()} />;
}
