import * as Y from 'yjs';

export function wordsOf(doc: Y.Doc): string {
  return doc
    .getXmlFragment('text')
    .toArray()
    .map((p) =>
      p
        .toString()
        .replace(/<\/?paragraph>/g, '')
        .trim(),
    )
    .join('\n');
}

export function wordsIn(...updates: Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return wordsOf(doc);
}

/** An update that writes a paragraph into an empty text, or one after what is there. */
export function aParagraph(words: string, before?: Uint8Array): Uint8Array {
  const doc = new Y.Doc();
  if (before) Y.applyUpdate(doc, before);
  const vector = Y.encodeStateVector(doc);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  const text = doc.getXmlFragment('text');
  text.insert(text.length, [paragraph]);
  return Y.encodeStateAsUpdate(doc, vector);
}
