import { useLoaderData } from '@remix-run/react';
import { openProposal } from '~/decisions/commands/opening.server';
import { PutPage } from '~/decisions/components/put-page';
import { openForm } from '~/decisions/forms';
import { loadPut } from '~/decisions/pages.server';
import { active, deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => ({ title: asked.t('decisions:put.title'), data: await loadPut(asked) }));

export const action = deed(async (asked) => {
  const reader = active(asked);
  const id = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  await openProposal(asked.sql, reader, id, parseForm(asked.form, openForm), asked.now());
  return goTo(`/decisions/${id}`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Put() {
  return <PutPage data={useLoaderData<typeof loader>().data} />;
}
