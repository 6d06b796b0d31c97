import { useLoaderData } from '@remix-run/react';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';
import { ReviewPage } from '~/workplan/components/review-page';
import { loadReview } from '~/workplan/review-page.server';

export const loader = page(async (asked) => {
  const data = await loadReview(asked);
  return { title: data.title, data };
});

export const meta = titled;

export default function Review() {
  return <ReviewPage data={useLoaderData<typeof loader>().data} />;
}
