import { useLoaderData } from '@remix-run/react';
import { mayCall } from '~/calls/call';
import { beginCall } from '~/calls/commands/calling.server';
import { BeginCallPage } from '~/calls/components/begin-call-page';
import { beginCallForm } from '~/calls/forms';
import { loadBeginCall } from '~/calls/page.server';
import { active, deed, goTo, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => ({
  title: asked.t('pilots:begin-call.title'),
  data: loadBeginCall(asked),
}));

export const action = deed(async (asked) => {
  const reader = active(asked);
  if (!mayCall(reader)) throw refuse('not-found', 'shared:errors.not-found');
  await asked.limit('write', String(reader.id));
  const id = await beginCall(asked.sql, reader, parseForm(asked.form, beginCallForm), asked.now());
  return goTo(`/pilots/calls/${id}/edit`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function BeginCall() {
  return <BeginCallPage data={useLoaderData<typeof loader>().data} />;
}
