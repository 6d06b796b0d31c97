import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/refusal';
import { ascii } from './bytes';
import { cleanFile } from './clean-file';
import { docx, type Link, sentence, wordDocument, xlsx } from './test-documents';
import { gif, holds, jpegWithPlace, partsOf, png, pngChunk } from './test-files';

const canary = 'Canary-7f3a';

async function cleaned(bytes: Uint8Array): Promise<Uint8Array> {
  const file = await cleanFile(bytes, 'document');
  if (isRefusal(file)) throw new Error(file.message);
  return file.bytes;
}

function text(bytes: Uint8Array, part: string): string {
  return new TextDecoder().decode(partsOf(bytes).get(part));
}

const image: Link = ['rId7', 'image', 'media/image1.jpeg'];
const outside = `file:///C:/Users/${canary}/notes.docx`;

describe('a DOCX loses', () => {
  it.each([
    [
      'its author',
      docx({
        rootLinks: [['r2', 'core-properties', 'docProps/core.xml']],
        parts: {
          'docProps/core.xml': `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>${canary}</dc:creator></cp:coreProperties>`,
        },
      }),
    ],
    [
      'its author, kept elsewhere',
      docx({
        rootLinks: [['r2', 'core-properties', '/package/a.psmdcp']],
        parts: { 'package/a.psmdcp': `<coreProperties xmlns="c"><creator>${canary}</creator></coreProperties>` },
      }),
    ],
    [
      'its company',
      docx({
        rootLinks: [['r2', 'extended-properties', 'docProps/app.xml']],
        parts: { 'docProps/app.xml': `<Properties xmlns="p"><Company>${canary}</Company></Properties>` },
      }),
    ],
    [
      'its own properties',
      docx({
        rootLinks: [['r2', 'custom-properties', 'docProps/custom.xml']],
        parts: { 'docProps/custom.xml': `<Properties xmlns="p"><property name="${canary}"/></Properties>` },
      }),
    ],
    [
      'its thumbnail',
      docx({
        rootLinks: [['r2', 'thumbnail', 'docProps/thumbnail.jpeg']],
        parts: { 'docProps/thumbnail.jpeg': jpegWithPlace(canary) },
      }),
    ],
    [
      'its label',
      docx({
        rootLinks: [['r2', 'classificationlabels', 'docMetadata/LabelInfo.xml']],
        parts: { 'docMetadata/LabelInfo.xml': `<labels site="${canary}"/>` },
      }),
    ],
    [
      'its signatures',
      docx({
        rootLinks: [['r2', 'digital-signature/origin', '_xmlsignatures/origin.sigs']],
        parts: { '_xmlsignatures/origin.sigs': canary },
      }),
    ],
    [
      'the data of a document system',
      docx({
        links: [['r2', 'customXml', '../customXml/item1.xml']],
        parts: {
          'customXml/item1.xml': `<p>${canary}</p>`,
          'customXml/_rels/item1.xml.rels': `<Relationships><!-- ${canary} --></Relationships>`,
        },
      }),
    ],
    [
      'a part that nothing leads to',
      docx({ parts: { 'word/stray.xml': `<a>${canary}</a>`, '[trash]/0000.dat': canary } }),
    ],
    ['the place in a photo', docx({ links: [image], parts: { 'word/media/image1.jpeg': jpegWithPlace(canary) } })],
    [
      'text in a PNG under another name',
      docx({ links: [image], parts: { 'word/media/image1.jpeg': png([pngChunk('tEXt', ascii(canary))]) } }),
    ],
    [
      'metadata of a drawing',
      docx({
        links: [['r2', 'image', 'media/a.svg']],
        parts: {
          'word/media/a.svg': `<svg xmlns:i="i" i:export-filename="${canary}"><metadata>${canary}</metadata><path d=""/></svg>`,
        },
      }),
    ],
    [
      'the author of a change',
      docx({ body: `<w:ins w:id="1" w:author="${canary}" w:date="2026-05-01T00:00:00Z"><w:r/></w:ins>` }),
    ],
    [
      'the author of a comment',
      docx({
        links: [['r2', 'comments', 'comments.xml']],
        parts: {
          'word/comments.xml': `<w:comments xmlns:w="w"><w:comment w:initials='${canary}' w:author='${canary}'/></w:comments>`,
        },
      }),
    ],
    [
      'its list of people',
      docx({
        links: [['r2', 'people', 'people.xml']],
        parts: {
          'word/people.xml': `<w15:people xmlns:w15="w"><w15:person w15:author="${canary}" w15:contact="${canary}"><w15:presenceInfo w15:providerId="AD" w15:userId="S::${canary}"/></w15:person></w15:people>`,
        },
      }),
    ],
    [
      'sessions and mail merge',
      docx({
        links: [['r2', 'settings', 'settings.xml']],
        parts: {
          'word/settings.xml': `<w:settings xmlns:w="w"><w:rsids><w:rsid w:val="${canary}"/></w:rsids><w:mailMerge><w:query w:val="${canary}"/></w:mailMerge></w:settings>`,
        },
      }),
    ],
    ['the path of its template', docx({ links: [['r2', 'attachedTemplate', outside, true]] })],
    [
      'a link to a file on a computer',
      docx({ body: '<w:hyperlink r:id="r2"/>', links: [['r2', 'hyperlink', outside, true]] }),
    ],
    ['a picture fetched on opening', docx({ links: [['r2', 'image', `https://tracker.example/${canary}`, true]] })],
    [
      'the author of the workbook behind a chart',
      docx({
        links: [['r2', 'package', 'embeddings/a.xlsx']],
        parts: {
          'word/embeddings/a.xlsx': xlsx({
            rootLinks: [['r2', 'core-properties', 'docProps/core.xml']],
            parts: { 'docProps/core.xml': `<p xmlns="c">${canary}</p>` },
          }),
        },
      }),
    ],
  ])('%s', async (_, bytes) => {
    expect(holds(bytes, canary)).toBe(true);
    const result = await cleaned(bytes);
    expect(holds(result, canary)).toBe(false);
    expect(text(result, 'word/document.xml')).toContain(sentence);
    expect([...partsOf(result).keys()][0]).toBe('[Content_Types].xml');
  });

  it('not its text, its links into the web, nor who said which of two things', async () => {
    const body =
      '<w:ins w:author="A"/><w:ins w:author="B"/><w:del w:author="A"/><w:t>w:author="A" &lt;a author="A"></w:t>';
    const web: Link = ['r2', 'hyperlink', 'https://example.org/?a=1&amp;b=2', true];
    const result = await cleaned(docx({ body, links: [web, image], parts: { 'word/media/image1.jpeg': gif() } }));
    expect(text(result, 'word/document.xml')).toBe(
      wordDocument(
        body.replace(/(<w:\w+ w:author=)"(.)"/g, (_, tag, name) => `${tag}"Author ${name === 'A' ? 1 : 2}"`),
      ),
    );
    expect(text(result, 'word/_rels/document.xml.rels')).toContain(
      'Target="https://example.org/?a=1&amp;b=2" TargetMode="External"',
    );
    expect(partsOf(result).get('word/media/image1.jpeg')).toEqual(gif());
  });

  it('nothing that a program would miss: parts that stay are valid, lists name only what is there', async () => {
    const bytes = docx({
      body: '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/title"/></w:sdtPr><w:t>Title</w:t></w:sdt>',
      rootLinks: [
        ['r2', 'core-properties', 'docProps/core.xml'],
        ['r3', 'thumbnail', 'docProps/thumbnail.jpeg'],
      ],
      links: [['r4', 'customXml', '../customXml/item1.xml']],
      parts: {
        'docProps/core.xml':
          '\ufeff<?xml version="1.0"?><cp:coreProperties xmlns:cp="urn:c"><dc:title xmlns:dc="d">x</dc:title></cp:coreProperties>',
        'docProps/thumbnail.jpeg': jpegWithPlace('x'),
        'customXml/item1.xml': '<a/>',
      },
      contentTypes:
        '<Override PartName="/docProps/core.xml" ContentType="c"/><Override PartName="/customXml/item1.xml" ContentType="x"></Override>',
    });
    const result = await cleaned(bytes);
    expect(text(result, 'docProps/core.xml')).toBe(
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="urn:c"></cp:coreProperties>',
    );
    expect(text(result, '[Content_Types].xml')).not.toContain('customXml');
    expect(text(result, '_rels/.rels')).not.toContain('thumbnail');
    expect(text(result, 'word/_rels/document.xml.rels')).not.toContain('item1');
    // Bound to a title that is gone, the control would be shown empty.
    expect(text(result, 'word/document.xml')).toContain('<w:sdtPr></w:sdtPr><w:t>Title</w:t>');
  });
});
