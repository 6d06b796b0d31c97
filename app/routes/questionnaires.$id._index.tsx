import { useLoaderData } from '@remix-run/react';
import { answerDeedsOf } from '~/questionnaires/answering-deed.server';
import { FrontPage } from '~/questionnaires/components/front-page';
import { readFront } from '~/questionnaires/page.server';
import { deed, page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(readFront);

export const meta = titled;

export const action = deed(answerDeedsOf);

export const shouldRevalidate = rereadAfterConflict;

export default function Front() {
  return <FrontPage data={useLoaderData<typeof loader>()} />;
}
