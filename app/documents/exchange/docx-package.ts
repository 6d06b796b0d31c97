import { asBuffer, startsWith } from '../../attachments/clean/bytes';
import { type Relationship, readRelationships } from '../../attachments/clean/relationships';
import { readXml } from '../../attachments/clean/xml';
import { type Parts, readZip } from '../../attachments/clean/zip';
import { isRefusal } from '../../shared/refusal';
import { importLimits, refusals } from './refusals';
import { type Element, parseXml } from './xml';

const oleSignature = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

/** The parts of an office document, unpacked within bounds. Refusals: kind, old-word, encrypted, damaged, too-complex. */
export async function openPackage(bytes: Uint8Array): Promise<Parts> {
  if (startsWith(bytes, oleSignature)) {
    throw asBuffer(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))
      ? refusals.encrypted()
      : refusals.oldWord();
  }
  if (!startsWith(bytes, 'PK\x03\x04')) throw refusals.kind();
  return inOwnWords(() => readZip(bytes, { bytes: importLimits.unpacked, entries: importLimits.entries }));
}

/** Says the refusals of the archive's reader beside the field of the file. */
async function inOwnWords<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (e) {
    if (!isRefusal(e) || e.fields) throw e;
    if (e.message.endsWith('encrypted')) throw refusals.encrypted();
    throw e.kind === 'too-much' ? refusals.tooComplex() : refusals.damaged();
  }
}

export async function xmlOf(parts: Parts, name: string): Promise<Element | undefined> {
  const part = parts.get(name);
  return part && parseXml(await inOwnWords(() => readXml(part)));
}

/** A DOCX: its main part, and what leads from each part to others. */
export class WordPackage {
  readonly parts: Parts;
  readonly main: string;
  readonly #relationships: Relationship[];
  readonly #byId: ReadonlyMap<string, Relationship>;

  private constructor(parts: Parts, relationships: Relationship[], main: string) {
    this.parts = parts;
    this.main = main;
    this.#relationships = relationships;
    this.#byId = new Map(relationships.map((each) => [`${each.source} ${each.id}`, each]));
  }

  static async open(bytes: Uint8Array): Promise<WordPackage> {
    const parts = await openPackage(bytes);
    const relationships = await inOwnWords(() => readRelationships(parts));
    const main = relationships.find((each) => each.source === '' && each.type === 'officeDocument');
    if (!main || !parts.has(main.target)) throw refusals.kind();
    return new WordPackage(parts, relationships, main.target);
  }

  xml(name: string): Promise<Element | undefined> {
    return xmlOf(this.parts, name);
  }

  /** The part of the main document that serves as this, by the last word of the relationship's type. */
  async part(type: string): Promise<{ name: string; xml: Element } | undefined> {
    const found = this.#relationships.find((each) => each.source === this.main && each.type === type && !each.external);
    const xml = found && (await this.xml(found.target));
    return found && xml ? { name: found.target, xml } : undefined;
  }

  all(type: string): Relationship[] {
    return this.#relationships.filter((each) => each.source === this.main && each.type === type && !each.external);
  }

  target(source: string, id: string | undefined): Relationship | undefined {
    return this.#byId.get(`${source} ${id}`);
  }
}
