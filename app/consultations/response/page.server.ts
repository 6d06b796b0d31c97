import { type Asked, idOf, signedIn } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import { headOf } from '../page.server';
import { listContributions, pageLength } from './contributions.server';
import { readClaimToRespond, readResponses } from './queries.server';
import { type InputKind, inputKinds, readTrace } from './uses.server';

function ofAsked(asked: Asked) {
  return { reader: asked.reader, language: asked.language, now: asked.now() };
}

/** You said, we did: of one consultation. */
export async function loadResponses(asked: Asked) {
  const view = await readResponses(asked.sql, idOf(asked.params.id), ofAsked(asked));
  return {
    id: view.id,
    head: headOf(view),
    claims: view.claims,
    publishedAt: view.publishedAt,
    facilitates: view.facilitates,
    zone: asked.reader?.timeZone ?? 'UTC',
    now: asked.now().toISOString(),
  };
}

export type ResponsesData = Awaited<ReturnType<typeof loadResponses>>;

/** A claim for those who answer it. */
export async function loadRespond(asked: Asked) {
  signedIn(asked);
  const about = { consultation: idOf(asked.params.id), claim: idOf(asked.params.claim) };
  const claim = await readClaimToRespond(asked.sql, about, ofAsked(asked));
  const { id, words, language, withdrawn, mine, asked: asks, candidates, mayAsk } = claim;
  return {
    id,
    consultation: claim.consultation,
    head: headOf({ ...claim, id: claim.consultation }),
    words,
    language,
    withdrawn,
    mine,
    asks,
    candidates: candidates.filter((c) => c.id !== claim.responding.hostId),
    mayAsk,
    writesIn: asked.language,
  };
}

export type RespondData = Awaited<ReturnType<typeof loadRespond>>;

/** What the reader said, and where it went. */
export async function loadContributions(asked: Asked) {
  const reader = signedIn(asked);
  const page = Math.max(1, Math.min(10_000, Number(asked.url.searchParams.get('page')) || 1));
  const found = await listContributions(asked.sql, { ...ofAsked(asked), reader }, Math.floor(page));
  return {
    ...found,
    page: Math.floor(page),
    pages: Math.max(1, Math.ceil(found.total / pageLength)),
    zone: reader.timeZone,
  };
}

export type ContributionsData = Awaited<ReturnType<typeof loadContributions>>;

/** Where one thing that was said went. */
export async function loadTrace(asked: Asked) {
  const kind = inputKinds.find((k) => k === asked.params.kind);
  if (!kind) throw refuse('not-found', 'shared:errors.not-found');
  const input = { kind: kind satisfies InputKind, id: idOf(asked.params.id) };
  return {
    kind: input.kind,
    ...(await readTrace(asked.sql, input, ofAsked(asked))),
    zone: asked.reader?.timeZone ?? 'UTC',
  };
}

export type TraceData = Awaited<ReturnType<typeof loadTrace>>;
