import { useLoaderData } from '@remix-run/react';
import { active, deed, goTo, page, parseForm } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';
import { beginPlan } from '~/workplan/commands/plan.server';
import { YearsPage } from '~/workplan/components/years-page';
import { beginForm } from '~/workplan/forms';
import { loadYears } from '~/workplan/page.server';

export const loader = page(async (asked) => ({ title: asked.t('workplan:title'), data: await loadYears(asked) }));

export const action = deed(async (asked) => {
  const reader = active(asked);
  await asked.limit('write', String(reader.id));
  const input = parseForm(asked.form, beginForm);
  await beginPlan(asked.sql, reader, input, asked.now());
  return goTo(`/workplan/${input.year}/edit`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Years() {
  return <YearsPage data={useLoaderData<typeof loader>().data} />;
}
