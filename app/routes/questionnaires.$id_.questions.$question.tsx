import { useLoaderData } from '@remix-run/react';
import { QuestionPage } from '~/questionnaires/components/question-page';
import { questionDeed } from '~/questionnaires/desk-deed.server';
import { readQuestionDesk } from '~/questionnaires/queries/desk.server';
import { deed, page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await readQuestionDesk(asked);
  return { data, title: data.question ?? asked.t('questionnaires:edit.add-question') };
});

export const meta = titled;

export const action = deed(questionDeed);

export const shouldRevalidate = rereadAfterConflict;

export default function Question() {
  return <QuestionPage data={useLoaderData<typeof loader>().data} />;
}
