import { useLoaderData } from '@remix-run/react';
import { ClaimPage } from '~/consultations/claims/components/claim-page';
import { readClaim } from '~/consultations/claims/queries/claim.server';
import { idOf, page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, reader, language, params, keep, now, t }) => {
  const asOf = now().toISOString();
  const view = await readClaim(sql, reader, idOf(params.id), language);
  const { id, title } = view.consultation;
  if (view.isPublic) {
    const discussions = view.shows.map((discussion) => `discussion:${discussion}`);
    keep({ tags: [`claims-${id}`, `consultation:${id}`, ...discussions, 'documents', 'everything'] });
  }
  const heading = t('claims:claim', { number: view.claim.number });
  return { title: `${heading} · ${title}`, view, asOf, zone: reader?.timeZone ?? 'UTC' };
});

export const meta = titled;

export default function Claim() {
  return <ClaimPage {...useLoaderData<typeof loader>()} />;
}
