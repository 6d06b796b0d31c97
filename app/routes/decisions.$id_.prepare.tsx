import { useLoaderData } from '@remix-run/react';
import { saveObservers, saveReview, saveSettings } from '~/decisions/commands/preparing.server';
import { PreparePage } from '~/decisions/components/prepare-page';
import { saveEntry } from '~/decisions/entry/commands.server';
import { entryForm } from '~/decisions/entry/forms';
import { observersForm, reviewForm } from '~/decisions/forms';
import { loadPrepare } from '~/decisions/pages.server';
import { settingsTyped } from '~/decisions/settings.server';
import { active, deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadPrepare(asked);
  return { title: data.title, data };
});

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = active(asked);
  const id = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  const around = { origin: asked.publicUrl, now: asked.now() };
  switch (form.typed.deed) {
    case 'settings':
      await saveSettings(sql, reader, id, settingsTyped(form, reader.timeZone), around);
      return goTo(`/decisions/${id}/prepare`);
    case 'review':
      await saveReview(sql, reader, id, parseForm(form, reviewForm), around);
      return goTo(`/decisions/${id}/prepare#review`);
    case 'entry':
      await saveEntry(sql, reader, id, parseForm(form, entryForm), around);
      return goTo(`/decisions/${id}/prepare#entry`);
    case 'observers':
      await saveObservers(sql, reader, id, parseForm(form, observersForm), around);
      return goTo(`/decisions/${id}/prepare#observers`);
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Prepare() {
  return <PreparePage data={useLoaderData<typeof loader>().data} />;
}
