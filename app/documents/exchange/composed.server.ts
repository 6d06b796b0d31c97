import type { Asked } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import { wordsIn } from '../settled.server';
import type { CarriedDocument, WriteOptions } from './carried';
import { findChromium, printPdf } from './chromium.server';
import { type ComposedFormat, contentTypes } from './formats';
import { steadyDocx } from './steady-docx';
import { steadyPdf } from './steady-pdf';
import { writeHtml } from './write-html.server';

/**
 * A composed text as a file: made anew at each request, and the same each time, byte for byte, but for the instant that it names.
 * `compose` reads and composes, and asks for itself whether the reader may. `name` is the name of the file without its ending.
 * Refusals: those of `compose`, too-much, and for PDF not-found where there is no Chromium.
 */
export async function sendComposed(
  asked: Asked,
  format: ComposedFormat,
  name: string,
  compose: () => Promise<Pick<CarriedDocument, 'title' | 'language' | 'text'>>,
): Promise<Response> {
  const chromium = format === 'pdf' ? findChromium() : '';
  if (chromium === null) throw refuse('not-found', 'shared:errors.not-found');
  await asked.limit('export', asked.reader ? String(asked.reader.id) : asked.from);
  const document: CarriedDocument = { ...(await compose()), pictures: [], threads: [] };
  const bytes = await write(asked, document, format, chromium);
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': contentTypes[format],
      'Content-Length': String(bytes.length),
      'Content-Disposition': `attachment; filename="${name}.${format}"`,
      'Content-Language': document.language,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'private, no-store',
    },
  });
}

async function write(
  { convert, t, now }: Asked,
  document: CarriedDocument,
  format: ComposedFormat,
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
  const html = writeHtml(document, options, wordsIn(document.language));
  return format === 'pdf' ? steadyPdf(await printPdf(chromium, html), at) : new TextEncoder().encode(html);
}
