/**
 * A printed file that is the same, byte for byte, whenever it is made of the same text, but for the instant that it names. What
 * prints it names the instant of printing twice (ISO 32000-1, 7.9.4); here it is that of the report. Places of objects in the
 * file are counted in bytes, so an instant gives way only to one of the same length.
 */
export function steadyPdf(bytes: Uint8Array, at: Date): Uint8Array {
  const digits = at.toISOString().replace(/\D/g, '').slice(0, 14);
  const text = Buffer.from(bytes).toString('latin1');
  const end = text.indexOf('endobj');
  const head = text
    .slice(0, end < 0 ? 0 : end)
    .replace(/\/(CreationDate|ModDate) \(D:\d{14}\+00'00'\)/g, (_, name: string) => `/${name} (D:${digits}+00'00')`);
  return new Uint8Array(Buffer.from(head + text.slice(head.length), 'latin1'));
}
