import { useLoaderData } from '@remix-run/react';
import { SessionPage } from '~/consultations/session/components/session-page';
import { takePart } from '~/consultations/session/deeds.server';
import { loadSession } from '~/consultations/session/page.server';
import { page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadSession(asked);
  return { title: `${asked.t('session:title')} · ${data.head.title}`, data };
});

export const meta = titled;

export const action = takePart;

export const shouldRevalidate = rereadAfterConflict;

export default function Session() {
  return <SessionPage data={useLoaderData<typeof loader>().data} />;
}
