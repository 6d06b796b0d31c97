import { useLoaderData } from '@remix-run/react';
import { decideSuggestions } from '~/documents/commands/deciding.server';
import { SuggestionsPage } from '~/documents/components/suggestions-page';
import { decideForm } from '~/documents/forms';
import { readSuggestions } from '~/documents/queries/suggestions.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { sql, texts, params, language, t } = asked;
  const view = await readSuggestions(sql, texts, reader, idOf(params.id), language, asked.now());
  return { title: `${t('documents:suggestions.title')} · ${view.head.title}`, view, zone: reader.timeZone };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const { sql, texts, form, params } = asked;
  const reader = signedIn(asked);
  const document = idOf(params.id);
  await asked.limit('write', String(reader.id));
  const [kind, ...rest] = (form.typed.deed ?? '').split('-');
  if (kind !== 'accept' && kind !== 'reject') throw refuse('invalid', 'shared:errors.unreadable-form');
  const ids = rest.join('-') === 'all' ? ('all' as const) : parseForm(form, decideForm, ['ids']).ids;
  const decided = kind === 'accept' ? ('accepted' as const) : ('rejected' as const);
  await decideSuggestions(sql, texts, reader, { document, ids, decided }, asked.now());
  return goTo(`/documents/${document}/suggestions`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Suggestions() {
  return <SuggestionsPage {...useLoaderData<typeof loader>()} />;
}
