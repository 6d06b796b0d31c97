import { describe, expect, it } from 'vitest';
import {
  acceptAttribute,
  attachmentKinds,
  attachmentLimits,
  contentDisposition,
  headersFor,
  isAcceptedType,
  safeFileName,
  whyNotAttach,
  whyNotSize,
} from './attachment';

const pdf = 'application/pdf';
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

describe('the name of a file', () => {
  it.each([
    ['as it is', 'Report.pdf', pdf, 'Report.pdf'],
    ['spelt otherwise', 'PHOTO.JPEG', 'image/jpeg', 'PHOTO.jpg'],
    ['the wrong extension', 'photo.png', 'image/jpeg', 'photo.jpg'],
    ['no extension', 'minutes', docx, 'minutes.docx'],
    ['a dot that is no extension', 'Report v1.2', docx, 'Report v1.2.docx'],
    ['a name before the dot', 'Dr.Okafor', pdf, 'Dr.Okafor.pdf'],
    ['two extensions', 'photo.jpg.exe', 'image/png', 'photo.png'],
    ['a POSIX path', '../../etc/passwd', pdf, 'passwd.pdf'],
    ['a Windows path', 'C:\\Users\\someone\\Desktop\\plan.docx', docx, 'plan.docx'],
    ['a path that ends in a slash', 'folder/', pdf, 'folder.pdf'],
    ['NUL and line breaks', 'a\u0000b\r\nSet-Cookie: x.pdf', pdf, 'abSet-Cookie_ x.pdf'],
    ['a bidi override', 'invoice\u202efdp.exe', pdf, 'invoicefdp.pdf'],
    ['isolates and marks', '\u2066a\u2069\u200eb\u200f.pdf', pdf, 'ab.pdf'],
    ['zero width', 'a\u200bb\ufeff.pdf', pdf, 'ab.pdf'],
    ['Arabic', 'تقرير.pdf', pdf, 'تقرير.pdf'],
    ['Persian with its joiner', 'می\u200cخواهم.pdf', pdf, 'می\u200cخواهم.pdf'],
    ['French, composed', 'Re\u0301union.pdf', pdf, 'R\u00e9union.pdf'],
    ['quotes and signs', 'a"b<c>d|e?f*g;h.pdf', pdf, 'a_b_c_d_e_f_g_h.pdf'],
    ['half a surrogate pair', 'a\ud800b.pdf', pdf, 'ab.pdf'],
    ['nothing', '', pdf, 'file.pdf'],
    ['only dots', '...', pdf, 'file.pdf'],
    ['only an extension', '.exe', pdf, 'file.pdf'],
    ['hidden', '.profile', pdf, 'profile.pdf'],
    ['a device of Windows', 'NUL.pdf', pdf, '_NUL.pdf'],
    ['a type not accepted', 'x.html', 'text/html', 'x.bin'],
  ])('%s', (_, name, type, safe) => {
    expect(safeFileName(name, type)).toBe(safe);
    expect(safeFileName(safe, type)).toBe(safe);
  });

  it.each([
    ['letters', 'a'.repeat(500)],
    ['signs of two code units', '😀'.repeat(300)],
    ['letters with marks', 'e\u0323\u0302'.repeat(200)],
  ])('is at most 120 characters: %s', (_, name) => {
    const safe = safeFileName(`${name}.xlsx`, docx);
    const characters = Array.from(safe);
    expect(characters.length).toBeLessThanOrEqual(attachmentLimits.nameCharacters);
    expect(characters.length).toBeGreaterThan(attachmentLimits.nameCharacters - 6);
    expect(safe.endsWith('.docx')).toBe(true);
    expect(() => encodeURIComponent(safe)).not.toThrow();
  });
});

describe('Content-Disposition', () => {
  it.each([
    ['plan.pdf', pdf, 'attachment; filename="plan.pdf"'],
    ['photo.jpg', 'image/jpeg', 'inline; filename="photo.jpg"'],
    ['a.png', 'image/png', 'inline; filename="a.png"'],
    ['a.gif', 'image/gif', 'inline; filename="a.gif"'],
    ['a.webp', 'image/webp', 'inline; filename="a.webp"'],
    ['a.docx', docx, 'attachment; filename="a.docx"'],
    ['x.html', 'text/html', 'attachment; filename="x.bin"'],
    ['réunion.pdf', pdf, `attachment; filename="r_union.pdf"; filename*=UTF-8''r%C3%A9union.pdf`],
    ["l'été (2).pdf", pdf, `attachment; filename="l'_t_ (2).pdf"; filename*=UTF-8''l%27%C3%A9t%C3%A9%20%282%29.pdf`],
    ['100%.pdf', pdf, `attachment; filename="100_.pdf"; filename*=UTF-8''100%25.pdf`],
    ['تقرير.pdf', pdf, `attachment; filename="_____.pdf"; filename*=UTF-8''%D8%AA%D9%82%D8%B1%D9%8A%D8%B1.pdf`],
    ['a"; filename="b.exe', pdf, 'attachment; filename="a__ filename=_b.pdf"'],
  ])('%s as %s', (name, type, header) => {
    expect(contentDisposition(name, type)).toBe(header);
    expect(header).toMatch(/^[\x20-\x7e]+$/);
  });
});

it('is sent with headers that keep a browser from guessing, running and keeping it', () => {
  expect(headersFor({ name: 'plan.pdf', type: pdf })).toEqual({
    'Content-Type': 'application/pdf',
    'Content-Disposition': 'attachment; filename="plan.pdf"',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
  });
  expect(headersFor({ name: 'x', type: 'text/html' })['Content-Type']).toBe('application/octet-stream');
});

describe('limits', () => {
  const small = { name: 'a.pdf', size: 10 };
  const large = { name: 'dir/large.pdf', size: attachmentLimits.bytes + 1 };
  it.each([
    ['one file', 0, [small], undefined],
    ['the fifth', 4, [small], undefined],
    ['the sixth', 5, [small], 'attachments:refusals.too-many'],
    ['six at once', 0, Array(6).fill(small), 'attachments:refusals.too-many'],
    ['exactly as large as may be', 0, [{ name: 'a', size: attachmentLimits.bytes }], undefined],
    ['a byte too large', 0, [small, large], 'attachments:refusals.too-large'],
  ])('%s', (_, present, files, message) => {
    expect(whyNotAttach(present, files)?.message).toBe(message);
  });

  it('names the file that is too large, without its path', () => {
    expect(whyNotAttach(0, [large])?.values).toEqual({ name: 'large.pdf', megabytes: 10 });
    expect(whyNotSize('a.pdf', 0)?.message).toBe('attachments:refusals.empty');
  });
});

it('accepts eleven types, each with an own extension', () => {
  const extensions = Object.values(attachmentKinds).map((kind) => kind.extension);
  expect(extensions).toEqual(['pdf', 'jpg', 'png', 'gif', 'webp', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp']);
  expect(isAcceptedType('image/svg+xml')).toBe(false);
  expect(isAcceptedType('constructor')).toBe(false);
  expect(acceptAttribute).toContain('image/jpeg,.jpg,.jpeg');
});
