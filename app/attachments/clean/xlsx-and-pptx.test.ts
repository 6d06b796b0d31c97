import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/refusal';
import { cleanFile } from './clean-file';
import { pptx, sentence, xlsx } from './test-documents';
import { holds, latin1, partsOf } from './test-files';

const canary = 'Canary-7f3a';

async function cleaned(bytes: Uint8Array): Promise<Uint8Array> {
  const file = await cleanFile(bytes, 'document');
  if (isRefusal(file)) throw new Error(file.message);
  return file.bytes;
}

function text(bytes: Uint8Array, part: string): string {
  return new TextDecoder().decode(partsOf(bytes).get(part));
}

const outside = `file:///C:/Users/${canary}/notes.docx`;

describe('an XLSX loses', () => {
  const sheetRels = (id: string) =>
    `<Relationships><Relationship Id="${id}" Type="x/printerSettings" Target="../printerSettings/p.bin"/></Relationships>`;
  it.each([
    ['the path where it lay', xlsx({ body: `<x15ac:absPath url="C:\\Users\\${canary}\\" xmlns:x15ac="a"/>` })],
    [
      'the authors of notes',
      xlsx({
        links: [['r2', 'comments', 'comments1.xml']],
        parts: {
          'xl/comments1.xml': `<comments><authors><author>${canary}</author><author>tc={1}</author></authors></comments>`,
        },
      }),
    ],
    [
      'its list of people',
      xlsx({
        links: [['r2', 'person', 'persons/person.xml']],
        parts: {
          'xl/persons/person.xml': `<personList><person displayName="${canary}" id="{1}" userId="${canary}" providerId="AD"/></personList>`,
        },
      }),
    ],
    [
      'who refreshed a table',
      xlsx({
        links: [['r2', 'pivotCacheDefinition', 'p.xml']],
        parts: { 'xl/p.xml': `<pivotCacheDefinition refreshedBy="${canary}"/>` },
      }),
    ],
    [
      'the source of its data',
      xlsx({
        links: [['r2', 'connections', 'c.xml']],
        parts: {
          'xl/c.xml': `<connections><connection odcFile="${canary}"><dbPr connection="Password=${canary}"/></connection></connections>`,
        },
      }),
    ],
    ['the path of a linked workbook', xlsx({ links: [['r2', 'externalLinkPath', outside, true]] })],
    [
      'its printer',
      xlsx({
        parts: {
          'xl/worksheets/sheet1.xml':
            '<worksheet xmlns:r="y"><sheetData/><pageSetup orientation="portrait" r:id="rId3"/></worksheet>',
          'xl/worksheets/_rels/sheet1.xml.rels': sheetRels('rId3'),
          'xl/printerSettings/p.bin': canary,
        },
      }),
    ],
    [
      'data that it names by an id, by its content',
      xlsx({
        body: '<x r:id="r2"/>',
        links: [['r2', 'customXml', '../customXml/item1.xml']],
        parts: { 'customXml/item1.xml': `<a>${canary}</a>` },
      }),
    ],
  ])('%s', async (_, bytes) => {
    expect(holds(bytes, canary)).toBe(true);
    const result = await cleaned(bytes);
    expect(holds(result, canary)).toBe(false);
    expect(text(result, 'xl/workbook.xml')).toContain(sentence);
    // An id that leads nowhere makes a program call the file broken.
    const source = text(result, 'xl/worksheets/sheet1.xml') + text(result, 'xl/workbook.xml');
    const lists = [...partsOf(result)].filter(([name]) => name.endsWith('.rels')).map(([, part]) => latin1(part));
    for (const [, id] of source.matchAll(/r:id="(\w+)"/g)) expect(lists.join()).toContain(`Id="${id}"`);
  });
});

describe('a PPTX loses', () => {
  it.each([
    [
      'the authors of comments',
      pptx({
        links: [['r2', 'commentAuthors', 'commentAuthors.xml']],
        parts: {
          'ppt/commentAuthors.xml': `<p:cmAuthorLst><p:cmAuthor id="0" name="${canary}" initials="${canary}"/></p:cmAuthorLst>`,
        },
      }),
    ],
    [
      'the authors of new comments',
      pptx({
        links: [['r2', 'authors', 'authors.xml']],
        parts: {
          'ppt/authors.xml': `<p188:authorLst><p188:author id="{1}" name="${canary}" userId="${canary}"/></p188:authorLst>`,
        },
      }),
    ],
    [
      'its history',
      pptx({
        links: [['r2', 'changesInfo', 'changesInfos/c.xml']],
        parts: { 'ppt/changesInfos/c.xml': `<pc:chgInfo name="${canary}"/>` },
      }),
    ],
  ])('%s', async (_, bytes) => {
    expect(holds(bytes, canary)).toBe(true);
    const result = await cleaned(bytes);
    expect(holds(result, canary)).toBe(false);
    expect(holds(result, sentence)).toBe(true);
  });
});
