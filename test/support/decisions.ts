import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { openProposal } from '../../app/decisions/commands/opening.server';
import { takePosition } from '../../app/decisions/commands/positions.server';
import { beginProposal, saveReview, saveSettings } from '../../app/decisions/commands/preparing.server';
import { saveEntry } from '../../app/decisions/entry/commands.server';
import { isJudged, noAnswer } from '../../app/decisions/entry/entry';
import type { EntryInput } from '../../app/decisions/entry/forms';
import { entryCriteria } from '../../app/decisions/entry-criteria';
import type { PositionInput, SettingsInput } from '../../app/decisions/forms';
import { principles } from '../../app/decisions/principles';
import type { PositionKind } from '../../app/decisions/proposal';
import { readSnapshot } from '../../app/decisions/snapshot.server';
import { recordText } from '../../app/documents/recording.server';
import { stateOf } from '../../app/documents/text/yjs';
import type { Sql } from '../../db/connect';
import { paragraph, textWith } from './documents';
import { anOrganisation, aPerson, type SomePerson } from './people';

export interface SomeMember {
  id: number;
  focal: SomePerson;
  alternate: SomePerson;
}

export interface SomeCommittee {
  members: SomeMember[];
  secretariat: SomePerson;
  /** Of no member. */
  outsider: SomePerson;
}

export const noon = new Date('2026-06-01T12:00:00Z');
export const hoursAfter = (hours: number, from = noon) => new Date(from.getTime() + hours * 3_600_000);

/** A committee of so many members, each with a focal point and an alternate. */
export async function aCommittee(sql: Sql, count = 3): Promise<SomeCommittee> {
  const members: SomeMember[] = [];
  for (let i = 0; i < count; i++) {
    const id = await anOrganisation(sql, { member: true });
    const focal = await aPerson(sql, { organisation: id, office: 'focal-point' });
    members.push({ id, focal, alternate: await aPerson(sql, { organisation: id, office: 'alternate' }) });
  }
  const outside = await anOrganisation(sql);
  return {
    members,
    secretariat: await aPerson(sql, { secretariat: true }),
    outsider: await aPerson(sql, { organisation: outside, office: 'focal-point' }),
  };
}

/** A document with a text that has settled, without a server in which it is written. */
export async function aSettledDocument(
  sql: Sql,
  of: { lead: number; by: number; language?: string; text?: JSONContent; title?: string },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into document (title, language, lead_id, readers, created_by)
    values (${of.title ?? 'A text to decide on (invented)'}, ${of.language ?? 'en'}, ${of.lead}, 'invited', ${of.by}) returning id`;
  await sql`
    insert into document_organisation (document_id, organisation_id, role, invited_by) values (${row!.id}, ${of.lead}, 'editor', ${of.by})`;
  await settle(
    sql,
    row!.id,
    of.text ?? textWith(paragraph('aaa', 'The committee funds a joint assessment (invented).')),
  );
  return row!.id;
}

/** Puts another text in the place of a document's. */
export async function settle(sql: Sql, document: number, text: JSONContent): Promise<void> {
  await recordText(sql, document, stateOf(text), 0);
}

export function settings(version: number, change: Partial<SettingsInput> = {}): SettingsInput {
  return {
    ...{
      version,
      title: 'A joint assessment (invented)',
      document: null,
      documentVersion: null,
      mode: 'positions',
      hours: 72,
      quorum: null,
    },
    ...{
      languages: [],
      deadline: hoursAfter(100),
      significant: false,
      consultation: null,
      noConsultationReason: '',
      reviewOn: null,
    },
    ...change,
  };
}

/** All criteria of entry met, but for those that are named. */
export function aJudgement(...notMet: EntryInput[number]['criterion'][]): EntryInput {
  return entryCriteria.map((criterion) => ({
    ...noAnswer(criterion),
    ...{ met: !notMet.includes(criterion), words: `Of ${criterion} (invented).` },
    ...(criterion === 'nobody-elses-task' ? { lookedAt: 'Two organisations (invented)' } : {}),
    ...(criterion === 'request-and-will'
      ? {
          requestedBy: 'The State of Ruritania (invented)',
          requestedOn: '2026-03-01',
          reference: 'Letter 7 (invented)',
        }
      : {}),
  }));
}

/** A draft with all that it needs to be put, by the secretariat; about a subject where one is given. */
export async function aDraft(
  sql: Sql,
  { secretariat, members }: SomeCommittee,
  change: Partial<SettingsInput> = {},
  now = noon,
  subject: { kind: string; id: number } | null = null,
): Promise<{ id: number; document: number; hash: string }> {
  const by = await secretariat.reader();
  const id = await beginProposal(
    sql,
    by,
    { title: 'A joint assessment (invented)', language: 'en', lead: null, subject, once: randomUUID() },
    now,
  );
  const document = await aSettledDocument(sql, { lead: members[0]!.id, by: secretariat.id });
  await saveSettings(sql, by, id, settings(1, { document, ...change }), { origin: '', now });
  const review = principles.map((principle) => ({ principle, applies: true, words: 'As it should be (invented).' }));
  await saveReview(sql, by, id, review, { origin: '', now });
  if (isJudged(subject?.kind ?? null)) await saveEntry(sql, by, id, aJudgement(), { origin: '', now });
  const { hash } = await readSnapshot(sql, by, { document, version: null }, now);
  return { id, document, hash };
}

/** The same, put to the committee. */
export async function anOpenProposal(
  sql: Sql,
  committee: SomeCommittee,
  change: Partial<SettingsInput> = {},
  now = noon,
  subject: { kind: string; id: number } | null = null,
): Promise<{ id: number; document: number; hash: string }> {
  const draft = await aDraft(sql, committee, change, now, subject);
  await openProposal(sql, await committee.secretariat.reader(), draft.id, { hash: draft.hash }, now);
  return draft;
}

/** A member's position as a form of one who has seen what stands; `was` may say otherwise. */
export async function say(
  sql: Sql,
  proposal: number,
  member: SomeMember,
  kind: PositionKind,
  now: Date,
  { by = member.focal, ...change }: Partial<PositionInput> & { by?: SomePerson } = {},
): Promise<void> {
  const [standing] = await sql<{ id: number }[]>`
    select id from position where proposal_id = ${proposal} and organisation_id = ${member.id} and ended_at is null`;
  const words = kind === 'support' || kind === 'stand-aside' ? '' : 'For a reason (invented).';
  const resolution = kind === 'strongly-object' ? 'Another sentence (invented).' : '';
  const input = { organisation: member.id, kind, words, resolution, language: 'en', was: standing?.id ?? 0 } as const;
  await takePosition(sql, await by.reader(), proposal, { ...input, ...change }, now);
}
