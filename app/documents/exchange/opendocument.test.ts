import fs from 'node:fs';
import path from 'node:path';
import type { JSONContent } from '@tiptap/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { archive } from '../../attachments/clean/test-files';
import { readZip } from '../../attachments/clean/zip';
import { isRightToLeft } from '../text/direction';
import type { CarriedDocument, Read } from './carried';

import { wordsIn } from './pieces';
import { readMarkdown } from './read-markdown';
import { readOpenDocument } from './read-opendocument';
import { asRead, comparable, invented, plainOptions, read, withProposals } from './test-carried';
import { writeOpenDocument } from './write-opendocument';

/** Right is where a line begins that runs from right to left: OpenDocument cannot tell the two apart. */
function aligned(document: CarriedDocument): CarriedDocument {
  const plain = (node: JSONContent): JSONContent => {
    const rtl =
      /^table(Cell|Header)$/.test(node.type ?? '') && node.attrs?.align === 'right' && isRightToLeft(wordsIn(node));
    return {
      ...node,
      ...(rtl ? { attrs: { ...node.attrs, align: null } } : {}),
      ...(node.content ? { content: node.content.map(plain) } : {}),
    };
  };
  return { ...document, text: plain(document.text) };
}

describe('the invented programme', () => {
  const { document } = readMarkdown(invented, 'en');
  let file: Uint8Array;
  let back: Read;
  beforeAll(async () => {
    file = await writeOpenDocument(document, plainOptions);
    back = await readOpenDocument(file, 'en');
  });
  it('comes back from OpenDocument as it was', () => {
    expect(back.left).toEqual([]);
    expect(comparable(back.document)).toEqual(comparable(aligned(document)));
  });
  it('is a file as its standard asks: its type first, and unpacked', async () => {
    expect(Buffer.from(file.subarray(30, 30 + 8)).toString()).toBe('mimetype');
    expect(Buffer.from(file.subarray(38, 38 + 39)).toString()).toBe('application/vnd.oasis.opendocument.text');
    const parts = await readZip(file, { bytes: 1e8, entries: 1000 });
    const manifest = Buffer.from(parts.get('META-INF/manifest.xml')!).toString();
    for (const name of parts.keys())
      if (name !== 'mimetype' && !name.startsWith('META-INF/')) expect(manifest).toContain(`"${name}"`);
  });
});

describe('what is proposed and said about a text', () => {
  const made = withProposals();
  let back: Read;
  beforeAll(async () => {
    back = await readOpenDocument(await writeOpenDocument(made, plainOptions), 'en');
  });
  it('comes back as suggestions, with the names of those who made them', () => {
    const what = (document: CarriedDocument, by?: Parameters<typeof comparable>[1]) =>
      comparable(document, by) as { text: JSONContent };
    const there = what(made).text.content!;
    const read = what(back.document, asRead(back)).text.content!;
    // Rows that come and words that would look otherwise are not told apart in OpenDocument: they stand as they are.
    const told = (blocks: JSONContent[]) =>
      blocks.filter((block) => block.type !== 'table' && !JSON.stringify(block).includes('to be bold'));
    expect(told(read)).toEqual(told(there));
  });
  it('comes back as threads at the same places', () => {
    expect(back.document.threads).toEqual(made.threads);
  });
});

it('keeps lists and pictures within items and quotes', async () => {
  const { document } = read(
    '# T\n\n3. a\n\n   b\n   - c\n4. d\n\n- - x\n\n* other\n\n> q\n>\n> r\n\n| A |\n| --- |\n| b<br>c |\n\n| D |\n| --- |\n| e |\n',
  );
  const { document: back } = await readOpenDocument(await writeOpenDocument(document, plainOptions), 'en');
  expect(comparable(back)).toEqual(comparable(document));
});

it('is not led round by a change that goes within itself', async () => {
  const region =
    '<text:tracked-changes><text:changed-region xml:id="a"><text:deletion><office:change-info><dc:creator>Ada</dc:creator></office:change-info><text:p>gone<text:change text:change-id="a"/></text:p></text:deletion></text:changed-region></text:tracked-changes>';
  const content = `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:dc="d"><office:body><office:text>${region}<text:p>x<text:change text:change-id="a"/></text:p></office:text></office:body></office:document-content>`;
  const { document } = await readOpenDocument(
    archive({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': content }),
    'en',
  );
  expect(JSON.stringify(document.text).split('gone')).toHaveLength(2);
});

const seeds = process.env.SEED_DOCUMENTS;
if (seeds) {
  it('carries the strategic plan through OpenDocument', async () => {
    const { document } = readMarkdown(fs.readFileSync(path.join(seeds, 'strategic-plan-2012-2014.md')), 'en');
    const { document: back } = await readOpenDocument(await writeOpenDocument(document, plainOptions), 'en');
    expect(comparable(back)).toEqual(comparable(document));
  });
}
