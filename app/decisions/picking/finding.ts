import type { EvidenceKind } from '../evidence';

/** Of what kinds something is looked for, in the order in which they are offered. */
export const findableKinds = [
  'claim',
  'voice',
  'post',
  'statement',
  'consultation-statement',
  'passage',
  'document',
  'decision',
] as const satisfies readonly EvidenceKind[];
export type FindableKind = (typeof findableKinds)[number];

/** The address of the page with one choice changed; undefined takes it back. */
export function pickingAddress(
  id: number,
  search: { query: string; kind: FindableKind | undefined },
  change: { kind?: string | undefined } = {},
): string {
  const kind = 'kind' in change ? change.kind : search.kind;
  const params = new URLSearchParams({ ...(search.query ? { q: search.query } : {}), ...(kind ? { kind } : {}) });
  return `/decisions/${id}/sources${params.size ? `?${params}` : ''}`;
}
