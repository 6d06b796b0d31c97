import type { CitedKind } from '../citations/citation';

/** What a proposal can rest on: all that can be cited, and a document as a whole. */
export type EvidenceKind = CitedKind | 'document';

const paths: [RegExp, EvidenceKind][] = [
  [/^\/posts\/([1-9]\d{0,14})$/, 'post'],
  [/^\/statements\/([1-9]\d{0,14})$/, 'statement'],
  [/^\/claims\/([1-9]\d{0,14})$/, 'claim'],
  [/^\/passages\/([1-9]\d{0,14})$/, 'passage'],
  [/^\/documents\/([1-9]\d{0,14})$/, 'document'],
  [/^\/decisions\/([1-9]\d{0,14})$/, 'decision'],
];

export type EvidencePlace =
  | { kind: EvidenceKind; id: number }
  | { document: number; block: string }
  | { consultation: number; number: number }
  | { voice: string };

/**
 * What an address names, as copied from a browser: `/posts/7`, `/claims/3`, `/documents/12`, `/documents/12#b3k9` for a block of
 * it, `/consultations/4/statements/7` for a statement by its number there; and `voice:…` for a survivor's voice by its reference.
 * Null for anything else, of another site too.
 */
export function evidencePlace(text: string, origin: string): EvidencePlace | null {
  const within = text.startsWith(`${origin}/`) ? text.slice(origin.length) : text;
  const voice = /^voice:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(within);
  if (voice) return { voice: voice[1]! };
  const block = /^\/documents\/([1-9]\d{0,14})(?:\?[^#\s]*)?#([\w-]{1,40})$/.exec(within);
  if (block) return { document: Number(block[1]), block: block[2]! };
  const statement = /^\/consultations\/([1-9]\d{0,14})\/statements\/([1-9]\d{0,8})$/.exec(within);
  if (statement) return { consultation: Number(statement[1]), number: Number(statement[2]) };
  for (const [path, kind] of paths) {
    const named = path.exec(within);
    if (named) return { kind, id: Number(named[1]) };
  }
  return null;
}
