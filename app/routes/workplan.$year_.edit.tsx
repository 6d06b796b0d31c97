import { useLoaderData } from '@remix-run/react';
import { active, deed, goTo, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';
import { putActivity, removeActivity } from '~/workplan/commands/activities.server';
import { changePlan } from '~/workplan/commands/plan.server';
import { EditPage } from '~/workplan/components/edit-page';
import { loadEditing } from '~/workplan/editing.server';
import { activityForm, heldForm, newForm, planForm } from '~/workplan/forms';
import { yearOf } from '~/workplan/page.server';

export const loader = page(async (asked) => {
  const data = await loadEditing(asked);
  return { title: asked.t('workplan:edit.title', { year: data.head.year }), data };
});

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = active(asked);
  const year = yearOf(asked.params.year);
  await asked.limit('write', String(reader.id));
  const [, what, id] =
    /^(plan|activity-new|activity-(?=\d)|remove-activity-)(\d{0,15})$/.exec(form.typed.deed ?? '') ?? [];
  if (what === 'plan') await changePlan(sql, reader, year, parseForm(form, planForm));
  else if (what === 'activity-new') {
    const which = parseForm(form, newForm);
    await putActivity(sql, reader, year, which, parseForm(form, activityForm), asked.now());
  } else if (what === 'activity-' && id) {
    const which = { id: Number(id), ...parseForm(form, heldForm) };
    await putActivity(sql, reader, year, which, parseForm(form, activityForm), asked.now());
  } else if (what === 'remove-activity-' && id)
    await removeActivity(sql, reader, year, { id: Number(id), ...parseForm(form, heldForm) });
  else throw refuse('invalid', 'shared:errors.unreadable-form');
  return goTo(`/workplan/${year}/edit`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Edit() {
  return <EditPage data={useLoaderData<typeof loader>().data} />;
}
