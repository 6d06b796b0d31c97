import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { closeProposal } from '../../app/decisions/commands/closing.server';
import { openProposal } from '../../app/decisions/commands/opening.server';
import { commentOnProposal, settleObjection, takePosition } from '../../app/decisions/commands/positions.server';
import { beginProposal, saveReview, saveSettings } from '../../app/decisions/commands/preparing.server';
import { saveEntry } from '../../app/decisions/entry/commands.server';
import type { EntryInput } from '../../app/decisions/entry/forms';
import { principles } from '../../app/decisions/principles';
import { readSnapshot } from '../../app/decisions/snapshot.server';
import { recordSettled } from '../../app/documents/recording.server';
import { readSettled } from '../../app/documents/settled.server';
import { stateOf } from '../../app/documents/text/yjs';
import type { Reader } from '../../app/people/person';
import { findReaderById } from '../../app/people/readers.server';
import type { Sql, Tx } from '../connect';
import { proposals, type SeedProposal } from './world';

interface World {
  organisationIds: Map<string, number>;
  personIds: Map<string, number>;
  now: Date;
}

const day = 86_400_000;

/** Proposals in each state, as the committee's own deeds would have made them: so the log of them holds together. */
export async function putProposals(tx: Tx, world: World): Promise<void> {
  for (const proposal of proposals) await putProposal(tx, proposal, world);
}

/** A deed begins a transaction of its own; here it is part of the one that makes the world. */
export function asDeeds(tx: Tx): Sql {
  const begin = (deed: (inner: Tx) => Promise<unknown>) => deed(tx);
  return new Proxy(tx, { get: (of, key) => (key === 'begin' ? begin : Reflect.get(of, key)) }) as unknown as Sql;
}

/** Who speaks for a member of the demonstration; the secretariat's own where nobody does. */
async function speakerOf(tx: Tx, organisation: number): Promise<Reader | null> {
  const [speaker] = await tx<{ id: number }[]>`
    select person_id as id from organisation_role where organisation_id = ${organisation} order by person_id limit 1`;
  return speaker ? findReaderById(tx, speaker.id) : null;
}

/** One of them; `about`: what is decided on, where it is judged by the entry criteria with that judgement. */
export async function putProposal(
  tx: Tx,
  p: SeedProposal,
  { organisationIds, personIds, now }: World,
  about?: { kind: string; id: number; entry?: EntryInput },
): Promise<void> {
  const sql = asDeeds(tx);
  const opened = new Date(now.getTime() - (p.opened ?? 0) * day);
  const at = (days: number) => new Date(opened.getTime() + days * day);
  const lead = organisationIds.get(p.lead)!;
  const secretariat = (await findReaderById(tx, personIds.get('nadia.d')!))!;
  const document = await putText(tx, p, lead, secretariat.id, opened);
  const subject = about ? { kind: about.kind, id: about.id } : null;
  const begin = { title: p.title, language: 'en' as const, lead, subject, once: randomUUID() };
  const id = await beginProposal(sql, secretariat, begin, opened);
  const settings = {
    ...{
      version: 1,
      title: p.title,
      document,
      mode: p.mode,
      hours: 72,
      quorum: null,
      languages: [...(p.languages ?? [])],
      documentVersion: null,
    },
    ...{
      deadline: p.mode === 'silence' ? null : at(p.days ?? 10),
      significant: p.significant ?? false,
      consultation: null,
    },
    ...{ noConsultationReason: p.noConsultationReason ?? '', reviewOn: at(365).toISOString().slice(0, 10) },
  };
  const around = { origin: '', now: opened };
  await saveSettings(sql, secretariat, id, settings, around);
  const review = principles.map((principle) => ({
    ...{ principle, applies: true },
    words: p.review[principle] ?? (p.opened === undefined ? '' : 'It is met as the document says (invented).'),
  }));
  await saveReview(sql, secretariat, id, review, around);
  if (about?.entry) await saveEntry(sql, secretariat, id, about.entry, around);
  if (p.opened === undefined) return;
  const { hash } = await readSnapshot(tx, secretariat, { document, version: null }, opened);
  await openProposal(sql, secretariat, id, { hash }, opened);
  await putPositions(tx, id, p, organisationIds, at);
  await closeProposal(tx, id, now);
}

async function putPositions(
  tx: Tx,
  id: number,
  p: SeedProposal,
  organisationIds: Map<string, number>,
  at: (days: number) => Date,
): Promise<void> {
  const sql = asDeeds(tx);
  for (const { member, kind, after, words = '', resolution = '' } of p.positions ?? []) {
    const organisation = organisationIds.get(member)!;
    const speaker = await speakerOf(tx, organisation);
    const position = { organisation, kind, words, resolution, language: 'en' as const, was: 0 };
    if (speaker) await takePosition(sql, speaker, id, position, at(after));
  }
  const [objection] = await tx<{ id: number; organisationId: number }[]>`
    select id, organisation_id from objection where proposal_id = ${id}`;
  if (!objection) return;
  const answering = p.answered && (await speakerOf(tx, organisationIds.get(p.answered.by)!));
  if (p.answered && answering) {
    const comment = { objection: objection.id, body: p.answered.words, language: 'en' as const, once: randomUUID() };
    await commentOnProposal(sql, answering, id, comment, at(p.answered.after));
  }
  const objecting = await speakerOf(tx, objection.organisationId);
  if (p.sustained && objecting) {
    const settle = { objection: objection.id, settle: 'sustain' as const, words: p.sustained.words };
    await settleObjection(sql, objecting, id, settle, at(p.sustained.after));
  }
}

/** The text as the co-editing server keeps it, and as it has settled. */
async function putText(tx: Tx, p: SeedProposal, lead: number, by: number, created: Date): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into document (title, language, template, lead_id, readers, created_by, created_at)
    values (${p.title}, 'en', 'blank', ${lead}, 'invited', ${by}, ${created}) returning id`;
  const document = row!.id;
  await tx`
    insert into document_organisation (document_id, organisation_id, role, invited_by, invited_at)
    values (${document}, ${lead}, 'editor', ${by}, ${created})`;
  const content: JSONContent[] = p.text.map((words, i) => ({
    type: 'paragraph',
    attrs: { id: `d${i + 1}` },
    content: [{ type: 'text', text: words }],
  }));
  const state = stateOf({ type: 'doc', content });
  await tx`insert into joint_text (room, snapshot) values (${document}, ${Buffer.from(state)})`;
  await recordSettled(tx, document, readSettled(state, document, 'en'), 0, created);
  return document;
}
