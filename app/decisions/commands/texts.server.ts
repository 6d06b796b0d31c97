import { announce } from '../../../db/announce';
import type { Sql } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { AmendInput, ProtestInput } from '../forms';
import { currentVersion } from '../proposal';
import { recordInLog } from '../register/log.server';
import { mayPrepare, whyNotSpeakFor } from '../rights';
import { hashOfText, keepSnapshot, readSnapshot } from '../snapshot.server';
import { askForPositions, holdProposal, mustStep, setClock } from './holding.server';

/**
 * Puts another text in the place of the one that stands: the document as it is now. One of substance asks every member to confirm;
 * positions are carried over an editorial one unless a member protests within 24 hours. Objections live on. Refuses a text that is
 * not the one which was on the screen, and one that says the same.
 */
export async function amendProposal(sql: Sql, reader: Reader, id: number, input: AmendInput, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdProposal(tx, reader, id, now);
    if (!mayPrepare(held, reader)) throw refuse('not-allowed', 'decisions:refusals.not-preparer');
    const after = mustStep(held.rules, { do: 'amend', at: now.getTime(), editorial: input.editorial });
    const snapshot = await readSnapshot(tx, reader, { document: held.documentId!, version: null }, now);
    if (snapshot.hash !== input.hash) throw refuse('conflict', 'decisions:refusals.text-changed');
    const [same] = await tx`
      select from proposal_text where proposal_id = ${id} and version = ${currentVersion(held.rules)} and original and hash = ${snapshot.hash}`;
    if (same) throw refuse('invalid', 'decisions:mistakes.same-text');
    const number = currentVersion(after);
    await tx`
      insert into proposal_version (proposal_id, number, at, by_person, editorial, note)
      values (${id}, ${number}, ${now}, ${reader.id}, ${input.editorial}, ${input.note})`;
    await keepSnapshot(tx, snapshot, { proposal: id, version: number, original: true, name: held.title }, reader, now);
    const body = { text: snapshot.hash, version: number, editorial: input.editorial, note: hashOfText(input.note) };
    await recordInLog(tx, { kind: 'amended', proposal: id, body, at: now });
    await setClock(tx, id, after, now);
    await askForPositions(tx, id, after, now);
    await announce(tx, 'decision.amended', { proposal: id, version: number });
  });
}

/**
 * A member says that an amendment is not editorial; from then on it is not. Refuses who does not speak for that member, and what
 * `whyNotStep` refuses: more than 24 hours after, or once a text of substance has taken its place.
 */
export async function protestAmendment(
  sql: Sql,
  reader: Reader,
  id: number,
  input: ProtestInput,
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdProposal(tx, reader, id, now);
    const no = whyNotSpeakFor(reader, input.organisation);
    if (no) throw no;
    const { organisation, number: version } = input;
    const after = mustStep(held.rules, { do: 'protest', at: now.getTime(), organisation, version });
    await tx`
      update proposal_version set protested_at = ${now}, protested_by = ${reader.id}, protested_for = ${organisation}, protest_reason = ${input.reason}
      where proposal_id = ${id} and number = ${version}`;
    const body = { organisation, version, reason: hashOfText(input.reason) };
    await recordInLog(tx, { kind: 'protested', proposal: id, body, at: now });
    await setClock(tx, id, after, now);
    await askForPositions(tx, id, after, now);
    await announce(tx, 'decision.protested', { proposal: id, version });
  });
}

/**
 * Adds the text in another language, from a document in that language, to the text as it stands. Where it is the last one that a
 * silence waits for, its clock begins. Refuses the proposal's own language, and one that is there.
 */
export async function addTranslation(
  sql: Sql,
  reader: Reader,
  id: number,
  input: { document: number | null },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdProposal(tx, reader, id, now);
    if (!mayPrepare(held, reader)) throw refuse('not-allowed', 'decisions:refusals.not-preparer');
    if (input.document === null) throw mistake('document');
    const snapshot = await readSnapshot(tx, reader, { document: input.document, version: null }, now);
    const { language } = snapshot;
    if (language === held.language) throw mistake('own-language');
    const after = mustStep(held.rules, { do: 'translate', at: now.getTime(), language });
    const version = currentVersion(after);
    await keepSnapshot(tx, snapshot, { proposal: id, version, original: false, name: held.title }, reader, now);
    const body = { language, version, text: snapshot.hash };
    await recordInLog(tx, { kind: 'translated', proposal: id, body, at: now });
    await setClock(tx, id, after, now);
    await askForPositions(tx, id, after, now);
    await announce(tx, 'decision.translated', { proposal: id });
  });
}

function mistake(key: string) {
  return refuse('invalid', 'shared:errors.check-fields', undefined, { document: `decisions:mistakes.${key}` });
}
