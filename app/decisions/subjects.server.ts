import type { Db, Tx } from '../../db/connect';
import { followPilotDecided, readPilotDecided } from '../calls/decided.server';
import { decidedChair, decidedMembership } from '../committee/decided.server';
import { approveByDecision } from '../committee/meetings/decided.server';
import { readDocumentDecided } from '../documents/decided.server';
import type { Reader } from '../people/person';
import { followProgrammeDecided, readProgrammeDecided } from '../programmes/decided.server';
import { followShareDecided, readShareDecided } from '../programmes/share-decided.server';
import { decidedWorkplan } from '../workplan/decided.server';
import type { Outcome } from './proposal';

/** What a proposal is about, as its slice tells it to this reader. */
export interface DecidedSubject {
  title: string;
  language: string;
  path: string | null;
  /** What the committee should know before it decides, as texts with their values: no consultation, a share below the agreed one. */
  flags: { key: string; values?: Record<string, string | number> }[];
}

/** A proposal that was closed or deferred, for its subject. */
export interface Decided {
  proposal: number;
  subject: number;
  outcome: Outcome;
  /** The instant of the close. */
  at: Date;
}

/** What a slice gives in its `decided.server.ts`, so that something of it can be decided on. */
export interface SubjectOfDecisions {
  /** One statement. Null where there is nothing for this reader. */
  read(sql: Db, reader: Reader | null, id: number, language: string, now: Date): Promise<DecidedSubject | null>;
  /** What follows, in the transaction that closes the proposal; whatever the outcome. */
  onDecided?(tx: Tx, decided: Decided): Promise<void>;
}

/** A kind that can be decided on comes in by one line here. */
const subjects: Record<string, SubjectOfDecisions> = {
  document: { read: readDocumentDecided, onDecided: approveByDecision },
  programme: { read: readProgrammeDecided, onDecided: followProgrammeDecided },
  pilot: { read: readPilotDecided, onDecided: followPilotDecided },
  share: { read: readShareDecided, onDecided: followShareDecided },
  membership: decidedMembership,
  chair: decidedChair,
  workplan: decidedWorkplan,
};

export function isSubjectKind(kind: string): boolean {
  return Object.hasOwn(subjects, kind);
}

/** What a proposal is about, as this reader may see it. */
export async function readSubjectOf(
  sql: Db,
  reader: Reader | null,
  subject: { kind: string | null; id: number | null },
  language: string,
  now: Date,
): Promise<DecidedSubject | null> {
  if (subject.kind === null || subject.id === null) return null;
  return (await subjects[subject.kind]?.read(sql, reader, subject.id, language, now)) ?? null;
}

/** Tells the subject what was decided, in the deed that writes it down. */
export async function followDecision(
  tx: Tx,
  of: { proposal: number; kind: string | null; subject: number | null; outcome: Outcome; at: Date },
): Promise<void> {
  const { kind, subject, ...rest } = of;
  if (kind !== null && subject !== null) await subjects[kind]?.onDecided?.(tx, { ...rest, subject });
}
