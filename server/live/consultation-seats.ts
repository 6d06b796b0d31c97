import { readConsultationSeats } from '../../app/consultations/live.server';
import {
  type ConsultationChange,
  consultationChanges,
  type JoinConsultationAnswer,
  type JoinConsultationMessage,
} from '../../app/consultations/live-events';
import type { Announcement } from '../../db/announce';
import { hasAny, type Io, type LiveHost, type LiveSocket, rooms, socketsIn } from './io';

/** Consultations that one socket may follow: a page shows one. */
const most = 12;
/** Least time between two pushes for one consultation, in milliseconds; where people vote, longer: nobody reads it faster. */
const everyMs = 300;
const everyVoteMs = 3000;

/** After which somebody may see the consultation who could not, or the other way round. */
const ofRights = new Set(['announced', 'changed', 'cancelled', 'invitations-changed'].map((w) => `consultation.${w}`));

export function isOfConsultationRights(what: string): boolean {
  return ofRights.has(what);
}

export interface ConsultationSeats {
  join(socket: LiveSocket, message: JoinConsultationMessage): Promise<JoinConsultationAnswer>;
  leave(socket: LiveSocket, consultation: number): void;
  /** Settles who may stay, where the announcement changes that; then tells those who are here that something has changed. */
  pass(announcement: Announcement): Promise<void>;
  recheckPerson(person: number): Promise<void>;
  recheckAll(): Promise<void>;
  /** Notes when something about a consultation was heard of. */
  heard(consultation: number, what: string): void;
  stop(): void;
}

/**
 * A single vote changes nothing that is shown: figures move when they are counted. Told by itself, one of a survivor group
 * would be seen to come.
 */
function isOneVote(what: string): boolean {
  return what === 'consultation.votes-changed';
}

/** What an announcement changes for those who look at a consultation. */
function changeIn(what: string): ConsultationChange {
  if (what === 'consultation.statements-counted') return 'votes';
  const name = what.slice('consultation.'.length).replace(/-changed$/, '');
  return consultationChanges.find((c) => c === name) ?? 'self';
}

/**
 * Who follows which consultation, and what they are told: that it changed. As with discussions, a change of rights that is
 * heard while rights are being read makes the reading void. However many things happen in an instant, a room is told once.
 */
export function makeConsultationSeats(io: Io, host: LiveHost): ConsultationSeats {
  let count = 0;
  const heardAt = new Map<number, string>();
  let knownSince = host.now().toISOString();
  const waiting = new Map<number, { seq: number; what: Set<ConsultationChange> }>();
  const resting = new Map<number, NodeJS.Timeout>();
  const personOf = (socket: LiveSocket) => socket.data.reader?.id ?? null;

  async function join(socket: LiveSocket, { consultation }: JoinConsultationMessage): Promise<JoinConsultationAnswer> {
    const { consultations } = socket.data;
    if (!consultations.has(consultation) && consultations.size >= most) return { ok: false, kind: 'too-much' };
    const seat = { consultation, person: personOf(socket) };
    let sees: boolean;
    let asOf: number;
    do {
      asOf = count;
      sees = (await readConsultationSeats(host.sql, [seat]))(seat);
    } while (asOf !== count);
    if (!socket.connected || !sees) return { ok: false, kind: 'not-found' };
    consultations.add(consultation);
    void socket.join(rooms.consultation(consultation));
    return { ok: true, seq: host.bus.heard(), changed: heardAt.get(consultation) ?? knownSince };
  }

  function leave(socket: LiveSocket, consultation: number): void {
    if (socket.data.consultations.delete(consultation)) void socket.leave(rooms.consultation(consultation));
  }

  async function recheck(sockets: LiveSocket[], only?: number): Promise<void> {
    const places = sockets.flatMap((socket) =>
      [...socket.data.consultations]
        .filter((consultation) => only === undefined || consultation === only)
        .map((consultation) => ({ socket, seat: { consultation, person: personOf(socket) } })),
    );
    if (places.length === 0) return;
    const sees = await readConsultationSeats(
      host.sql,
      places.map((p) => p.seat),
    );
    for (const { socket, seat } of places) {
      if (sees(seat)) continue;
      leave(socket, seat.consultation);
      socket.emit('consultationOut', { consultation: seat.consultation });
    }
  }

  function tell(consultation: number): void {
    const changed = waiting.get(consultation);
    if (!changed || resting.has(consultation)) return;
    waiting.delete(consultation);
    const { seq, what } = changed;
    io.local.to(rooms.consultation(consultation)).emit('consultation', { seq, consultation, what: [...what] });
    const rest = what.has('votes') || what.has('voices') ? everyVoteMs : everyMs;
    const timer = setTimeout(() => {
      resting.delete(consultation);
      tell(consultation);
    }, rest);
    timer.unref();
    resting.set(consultation, timer);
  }

  return {
    join,
    leave,
    async pass({ id, what, ids }) {
      if (isOneVote(what)) return;
      const consultation = Number(ids.consultation);
      if (ofRights.has(what)) await recheck(socketsIn(io, rooms.consultation(consultation)), consultation);
      if (!hasAny(io, rooms.consultation(consultation))) return;
      const changed = waiting.get(consultation) ?? { seq: 0, what: new Set<ConsultationChange>() };
      changed.seq = Math.max(changed.seq, id);
      changed.what.add(changeIn(what));
      waiting.set(consultation, changed);
      // What somebody sees go must not wait behind votes.
      if (!/statements-counted|voices/.test(what) && resting.has(consultation)) {
        clearTimeout(resting.get(consultation));
        resting.delete(consultation);
      }
      tell(consultation);
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
    heard(consultation, what) {
      if (isOneVote(what)) return;
      if (ofRights.has(what)) count++;
      heardAt.set(consultation, host.now().toISOString());
      if (heardAt.size <= 10_000) return;
      // What is forgotten counts as heard of now: at worst a page is read again.
      heardAt.clear();
      knownSince = host.now().toISOString();
    },
    stop() {
      for (const timer of resting.values()) clearTimeout(timer);
    },
  };
}
