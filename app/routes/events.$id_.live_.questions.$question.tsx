import { useLoaderData } from '@remix-run/react';
import { QuestionPage } from '~/events/live/components/question-page';
import { settleQuestion } from '~/events/live/deeds.server';
import { loadQuestion } from '~/events/live/page.server';
import { page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadQuestion(asked);
  return { title: `${asked.t('talk:one.title')} · ${data.head.title}`, data };
});

export const meta = titled;

export const action = settleQuestion;

export const shouldRevalidate = rereadAfterConflict;

export default function Question() {
  return <QuestionPage data={useLoaderData<typeof loader>().data} />;
}
