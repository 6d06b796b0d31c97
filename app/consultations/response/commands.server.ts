import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { replaceCitations, type ToCite } from '../../citations/commands.server';
import { readCited } from '../../citations/queries.server';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { finishTasks, giveTask } from '../../tasks/commands.server';
import { isSettled, lastDay } from '../../tasks/commitment';
import {
  changeCommitment,
  commit,
  dropCommitment,
  type HeldCommitment,
  holdCommitmentOf,
} from '../../tasks/commitments.server';
import { readConsultationRules } from '../queries/rules.server';
import type { RespondInput, StandInput } from './forms';
import { limits, mayAsk, placeTyped, type Responding, whyNotRespond } from './response';
import { officersOf, tellResponseSources } from './telling.server';

export interface AboutClaim {
  consultation: number;
  claim: number;
}

/** The task of an organisation that is asked to respond. */
const askedKey = (claim: number, organisation: number) => `respond-claim:${claim}:${organisation}`;

interface HeldResponse {
  id: number;
  version: number;
  publishedAt: Date | null;
  /** What it promises; null where it promises nothing. */
  promise: HeldCommitment | null;
}

/** A published claim of this consultation, locked, as far as the rules of responding need it. */
async function holdClaim(tx: Tx, reader: Reader | null, { consultation, claim }: AboutClaim): Promise<Responding> {
  const rules = await readConsultationRules(tx, reader, consultation);
  const [row] = await tx<{ publishedAt: Date | null; withdrawnAt: Date | null; askedIds: number[] }[]>`
    select published_at, withdrawn_at, array(select q.organisation_id from claim_responsible q where q.claim_id = claim.id order by q.asked_at, q.organisation_id) as asked_ids
    from claim where id = ${claim} and consultation_id = ${consultation} for update`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return {
    hostId: rules.hostId,
    askedIds: row.askedIds,
    facilitates: rules.tie.role === 'facilitator',
    isPublished: row.publishedAt !== null,
    isWithdrawn: row.withdrawnAt !== null,
  };
}

async function holdResponse(tx: Tx, claim: number, organisation: number): Promise<HeldResponse | null> {
  const [row] = await tx<Omit<HeldResponse, 'promise'>[]>`
    select id, version, published_at from claim_response where claim_id = ${claim} and organisation_id = ${organisation} for update`;
  return row ? { ...row, promise: await holdCommitmentOf(tx, 'response', row.id) } : null;
}

/**
 * Writes what an organisation answers to a claim: kept for those who write it, or published. What is published stays so and is
 * changed before everyone's eyes. Those whose words the claim rests on are told. Refuses a form that was opened before somebody
 * else's change, a promise without words, a day that is over, and addresses that are no passages which the writer may read.
 * `origin` is the site's own, for addresses as browsers copy them.
 */
export async function respond(
  sql: Sql,
  reader: Reader,
  about: AboutClaim,
  input: RespondInput,
  { origin, now }: { origin: string; now: Date },
): Promise<void> {
  await sql.begin(async (tx) => {
    const claim = await holdClaim(tx, reader, about);
    const no = whyNotRespond(claim, reader, input.organisation);
    if (no) throw no;
    const before = await holdResponse(tx, about.claim, input.organisation);
    if ((before?.version ?? 0) !== input.version) throw refuse('conflict', 'responses:refusals.changed-meanwhile');
    if (input.decision !== 'not' && input.action === '') throw beside('action', 'responses:refusals.no-action');
    if (input.dueOn !== null && input.dueOn !== before?.promise?.dueOn && input.dueOn < lastDay(now))
      throw beside('dueOn', 'responses:refusals.day-over');
    const places = await placesOf(tx, reader, input, origin);
    const publishes = input.go === 'publish' || before?.publishedAt != null;
    const [response] = await tx<{ id: number }[]>`
      insert into claim_response (claim_id, organisation_id, decision, language, reason, by_person, at, published_at)
      values (${about.claim}, ${input.organisation}, ${input.decision}, ${input.language}, ${input.reason}, ${reader.id}, ${now},
        ${publishes ? now : null})
      on conflict (claim_id, organisation_id) do update set decision = excluded.decision, language = excluded.language, reason = excluded.reason,
        by_person = excluded.by_person, at = excluded.at, version = claim_response.version + 1,
        corrected_at = case when claim_response.published_at is null then null else excluded.at end,
        published_at = coalesce(claim_response.published_at, excluded.published_at)
      returning id`;
    await replaceCitations(tx, { kind: 'response', id: response!.id }, places, { by: reader.id, now });
    // What was named anew, or no more, is looked at.
    await tellResponseSources(tx, [response!.id]);
    await promise(tx, about, { response: response!.id, publishes, ...input }, before?.promise ?? null, { reader, now });
    if (!publishes) return tellClaim(tx, about);
    await finishTasks(tx, { key: askedKey(about.claim, input.organisation) });
    await tellPublished(tx, about);
  });
}

