import type { CarriedDocument, WriteOptions } from '../../documents/exchange/carried';
import { findChromium, printPdf } from '../../documents/exchange/chromium.server';
import { contentTypes } from '../../documents/exchange/formats';
import { writeHtml } from '../../documents/exchange/write-html.server';
import { wordsIn } from '../../documents/settled.server';
import { type Asked, idOf } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import { composeReport } from './compose';
import { readReport } from './queries.server';
import { steadyDocx } from './steady-docx';
import { steadyPdf } from './steady-pdf';

export type ReportFormat = 'docx' | 'pdf' | 'html';

/**
 * The report as a file, for whoever may read the synthesis: made anew at each request, and the same each time but for its date.
 * No word of a survivor comes into it. Refusals: not-found, too-much, and for PDF not-found where there is no Chromium.
 */
export async function exportReport(asked: Asked, format: ReportFormat): Promise<Response> {
  const { sql, reader, language, publicUrl, t } = asked;
  const id = idOf(asked.params.id);
  const chromium = format === 'pdf' ? findChromium() : '';
  if (chromium === null) throw refuse('not-found', 'shared:errors.not-found');
  await asked.limit('export', reader ? String(reader.id) : asked.from);
  const report = await readReport(sql, reader, id, language, asked.now());
  const title = t('claims:report.of', { title: report.consultation.title });
  const document: CarriedDocument = {
    title,
    language,
    text: composeReport(report, { t, publicUrl }),
    pictures: [],
    threads: [],
  };
  const bytes = await write(asked, document, format, chromium);
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': contentTypes[format],
      'Content-Length': String(bytes.length),
      'Content-Disposition': `attachment; filename="consultation-${id}-report.${format}"`,
      'Content-Language': language,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'private, no-store',
    },
  });
}

async function write(
  { convert, t, now, language }: Asked,
  document: CarriedDocument,
  format: ReportFormat,
  chromium: string,
): Promise<Uint8Array> {
  const at = now();
  const options: WriteOptions = {
    citations: new Map(),
    words: {
      contents: t('documents:export.words.contents'),
      notes: t('documents:text.notes'),
      hiddenSource: t('documents:export.words.hidden-source'),
      picture: t('documents:export.words.picture'),
      somebody: t('documents:export.words.somebody'),
    },
    authors: new Map(),
    at,
    author: 'Plenary',
  };
  if (format === 'docx') return steadyDocx(await convert({ deed: 'write', format, document, options }), at);
  const html = writeHtml(document, options, wordsIn(language));
  return format === 'pdf' ? steadyPdf(await printPdf(chromium, html), at) : new TextEncoder().encode(html);
}
