import { useLoaderData } from '@remix-run/react';
import { waiveSources } from '~/consultations/claims/commands/publishing.server';
import { tag } from '~/consultations/claims/commands/tagging.server';
import { CodingPage } from '~/consultations/claims/components/coding-page';
import { claimOf, sourceFrom, tagForm, waiveForm } from '~/consultations/claims/forms';
import { readCoding } from '~/consultations/claims/queries/coding.server';
import { spansFrom } from '~/consultations/claims/queries/spans.server';
import { useConsultationLive } from '~/consultations/components/use-consultation-live';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const { sql, language, params, url, t } = asked;
  const now = asked.now();
  const named = url.searchParams.get('source');
  const source = sourceFrom(named);
  if (named && !source) throw refuse('not-found', 'shared:errors.not-found');
  const view = await readCoding(sql, signedIn(asked), idOf(params.id), language, source, now);
  return { title: `${t('claims:code.title')} · ${view.consultation.title}`, view, asOf: now.toISOString() };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const consultation = idOf(asked.params.id);
  const now = asked.now();
  await asked.limit('write', String(reader.id));
  switch (form.typed.deed) {
    case 'tag': {
      const typed = parseForm(form, tagForm, ['sentences']);
      const { source, version, side } = typed;
      const spans = await spansFrom(sql, reader, consultation, typed);
      await tag(sql, reader, { consultation, source, version, side, spans, claim: claimOf(typed) }, now);
      return goTo(`/consultations/${consultation}/claims/code?source=${source.kind}:${source.id}`);
    }
    case 'waive':
      await waiveSources(sql, reader, { consultation, ...parseForm(form, waiveForm, ['sources']) }, now);
      return goTo(`/consultations/${consultation}/claims/code`);
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
});

export const shouldRevalidate = rereadAfterConflict;

export default function Code() {
  const { view, asOf } = useLoaderData<typeof loader>();
  useConsultationLive(view.consultation.id, asOf);
  return <CodingPage view={view} />;
}
