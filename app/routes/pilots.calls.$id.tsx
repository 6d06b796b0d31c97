import { useLoaderData } from '@remix-run/react';
import { beginPilot } from '~/calls/commands/proposing.server';
import { CallPage } from '~/calls/components/call-page';
import { beginPilotForm } from '~/calls/forms';
import { loadCall } from '~/calls/page.server';
import { active, deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadCall(asked);
  return { title: data.title, data };
});

export const action = deed(async (asked) => {
  const reader = active(asked);
  const call = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  const id = await beginPilot(asked.sql, reader, call, parseForm(asked.form, beginPilotForm), asked.now());
  return goTo(`/pilots/${id}/edit`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Call() {
  return <CallPage data={useLoaderData<typeof loader>().data} />;
}
