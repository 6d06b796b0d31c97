import { useLoaderData } from '@remix-run/react';
import { ImportedPage } from '~/documents/exchange/components/imported-page';
import { reportFromAddress } from '~/documents/exchange/forms';
import { readHead } from '~/documents/queries/head.server';
import { idOf, page } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, reader, params, language, now, url, t }) => {
  const { view } = await readHead(sql, reader, idOf(params.id), language, now());
  if (!view.may.open) throw refuse('not-found', 'shared:errors.not-found');
  return { title: t('documents:imported.title'), head: view, report: reportFromAddress(url.searchParams) };
});

export const meta = titled;

export default function Imported() {
  return <ImportedPage {...useLoaderData<typeof loader>()} />;
}
