import { useLoaderData } from '@remix-run/react';
import { findChromium } from '~/documents/exchange/chromium.server';
import { ExportPage } from '~/documents/exchange/components/export-page';
import { readHead } from '~/documents/queries/head.server';
import { idOf, page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, reader, params, language, now, t }) => {
  const { view } = await readHead(sql, reader, idOf(params.id), language, now());
  return { title: `${t('documents:export.title')}: ${view.title}`, head: view, pdf: findChromium() !== null };
});

export const meta = titled;

export default function Export() {
  const { head, pdf } = useLoaderData<typeof loader>();
  return <ExportPage head={head} pdf={pdf} />;
}
