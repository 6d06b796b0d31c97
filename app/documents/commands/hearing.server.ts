import type { JSONContent } from '@tiptap/core';
import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { putResponse } from '../../heard/commands.server';
import type { ResponseInput } from '../../heard/forms';
import { unansweredAmong } from '../../heard/heard';
import { listThemes, listThemesAmong } from '../../heard/queries.server';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { Texts } from '../../shared/texts';
import { isVoiceId } from '../../voices/door/protocol';
import { mayFinish, whyNotOpen } from '../document';
import { responderFor } from '../queries/hearing.server';
import { readRules } from '../rules.server';
import { textOf } from '../text/yjs';
import { keepVersion } from '../versions.server';
import { actorOf } from './versioning.server';

/** Records what was decided about a theme that this document cites, by those who own it. */
export async function respondInDocument(
  sql: Sql,
  reader: Reader | null,
  asked: ResponseInput & { document: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx: Tx) => {
    const ruled = await readRules(tx, reader, asked.document, now);
    const no = whyNotOpen(ruled, reader, ruled.tie, now);
    if (no) throw no;
    const organisation = await responderFor(tx, reader, ruled, asked.voice, now);
    if (organisation === null) throw refuse('not-allowed', 'documents:refusals.not-your-section');
    await putResponse(tx, { kind: 'document', id: ruled.id }, asked, { person: reader!.id, organisation }, now);
    await announce(tx, 'document.voices-changed', { document: ruled.id });
  });
}

/**
 * Keeps the text as it is at this moment as a final version: said by those who speak for the lead organisation. Refuses while a
 * theme that it cites, in what has settled or in what was written since, has no response.
 */
export async function finishDocument(
  sql: Sql,
  texts: Texts,
  reader: Reader | null,
  asked: { document: number },
  now: Date,
): Promise<void> {
  const ruled = await readRules(sql, reader, asked.document, now);
  const no = whyNotOpen(ruled, reader, ruled.tie, now);
  if (no) throw no;
  if (!mayFinish(ruled, reader)) throw refuse('not-allowed', 'documents:refusals.not-for-your-role');
  const text = textOf(await texts.read(ruled.id));
  const voices: string[] = [];
  text.descendants((node) => {
    if (node.type.name === 'voice' && typeof node.attrs.id === 'string') voices.push(node.attrs.id);
  });
  await sql.begin(async (tx: Tx) => {
    await tx`select from document where id = ${ruled.id} for update`;
    const thing = { kind: 'document' as const, id: ruled.id };
    const known = voices.filter(isVoiceId);
    const themes = [...(await listThemes(tx, thing)), ...(await listThemesAmong(tx, thing, known))];
    const waiting = new Set(unansweredAmong(themes).map((theme) => theme.voice));
    if (waiting.size > 0) throw refuse('invalid', 'heard:refusals.unanswered', { count: waiting.size });
    const { person, organisation } = actorOf(ruled, reader!, now);
    const version = { document: ruled.id, kind: 'final' as const, text: text.toJSON() as JSONContent };
    await keepVersion(tx, { ...version, by: person, organisation }, now);
    await announce(tx, 'document.finished', { document: ruled.id });
  });
}
