import { placeFrom, placeHeld } from '../../app/events/live/guests.server';
import { readTalkStandings, type TalkStanding } from '../../app/events/live/live.server';
import type { EventPlace, JoinTalkAnswer, JoinTalkMessage } from '../../app/events/live/live-events';
import { type Io, type LiveHost, type LiveSocket, rooms, socketsIn } from './io';

/** Talks that one socket may follow: a page shows one. */
const mostTalks = 12;

export interface TalkSeats {
  join(socket: LiveSocket, message: JoinTalkMessage): Promise<JoinTalkAnswer>;
  /** One place of an event or, where none is named, all of them. */
  leave(socket: LiveSocket, event: number, place?: EventPlace): void;
  /** Looks again whether those who follow this talk, or what this person follows, may still. */
  recheckEvent(event: number): Promise<void>;
  recheckPerson(person: number): Promise<void>;
  recheckAll(): Promise<void>;
  /** Notes when something about an event was heard of. */
  heard(event: number): void;
}

/**
 * Who follows which talk. As with discussions, a change of rights that is heard while rights are being read makes the
 * reading void: it would let someone in who was just put out.
 */
export function makeTalkSeats(io: Io, host: LiveHost): TalkSeats {
  let count = 0;
  const heardAt = new Map<number, string>();
  /** What was heard before this is not known here. */
  let knownSince = host.now().toISOString();
  const personOf = (socket: LiveSocket) => socket.data.reader?.id ?? null;

  async function join(socket: LiveSocket, { event, place = 'talk' }: JoinTalkMessage): Promise<JoinTalkAnswer> {
    const { talks } = socket.data;
    if (!talks.has(event) && talks.size >= mostTalks) return { ok: false, kind: 'too-much' };
    const seat = { event, person: personOf(socket) };
    let standing: TalkStanding;
    let asOf: number;
    do {
      asOf = count;
      standing = (await readTalkStandings(host.sql, [seat]))(seat);
    } while (asOf !== count);
    if (!socket.connected || !standing.sees) return { ok: false, kind: 'not-found' };
    const secure = host.fixedOrigin?.startsWith('https:') ?? false;
    const held = placeFrom(socket.request.headers.cookie, event, secure);
    const registration = await placeHeld(host.sql, held, event, host.now());
    // Only what becomes of their own hand is told there.
    if (registration !== null) void socket.join(rooms.registration(registration));
    talks.set(event, (talks.get(event) ?? new Set()).add(place));
    settle(socket, event, standing);
    return { ok: true, seq: host.bus.heard(), changed: heardAt.get(event) ?? knownSince };
  }

  function settle(socket: LiveSocket, event: number, standing: TalkStanding): void {
    const places = socket.data.talks.get(event) ?? new Set();
    if (places.has('page')) void socket.join(rooms.eventPlace(event, 'page'));
    if (!places.has('talk')) return;
    void socket.join(rooms.talk(event));
    if (standing.moderates) void socket.join(rooms.talkModerators(event));
    else void socket.leave(rooms.talkModerators(event));
  }

  function leave(socket: LiveSocket, event: number, only?: EventPlace): void {
    const places = socket.data.talks.get(event);
    for (const place of only ? [only] : [...(places ?? [])]) {
      if (!places?.delete(place)) continue;
      if (place === 'talk') {
        void socket.leave(rooms.talk(event));
        void socket.leave(rooms.talkModerators(event));
      } else void socket.leave(rooms.eventPlace(event, place));
    }
    if (places?.size === 0) socket.data.talks.delete(event);
  }

  async function recheck(sockets: LiveSocket[], only?: number): Promise<void> {
    const places = sockets.flatMap((socket) =>
      [...socket.data.talks.keys()]
        .filter((event) => only === undefined || event === only)
        .map((event) => ({ socket, seat: { event, person: personOf(socket) } })),
    );
    if (places.length === 0) return;
    const standingOf = await readTalkStandings(
      host.sql,
      places.map((p) => p.seat),
    );
    for (const { socket, seat } of places) {
      const standing = standingOf(seat);
      if (standing.sees) settle(socket, seat.event, standing);
      else {
        leave(socket, seat.event);
        socket.emit('talkOut', { event: seat.event });
      }
    }
  }

  return {
    join,
    leave,
    async recheckEvent(event) {
      count++;
      const places = [rooms.talk(event), rooms.eventPlace(event, 'page')];
      await recheck([...new Set(places.flatMap((room) => socketsIn(io, room)))], event);
    },
    async recheckPerson(person) {
      count++;
      await recheck(socketsIn(io, rooms.person(person)).filter((s) => s.connected));
    },
    async recheckAll() {
      count++;
      knownSince = host.now().toISOString();
      heardAt.clear();
      await recheck([...io.sockets.sockets.values()]);
    },
    heard(event) {
      heardAt.set(event, host.now().toISOString());
      if (heardAt.size <= 10_000) return;
      // What is forgotten counts as heard of now: at worst a page is read again.
      heardAt.clear();
      knownSince = host.now().toISOString();
    },
  };
}
