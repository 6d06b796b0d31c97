import { useLoaderData } from '@remix-run/react';
import { SynthesisPage } from '~/consultations/claims/components/synthesis-page';
import { readSynthesis } from '~/consultations/claims/queries/claim.server';
import { idOf, page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, reader, language, params, keep, now, t }) => {
  const asOf = now().toISOString();
  const view = await readSynthesis(sql, reader, idOf(params.id), language);
  const { id, title } = view.consultation;
  // A page with a survivor's voice is never kept, whatever is said here: see holdsVoices.
  if (view.isPublic && view.publishedAt) {
    const discussions = view.shows.map((discussion) => `discussion:${discussion}`);
    keep({ tags: [`claims-${id}`, `consultation:${id}`, ...discussions, 'everything'] });
  }
  return { title: `${t('claims:synthesis.title')} · ${title}`, view, asOf, zone: reader?.timeZone ?? 'UTC' };
});

export const meta = titled;

export default function Synthesis() {
  return <SynthesisPage {...useLoaderData<typeof loader>()} />;
}
