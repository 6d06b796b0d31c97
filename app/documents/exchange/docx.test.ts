import fs from 'node:fs';
import path from 'node:path';
import type { Node } from '@tiptap/pm/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { archive } from '../../attachments/clean/test-files';
import { isRefusal } from '../../shared/refusal';
import { textSchema } from '../text/schema';
import { acceptAll, rejectAll } from '../text/suggestions';
import type { Read } from './carried';
import { readDocx } from './read-docx';
import { readMarkdown } from './read-markdown';
import { asRead, comparable, invented, plainOptions, read, withProposals } from './test-carried';
import { writeDocx } from './write-docx';

describe('the invented programme', () => {
  const { document } = readMarkdown(invented, 'en');
  let back: Read;
  beforeAll(async () => {
    back = await readDocx(await writeDocx(document, plainOptions), 'en');
  });
  it('comes back from Word as it was', () => {
    expect(back.left).toEqual([]);
    expect(comparable(back.document)).toEqual(comparable(document));
  });
});

describe('what is proposed and said about a text', () => {
  const made = withProposals();
  let back: Read;
  beforeAll(async () => {
    back = await readDocx(await writeDocx(made, plainOptions), 'en');
  });
  it('comes back as suggestions, with the names of those who made them', () => {
    expect(back.left).toEqual([]);
    expect(comparable(back.document, asRead(back))).toEqual(comparable(made));
    expect(JSON.stringify(back.document.text)).not.toMatch(/"person":\d/);
  });
  it('comes back where a line is to be of another kind or level', async () => {
    const proposed = (change: object) =>
      JSON.stringify({ id: 'c1', person: 1, organisation: 11, at: '2026-11-21T10:00:00.000Z', ...change });
    const words = (text: string) => [{ type: 'text', text }];
    const { document } = read('# T\n\nx');
    document.text = {
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 1 }, content: words('Aims') },
        {
          type: 'paragraph',
          attrs: { changed: proposed({ type: 'heading', attrs: { level: 2 } }) },
          content: words('To be a heading'),
        },
        { type: 'heading', attrs: { level: 2, changed: proposed({ attrs: { level: 3 } }) }, content: words('Deeper') },
        {
          type: 'heading',
          attrs: { level: 3, changed: proposed({ type: 'paragraph' }) },
          content: words('No heading'),
        },
        { type: 'paragraph', content: words('As it was.') },
      ],
    };
    const back = await readDocx(await writeDocx(document, plainOptions), 'en');
    expect(back.left).toEqual([]);
    const kinds = (accepted: (text: Node) => Node, of: Read['document']) =>
      accepted(textSchema.nodeFromJSON(of.text)).children.map(({ type, attrs }) => `${type.name} ${attrs.level ?? ''}`);
    for (const accepted of [acceptAll, rejectAll])
      expect(kinds(accepted, back.document)).toEqual(kinds(accepted, document));
    expect(kinds(acceptAll, document)).not.toEqual(kinds(rejectAll, document));
    expect(new Set([...back.proposers.values()].map(({ name }) => name))).toEqual(new Set(['Person 1']));
  });

  it('comes back as threads at the same places', () => {
    expect(back.document.threads).toEqual(made.threads);
  });
});

describe('a document of Word', () => {
  it('keeps lists and pictures within items and quotes', async () => {
    const { document } = read(
      '# T\n\n3. a\n\n   b\n   - c\n4. d\n\n- - x\n\n* other\n\n> - q\n>\n> r\n\n| A |\n| --- |\n| b<br>c |\n\n| D |\n| --- |\n| e |\n',
    );
    const { document: back } = await readDocx(await writeDocx(document, plainOptions), 'en');
    expect(comparable(back)).toEqual(comparable(document));
  });

  it('keeps cells that span rows and columns', async () => {
    const cell = (words: string, attrs: object = {}) => ({
      type: 'tableCell',
      attrs,
      content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
    });
    const row = (...content: object[]) => ({ type: 'tableRow', content });
    const { document } = read('# T\n\nx');
    document.text = {
      type: 'doc',
      content: [
        {
          type: 'table',
          content: [
            row(cell('tall', { rowspan: 2 }), cell('wide', { colspan: 2 })),
            row(cell('b', { align: 'center' }), cell('c', { rowspan: 2, align: 'right' })),
            row(cell('d'), cell('e')),
          ],
        },
      ],
    };
    const { document: back } = await readDocx(await writeDocx(document, plainOptions), 'en');
    expect(comparable(back)).toEqual(comparable(document));
  });

  it('is set from right to left in Arabic', async () => {
    const { document } = readMarkdown(new TextEncoder().encode('# عنوان\n\nنص [^1]\n\n[^1]: حاشية\n'), 'ar');
    const file = await writeDocx(document, plainOptions);
    expect(comparable((await readDocx(file, 'ar')).document)).toEqual(comparable(document));
    expect(await partOf(file, 'word/document.xml')).toContain('<w:bidi/>');
    expect(await partOf(file, 'word/styles.xml')).toContain('w:bidi="ar-SA"');
  });
});

