import { useLoaderData } from '@remix-run/react';
import { deferProposal } from '~/decisions/commands/closing.server';
import { saveObservers } from '~/decisions/commands/preparing.server';
import { addTranslation, amendProposal } from '~/decisions/commands/texts.server';
import { ChangePage } from '~/decisions/components/change-page';
import { amendForm, deferForm, observersForm, translateForm } from '~/decisions/forms';
import { loadChange } from '~/decisions/pages.server';
import { active, deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => ({ title: asked.t('decisions:to-change'), data: await loadChange(asked) }));

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = active(asked);
  const id = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  const now = asked.now();
  switch (form.typed.deed) {
    case 'amend':
      await amendProposal(sql, reader, id, parseForm(form, amendForm), now);
      break;
    case 'translate':
      await addTranslation(sql, reader, id, parseForm(form, translateForm), now);
      break;
    case 'defer':
      await deferProposal(sql, reader, id, parseForm(form, deferForm), now);
      break;
    case 'observers':
      await saveObservers(sql, reader, id, parseForm(form, observersForm), { origin: asked.publicUrl, now });
      return goTo(`/decisions/${id}/change#observers`);
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
  return goTo(`/decisions/${id}`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Change() {
  return <ChangePage data={useLoaderData<typeof loader>().data} />;
}