/**
 * Says how what was promised stands: under way, done (and what was done), or given up (and why). Those whose words the claim
 * rests on are told. Refuses a response that promises nothing, or is not published.
 */
export async function sayHowPromiseStands(
  sql: Sql,
  reader: Reader,
  about: AboutClaim,
  input: StandInput,
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const claim = await holdClaim(tx, reader, about);
    const no = whyNotRespond(claim, reader, input.organisation);
    if (no) throw no;
    const before = await holdResponse(tx, about.claim, input.organisation);
    if (!before?.publishedAt) throw refuse('closed', 'responses:refusals.not-published');
    if (before.version !== input.version) throw refuse('conflict', 'responses:refusals.changed-meanwhile');
    if (!before.promise) throw refuse('closed', 'responses:refusals.no-promise');
    const { state, reason, done } = input;
    if (state === 'done' && done === null) throw beside('done', 'commitments:mistakes.no-done');
    await tx`update claim_response set by_person = ${reader.id}, at = ${now}, version = version + 1 where id = ${before.id}`;
    await changeCommitment(tx, before.promise, { state, reason: reason ?? '', done: done ?? '' }, reader, now);
    await tellPublished(tx, about);
  });
}

/**
 * Asks an organisation to respond to a claim by a day. Its focal point and alternates find it under "For you". Asked again, it
 * is given another day. Refuses one that may not read the consultation: it could not see what it is asked.
 */
export async function askToRespond(
  sql: Sql,
  reader: Reader,
  about: AboutClaim,
  { organisation, dueOn }: { organisation: number; dueOn: string | null },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const claim = await holdToAsk(tx, reader, about);
    if (claim.isWithdrawn) throw refuse('closed', 'responses:refusals.withdrawn');
    if (dueOn !== null && dueOn < now.toISOString().slice(0, 10)) throw beside('dueOn', 'responses:refusals.day-over');
    const [may] = await tx`
      select from organisation o join consultation c on c.id = ${about.consultation}
      where o.id = ${organisation} and o.sector <> 'survivor-group' and (c.readers <> 'invited' or o.id = c.host_id
        or exists (select from consultation_invitation i where i.consultation_id = c.id and i.organisation_id = o.id))`;
    if (!may) throw beside('organisation', 'responses:refusals.choose-organisation');
    if (!claim.askedIds.includes(organisation) && claim.askedIds.length >= limits.asked)
      throw beside('organisation', 'responses:refusals.too-many-asked');
    await tx`
      insert into claim_responsible (claim_id, organisation_id, asked_by, asked_at, due_on)
      values (${about.claim}, ${organisation}, ${reader.id}, ${now}, ${dueOn})
      on conflict (claim_id, organisation_id) do update set due_on = excluded.due_on`;
    const answered = await holdResponse(tx, about.claim, organisation);
    if (!answered?.publishedAt) {
      for (const personId of await officersOf(tx, organisation))
        await giveTask(tx, {
          personId,
          key: askedKey(about.claim, organisation),
          what: 'responses:tasks.respond',
          about: { organisation },
          place: placeOf(about),
          dueAt: atNoon(dueOn),
        });
    }
    await tellClaim(tx, about);
  });
}