async function partOf(file: Uint8Array, name: string): Promise<string> {
  const { readZip } = await import('../../attachments/clean/zip');
  return new TextDecoder().decode((await readZip(file, { bytes: 1e8, entries: 1000 })).get(name));
}

const declared = '<?xml version="1.0"?>';
const rels = (entries: string) =>
  `${declared}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries}</Relationships>`;
const relation = (id: string, type: string, target: string, mode = '') =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"${mode}/>`;

/** A DOCX as some program wrote it: its body, and the parts that it leads to. */
function word(body: string, relations = '', parts: Record<string, string> = {}): Uint8Array {
  return archive({
    '[Content_Types].xml': `${declared}<Types/>`,
    '_rels/.rels': rels(relation('r1', 'officeDocument', 'word/document.xml')),
    'word/document.xml': `${declared}<w:document xmlns:w="w" xmlns:r="r"><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': rels(relations),
    ...parts,
  });
}

const p = (inner: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${inner}</w:p>`;
const r = (words: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`;

async function readWord(...file: Parameters<typeof word>) {
  const { document, left } = await readDocx(word(...file), 'en');
  return { words: JSON.stringify(document.text.content?.map((block) => block.content)), left, document };
}

describe('what other programs write', () => {
  it('is read where its form is simpler or older', async () => {
    const field = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://a.example/" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r('linked')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const { words, left } = await readWord(
      p(
        r('A ', '<w:b/>') +
          r('b', '<w:b w:val="0"/>') +
          field +
          r('seen', '<w:vanish w:val="0"/>') +
          r('secret', '<w:vanish/>'),
      ),
    );
    expect(words).toContain('"href":"https://a.example/"');
    expect(words).toContain('seen');
    expect(words).not.toContain('secret');
    expect(words).not.toContain('HYPERLINK');
    expect(left).toEqual([{ what: 'hidden', count: 1 }]);
  });

  it('leads nowhere that is not safe', async () => {
    const { words, left } = await readWord(
      p(`<w:hyperlink r:id="x">${r('here')}</w:hyperlink>`),
      relation('x', 'hyperlink', 'file:///C:/Users/ada/secret.docx', ' TargetMode="External"'),
    );
    expect(words).toContain('here');
    expect(words).not.toContain('file:');
    expect(left).toEqual([{ what: 'links', count: 1 }]);
  });

  it('gives the words of boxes, controls, changes and formulas', async () => {
    const box = `<w:r><w:drawing><wps:txbx><w:txbxContent>${p(r('boxed'))}</w:txbxContent></wps:txbx></w:drawing></w:r>`;
    const { words } = await readWord(
      p(r('said') + box) +
        `<w:sdt><w:sdtContent>${p(r('controlled'))}</w:sdtContent></w:sdt>` +
        p('<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>'),
    );
    for (const word of ['said', 'boxed', 'controlled', 'a=b']) expect(words).toContain(word);
  });

  it('says once what stands in boxes within boxes', async () => {
    let box = p(r('innermost'));
    for (let i = 0; i < 20; i++) box = p(`<w:r><w:pict><v:txbxContent>${box}</v:txbxContent></w:pict></w:r>`);
    const { words } = await readWord(box);
    expect(words.split('innermost')).toHaveLength(2);
  });

  it('is no more than a title and words where styles are missing', async () => {
    const { document } = await readWord(p(r('Named'), '<w:pStyle w:val="Title"/>') + p(r('Words')));
    expect(document.title).toBe('Named');
  });
});

describe('a file is refused', () => {
  const bomb = '<w:p/>'.repeat(700_000);
  const deep = `${'<w:sdt><w:sdtContent>'.repeat(150)}${'</w:sdtContent></w:sdt>'.repeat(150)}`;
  it.each([
    ['kind', new TextEncoder().encode('plain words')],
    ['kind', archive({ 'a.txt': 'x' })],
    ['old-word', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])],
    ['damaged', word(p(r('x'))).slice(0, -30)],
    ['damaged', word('<w:p><w:r></w:p>')],
    ['damaged', word('<!DOCTYPE a [<!ENTITY b "c">]><w:p/>')],
    ['too-complex', word(bomb)],
    ['too-complex', word(deep)],
    ['empty', word('')],
  ])('as %s', async (kind, bytes) => {
    const refusal = await readDocx(bytes, 'en').catch((e: unknown) => e);
    expect(isRefusal(refusal) && refusal.fields).toEqual({ file: `documents:import.refusals.${kind}` });
  });
});

const seeds = process.env.SEED_DOCUMENTS;
if (seeds) {
  it('carries the strategic plan through Word', async () => {
    const { document } = readMarkdown(fs.readFileSync(path.join(seeds, 'strategic-plan-2012-2014.md')), 'en');
    const { document: back } = await readDocx(await writeDocx(document, plainOptions), 'en');
    expect(comparable(back)).toEqual(comparable(document));
  });
}
