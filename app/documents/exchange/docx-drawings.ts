import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { startsWith } from '../../attachments/clean/bytes';
import type { CarriedPicture } from './carried';
import type { WordPackage } from './docx-package';
import type { Tally } from './left-out';
import { image, text } from './pieces';
import { importLimits, refusals } from './refusals';
import { type Element, within } from './xml';

/** Reads drawings: pictures with what describes them, and boxes with lines of their own. */
export class DrawingsReader {
  readonly pictures: CarriedPicture[] = [];
  /** Lines in boxes beside the text, found while the words around them were read. */
  boxes: Element[] = [];
  readonly #file: WordPackage;
  readonly #left: Tally;
  readonly #seen = new Map<string, CarriedPicture | null>();

  constructor(file: WordPackage, left: Tally) {
    this.#file = file;
    this.#left = left;
  }

  /** What stands in its place: pictures, or the words that describe what cannot be shown. */
  read(element: Element, source: string): JSONContent[] {
    // A line across the page, which whoever reads the line makes a rule of.
    if (within(element, 'rect').some((rect) => rect.attributes.hr === 't')) return [];
    // A box can hold drawings with boxes: those are looked at when its lines are read.
    const inside = (name: string) => within(element, name, 'txbxContent');
    const described = [...inside('docPr'), ...inside('shape')];
    const alt =
      described.map(({ attributes }) => attributes.descr || attributes.alt || attributes.title || '').find(Boolean) ??
      '';
    const boxes = inside('txbxContent');
    if (boxes.length) {
      this.boxes.push(...boxes);
      this.#left.add('shapes');
    }
    const ids = [...inside('blip').map((e) => e.attributes.embed), ...inside('imagedata').map((e) => e.attributes.id)];
    const found = Array.from(new Set(ids.filter((id) => id !== undefined)), (id) => this.#picture(source, id));
    const shown = found.filter((picture) => picture !== null);
    if (inside('OLEObject').length) this.#left.add('embedded');
    if (shown.length) {
      if (!alt) this.#left.add('pictures-without-words', shown.length);
      return shown.map((picture) => image(picture.id, alt.slice(0, 400)));
    }
    if (!boxes.length) this.#left.add(found.length ? 'pictures' : 'shapes');
    return alt ? [text(`[${alt}]`)] : [];
  }

  #picture(source: string, id: string): CarriedPicture | null {
    const target = this.#file.target(source, id);
    const bytes = target && !target.external ? this.#file.parts.get(target.target) : undefined;
    if (!target || !bytes) return null;
    const known = this.#seen.get(target.target);
    if (known !== undefined) return known;
    const type = typeOfPicture(bytes);
    const picture = type ? { id: randomUUID(), type, bytes } : null;
    this.#seen.set(target.target, picture);
    if (picture && this.pictures.push(picture) > importLimits.pictures) throw refusals.tooComplex();
    return picture;
  }
}

export function typeOfPicture(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, '\x89PNG')) return 'image/png';
  if (startsWith(bytes, '\xff\xd8\xff')) return 'image/jpeg';
  if (startsWith(bytes, 'GIF8')) return 'image/gif';
  return startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8) ? 'image/webp' : undefined;
}
