import { useLoaderData } from '@remix-run/react';
import { active, deed, goTo, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';
import { issueReview, saveReview } from '~/workplan/commands/review.server';
import { ReviewEditPage } from '~/workplan/components/review-edit-page';
import { loadReviewEditing } from '~/workplan/editing.server';
import { issueForm, reviewForm } from '~/workplan/forms';
import { yearOf } from '~/workplan/page.server';

export const loader = page(async (asked) => {
  const data = await loadReviewEditing(asked);
  return { title: asked.t('workplan:review.title', { year: data.head.year }), data };
});

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = active(asked);
  const year = yearOf(asked.params.year);
  await asked.limit('write', String(reader.id));
  if (form.typed.deed === 'review') {
    await saveReview(sql, reader, year, parseForm(form, reviewForm), asked.now());
    return goTo(`/workplan/${year}/review/edit`);
  }
  if (form.typed.deed !== 'issue') throw refuse('invalid', 'shared:errors.unreadable-form');
  await issueReview(sql, reader, year, parseForm(form, issueForm), asked.now());
  return goTo(`/workplan/${year}/review`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function ReviewEdit() {
  return <ReviewEditPage data={useLoaderData<typeof loader>().data} />;
}
