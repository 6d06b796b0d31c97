import { readOpenSessions, readStandings, type Seat, type Standing } from '../../app/discussions/live.server';
import type { JoinAnswer, JoinMessage } from '../../app/discussions/live-events';
import { hasAny, type Io, type LiveHost, type LiveSocket, rooms, socketsIn } from './io';
import type { Presence } from './presence';

/** Discussions that one socket may read at once: a page reads one. */
const mostDiscussions = 12;

export interface Seats {
  join(socket: LiveSocket, message: JoinMessage): Promise<JoinAnswer>;
  leave(socket: LiveSocket, discussion: number): void;
  /** Looks again whether those who sit in this discussion, or where this person sits, may still; one query. */
  recheckDiscussion(discussion: number): Promise<void>;
  recheckPerson(person: number): Promise<void>;
  /** Ends what lives from a session, at once. */
  endSession(stored: string): void;
  /** Whether this socket's session is still open, or every one's: also those that ran out unannounced. */
  recheckSessions(socket?: LiveSocket): Promise<void>;
  /** Everyone and every session, after something may have been missed. */
  recheckAll(): Promise<void>;
  /** The discussion's own language, for those who sit in it. */
  languageOf(discussion: number): string;
  /** How often anyone's access has changed so far. */
  accessCount(): number;
  /** Notes when something about a discussion was heard of. */
  heard(discussion: number): void;
}

/**
 * Who sits where. Rights are read when someone comes and again whenever they may have changed; a change that is heard
 * while rights are being read makes the reading void, since it would otherwise let someone in who was just put out.
 */
export function makeSeats(io: Io, host: LiveHost, presence: () => Presence): Seats {
  let count = 0;
  const languages = new Map<number, string>();
  const heardAt = new Map<number, string>();
  /** What was heard before this is not known here. */
  let knownSince = host.now().toISOString();

  const personOf = (socket: LiveSocket) => socket.data.reader?.id ?? null;

  async function join(socket: LiveSocket, { discussion }: JoinMessage): Promise<JoinAnswer> {
    const { reads } = socket.data;
    if (!reads.has(discussion) && reads.size >= mostDiscussions) return { ok: false, kind: 'too-much' };
    const seat = { discussion, person: personOf(socket) };
    let standing: Standing;
    let asOf: number;
    do {
      asOf = count;
      standing = (await readStandings(host.sql, [seat]))(seat);
    } while (asOf !== count);
    if (!socket.connected || !standing.reads) return { ok: false, kind: 'not-found' };
    languages.set(discussion, standing.language);
    if (!reads.has(discussion)) {
      reads.add(discussion);
      presence().enter(discussion, seat.person);
    }
    settle(socket, discussion, standing);
    return {
      ok: true,
      present: presence().count(discussion),
      now: host.now().toISOString(),
      seq: host.bus.heard(),
      changed: heardAt.get(discussion) ?? knownSince,
    };
  }

  function settle(socket: LiveSocket, discussion: number, standing: Standing): void {
    void socket.join(rooms.readers(discussion));
    if (standing.facilitates) void socket.join(rooms.facilitators(discussion));
    else void socket.leave(rooms.facilitators(discussion));
  }

  function leave(socket: LiveSocket, discussion: number): void {
    if (!socket.data.reads.delete(discussion)) return;
    void socket.leave(rooms.readers(discussion));
    void socket.leave(rooms.facilitators(discussion));
    presence().leave(discussion, personOf(socket));
    if (!hasAny(io, rooms.readers(discussion))) languages.delete(discussion);
  }

  async function recheck(sockets: LiveSocket[], only?: number): Promise<void> {
    const places = sockets.flatMap((socket) =>
      [...socket.data.reads]
        .filter((d) => only === undefined || d === only)
        .map((discussion) => ({ socket, seat: { discussion, person: personOf(socket) } as Seat })),
    );
    if (places.length === 0) return;
    const standingOf = await readStandings(
      host.sql,
      places.map((p) => p.seat),
    );
    for (const { socket, seat } of places) {
      if (!socket.data.reads.has(seat.discussion)) continue;
      const standing = standingOf(seat);
      if (standing.reads) settle(socket, seat.discussion, standing);
      else {
        leave(socket, seat.discussion);
        socket.emit('out', { discussion: seat.discussion });
      }
    }
  }

  function end(socket: LiveSocket): void {
    for (const discussion of [...socket.data.reads]) leave(socket, discussion);
    socket.emit('ended', {});
    // The connection below too: over it a new socket would open with what the first handshake found.
    socket.disconnect(true);
  }

  async function recheckSessions(sockets: LiveSocket[]): Promise<void> {
    const withSession = sockets.filter((s) => s.data.reader);
    if (withSession.length === 0) return;
    const open = await readOpenSessions(host.sql, [...new Set(withSession.map((s) => s.data.reader!.session))]);
    for (const socket of withSession) if (!open.has(socket.data.reader!.session)) end(socket);
  }

  return {
    join,
    leave,
    async recheckDiscussion(discussion) {
      count++;
      await recheck(socketsIn(io, rooms.readers(discussion)), discussion);
    },
    async recheckPerson(person) {
      count++;
      const sockets = socketsIn(io, rooms.person(person));
      if (sockets.length === 0) return;
      await recheckSessions(sockets);
      await recheck(sockets.filter((s) => s.connected));
    },
    endSession(stored) {
      count++;
      for (const socket of socketsIn(io, rooms.session(stored))) end(socket);
    },
    recheckSessions: (socket) => recheckSessions(socket ? [socket] : [...io.sockets.sockets.values()]),
    async recheckAll() {
      count++;
      knownSince = host.now().toISOString();
      heardAt.clear();
      await recheckSessions([...io.sockets.sockets.values()]);
      await recheck([...io.sockets.sockets.values()]);
    },
    languageOf: (discussion) => languages.get(discussion) ?? 'en',
    accessCount: () => count,
    heard(discussion) {
      heardAt.delete(discussion);
      heardAt.set(discussion, host.now().toISOString());
      if (heardAt.size <= 10_000) return;
      // What is forgotten counts as heard of now: at worst a page is read again.
      heardAt.clear();
      knownSince = host.now().toISOString();
    },
  };
}
