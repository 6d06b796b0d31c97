import { randomUUID } from 'node:crypto';
import type { PhaseKind } from '../../app/consultations/consultation';
import { addItem, type NewItem } from '../../app/consultations/session/commands/agenda.server';
import { closeSession, goToItem, startSession } from '../../app/consultations/session/commands/running.server';
import { readSession } from '../../app/consultations/session/rules.server';
import type { ItemKind } from '../../app/consultations/session/session';
import { castVote } from '../../app/consultations/statements/commands/voting.server';
import type { Choice } from '../../app/consultations/statements/statement';
import type { EventReaders } from '../../app/events/event';
import type { Sql } from '../../db/connect';
import { aPart, type SomeConsultation } from './consultations';
import { anOrganisation, aPerson, type SomePerson } from './people';
import { withStatements } from './statements';
import { aTalk, type SomeTalk } from './talk';

export interface SomeSession {
  event: SomeTalk;
  consultation: SomeConsultation & { statements: number[] };
  path: string;
  /** Facilitates the consultation, and not the event. */
  leader: SomePerson;
  /** Items of the agenda in their order. */
  items: number[];
}

/** A session that is prepared: an event that is on, as a part of a consultation whose statements are open. */
export async function aSession(
  sql: Sql,
  values: {
    items?: ItemKind[];
    statements?: number;
    readers?: EventReaders;
    survivorSpeaks?: boolean;
    begins?: number;
    consultation?: Parameters<typeof withStatements>[2];
  } = {},
): Promise<SomeSession> {
  const consultation = await withStatements(sql, values.statements ?? 2, values.consultation);
  return aSessionOf(sql, consultation, values);
}

/** One more session of a consultation that is there; open in its open phase, or in those that are named. */
export async function aSessionOf(
  sql: Sql,
  consultation: SomeSession['consultation'],
  values: {
    items?: ItemKind[];
    readers?: EventReaders;
    survivorSpeaks?: boolean;
    begins?: number;
    during?: PhaseKind[];
  } = {},
): Promise<SomeSession> {
  const event = await aTalk(sql, {
    title: 'A regional session (invented)',
    readers: values.readers ?? 'public',
    survivorSpeaks: values.survivorSpeaks ?? false,
    ...(values.begins === undefined ? {} : { begins: values.begins }),
  });
  await aPart(sql, consultation, {
    kind: 'session',
    subject: event.id,
    ...(values.during ? { during: values.during } : {}),
  });
  const session: SomeSession = {
    event,
    consultation,
    path: `/events/${event.id}/session`,
    leader: consultation.facilitator,
    items: [],
  };
  for (const kind of values.items ?? []) await anItem(sql, session, { kind });
  return session;
}

/** One more item; of statements those of the consultation, of a poll a question with two choices. */
export async function anItem(
  sql: Sql,
  session: SomeSession,
  values: Partial<NewItem> & { kind: ItemKind },
): Promise<number> {
  const once = randomUUID();
  const item: NewItem = {
    minutes: 10,
    title: `Item ${session.items.length + 1}: ${values.kind} (invented)`,
    words: values.kind === 'question' ? 'What would change in practice (invented)?' : '',
    statements: values.kind === 'statements' ? session.consultation.statements : [],
    poll:
      values.kind === 'poll'
        ? { question: 'Which first (invented)?', several: false, choices: ['This', 'That'] }
        : null,
    once,
    ...values,
  };
  await addItem(sql, await session.leader.reader(), session.event.id, item);
  const [row] = await sql<{ id: number }[]>`select id from led_item where once = ${once}`;
  session.items.push(row!.id);
  return row!.id;
}

export async function versionOf(sql: Sql, { event, leader }: SomeSession): Promise<number> {
  return (await readSession(sql, await leader.reader(), event.id)).led.version;
}

/** Begins it, with its first item. */
export async function started(sql: Sql, session: SomeSession, now = new Date()): Promise<SomeSession> {
  const version = await versionOf(sql, session);
  await startSession(sql, await session.leader.reader(), { event: session.event.id, version }, now);
  return session;
}

/** Goes to the item of this place, from 0. */
export async function gone(sql: Sql, session: SomeSession, place: number, now = new Date()): Promise<void> {
  const [version, item] = [await versionOf(sql, session), session.items[place]!];
  await goToItem(sql, await session.leader.reader(), { event: session.event.id, item, version }, now);
}

/** Ends it. */
export async function over(sql: Sql, session: SomeSession, now = new Date()): Promise<void> {
  const version = await versionOf(sql, session);
  await closeSession(sql, await session.leader.reader(), { event: session.event.id, version }, now);
}

/** Somebody of an invented organisation of this sector; null: of none. */
export async function of(sql: Sql, sector: string | null): Promise<SomePerson> {
  return aPerson(sql, sector === null ? {} : { organisation: await anOrganisation(sql, { sector }) });
}

/** How votes are given in the consultation, without a server that writes them together. */
export function casting(sql: Sql, person: SomePerson) {
  return async (consultation: number, vote: { statement: number; choice: Choice }) =>
    castVote(sql, await person.reader(), { consultation, ...vote }, new Date());
}
