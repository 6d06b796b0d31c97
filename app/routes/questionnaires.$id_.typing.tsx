import { useActionData, useLoaderData } from '@remix-run/react';
import { type Typing, TypingPage } from '~/questionnaires/components/typing-page';
import { typingDeed } from '~/questionnaires/desk-deed.server';
import { readTyping } from '~/questionnaires/queries/desk.server';
import type { TypingMistakes } from '~/questionnaires/typing.server';
import { deed, page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => ({
  data: (await readTyping(asked)) satisfies Typing,
  title: asked.t('questionnaires:typing.title'),
}));

export const meta = titled;

export const action = deed(typingDeed);

export const shouldRevalidate = rereadAfterConflict;

export default function TypeIn() {
  const answer = useActionData<{ mistakes?: TypingMistakes }>();
  return <TypingPage data={useLoaderData<typeof loader>().data} wrong={answer?.mistakes ?? null} />;
}
