import { useLoaderData } from '@remix-run/react';
import { MinePage } from '~/consultations/statements/components/mine-page';
import { changeMine } from '~/consultations/statements/deeds.server';
import { loadMine } from '~/consultations/statements/page.server';
import { page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadMine(asked);
  return { title: `${asked.t('statements:mine.title')} · ${data.head.title}`, data };
});

export const meta = titled;

export const action = changeMine;

export const shouldRevalidate = rereadAfterConflict;

export default function Mine() {
  return <MinePage data={useLoaderData<typeof loader>().data} />;
}
