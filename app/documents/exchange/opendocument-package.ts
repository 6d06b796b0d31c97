import { type Parts, writeZip } from '../../attachments/clean/zip';
import type { CarriedDocument, CarriedPicture, WriteOptions } from './carried';
import { declaration, namespaces, stylesXml } from './opendocument-styles';
import { odWords } from './opendocument-words';

const mediaType = 'application/vnd.oasis.opendocument.text';
/** The file around a text: its styles, what it says of itself, its pictures by their names, and the list of all that. */
export function packedOpenDocument(
  document: CarriedDocument,
  options: WriteOptions,
  content: string,
  pictures: ReadonlyMap<string, CarriedPicture>,
): Promise<Uint8Array> {
  const encode = (xml: string) => new TextEncoder().encode(xml);
  const parts: Parts = new Map([
    ['mimetype', encode(mediaType)],
    ['content.xml', encode(content)],
    ['styles.xml', encode(stylesXml(document.language))],
    ['meta.xml', encode(metaXml(document, options))],
  ]);
  for (const [name, picture] of pictures) parts.set(name, picture.bytes);
  parts.set('META-INF/manifest.xml', encode(manifestXml(pictures)));
  return writeZip(parts, new Set(['mimetype']));
}

function metaXml(document: CarriedDocument, { author, at }: WriteOptions): string {
  const date = at.toISOString().slice(0, 19);
  return `${declaration}<office:document-meta ${namespaces} office:version="1.3"><office:meta><dc:title>${odWords(document.title)}</dc:title><meta:initial-creator>${odWords(author)}</meta:initial-creator><dc:creator>${odWords(author)}</dc:creator><meta:creation-date>${date}</meta:creation-date><dc:date>${date}</dc:date><dc:language>${document.language}</dc:language></office:meta></office:document-meta>`;
}

function manifestXml(pictures: ReadonlyMap<string, CarriedPicture>): string {
  const entry = (path: string, type: string) =>
    `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`;
  const entries = [
    `<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${mediaType}"/>`,
    ...['content.xml', 'styles.xml', 'meta.xml'].map((name) => entry(name, 'text/xml')),
    ...Array.from(pictures, ([name, { type }]) => entry(name, type)),
  ];
  return `${declaration}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">${entries.join('')}</manifest:manifest>`;
}
