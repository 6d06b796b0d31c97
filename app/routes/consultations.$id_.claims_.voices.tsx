import { useLoaderData } from '@remix-run/react';
import { respondInConsultation } from '~/consultations/claims/commands/hearing.server';
import { tag } from '~/consultations/claims/commands/tagging.server';
import { ClaimVoicesPage } from '~/consultations/claims/components/voices-page';
import { claimOf, voiceTagForm } from '~/consultations/claims/forms';
import { readVoices } from '~/consultations/claims/queries/voices.server';
import { responseForm } from '~/heard/forms';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const { sql, language, params, t } = asked;
  const reader = signedIn(asked);
  const view = await readVoices(sql, reader, idOf(params.id), language, asked.now());
  return { title: `${t('claims:voices.title')} · ${view.consultation.title}`, view, zone: reader.timeZone ?? 'UTC' };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const consultation = idOf(asked.params.id);
  const now = asked.now();
  await asked.limit('write', String(reader.id));
  switch ((form.typed.deed ?? '').split('-')[0]) {
    case 'tag': {
      const typed = parseForm(form, voiceTagForm);
      const source = { kind: 'voice' as const, id: typed.voice };
      const { side } = typed;
      await tag(sql, reader, { consultation, source, version: 1, spans: [], side, claim: claimOf(typed) }, now);
      break;
    }
    case 'respond':
      await respondInConsultation(sql, reader, { consultation, ...parseForm(form, responseForm) }, now);
      break;
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
  return goTo(asked.url.pathname);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Voices() {
  return <ClaimVoicesPage {...useLoaderData<typeof loader>()} />;
}
