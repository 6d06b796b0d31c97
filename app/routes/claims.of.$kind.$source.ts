import { redirect } from '@remix-run/node';
import { sourceFrom } from '~/consultations/claims/forms';
import { page } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';

/** Where something went is told at one address. This one stands in reports that were saved before. */
export const loader = page(async ({ params }) => {
  const source = sourceFrom(`${params.kind}:${params.source}`);
  if (!source) throw refuse('not-found', 'shared:errors.not-found');
  throw redirect(`/trace/${source.kind}/${source.id}`, 301);
});
