import { useLoaderData } from '@remix-run/react';
import { ReportPage } from '~/consultations/report/components/report-page';
import { readReport } from '~/consultations/report/queries.server';
import { findChromium } from '~/documents/exchange/chromium.server';
import { idOf, page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

/** Not kept: who takes part moves without an announcement that would drop the page. */
export const loader = page(async ({ sql, reader, language, params, now, t }) => {
  const view = await readReport(sql, reader, idOf(params.id), language, now());
  return {
    title: `${t('claims:report.title')} · ${view.consultation.title}`,
    view,
    asOf: now().toISOString(),
    zone: reader?.timeZone ?? 'UTC',
    pdf: findChromium() !== null,
  };
});

export const meta = titled;

export default function Report() {
  return <ReportPage {...useLoaderData<typeof loader>()} />;
}
