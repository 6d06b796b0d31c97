/** Bounds of what may be posted: the longest contribution with every sign encoded, and a page of choices. */
export const formBounds = { bytes: 256 * 1024, fields: 400, name: 80, value: 60_000 };

/** A posted form: each name once, as text in NFC without control characters. Line breaks are \n. */
export class RoomForm {
  constructor(private readonly fields: ReadonlyMap<string, string>) {}

  /** What was typed, or nothing. */
  text(name: string): string {
    return this.fields.get(name) ?? '';
  }

  has(name: string): boolean {
    return this.fields.has(name);
  }

  names(): string[] {
    return [...this.fields.keys()];
  }

  /** Names that begin with a prefix, without it: `exclude-organisation-12` is `12` of `exclude-organisation-`. */
  namesAfter(prefix: string): string[] {
    return this.names()
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length));
  }

  /** All that was typed but what must not be shown again: codes, phrases and the token. */
  typed(): Record<string, string> {
    const typed: Record<string, string> = Object.create(null) as Record<string, string>;
    for (const [name, value] of this.fields) if (!neverShownAgain.test(name)) typed[name] = value;
    return typed;
  }
}

const neverShownAgain = /token|code|phrase|receipt|secret|totp|recovery/i;

/**
 * Reads a form of type application/x-www-form-urlencoded. Null where it is none that a page of ours sends: broken
 * letters, a name twice, too many or too long ones.
 */
export function readRoomForm(body: Uint8Array): RoomForm | null {
  if (body.length > formBounds.bytes) return null;
  const fields = new Map<string, string>();
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
  if (text === '') return new RoomForm(fields);
  for (const pair of text.split('&')) {
    if (fields.size >= formBounds.fields) return null;
    const at = pair.indexOf('=');
    const name = decoded(at < 0 ? pair : pair.slice(0, at));
    const value = decoded(at < 0 ? '' : pair.slice(at + 1));
    if (name === null || value === null) return null;
    if (!/^[a-zA-Z][\w.-]*$/.test(name) || name.length > formBounds.name || value.length > formBounds.value)
      return null;
    if (fields.has(name)) return null;
    fields.set(name, plain(value));
  }
  return new RoomForm(fields);
}

function decoded(text: string): string | null {
  try {
    // Throws for overlong forms, lone surrogates and cut sequences.
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return null;
  }
}

/** Browsers send line breaks as CRLF; signs that steer a terminal or a printer have no place in anything here. */
function plain(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')
    .replace(/[^\P{Cc}\n\t]/gu, '');
}
