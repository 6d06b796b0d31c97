import { useLoaderData } from '@remix-run/react';
import { settleSource } from '~/consultations/claims/commands/settling.server';
import { changeSide, untag } from '~/consultations/claims/commands/tagging.server';
import { placeClaim, removeClaim, rewordClaim } from '~/consultations/claims/commands/writing.server';
import { ClaimEditPage } from '~/consultations/claims/components/claim-edit-page';
import { passageForm, placeForm, removeForm, rewordForm, settleForm } from '~/consultations/claims/forms';
import { readClaimToEdit } from '~/consultations/claims/queries/claim.server';
import { useConsultationLive } from '~/consultations/components/use-consultation-live';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const { sql, language, params, t } = asked;
  const now = asked.now();
  const named = { consultation: idOf(params.id), claim: idOf(params.claim) };
  const view = await readClaimToEdit(sql, signedIn(asked), named, language, now);
  const heading = t('claims:claim', { number: view.claim.number });
  return { title: `${heading} · ${view.consultation.title}`, view, asOf: now.toISOString() };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const { sql, form, params } = asked;
  const reader = signedIn(asked);
  const named = { consultation: idOf(params.id), claim: idOf(params.claim) };
  const now = asked.now();
  const here = `/consultations/${named.consultation}/claims/${named.claim}`;
  await asked.limit('write', String(reader.id));
  switch ((form.typed.deed ?? '').split('-')[0]) {
    case 'reword':
      await rewordClaim(sql, reader, { ...named, ...parseForm(form, rewordForm) }, now);
      return goTo(here);
    case 'place':
      await placeClaim(sql, reader, { ...named, ...parseForm(form, placeForm) }, now);
      return goTo(here);
    case 'passage': {
      const { passage, as } = parseForm(form, passageForm);
      if (as === 'untag') await untag(sql, reader, { ...named, passage }, now);
      else await changeSide(sql, reader, { ...named, passage, side: as }, now);
      return goTo(here);
    }
    case 'settle':
      await settleSource(sql, reader, { ...named, ...parseForm(form, settleForm) }, now);
      return goTo(here);
    case 'remove':
      await removeClaim(sql, reader, { ...named, ...parseForm(form, removeForm) }, now);
      return goTo(`/consultations/${named.consultation}/claims`);
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
});

export const shouldRevalidate = rereadAfterConflict;

export default function Claim() {
  const { view, asOf } = useLoaderData<typeof loader>();
  useConsultationLive(view.consultation.id, asOf);
  return <ClaimEditPage view={view} />;
}
