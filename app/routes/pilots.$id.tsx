import { useLoaderData } from '@remix-run/react';
import { withdrawPilot } from '~/calls/commands/proposing.server';
import { PilotPage } from '~/calls/components/pilot-page';
import { stepForm } from '~/calls/forms';
import { loadPilot } from '~/calls/pilot-page.server';
import { active, deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadPilot(asked);
  return { title: data.head.title, data };
});

export const action = deed(async (asked) => {
  const reader = active(asked);
  const id = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  await withdrawPilot(asked.sql, reader, id, parseForm(asked.form, stepForm).version, asked.now());
  return goTo(`/pilots/${id}`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Pilot() {
  return <PilotPage data={useLoaderData<typeof loader>().data} />;
}
