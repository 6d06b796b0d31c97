import { useLoaderData } from '@remix-run/react';
import { WordsPage } from '~/consultations/results/components/words-page';
import { apartForm, groupAgain, loadWords, takeApart, wordsSearch } from '~/consultations/results/words.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadWords(asked);
  return { title: data.label.text, data };
});

export const action = deed(async (asked) => {
  const { sql, form, url } = asked;
  const reader = signedIn(asked);
  const search = wordsSearch.safeParse(Object.fromEntries(url.searchParams));
  if (!search.success) throw refuse('not-found', 'shared:errors.not-found');
  const { of, question } = search.data;
  const where = { consultation: idOf(asked.params.id), of, question };
  await asked.limit('write', String(reader.id));
  if (form.typed.deed === 'together') await groupAgain(sql, reader, where);
  else await takeApart(sql, reader, { ...where, ...parseForm(form, apartForm) });
  return goTo(`/consultations/${where.consultation}/results/words?of=${of}&question=${question}`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Words() {
  return <WordsPage data={useLoaderData<typeof loader>().data} />;
}
