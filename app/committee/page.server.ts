import { currentMembership, dayOf } from '../organisations/organisation';
import { organisationChoices } from '../organisations/queries.server';
import { isSecretariat, type Reader } from '../people/person';
import { type Asked, signedIn } from '../shared/edge.server';
import { refuse } from '../shared/refusal';
import { isOfCommittee, mayConduct, membersSpokenFor, whyNotConduct } from './committee';
import { yearBefore } from './days';
import { handoverItems, handoverOf, isOpen, sidesOf } from './handover';
import { type CommitteeView, readCommittee, readHandover } from './queries.server';
import { turnOn } from './rotation';
import { calledIn, readState, type State, scheduleFrom, seatIn, standingOf } from './state.server';

/** Whoever is named on a page: in short, with the address of its record. */
export interface Called {
  name: string;
  language: string;
  handle: string;
}

function callerIn(state: State, language: string) {
  return (organisation: number | null): Called | null =>
    organisation === null ? null : calledIn(seatIn(state, organisation), language);
}

/** The first instant of the next day in UTC: who is a member and who chairs changes by days. */
function nextDay(now: Date): Date {
  return new Date(Math.floor(now.getTime() / 86_400_000 + 1) * 86_400_000);
}

/** The page of the committee: the same for every visitor, with more on it for its own people. */
export async function loadCommittee(asked: Asked) {
  const { reader, language, keep } = asked;
  const now = asked.now();
  const view = await readCommittee(asked.sql, reader, language, now);
  const ends = [...view.coming].map((m) => new Date(m.endsAt)).sort((a, b) => Number(a) - Number(b))[0];
  keep({ tags: ['committee', 'events', 'everything'], until: ends && ends < nextDay(now) ? ends : nextDay(now) });
  return committeeData(view, asked, now);
}

function committeeData(view: CommitteeView, { reader, language }: Asked, now: Date) {
  const { state, standing } = view;
  const today = dayOf(now);
  const called = callerIn(state, language);
  const schedule = scheduleFrom(state, today);
  const running = turnOn(schedule, today);
  return {
    inside: view.inside,
    conducts: mayConduct(reader, standing),
    secretariat: isSecretariat(reader),
    zone: reader?.timeZone ?? null,
    asOf: now.toISOString(),
    today,
    chair: called(running?.chair ?? null),
    coChair: called(running?.coChair ?? null),
    until: running?.until ?? null,
    members: standing.members.map((id) => {
      const seat = seatIn(state, id)!;
      const membership = currentMembership(seat.memberships, today)!;
      return { ...called(id)!, id, since: membership.since, until: membership.until, mayChair: membership.mayChair };
    }),
    former: state.seats
      .filter((s) => !standing.members.includes(s.organisationId))
      .map((s) => ({
        ...called(s.organisationId)!,
        since: s.memberships[0]!.since,
        until: s.memberships.at(-1)!.until,
      })),
    schedule: schedule.map((turn) => ({
      from: turn.from,
      until: turn.until,
      chair: called(turn.chair),
      coChair: called(turn.coChair),
      by: turn.by,
      decidedBy: turn.decidedBy,
      void: turn.void,
    })),
    letters: view.letters.map((l) => ({
      ...l,
      inForce: l.from <= today && (l.until === null || today <= l.until),
      signatures: l.signatures.map((s) => ({ ...s, member: called(s.organisationId)!.name || null })),
    })),
    coming: view.coming,
    past: view.past,
    proposals: view.proposals.map(({ id, title, language: own, closesAt }) => ({ id, title, language: own, closesAt })),
    rules: state.rules,
    handover: view.inside ? handoverData(state, today, called) : null,
  };
}

export type CommitteeData = Awaited<ReturnType<typeof loadCommittee>>;

function handoverData(state: State, today: string, called: (id: number | null) => Called | null) {
  const handover = handoverOf(scheduleFrom(state, yearBefore(today)), today);
  if (!handover) return null;
  return {
    day: handover.day,
    outgoing: called(handover.outgoing)!,
    incoming: called(handover.incoming)!,
    open: isOpen(handover, today),
  };
}

/** The reader, where they are of the committee; to others its own pages are not there. */
export async function ofCommittee(asked: Asked): Promise<Reader> {
  const reader = signedIn(asked);
  const day = dayOf(asked.now());
  if (!isOfCommittee(reader, standingOf(await readState(asked.sql, day), day)))
    throw refuse('not-found', 'shared:errors.not-found');
  return reader;
}

/** What the committee has decided and is to decide about itself, and the forms for it: for its own people. */
export async function loadMembers(asked: Asked) {
  const reader = signedIn(asked);
  const { sql, language } = asked;
  const now = asked.now();
  const view = await readCommittee(sql, reader, language, now);
  if (!view.inside) throw refuse('not-found', 'shared:errors.not-found');
  const conducts = whyNotConduct(reader, view.standing) === undefined;
  const data = committeeData(view, asked, now);
  return {
    ...data,
    motions: view.motions,
    begun: view.state.terms.length > 0 || view.state.exceptions.some((e) => e.role === 'chair'),
    organisations: conducts ? await organisationChoices(sql, language) : [],
    language,
    history: view.state.seats.flatMap((seat) => seat.memberships.map((m) => ({ ...m, ...calledIn(seat, language) }))),
    terms: view.state.terms
      .map((t) => ({
        ...t,
        designatedAt: new Date(t.designatedAt).toISOString(),
        member: calledIn(seatIn(view.state, t.organisationId), language),
      }))
      .reverse(),
  };
}

export type MembersData = Awaited<ReturnType<typeof loadMembers>>;

/** The letters on file, for the committee's people; with the forms for those who file them. */
export async function loadLetters(asked: Asked) {
  const reader = signedIn(asked);
  const { sql, language } = asked;
  const now = asked.now();
  const view = await readCommittee(sql, reader, language, now);
  if (!view.inside) throw refuse('not-found', 'shared:errors.not-found');
  return {
    data: committeeData(view, asked, now),
    organisations: isSecretariat(reader) ? await organisationChoices(sql, language) : [],
    language,
  };
}

/** The list of the handover that concerns this day, with what is to be handed over as it stands. */
export async function loadHandover(asked: Asked) {
  const reader = signedIn(asked);
  const { language } = asked;
  const now = asked.now();
  const today = dayOf(now);
  const view = await readHandover(asked.sql, reader, language, now);
  const called = callerIn(view.state, language);
  const handover = handoverOf(scheduleFrom(view.state, yearBefore(today)), today);
  const spokenFor = handover ? membersSpokenFor(reader, { members: [handover.outgoing, handover.incoming] }) : [];
  return {
    handover: handoverData(view.state, today, called),
    mine: handover ? sidesOf(handover, spokenFor) : [],
    zone: reader.timeZone,
    asOf: now.toISOString(),
    items: handoverItems.map((item) => {
      const ticks = view.ticks.filter((t) => t.item === item && t.day === handover?.day);
      const of = (side: 'outgoing' | 'incoming') => ticks.find((t) => t.side === side) ?? null;
      return { item, outgoing: of('outgoing'), incoming: of('incoming') };
    }),
    proposals: view.proposals.map(({ id, title, language: own }) => ({ id, title, language: own })),
    commitments: view.commitments.map((c) => ({ ...c, owner: called(c.ownerId)?.name ?? null })),
    meetings: view.coming,
  };
}

export type HandoverData = Awaited<ReturnType<typeof loadHandover>>;
