import { useLoaderData } from '@remix-run/react';
import { publishSynthesis, takeBackWaiver, waiveSources } from '~/consultations/claims/commands/publishing.server';
import { moveClaim } from '~/consultations/claims/commands/writing.server';
import { BoardPage } from '~/consultations/claims/components/board-page';
import { makeDocument } from '~/consultations/claims/document.server';
import { moveForm, unwaiveForm, waiveForm } from '~/consultations/claims/forms';
import { readBoard } from '~/consultations/claims/queries/board.server';
import { useConsultationLive } from '~/consultations/components/use-consultation-live';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const now = asked.now();
  const view = await readBoard(asked.sql, signedIn(asked), idOf(asked.params.id), asked.language, now);
  return { title: `${asked.t('claims:claims.title')} · ${view.consultation.title}`, view, asOf: now.toISOString() };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const { sql, form, texts } = asked;
  const reader = signedIn(asked);
  const consultation = idOf(asked.params.id);
  const now = asked.now();
  const here = `/consultations/${consultation}/claims`;
  await asked.limit('write', String(reader.id));
  switch ((form.typed.deed ?? '').split('-')[0]) {
    case 'move':
      await moveClaim(sql, reader, { consultation, ...parseForm(form, moveForm) }, now);
      return goTo(here);
    case 'waive':
      await waiveSources(sql, reader, { consultation, ...parseForm(form, waiveForm, ['sources']) }, now);
      return goTo(`${here}#unused`);
    case 'unwaive':
      await takeBackWaiver(sql, reader, { consultation, ...parseForm(form, unwaiveForm).source }, now);
      return goTo(`${here}#waived`);
    case 'publish':
      await publishSynthesis(sql, reader, consultation, now);
      return goTo(`/consultations/${consultation}/synthesis`);
    case 'document': {
      const document = await makeDocument(sql, texts, reader, consultation, now);
      return goTo(`/documents/${document}`);
    }
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
});

export const shouldRevalidate = rereadAfterConflict;

export default function Claims() {
  const { view, asOf } = useLoaderData<typeof loader>();
  useConsultationLive(view.consultation.id, asOf);
  return <BoardPage view={view} />;
}
