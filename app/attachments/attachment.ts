import { type Refusal, refuse } from '../shared/refusal';

/** Bytes of one file, files of one post, characters (code points) of a name with its extension. */
export const attachmentLimits = { bytes: 10 * 1024 * 1024, perPost: 5, nameCharacters: 120 } as const;

interface Kind {
  extension: string;
  /** Other extensions that mean the same type, and are mended to `extension`. */
  alsoKnownAs: readonly string[];
  /** May be shown in the page. Everything else is only ever downloaded. */
  inline: boolean;
  /** i18n key of the kind's name, for people. */
  label: string;
}

const word = 'application/vnd.openxmlformats-officedocument';
const open = 'application/vnd.oasis.opendocument';

function kind(extension: string, inline = false, alsoKnownAs: readonly string[] = []): Kind {
  return { extension, alsoKnownAs, inline, label: `attachments:kinds.${extension}` };
}

export const attachmentKinds = {
  'application/pdf': kind('pdf'),
  'image/jpeg': kind('jpg', true, ['jpeg', 'jpe', 'jfif']),
  'image/png': kind('png', true, ['apng']),
  'image/gif': kind('gif', true),
  'image/webp': kind('webp', true),
  [`${word}.wordprocessingml.document`]: kind('docx'),
  [`${word}.spreadsheetml.sheet`]: kind('xlsx'),
  [`${word}.presentationml.presentation`]: kind('pptx'),
  [`${open}.text`]: kind('odt'),
  [`${open}.spreadsheet`]: kind('ods'),
  [`${open}.presentation`]: kind('odp'),
} as const satisfies Record<string, Kind>;

export type AttachmentType = keyof typeof attachmentKinds;

export interface Attachment {
  name: string;
  type: string;
}

/** Whether a text names a file at all: anything else would be an error of the database. */
export function isAttachmentId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}

export function isAcceptedType(type: string): type is AttachmentType {
  return Object.hasOwn(attachmentKinds, type);
}

function kindOf(type: string): Kind | undefined {
  return isAcceptedType(type) ? attachmentKinds[type] : undefined;
}

/** For `<input type="file" accept>`: a convenience for the person, never a check. */
export const acceptAttribute = Object.entries(attachmentKinds)
  .flatMap(([type, { extension, alsoKnownAs }]) => [type, ...[extension, ...alsoKnownAs].map((name) => `.${name}`)])
  .join(',');

/**
 * Whether these files may be added to a post that already has `present` of them; their contents are another matter.
 * Refusals: `too-much`, with `{ files }` or `{ name, megabytes }`.
 */
export function whyNotAttach(present: number, files: readonly { name: string; size: number }[]): Refusal | undefined {
  if (present + files.length > attachmentLimits.perPost) {
    return refuse('too-much', 'attachments:refusals.too-many', { files: attachmentLimits.perPost });
  }
  const large = files.find((file) => file.size > attachmentLimits.bytes);
  return large && whyNotSize(large.name, large.size);
}

/** Refusals: `too-much` for more than the limit, `invalid` for an empty file. */
export function whyNotSize(name: string, bytes: number): Refusal | undefined {
  const shown = readableName(name);
  if (bytes === 0) return refuse('invalid', 'attachments:refusals.empty', { name: shown });
  if (bytes <= attachmentLimits.bytes) return undefined;
  const megabytes = attachmentLimits.bytes / (1024 * 1024);
  return refuse('too-much', 'attachments:refusals.too-large', { name: shown, megabytes });
}

