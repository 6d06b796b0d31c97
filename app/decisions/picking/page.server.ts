import { readCited } from '../../citations/queries.server';
import { audienceOf } from '../../heard/audience.server';
import { citableBy } from '../../heard/citable.server';
import { type Asked, idOf, signedIn } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import { queryTyped } from '../../shared/search.server';
import { limits, mayPrepare } from '../rights';
import { type FindableKind, findableKinds } from './finding';
import { inOrder, mostOfKind } from './found.server';
import { readPicking } from './queries.server';
import { shownEvidence } from './shown.server';

/** What is looked for: what is wrong in an address is taken as not said. */
export function pickingSearch(params: URLSearchParams): { query: string; kind: FindableKind | undefined } {
  return { query: queryTyped(params.get('q') ?? ''), kind: findableKinds.find((k) => k === params.get('kind')) };
}

/**
 * What a draft names, with its writer's rights, and what was found to name besides: of survivors' voices those that the room gives
 * this reader now, by their references. Two statements.
 */
export async function loadPicking(asked: Asked) {
  const { sql, language, voices } = asked;
  const reader = signedIn(asked);
  const search = pickingSearch(asked.url.searchParams);
  const p = await readPicking(sql, reader, idOf(asked.params.id), { ...search, language }, asked.now());
  const { ruled, evidence } = p;
  if (!mayPrepare(ruled, reader) || ruled.rules.openedAt !== null) throw refuse('not-found', 'shared:errors.not-found');
  const things = await readCited(
    sql,
    evidence.flatMap(({ kind, cited }) => (kind === 'document' ? [] : [{ kind, id: cited }])),
    reader,
    language,
  );
  const offered = await citableBy(voices, p.voices, await audienceOf(sql, reader));
  const found = inOrder(p.found);
  return {
    ...{ id: ruled.id, title: ruled.title, language: ruled.language, ...search },
    evidence: evidence.map((e) => shownEvidence(e, things)),
    full: evidence.length >= limits.evidence,
    short: search.query.length < 2,
    found: found.map((f) => ({
      ...f,
      named: evidence.some((e) => e.kind === f.kind && e.cited === f.cited),
    })),
    more: search.kind !== undefined && found.length === mostOfKind,
    voices: p.voices.filter((v) => offered.has(v)).map((voice) => ({ voice, named: p.namedVoices.includes(voice) })),
  };
}

export type PickingData = Awaited<ReturnType<typeof loadPicking>>;
