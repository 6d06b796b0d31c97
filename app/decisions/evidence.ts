import type { CitedKind } from '../citations/citation';

/** What a proposal can rest on: all that can be cited, and a document as a whole. */
export type EvidenceKind = CitedKind | 'document';

const paths: [RegExp, EvidenceKind][] = [
  [/^\/posts\/([1-9]\d{0,14})$/, 'post'],
  [/^\/statements\/([1-9]\d{0,14})$/, 'statement'],
  [/^\/claims\/([1-9]\d{0,14})$/, 'claim'],
  [/^\/passages\/([1-9]\d{0,14})$/, 'passage'],
  [/^\/documents\/([1-9]\d{0,14})$/, 'document'],
];

/**
 * What an address names, as copied from a browser: `/posts/7`, `/claims/3`, `/documents/12`, `/documents/12#b3k9` for a block of
 * it; and `voice:…` for a survivor's voice by its reference. Null for anything else, of another site too.
 */
export function evidencePlace(
  text: string,
  origin: string,
): { kind: EvidenceKind; id: number } | { document: number; block: string } | { voice: string } | null {
  const within = text.startsWith(`${origin}/`) ? text.slice(origin.length) : text;
  const voice = /^voice:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(within);
  if (voice) return { voice: voice[1]! };
  const block = /^\/documents\/([1-9]\d{0,14})(?:\?[^#\s]*)?#([\w-]{1,40})$/.exec(within);
  if (block) return { document: Number(block[1]), block: block[2]! };
  for (const [path, kind] of paths) {
    const named = path.exec(within);
    if (named) return { kind, id: Number(named[1]) };
  }
  return null;
}

/** The address by which a piece of evidence is typed again. */
export function evidenceAddress(of: { kind: EvidenceKind; id: number; voice?: string | undefined }): string | null {
  if (of.kind === 'voice') return of.voice ? `voice:${of.voice}` : null;
  const folder = {
    post: 'posts',
    statement: 'statements',
    claim: 'claims',
    passage: 'passages',
    document: 'documents',
  };
  const name = folder[of.kind as keyof typeof folder];
  return name ? `/${name}/${of.id}` : null;
}