// Extensions that are taken off before the right one is put on; else `photo.jpg.exe` would stay as `photo.jpg.exe.png`,
// which a system that hides the last extension shows as a program. Others stay: `Report v1.2` is a name, not a type.
const knownExtensions = new Set([
  ...Object.values(attachmentKinds).flatMap((each): string[] => [each.extension, ...each.alsoKnownAs]),
  ...'bin doc dot docm dotx dotm xls xlt xlsm xlsb xltx xltm ppt pps pot pptm ppsx ppsm potx odg ott ots otp rtf'.split(
    ' ',
  ),
  ...'txt csv xml json md htm html xhtml mht mhtml svg svgz hta js mjs jse vbs vbe wsf wsh ps1 bat cmd com'.split(' '),
  ...'exe scr pif msi msp lnk url reg dll cpl jar apk app dmg pkg sh php zip rar 7z gz tar iso img'.split(' '),
  ...'heic heif avif tif tiff bmp ico mp4 mov mp3 webm eml msg'.split(' '),
]);

// Cc: control; Cs: a lone half of a surrogate pair, which would make encodeURIComponent throw; then the marks, embeddings,
// overrides and isolates of bidirectional text, which can make `gpj.exe` read as `exe.jpg`, and what is invisible.
// The joiners U+200C and U+200D stay: Persian and several Indian scripts are misspelt without them.
const unsafeCharacters =
  /[\p{Cc}\p{Cs}\p{Co}\u{061c}\u{180e}\u{200b}\u{200e}\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}\u{fff9}-\u{fffb}]/gu;
const reservedOnWindows = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** The last part of a path, without what can deceive or break: to name a file to a person, whatever its extension. */
export function readableName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(unsafeCharacters, '')
    .normalize('NFC')
    .replace(/[<>:"|?*;]/g, '_')
    .replace(/\s+/g, ' ');
  return shorten(plain, attachmentLimits.nameCharacters);
}

function shorten(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const points = Array.from(text);
  if (points.length <= characters) return text;
  const kept = points.slice(0, characters);
  // A combining mark or joiner after the cut belongs to the last letter: without it that letter would be another one.
  while (kept.length > 1 && /^(?:\p{M}|\u{200c}|\u{200d})$/u.test(points[kept.length] ?? '')) kept.pop();
  return kept.join('');
}

/**
 * A name to keep and to send with a file of the detected `type`: no path, no control characters, nothing that changes
 * the direction of reading, letters of every script kept, the type's own extension last, `nameCharacters` at most.
 */
export function safeFileName(name: string, type: string): string {
  const extension = kindOf(type)?.extension ?? 'bin';
  let base = readableName(name.replace(/[/\\]+$/, ''));
  for (let dot = base.lastIndexOf('.'); dot >= 0; dot = base.lastIndexOf('.')) {
    if (
      !knownExtensions.has(
        base
          .slice(dot + 1)
          .trim()
          .toLowerCase(),
      )
    )
      break;
    base = base.slice(0, dot);
  }
  base = base.replace(/^[\s.]+|[\s.]+$/gu, '').replace(reservedOnWindows, '_$1');
  base = shorten(base, attachmentLimits.nameCharacters - extension.length - 1).trimEnd();
  return `${base || 'file'}.${extension}`;
}

/** encodeURIComponent leaves `'()*` as they are; RFC 5987 does not allow them in an extended value. */
function extendedValue(text: string): string {
  const encoded = encodeURIComponent(text);
  return encoded.replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * The Content-Disposition of RFC 6266: pictures `inline`, everything else `attachment`. The plain `filename` is ASCII
 * without quotes, backslashes and percent signs, which browsers read differently; the true name follows in `filename*`.
 */
export function contentDisposition(name: string, type: string): string {
  const safe = safeFileName(name, type);
  const disposition = kindOf(type)?.inline ? 'inline' : 'attachment';
  const plain = safe.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\%]/g, '_');
  const extended = plain === safe ? '' : `; filename*=UTF-8''${extendedValue(safe)}`;
  return `${disposition}; filename="${plain}"${extended}`;
}

/** All headers to send an attachment with, so that no browser guesses, runs, embeds elsewhere or keeps it. */
export function headersFor(attachment: Attachment): Record<string, string> {
  return {
    'Content-Type': isAcceptedType(attachment.type) ? attachment.type : 'application/octet-stream',
    'Content-Disposition': contentDisposition(attachment.name, attachment.type),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
  };
}