/** Asks an organisation no longer. What it has answered already stands. */
export async function askNoMore(
  sql: Sql,
  reader: Reader,
  about: AboutClaim,
  { organisation }: { organisation: number },
): Promise<void> {
  await sql.begin(async (tx) => {
    await holdToAsk(tx, reader, about);
    if (await holdResponse(tx, about.claim, organisation))
      throw refuse('closed', 'responses:refusals.answered-already');
    await tx`delete from claim_responsible where claim_id = ${about.claim} and organisation_id = ${organisation}`;
    await finishTasks(tx, { key: askedKey(about.claim, organisation) });
    await tellClaim(tx, about);
  });
}

async function holdToAsk(tx: Tx, reader: Reader, about: AboutClaim): Promise<Responding> {
  const claim = await holdClaim(tx, reader, about);
  if (!claim.isPublished || !mayAsk(claim, reader)) throw refuse('not-found', 'shared:errors.not-found');
  return claim;
}

/** The passages that are named, each as it stands now. What its writer may not read cannot be named: it would tell that it is there. */
async function placesOf(tx: Tx, reader: Reader, input: RespondInput, origin: string): Promise<ToCite[]> {
  if (input.places.length > limits.places) throw beside('places', 'responses:refusals.too-many-places');
  const ids: number[] = [];
  for (const text of input.places) {
    const place = placeTyped(text, origin);
    if (!place) throw beside('places', 'responses:refusals.no-place');
    if ('passage' in place) ids.push(place.passage);
    else {
      const [found] = await tx<{ id: number }[]>`
        select id from document_passage where document_id = ${place.document} and block_id = ${place.block} and gone_at is null`;
      if (!found) throw beside('places', 'responses:refusals.no-place');
      ids.push(found.id);
    }
  }
  const wanted = [...new Set(ids)].map((id) => ({ kind: 'passage' as const, id }));
  const things = await readCited(tx, wanted, reader, input.language);
  return wanted.map(({ kind, id }) => {
    const now = things(kind, id);
    if (now.kind !== 'passage') throw beside('places', 'responses:refusals.no-place');
    return { kind, id, version: now.version };
  });
}

/**
 * What a response promises is a commitment of its organisation; it binds from when the response is published. A promise that
 * the response takes back is given up for the response's reason, and stays on record; that of a draft is gone.
 */
async function promise(
  tx: Tx,
  about: AboutClaim,
  given: RespondInput & { response: number; publishes: boolean },
  before: HeldCommitment | null,
  { reader, now }: { reader: Reader; now: Date },
): Promise<void> {
  const { organisation, language, action: words, dueOn, publishes: binding } = given;
  if (words === '') {
    if (before?.binding === false) return dropCommitment(tx, before);
    if (before && !isSettled(before.state))
      await changeCommitment(tx, before, { state: 'not-pursued', reason: given.reason }, reader, now);
    return;
  }
  if (before) {
    // Taken back once, and promised again.
    const state = before.state === 'not-pursued' ? ('open' as const) : before.state;
    await changeCommitment(tx, before, { words, language, dueOn, binding, state }, reader, now);
    return;
  }
  const kind = 'response' as const;
  const subject = { kind, subjectKind: kind, subjectId: given.response };
  const place = placeOf(about);
  await commit(
    tx,
    { ...subject, ownerOrganisationId: organisation, words, language, dueOn, place, binding },
    reader,
    now,
  );
}

function placeOf({ consultation, claim }: AboutClaim): string {
  return `/consultations/${consultation}/responses/${claim}`;
}

function atNoon(day: string | null): Date | null {
  return day === null ? null : new Date(`${day}T12:00:00Z`);
}

function beside(field: string, message: string) {
  return refuse('invalid', 'shared:errors.check-fields', undefined, { [field]: message });
}

async function tellClaim(tx: Tx, { consultation, claim }: AboutClaim): Promise<void> {
  await announce(tx, 'consultation.responses-changed', { consultation, claim });
}

/** The same where everybody reads it now: those whose words the claim rests on are told, once until they have looked. */
async function tellPublished(tx: Tx, about: AboutClaim): Promise<void> {
  await tellClaim(tx, about);
  await announce(tx, 'consultation.response-published', { consultation: about.consultation, claim: about.claim });
}
