import { useLoaderData } from '@remix-run/react';
import { StatementPage } from '~/consultations/statements/components/statement-page';
import { settle } from '~/consultations/statements/deeds.server';
import { loadStatement } from '~/consultations/statements/page.server';
import { page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadStatement(asked);
  return { title: `${asked.t('statements:one.title')} · ${data.head.title}`, data };
});

export const meta = titled;

export const action = settle;

export const shouldRevalidate = rereadAfterConflict;

export default function Statement() {
  return <StatementPage data={useLoaderData<typeof loader>().data} />;
}
