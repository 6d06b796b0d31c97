import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/refusal';
import { ascii, startsWith } from './bytes';
import { cleanFile } from './clean-file';
import { odt, openText, sentence } from './test-documents';
import { holds, jpegWithPlace, partsOf, png, pngChunk } from './test-files';

const canary = 'Canary-7f3a';

async function cleaned(bytes: Uint8Array): Promise<Uint8Array> {
  const file = await cleanFile(bytes, 'document');
  if (isRefusal(file)) throw new Error(file.message);
  return file.bytes;
}

function text(bytes: Uint8Array, part: string): string {
  return new TextDecoder().decode(partsOf(bytes).get(part));
}

describe('an ODT loses', () => {
  const settings = `<config:config-item config:name="PrinterName" config:type="string">${canary}</config:config-item>`;
  it.each([
    [
      'its properties',
      odt('', {
        'meta.xml': `<office:document-meta xmlns:office="o" office:version="1.3"><office:meta><dc:creator>${canary}</dc:creator></office:meta></office:document-meta>`,
      }),
    ],
    [
      'the properties of an object',
      odt('', {
        'Object 1/meta.xml': `<office:document-meta xmlns:office="o"><a>${canary}</a></office:document-meta>`,
      }),
    ],
    ['its thumbnail', odt('', { 'Thumbnails/thumbnail.png': png([pngChunk('tEXt', ascii(canary))]) })],
    ['its signatures', odt('', { 'META-INF/documentsignatures.xml': `<a>${canary}</a>` })],
    ['its printer', odt('', { 'settings.xml': `<s xmlns:config="c">${settings}</s>` })],
    [
      'the author of a comment',
      odt(
        `<office:annotation><dc:creator>${canary}</dc:creator><meta:creator-initials>${canary}</meta:creator-initials></office:annotation>`,
      ),
    ],
    ['the place in a photo', odt('', { 'Pictures/1.jpg': jpegWithPlace(canary) })],
    [
      'paths on a computer',
      odt(`<text:a xlink:href="file:///home/${canary}"/><draw:image xlink:href="../${canary}.jpg"/>`),
    ],
    ['a picture fetched on opening', odt(`<draw:image xlink:href="https://tracker.example/${canary}"/>`)],
    ['calls of macros', odt(`<script:event-listener xlink:href="vnd.sun.star.script:${canary}"/>`)],
    ['a part that its manifest does not list', odt('', {}, { stray: { 'notes.txt': canary } })],
  ])('%s', async (_, bytes) => {
    expect(holds(bytes, canary)).toBe(true);
    const result = await cleaned(bytes);
    expect(holds(result, canary)).toBe(false);
    expect(text(result, 'content.xml')).toContain(sentence);
    // The type stands first and unpacked, where programs look for it.
    expect(startsWith(result, `mimetype${openText}`, 30)).toBe(true);
    const listed = [...text(result, 'META-INF/manifest.xml').matchAll(/full-path="([^"]+)"/g)].map(([, path]) => path);
    for (const path of listed) expect(path === '/' || partsOf(result).has(path!)).toBe(true);
  });

  it('not what its fields show, nor links into the web and inside the file', async () => {
    const kept = '<text:a xlink:href="https://example.org/"/><draw:image xlink:href="Pictures/1.png"/>';
    const result = await cleaned(
      odt(`<text:p><text:title>A title</text:title></text:p>${kept}`, { 'Pictures/1.png': png() }),
    );
    expect(text(result, 'content.xml')).toContain(`<text:p>A title</text:p>${kept}`);
  });
});
