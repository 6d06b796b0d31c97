import { useLoaderData } from '@remix-run/react';
import { answerDeed } from '~/questionnaires/answering-deed.server';
import { AnswerPage } from '~/questionnaires/components/answer-page';
import { addressOf, comerOf, readAnswering, wayOf } from '~/questionnaires/page.server';
import { deed, goTo, idOf, page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await readAnswering(asked);
  // Nothing was begun by whoever comes this way: the page before says how to.
  if (!data) throw goTo(addressOf(idOf(asked.params.id), '', wayOf(comerOf(asked))));
  return { data, title: data.title, saved: asked.url.searchParams.get('saved') === 'yes' };
});

export const meta = titled;

export const action = deed(answerDeed);

export const shouldRevalidate = rereadAfterConflict;

export default function Answer() {
  const { data, saved } = useLoaderData<typeof loader>();
  return <AnswerPage data={data} saved={saved} />;
}
