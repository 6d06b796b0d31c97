import { deflateSync } from 'node:zlib';

/** A sound PDF of two megabytes whose quarter of a million packed objects lead one to the next: long work to take apart. */
export function slowPdf(objects = 250_000): Uint8Array {
  const each = 1000;
  const first = 5;
  const parts = [
    '%PDF-1.5\n1 0 obj <</Type/Catalog/Pages 2 0 R/Chain 5 0 R>> endobj 2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj 3 0 obj <</Type/Page/Parent 2 0 R>> endobj\n',
  ].map((text) => Buffer.from(text));
  for (let from = first; from < first + objects; from += each) {
    let places = '';
    let bodies = '';
    for (let id = from; id < from + each; id++) {
      places += `${id} ${bodies.length} `;
      bodies += `[${id + 1} 0 R 1 2 3 4 5 6] `;
    }
    const packed = deflateSync(places + bodies);
    const entries = `/Type/ObjStm/N ${each}/First ${places.length}/Filter/FlateDecode/Length ${packed.length}`;
    parts.push(Buffer.from(`${900_000 + from} 0 obj <<${entries}>> stream\n`), packed);
    parts.push(Buffer.from('\nendstream endobj\n'));
  }
  return Buffer.concat([...parts, Buffer.from('trailer <</Root 1 0 R>>')]);
}

/** A picture of one pixel. */
export const smallPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);
