import type { Db } from '../../../db/connect';
import type { ActivityRole, Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { type EventRules, type EventTie, mayPrepareEvent, maySeeEvent, noEventTie, whyNotPrepareEvent } from '../event';

/** An event as far as the rules see it, with what its addresses, its mails and its calendars need. */
export interface FoundEvent extends EventRules {
  slug: string;
  /** Language of the event's own texts. */
  language: string;
  region: string;
  seriesId: number | null;
  uid: string;
  /** How often what calendars were told has changed. */
  sequence: number;
  version: number;
}

/** The same with what ties one reader to it. */
export interface RuledEvent extends FoundEvent {
  tie: EventTie;
}

/** Columns of `event e` that the rules need. The joining link is none of them: only registration reads it. */
export function rulesColumns(sql: Db) {
  return sql`e.id, e.slug, e.kind, e.language, e.region, e.readers, e.time_zone, e.starts_at, e.ends_at, e.capacity, e.waiting_order,
    e.registration_closes_at, e.survivor_speaks, e.approval, e.announced_at, e.cancelled_at, e.series_id, e.uid, e.sequence, e.version`;
}

/** What ties the reader to `event e`, as columns `role`, `invited` and `speaker`. */
export function tieColumns(sql: Db, reader: Reader | null) {
  const me = reader?.id ?? null;
  return sql`
    (select r.role from activity_role r where r.activity = 'event' and r.activity_id = e.id and r.person_id = ${me}) as role,
    exists (select from event_invitation i where i.event_id = e.id and i.organisation_id = ${reader?.organisationId ?? null}) as invited,
    exists (select from event_speaker s where s.event_id = e.id and s.person_id = ${me}) as speaker`;
}

/** The event, whoever asks: for jobs and mails, and for deeds whose right is a token. Null where there is none. */
export async function findEventRules(sql: Db, id: number): Promise<FoundEvent | null> {
  const [row] = await sql<FoundEvent[]>`select ${rulesColumns(sql)} from event e where e.id = ${id}`;
  return row ?? null;
}

/** What the rules need, in one query. Throws not-found where the reader may not even know that it exists. */
export async function readEventRules(sql: Db, reader: Reader | null, id: number): Promise<RuledEvent> {
  const event = await findRuled(sql, reader, id);
  if (!event || !maySeeEvent(event, reader, event.tie)) throw refuse('not-found', 'shared:errors.not-found');
  return event;
}

/** The same for whoever prepares it: refuses before anything costly is done for somebody who may not. */
export async function readEventToPrepare(sql: Db, reader: Reader | null, id: number): Promise<RuledEvent> {
  const event = await readEventRules(sql, reader, id);
  const no = whyNotPrepareEvent(event, reader, event.tie);
  if (no) throw no;
  return event;
}

/** Who a reader is to an event. Of one that does not exist, nobody may see anything. */
export interface Who {
  maySee: boolean;
  mayPrepare: boolean;
  isFacilitator: boolean;
  isSpeaker: boolean;
  tie: EventTie;
}

export async function whoIsWho(sql: Db, eventId: number, reader: Reader | null): Promise<Who> {
  const event = await findRuled(sql, reader, eventId);
  if (!event) return { maySee: false, mayPrepare: false, isFacilitator: false, isSpeaker: false, tie: noEventTie };
  return whoIn(event, reader);
}

/** The same of an event that was read with its tie. */
export function whoIn(event: RuledEvent, reader: Reader | null): Who {
  const { tie } = event;
  return {
    maySee: maySeeEvent(event, reader, tie),
    mayPrepare: mayPrepareEvent(reader, tie),
    isFacilitator: tie.role === 'facilitator',
    isSpeaker: tie.speaker,
    tie,
  };
}

async function findRuled(sql: Db, reader: Reader | null, id: number): Promise<RuledEvent | null> {
  const [row] = await sql<(FoundEvent & { role: ActivityRole | null; invited: boolean; speaker: boolean })[]>`
    select ${rulesColumns(sql)}, ${tieColumns(sql, reader)} from event e where e.id = ${id}`;
  return row ? ruledFrom(row) : null;
}

export function ruledFrom<R extends { role: ActivityRole | null; invited: boolean; speaker: boolean }>(
  row: R,
): Omit<R, 'role' | 'invited' | 'speaker'> & { tie: EventTie } {
  const { role, invited, speaker, ...rest } = row;
  return { ...rest, tie: { role, invited, speaker } };
}
