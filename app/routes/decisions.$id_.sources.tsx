import { useLoaderData } from '@remix-run/react';
import { addEvidence, dropEvidence, moveEvidence } from '~/decisions/picking/commands.server';
import { PickingPage } from '~/decisions/picking/components/picking-page';
import { pickingAddress } from '~/decisions/picking/finding';
import { addForm, moveForm, pieceForm } from '~/decisions/picking/forms';
import { loadPicking, pickingSearch } from '~/decisions/picking/page.server';
import { audienceOf } from '~/heard/audience.server';
import { citableBy } from '~/heard/citable.server';
import { active, deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadPicking(asked);
  return { title: `${asked.t('decisions:evidence.title')} · ${data.title}`, data };
});

/** Each form names its deed with the piece that it is about; what was looked for is on the page that comes after it too. */
export const action = deed(async (asked) => {
  const { sql, form, voices } = asked;
  const reader = active(asked);
  const id = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  const now = asked.now();
  switch ((form.typed.deed ?? '').split('-')[0]) {
    case 'add':
    case 'paste': {
      const audience = await audienceOf(sql, reader);
      const citable = (references: string[]) => citableBy(voices, references, audience);
      await addEvidence(sql, reader, id, parseForm(form, addForm), { origin: asked.publicUrl, now, citable });
      break;
    }
    case 'drop':
      await dropEvidence(sql, reader, id, parseForm(form, pieceForm), now);
      break;
    case 'up':
    case 'down':
      await moveEvidence(sql, reader, id, parseForm(form, moveForm), now);
      break;
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
  return goTo(`${pickingAddress(id, pickingSearch(asked.url.searchParams))}#named`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Sources() {
  return <PickingPage data={useLoaderData<typeof loader>().data} />;
}
