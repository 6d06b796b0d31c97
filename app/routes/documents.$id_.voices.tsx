import { useLoaderData } from '@remix-run/react';
import { finishDocument, respondInDocument } from '~/documents/commands/hearing.server';
import { HearingPage } from '~/documents/components/hearing-page';
import { readHearing } from '~/documents/queries/hearing.server';
import { responseForm } from '~/heard/forms';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, reader, params, language, t, now }) => {
  const view = await readHearing(sql, reader, idOf(params.id), language, now());
  return { title: `${t('heard:document.title')} · ${view.head.title}`, view, zone: reader?.timeZone ?? 'UTC' };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const { sql, texts, form } = asked;
  const reader = signedIn(asked);
  const document = idOf(asked.params.id);
  const now = asked.now();
  await asked.limit('write', String(reader.id));
  switch ((form.typed.deed ?? '').split('-')[0]) {
    case 'respond':
      await respondInDocument(sql, reader, { document, ...parseForm(form, responseForm) }, now);
      break;
    case 'finish':
      await finishDocument(sql, texts, reader, { document }, now);
      break;
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
  return goTo(`/documents/${document}/voices`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Voices() {
  return <HearingPage {...useLoaderData<typeof loader>()} />;
}
