import { useLoaderData } from '@remix-run/react';
import { reportPassage } from '~/documents/commands/reporting.server';
import { ReportPage } from '~/documents/components/report-page';
import { reportForm } from '~/documents/forms';
import { readReported } from '~/documents/queries/redacting.server';
import { deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, reader, params, language, url, t, now }) => {
  const given = url.searchParams.get('block') ?? '';
  const block = /^[\w-]{1,40}$/.test(given) ? given : '';
  const found = await readReported(sql, reader, { document: idOf(params.id), block }, language, now());
  return { ...found, title: t('documents:report.title'), block, sent: url.searchParams.get('sent') === 'yes' };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const { sql, reader, form, params } = asked;
  const document = idOf(params.id);
  await asked.limit('report', reader ? String(reader.id) : asked.from);
  await reportPassage(sql, reader, { document, ...parseForm(form, reportForm) }, asked.now());
  return goTo(`/documents/${document}/report?sent=yes`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Report() {
  return <ReportPage {...useLoaderData<typeof loader>()} />;
}
