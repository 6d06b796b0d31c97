import { readableName } from '../../attachments/attachment';
import type { Asked } from '../../shared/edge.server';
import { idOf } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import { wordsIn } from '../settled.server';
import { type Carried, carryDocument } from './carry.server';
import { findChromium, printPdf } from './chromium.server';
import { contentTypes, type Format, formatsWithProposals } from './formats';
import { writeHtml } from './write-html.server';

/**
 * A document as a file for whoever may read it. `?suggestions=none` asks for the text as it stands also of those who see
 * more. Refusals: not-found, too-much, and for PDF not-found where there is no Chromium.
 */
export async function exportDocument(asked: Asked, format: Format): Promise<Response> {
  const { sql, texts, voices, reader, language, publicUrl, url } = asked;
  const id = idOf(asked.params.id);
  const chromium = format === 'pdf' ? findChromium() : '';
  if (chromium === null) throw refuse('not-found', 'shared:errors.not-found');
  await asked.limit('export', reader ? String(reader.id) : asked.from);
  const plain = !formatsWithProposals.includes(format) || url.searchParams.get('suggestions') === 'none';
  const now = asked.now();
  const carried = await carryDocument(
    { sql, texts, voices, reader, language, publicUrl, now },
    id,
    plain ? 'standing' : 'open',
  );
  const bytes = await write(asked, carried, format, chromium);
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': contentTypes[format],
      'Content-Length': String(bytes.length),
      'Content-Disposition': disposition(carried.document.title, id, format),
      'Content-Language': carried.document.language,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'private, no-store',
    },
  });
}

async function write(
  { convert }: Asked,
  { document, options }: Carried,
  format: Format,
  chromium: string,
): Promise<Uint8Array> {
  if (format === 'docx' || format === 'odt' || format === 'md')
    return convert({ deed: 'write', format, document, options });
  const html = writeHtml(document, options, wordsIn(document.language));
  return format === 'pdf' ? printPdf(chromium, html) : new TextEncoder().encode(html);
}

/** Named as the document is, in its own letters; in ASCII by its number. */
function disposition(title: string, id: number, format: Format): string {
  const name = `${
    // A title is no path: what stands before a stroke belongs to it.
    readableName(title.replace(/[/\\]/g, '-'))
      .replace(/[.\s]+$/, '')
      .slice(0, 80)
      .trim() || `document-${id}`
  }.${format}`;
  const extended = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="document-${id}.${format}"; filename*=UTF-8''${extended}`;
}
