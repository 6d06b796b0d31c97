import { useLoaderData } from '@remix-run/react';
import { decideSuggestions } from '~/documents/commands/deciding.server';
import { type DoneView, SuggestionsPage } from '~/documents/components/suggestions-page';
import { decideForm } from '~/documents/forms';
import { readSuggestions } from '~/documents/queries/suggestions.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { sql, texts, params, url, language, t } = asked;
  const view = await readSuggestions(sql, texts, reader, idOf(params.id), language, asked.now());
  const title = `${t('documents:suggestions.title')} · ${view.head.title}`;
  return { title, view, zone: reader.timeZone, done: doneIn(url.searchParams) };
});

function doneIn(search: URLSearchParams): DoneView | null {
  const number = (name: string) => (/^\d{1,6}$/.test(search.get(name) ?? '') ? Number(search.get(name)) : 0);
  const decided = search.has('accepted') ? 'accepted' : 'rejected';
  const count = number(decided);
  return count > 0 ? { decided, count, left: number('left') } : null;
}

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
  const done = await decideSuggestions(sql, texts, reader, { document, ids, decided }, asked.now());
  return goTo(
    `/documents/${document}/suggestions?${decided}=${done.decided}${done.left > 0 ? `&left=${done.left}` : ''}`,
  );
});

export const shouldRevalidate = rereadAfterConflict;

export default function Suggestions() {
  return <SuggestionsPage {...useLoaderData<typeof loader>()} />;
}
