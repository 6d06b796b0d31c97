import { readSessionStandings, type SessionStanding } from '../../app/consultations/session/live.server';
import { placeFrom, placeHeld } from '../../app/events/live/guests.server';
import type { JoinTalkAnswer } from '../../app/events/live/live-events';
import { type Io, type LiveHost, type LiveSocket, rooms, socketsIn } from './io';

/** Sessions that one socket may follow: a page shows one. */
const most = 12;

export interface SessionSeats {
  join(socket: LiveSocket, event: number): Promise<JoinTalkAnswer>;
  leave(socket: LiveSocket, event: number): void;
  /** Looks again whether those who follow these sessions, or what this person follows, may still. */
  recheckEvent(event: number): Promise<void>;
  recheckConsultation(consultation: number): Promise<void>;
  recheckPerson(person: number): Promise<void>;
  recheckAll(): Promise<void>;
  /** Sessions of a consultation that somebody has followed here. */
  eventsOf(consultation: number): number[];
  /** Notes when something about an event or a consultation was heard of. */
  heard(about: { event?: number; consultation?: number }): void;
}

/**
 * Who follows which session. As with talks, a change of rights that is heard while rights are being read makes the reading
 * void: it would let someone in who was just put out. Whoever follows may see the event and the consultation.
 */
export function makeSessionSeats(io: Io, host: LiveHost): SessionSeats {
  let count = 0;
  const heardAt = new Map<string, string>();
  const consultationOf = new Map<number, number>();
  /** What was heard before this is not known here. */
  let knownSince = host.now().toISOString();
  const personOf = (socket: LiveSocket) => socket.data.reader?.id ?? null;

  async function join(socket: LiveSocket, event: number): Promise<JoinTalkAnswer> {
    const { sessions } = socket.data;
    if (!sessions.has(event) && sessions.size >= most) return { ok: false, kind: 'too-much' };
    const seat = { event, person: personOf(socket) };
    let standing: SessionStanding;
    let asOf: number;
    do {
      asOf = count;
      standing = (await readSessionStandings(host.sql, [seat]))(seat);
    } while (asOf !== count);
    if (!socket.connected || !standing.sees) return { ok: false, kind: 'not-found' };
    const secure = host.fixedOrigin?.startsWith('https:') ?? false;
    const held = placeFrom(socket.request.headers.cookie, event, secure);
    const registration = await placeHeld(host.sql, held, event, host.now());
    // Only what becomes of their own hand is told there.
    if (registration !== null) void socket.join(rooms.registration(registration));
    sessions.add(event);
    settle(socket, event, standing);
    return { ok: true, seq: host.bus.heard(), changed: lastHeard(event, standing.consultation) };
  }

  /** The later of what was heard of the event and of its consultation. */
  function lastHeard(event: number, consultation: number | null): string {
    const times = [heardAt.get(`event ${event}`), heardAt.get(`consultation ${consultation}`)];
    const known = times.filter((t) => t !== undefined).sort();
    return known.at(-1) ?? knownSince;
  }

  function settle(socket: LiveSocket, event: number, { leads, consultation }: SessionStanding): void {
    if (consultation !== null) consultationOf.set(event, consultation);
    void socket.join(rooms.eventPlace(event, 'session'));
    if (leads) void socket.join(rooms.sessionLeaders(event));
    else void socket.leave(rooms.sessionLeaders(event));
  }

  function leave(socket: LiveSocket, event: number): void {
    if (!socket.data.sessions.delete(event)) return;
    void socket.leave(rooms.eventPlace(event, 'session'));
    void socket.leave(rooms.sessionLeaders(event));
  }

  async function recheck(sockets: LiveSocket[], only?: readonly number[]): Promise<void> {
    const places = [...new Set(sockets)].flatMap((socket) =>
      [...socket.data.sessions]
        .filter((event) => only === undefined || only.includes(event))
        .map((event) => ({ socket, seat: { event, person: personOf(socket) } })),
    );
    if (places.length === 0) return;
    const standingOf = await readSessionStandings(
      host.sql,
      places.map((p) => p.seat),
    );
    for (const { socket, seat } of places) {
      const standing = standingOf(seat);
      if (standing.sees) settle(socket, seat.event, standing);
      else {
        leave(socket, seat.event);
        socket.emit('sessionOut', { event: seat.event });
      }
    }
  }

  async function recheckEvents(events: number[]): Promise<void> {
    count++;
    await recheck(
      events.flatMap((event) => socketsIn(io, rooms.eventPlace(event, 'session'))),
      events,
    );
  }

  function eventsOf(consultation: number): number[] {
    return [...consultationOf].filter(([, of]) => of === consultation).map(([event]) => event);
  }

  function forget(): void {
    // What is forgotten counts as heard of now: at worst a page is read again.
    heardAt.clear();
    knownSince = host.now().toISOString();
  }

  return {
    join,
    leave,
    eventsOf,
    recheckEvent: (event) => recheckEvents([event]),
    recheckConsultation: (consultation) => recheckEvents(eventsOf(consultation)),
    async recheckPerson(person) {
      count++;
      await recheck(socketsIn(io, rooms.person(person)).filter((s) => s.connected));
    },
    async recheckAll() {
      count++;
      forget();
      await recheck([...io.sockets.sockets.values()]);
    },
    heard({ event, consultation }) {
      const at = host.now().toISOString();
      if (event !== undefined) heardAt.set(`event ${event}`, at);
      if (consultation !== undefined) heardAt.set(`consultation ${consultation}`, at);
      if (heardAt.size > 10_000) forget();
    },
  };
}
