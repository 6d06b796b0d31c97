import { useLoaderData } from '@remix-run/react';
import { beginProposal } from '~/decisions/commands/preparing.server';
import { BeginPage } from '~/decisions/components/begin-page';
import { beginForm } from '~/decisions/forms';
import { loadBegin } from '~/decisions/pages.server';
import { active, deed, goTo, page, parseForm } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => ({
  title: asked.t('decisions:begin.title'),
  data: await loadBegin(asked),
}));

export const action = deed(async (asked) => {
  const reader = active(asked);
  await asked.limit('write', String(reader.id));
  const id = await beginProposal(asked.sql, reader, parseForm(asked.form, beginForm), asked.now());
  return goTo(`/decisions/${id}/prepare`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Begin() {
  return <BeginPage data={useLoaderData<typeof loader>().data} />;
}
