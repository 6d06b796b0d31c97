import { useLoaderData } from '@remix-run/react';
import { addNote, followUp, keepRecommendation } from '~/recommendations/commands.server';
import { RecommendationPage } from '~/recommendations/components/recommendation-page';
import { followUpForm, keepForm, noteForm, removeForm } from '~/recommendations/forms';
import { removeRecommendation } from '~/recommendations/outcomes.server';
import { loadRecommendation } from '~/recommendations/page.server';
import { active, deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { excerpt } from '~/shared/rich-text/excerpt';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadRecommendation(asked);
  return { title: excerpt(data.body, 80), data };
});

export const action = deed(async (asked) => {
  const { sql, form, publicUrl } = asked;
  const reader = active(asked);
  const id = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  switch (form.typed.deed) {
    case 'keep':
      await keepRecommendation(sql, reader, id, parseForm(form, keepForm, ['sectors']), asked.now());
      break;
    case 'follow-up':
      await followUp(sql, reader, id, parseForm(form, followUpForm), { origin: publicUrl, now: asked.now() });
      break;
    case 'note':
      await addNote(sql, reader, id, parseForm(form, noteForm));
      break;
    case 'remove': {
      const outcome = await removeRecommendation(sql, reader, id, parseForm(form, removeForm).version);
      return goTo(`/recommendations/outcomes/${outcome}`);
    }
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
  return goTo(`/recommendations/${id}`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Recommendation() {
  return <RecommendationPage data={useLoaderData<typeof loader>().data} />;
}
