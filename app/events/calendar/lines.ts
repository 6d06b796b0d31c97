/** Bytes of one line of a calendar, without its end (RFC 5545, 3.1). */
const longest = 75;

/**
 * A text as calendars hold it (RFC 5545, 3.3.11). Every kind of line break becomes the escaped one, so that a title can
 * begin no line of its own; other control signs have no place there and are left out.
 */
export function textOf(words: string): string {
  return words
    .replace(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/(?!\n)[\p{Cc}\p{Cs}]/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

/** The value of a parameter, in quotes: inside them a quote, a caret and a line break are written as RFC 6868 has it. */
export function parameterOf(words: string): string {
  const clean = words.replace(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/g, '\n').replace(/(?!\n)[\p{Cc}\p{Cs}]/gu, '');
  return `"${clean.replaceAll('^', '^^').replaceAll('"', "^'").replaceAll('\n', '^n')}"`;
}

/** An address for a value of type URI, as it is safe to write in a line; null where it is none that a browser opens. */
export function addressOf(url: string): string | null {
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null;
  } catch {
    return null;
  }
}

/** Lines as they are sent: each folded after 75 bytes at most, between two signs and never within one. */
export function joinLines(lines: string[]): string {
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

function fold(line: string): string {
  let folded = '';
  let bytes = 0;
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (bytes + size > longest) {
      folded += '\r\n ';
      bytes = 1;
    }
    folded += sign;
    bytes += size;
  }
  return folded;
}
