import * as Y from 'yjs';

/* What is written: invented words, by invented clients with fixed ids, so that every server is given the same bytes. */

export const fieldName = 'text';
/** The client that laid the document out before anyone measured. */
export const layoutClient = 0x10000001;
const firstWriter = 0x20000000;

/** Ids of the writers of one run; runs never share any. */
export function writersOf(run: number): number {
  return firstWriter + run * 1024;
}

export interface Layout {
  paragraphs: number;
  /** Characters in each. */
  length: number;
}

const words =
  'referral shelter inspector border interpreter survivor budget district health labour ministry visit fee court partner report indicator training'.split(
    ' ',
  );

export function random(seed: number): () => number {
  let a = seed | 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function prose(length: number, seed: number): string {
  const next = random(seed);
  let text = '';
  while (text.length < length) text += `${words[Math.floor(next() * words.length)]} `;
  return text.slice(0, length);
}

/** A document of plain paragraphs, as one update. */
export function layOut({ paragraphs, length }: Layout): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = layoutClient;
  doc.transact(() => {
    const fragment = doc.getXmlFragment(fieldName);
    fragment.insert(
      0,
      Array.from({ length: paragraphs }, (_, i) => {
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.setAttribute('id', `p${i.toString(36)}`);
        paragraph.insert(0, [new Y.XmlText(prose(length, i + 1))]);
        return paragraph;
      }),
    );
  });
  return Y.encodeStateAsUpdate(doc);
}

export function paragraph(doc: Y.Doc, number: number): Y.XmlText {
  const fragment = doc.getXmlFragment(fieldName);
  return (fragment.get(number % fragment.length) as Y.XmlElement).get(0) as Y.XmlText;
}

/** Somebody types so many characters at the end of a paragraph: one update each. */
export function typed(layout: Layout, client: number, inParagraph: number, edits: number): Uint8Array[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, layOut(layout));
  doc.clientID = client;
  const text = paragraph(doc, inParagraph);
  const letters = prose(edits, client);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const start = text.length;
  for (let i = 0; i < edits; i++) text.insert(start + i, letters[i]!);
  doc.destroy();
  return updates;
}

export interface Trace {
  /** Each with fifty edits of one person. */
  updates: Uint8Array[];
  client: number;
  /** The clock after the last of them. */
  clock: number;
  /** The whole text's state with what was deleted collected. */
  state: Uint8Array;
  stateBytes: number;
  text: string;
}

const editsInUpdate = 50;
/** Written last and nowhere else: whoever finds it in a frame has had everything. */
export const sentinel = '\u2042end\u2042';

/**
 * The history of a long text: characters typed one after the other, seven in ten that stay, with leaps of the caret and
 * runs of deletions, as people write. Always the same.
 */
export function trace(edits: number): Trace {
  const layout: Layout = { paragraphs: 40, length: 1 };
  const doc = new Y.Doc();
  Y.applyUpdate(doc, layOut(layout));
  const client = 0x30000001;
  doc.clientID = client;
  const updates: Uint8Array[] = [layOut(layout)];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const texts = Array.from({ length: layout.paragraphs }, (_, i) => paragraph(doc, i));
  const next = random(7);
  const letters = prose(8192, 3);
  let text = texts[0]!;
  let at = 1;
  let deleting = 0;
  for (let done = 0; done < edits; ) {
    doc.transact(() => {
      for (let i = 0; i < editsInUpdate && done < edits; i++, done++) {
        if (deleting > 0 && at > 1) {
          text.delete(--at, 1);
          deleting--;
          continue;
        }
        deleting = 0;
        const chance = next();
        if (chance < 0.008) {
          text = texts[Math.floor(next() * texts.length)]!;
          at = 1 + Math.floor(next() * text.length);
        } else if (chance < 0.028) deleting = 1 + Math.floor(next() * 40);
        text.insert(at++, letters[done % letters.length]!);
      }
    });
  }
  text.insert(at, sentinel);
  const state = Y.encodeStateAsUpdate(doc);
  return {
    updates,
    client,
    clock: Y.getState(doc.store, client),
    state,
    stateBytes: state.length,
    text: plain(doc),
  };
}

export function plain(doc: Y.Doc): string {
  return doc.getXmlFragment(fieldName).toString();
}
