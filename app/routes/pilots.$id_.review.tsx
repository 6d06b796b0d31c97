import { useLoaderData } from '@remix-run/react';
import { declareConflict, saveReview } from '~/calls/commands/reviewing.server';
import { ReviewPage } from '~/calls/components/review-page';
import { conflictForm, reviewForm } from '~/calls/forms';
import { loadReview } from '~/calls/pilot-page.server';
import { active, deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadReview(asked);
  return { title: `${asked.t('pilots:review.title')} · ${data.head.title}`, data };
});

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = active(asked);
  const id = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  switch (form.typed.deed) {
    case 'review': {
      const input = parseForm(form, reviewForm);
      await saveReview(sql, reader, id, input, asked.now());
      return goTo(input.submit ? `/pilots/${id}` : `/pilots/${id}/review`);
    }
    case 'conflict':
      await declareConflict(sql, reader, id, parseForm(form, conflictForm).conflict, asked.now());
      return goTo(`/pilots/${id}/review`);
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Review() {
  return <ReviewPage data={useLoaderData<typeof loader>().data} />;
}
