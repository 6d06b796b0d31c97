import { useLoaderData } from '@remix-run/react';
import { savePilot } from '~/calls/commands/proposing.server';
import { PilotFormPage } from '~/calls/components/pilot-form-page';
import { pilotForm } from '~/calls/forms';
import { loadPilotForm } from '~/calls/pilot-page.server';
import { active, deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadPilotForm(asked);
  return { title: `${asked.t('pilots:form.title')} · ${data.head.title}`, data };
});

export const action = deed(async (asked) => {
  const reader = active(asked);
  const id = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  const input = parseForm(asked.form, pilotForm, ['partners']);
  await savePilot(asked.sql, reader, id, input, asked.now());
  return goTo(input.next === 'submit' ? `/pilots/${id}` : `/pilots/${id}/edit`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function PilotForm() {
  return <PilotFormPage data={useLoaderData<typeof loader>().data} />;
}
