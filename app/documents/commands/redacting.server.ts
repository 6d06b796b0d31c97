import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { foldText } from '../../shared/rich-text/fold';
import { containsPassage } from '../../shared/rich-text/redact';
import type { Texts } from '../../shared/texts';
import { withoutWordsOf } from '../erasing/picture';
import { stateWithout } from '../erasing/state.server';
import { countInStores, eraseFromStores, erasePictureFromCopies } from '../erasing/stores.server';
import { eraseFromText } from '../erasing/text.server';
import { recordSettled } from '../recording.server';
import { readSettled } from '../settled.server';
import { tellReports } from '../telling.server';
import { textOf } from '../text/yjs';
import { keepVersion } from '../versions.server';
import { tellComments } from './commenting.server';
import { holdForAdministrator } from './inviting.server';
import { actorOf } from './versioning.server';

export interface Redaction {
  document: number;
  /** As a reader sees it; see rich-text/redact.ts for what counts as the same words. */
  passage: string;
  reason: string;
}

function mistake(field: 'passage' | 'reason', key: string) {
  const message = `documents:mistakes.${key}`;
  return refuse('invalid', message, undefined, { [field]: message });
}

/**
 * Erases a passage from a document for good: from its titles, from the text and its history, from every version, from
 * comments and what they quote, from cleared copies and reports. Whoever has the text open is made to load it anew, so that no old copy
 * brings it back. Its place is marked, and the reason stays. Versions are dropped as a whole: half of a name that was
 * typed and taken back is in them too.
 *
 * The text goes first and by itself, since its server records what is left before it answers. Where something fails
 * after that, whoever asked is told, and asks again: what is gone by then stays gone.
 */
export async function redactPassage(
  sql: Sql,
  texts: Texts,
  reader: Reader | null,
  asked: Redaction,
  now: Date,
): Promise<void> {
  const { passage, reason } = asked;
  const ruled = await sql.begin(async (tx) => {
    const held = await holdForAdministrator(tx, reader, asked.document, now);
    if (!foldText(passage).letters) throw mistake('passage', 'no-letters');
    if (containsPassage(reason, passage)) throw mistake('reason', 'reason-repeats');
    const { count } = eraseFromText(textOf(await texts.read(held.id)).toJSON(), passage);
    if (count === 0 && (await countInStores(tx, held.id, passage)) === 0) throw mistake('passage', 'not-in-document');
    return held;
  });
  const by = actorOf(ruled, reader!, now);
  let state: Uint8Array = new Uint8Array();
  const epoch = await texts.rewrite(ruled.id, by, (committed) => {
    state = stateWithout(committed, eraseFromText(textOf(committed).toJSON(), passage).text, passage);
    return state;
  });
  const settled = readSettled(state, ruled.id, ruled.language);
  await sql.begin(async (tx) => {
    await tx`select from document where id = ${ruled.id} for update`;
    await eraseFromStores(tx, ruled.id, passage);
    await recordSettled(tx, ruled.id, settled, epoch, now);
    await dropVersions(tx, ruled.id, reason, now);
    const made = { document: ruled.id, by: by.person, organisation: by.organisation };
    await keepVersion(tx, { ...made, kind: 'redacted', text: settled.text }, now);
    await noteErasure(tx, ruled.id, 'passage', by.person, reason, now);
    await settleReports(tx, ruled.id, by.person, 'redacted', now);
    await tellComments(tx, ruled.id);
    await announce(tx, 'document.redacted', { document: ruled.id });
  });
}

async function dropVersions(tx: Tx, document: number, reason: string, now: Date): Promise<void> {
  await tx`
    update document_version set text = null, dropped_at = ${now}, dropped_reason = ${reason}
    where document_id = ${document} and dropped_at is null`;
}

async function noteErasure(
  tx: Tx,
  document: number,
  what: 'passage' | 'picture',
  by: number,
  reason: string,
  now: Date,
): Promise<void> {
  await tx`
    insert into document_erasure (document_id, what, by_person, reason, at) values (${document}, ${what}, ${by}, ${reason}, ${now})`;
}

/** Reports are answered by it; what they said names whom they were about, and has done its work. */
async function settleReports(tx: Tx, document: number, by: number, as: 'kept' | 'redacted', now: Date): Promise<void> {
  await tx`
    update document_report set reason = '', settled_at = ${now}, settled_by = ${by}, settled_as = ${as}
    where document_id = ${document} and settled_at is null`;
  await tellReports(tx, document);
}

/**
 * Erases a picture: its contents and what is said beside it, in the text and its history, in versions and cleared copies.
 * Its place in the text stays, and shows that it is gone. In versions its words are one piece, and go alone: they stay.
 */
export async function redactPicture(
  sql: Sql,
  texts: Texts,
  reader: Reader | null,
  asked: { document: number; picture: string; reason: string },
  now: Date,
): Promise<void> {
  const ruled = await sql.begin(async (tx) => {
    const held = await holdForAdministrator(tx, reader, asked.document, now);
    const [there] = await tx`
      select from document_picture where id = ${asked.picture} and document_id = ${held.id} and erased_at is null`;
    if (!there) throw refuse('not-found', 'shared:errors.not-found');
    // Before the text: pages that have it open ask for its pictures again as soon as it is rewritten.
    await tx`delete from document_picture_content where picture_id = ${asked.picture}`;
    return held;
  });
  const by = actorOf(ruled, reader!, now);
  let state: Uint8Array = new Uint8Array();
  const epoch = await texts.rewrite(ruled.id, by, (committed) => {
    state = stateWithout(committed, withoutWordsOf(asked.picture, textOf(committed).toJSON()), null);
    return state;
  });
  const settled = readSettled(state, ruled.id, ruled.language);
  await sql.begin(async (tx) => {
    await tx`select from document where id = ${ruled.id} for update`;
    await tx`update document_picture set alt = '', erased_at = ${now} where id = ${asked.picture}`;
    await erasePictureFromCopies(tx, ruled.id, asked.picture);
    await recordSettled(tx, ruled.id, settled, epoch, now);
    await noteErasure(tx, ruled.id, 'picture', by.person, asked.reason, now);
    await announce(tx, 'document.redacted', { document: ruled.id });
  });
}

/** Leaves a reported passage as it is. */
export async function keepReported(
  sql: Sql,
  reader: Reader | null,
  asked: { document: number; report: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const ruled = await holdForAdministrator(tx, reader, asked.document, now);
    await tx`
      update document_report set settled_at = ${now}, settled_by = ${reader!.id}, settled_as = 'kept'
      where id = ${asked.report} and document_id = ${ruled.id} and settled_at is null`;
    await tellReports(tx, ruled.id);
  });
}
