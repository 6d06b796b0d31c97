import { useLoaderData } from '@remix-run/react';
import { active, deed, goTo, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { excerpt } from '~/shared/rich-text/excerpt';
import { titled } from '~/shared/title';
import { actionForm, standForm } from '~/tasks/commitment-forms';
import { changeAction, sayHowItStands } from '~/tasks/commitments.server';
import { loadCommitment } from '~/tasks/commitments-page.server';
import { CommitmentPage } from '~/tasks/components/commitment-page';

export const loader = page(async (asked) => {
  const data = await loadCommitment(asked);
  return { title: excerpt(data.words, 80), data };
});

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = active(asked);
  const { id } = await loadCommitment(asked);
  await asked.limit('write', String(reader.id));
  if (form.typed.deed === 'stand') await sayHowItStands(sql, reader, id, parseForm(form, standForm), asked.now());
  else if (form.typed.deed === 'change') await changeAction(sql, reader, id, parseForm(form, actionForm), asked.now());
  else throw refuse('invalid', 'shared:errors.unreadable-form');
  return goTo(`/commitments/${id}`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Commitment() {
  return <CommitmentPage data={useLoaderData<typeof loader>().data} />;
}
