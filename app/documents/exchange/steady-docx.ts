import { readZip, unpackLimits, writeZip } from '../../attachments/clean/zip';

const said = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/**
 * A file for Word that is the same, byte for byte, whenever it is made of the same text, but for the instant that it names.
 * What writes it gives relationships names of chance, and parts the time of the clock: both are put in a row here.
 */
export async function steadyDocx(bytes: Uint8Array, at: Date): Promise<Uint8Array> {
  const parts = await readZip(bytes, unpackLimits);
  const names = namesOfChance(parts);
  const steady = new Map<string, Uint8Array>();
  for (const name of [...parts.keys()].sort()) {
    const content = parts.get(name)!;
    if (!/\.(xml|rels)$/.test(name)) {
      steady.set(name, content);
      continue;
    }
    let text = said(content);
    for (const [chance, row] of names) text = text.replaceAll(`"${chance}"`, `"${row}"`);
    if (name === 'docProps/core.xml')
      text = text.replace(
        /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g,
        (_, open: string) => `${open}${at.toISOString().slice(0, 19)}Z`,
      );
    steady.set(name, new TextEncoder().encode(text));
  }
  return writeZip(steady);
}

/** Names of links and pictures that were drawn by chance, in the order in which the relationships name them. */
function namesOfChance(parts: ReadonlyMap<string, Uint8Array>): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of [...parts.keys()].filter((n) => n.endsWith('.rels')).sort())
    for (const [, id] of said(parts.get(name)!).matchAll(/ Id="(rId[\w-]+)"/g))
      if (id && !/^rId\d+$/.test(id) && !found.has(id)) found.set(id, `rIdRow${found.size + 1}`);
  return found;
}
