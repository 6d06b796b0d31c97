import { comerOf } from '../../events/live/guests.server';
import { type Asked, idOf, signedIn } from '../../shared/edge.server';
import { isContentLanguage } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { nextInstant as nextOfConsultation, openUntil } from '../consultation';
import { statementsPartOf, whyNotModerate, whyNotVote } from '../statements/statement';
import { readAgenda, readLeading } from './queries/leading.server';
import { readShown } from './queries/shown.server';
import { type RuledSession, readSession } from './rules.server';
import { mayLead, stateOf, whyNotAskFloor, whyNotPrepare, whyNotStart } from './session';

/** Kept pages go with whatever of it changes: the session, what it stands in, votes that were counted, answers to its polls. */
function keepFor(asked: Asked, { event, consultation }: RuledSession, now: Date): void {
  const ahead = [event.startsAt, event.endsAt, nextOfConsultation(consultation, now)].filter((at) => at && at > now);
  asked.keep({
    tags: [
      `session-${event.id}`,
      `talk-${event.id}`,
      `event:${event.id}`,
      `consultation:${consultation.id}`,
      'everything',
    ],
    until: ahead.length ? new Date(Math.min(...ahead.map(Number))) : null,
  });
}

/** What everybody sees who is there, and what they do. */
export async function loadSession(asked: Asked) {
  const { sql, reader, language } = asked;
  const now = asked.now();
  const id = idOf(asked.params.id);
  const session = await readSession(sql, comerOf(asked, id), id, language, now);
  keepFor(asked, session, now);
  const { shown, mine } = await readShown(sql, session, session.here);
  const { consultation } = session;
  const asGuest = session.asGuest === true;
  const voting = statementsPartOf(consultation) ? whyNotVote(consultation, reader, now) : undefined;
  return {
    head: session.head,
    now: now.toISOString(),
    shown,
    mine,
    leads: mayLead(session, reader),
    isSignedIn: reader !== null && !asGuest,
    /** Somebody by the link of a mail, whose account, if they have one, does not take part here. */
    asGuest,
    /** Whether a guest says if those who lead read the name; where a survivor speaks nobody is asked. */
    asksName: asGuest && !session.event.survivorSpeaks,
    /** Why this reader cannot vote on statements now, as an i18n key; null where they can. */
    whyNotVote: voting?.message ?? null,
    /** Why this reader cannot ask for the floor or answer a poll now. */
    whyNotSpeak: whyNotAskFloor(session, reader)?.message ?? null,
    language: isContentLanguage(language) ? language : 'en',
    once: crypto.randomUUID(),
  };
}
export type SessionData = Awaited<ReturnType<typeof loadSession>>;

/** What the wall of the room shows. */
export async function loadScreen(asked: Asked) {
  const { sql, reader, language } = asked;
  const now = asked.now();
  const session = await readSession(sql, reader, idOf(asked.params.id), language);
  keepFor(asked, session, now);
  const { shown } = await readShown(sql, session, null);
  return { head: session.head, now: now.toISOString(), shown };
}
export type SessionScreenData = Awaited<ReturnType<typeof loadScreen>>;

/** The page from which it is led. */
export async function loadLeading(asked: Asked) {
  const { sql, language } = asked;
  const reader = signedIn(asked);
  const now = asked.now();
  const session = await readSession(sql, reader, idOf(asked.params.id), language);
  if (!mayLead(session, reader)) throw refuse('not-found', 'shared:errors.not-found');
  // Where a survivor speaks only the event's own facilitators see whose hand is up.
  const seesNames = !session.event.survivorSpeaks || session.eventTie.role === 'facilitator';
  const { shown, board } = await readLeading(sql, session, language, seesNames);
  const items = shown.items.length;
  return {
    head: session.head,
    now: now.toISOString(),
    shown,
    board,
    /** Why it cannot be started now, as an i18n key; null where it can, and once it runs. */
    whyNotStart: stateOf(session) === 'prepared' ? (whyNotStart(session, items, reader, now)?.message ?? null) : null,
    moderates: whyNotModerate(session.consultation, reader) === undefined,
    /** Until when the consultation takes votes on statements; null where it takes none now. */
    votesUntil: votesUntil(session, now),
  };
}
export type LeadingData = Awaited<ReturnType<typeof loadLeading>>;

function votesUntil({ consultation }: RuledSession, now: Date): string | null {
  const part = statementsPartOf(consultation);
  return (part && openUntil(part, consultation, now)?.toISOString()) ?? null;
}

/** The page on which its agenda is prepared. */
export async function loadPreparing(asked: Asked) {
  const { sql, language } = asked;
  const reader = signedIn(asked);
  const now = asked.now();
  const session = await readSession(sql, reader, idOf(asked.params.id), language);
  if (!mayLead(session, reader)) throw refuse('not-found', 'shared:errors.not-found');
  const { shown, choosable } = await readAgenda(sql, session, language);
  return {
    head: session.head,
    now: now.toISOString(),
    shown,
    /** Why nothing can be changed any more, as an i18n key. */
    why: whyNotPrepare(session, reader)?.message ?? null,
    hasStatements: statementsPartOf(session.consultation) !== undefined,
    choosable,
    once: crypto.randomUUID(),
  };
}
export type PreparingData = Awaited<ReturnType<typeof loadPreparing>>;
