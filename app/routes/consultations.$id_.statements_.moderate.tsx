import { useLoaderData } from '@remix-run/react';
import { ModeratePage } from '~/consultations/statements/components/moderate-page';
import { moderate } from '~/consultations/statements/deeds.server';
import { loadModerating } from '~/consultations/statements/page.server';
import { page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadModerating(asked);
  return { title: `${asked.t('statements:moderate.title')} · ${data.head.title}`, data };
});

export const meta = titled;

export const action = moderate;

export const shouldRevalidate = rereadAfterConflict;

export default function Moderate() {
  return <ModeratePage data={useLoaderData<typeof loader>().data} />;
}
