import { isUtf8 } from 'node:buffer';

/**
 * Names of the fields whose bytes are no UTF-8: their letters cannot be known any more, and what is shown in their place
 * (U+FFFD) nobody typed. Files may hold any bytes; their names may not.
 */
export function brokenFields(bytes: Uint8Array, contentType: string): string[] {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boundary = /^multipart\/form-data\b.*\bboundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  return boundary ? brokenParts(body, boundary[1] ?? boundary[2]!) : brokenPairs(body);
}

function brokenPairs(body: Buffer): string[] {
  const text = body.toString('latin1');
  if (isUtf8(body) && isDecodable(text)) return [];
  return text
    .split('&')
    .filter((pair) => !isUtf8(Buffer.from(pair, 'latin1')) || !isDecodable(pair))
    .map((pair) => pair.split('=')[0]!);
}

/** A percent sign that begins no byte stands for itself, as browsers read it. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25'));
    return true;
  } catch {
    return false;
  }
}

function brokenParts(body: Buffer, boundary: string): string[] {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const broken: string[] = [];
  let from = body.indexOf(mark);
  while (from !== -1) {
    const to = body.indexOf(mark, from + mark.length);
    if (to === -1) break;
    const part = body.subarray(from + mark.length, to);
    const head = part.subarray(0, Math.max(0, part.indexOf('\r\n\r\n')));
    const said = head.toString('latin1');
    const isFile = /;\s*filename\*?=/i.test(said);
    if (!isUtf8(isFile ? head : part)) broken.push(/\bname="([^"]*)"/i.exec(said)?.[1] ?? '');
    from = to;
  }
  return broken;
}

/** Overrides turn the letters of whatever follows, unseen; NUL no text can hold. Marks and isolates, which people who
 * write from right to left need, are none of them. */
const unwanted = /[\u202D\u202E\0]/;

export function holdsUnwantedSigns(text: string): boolean {
  return unwanted.test(text);
}

export function withoutUnwantedSigns(text: string): string {
  return text.replace(/[\u202D\u202E\0]/g, '');
}
