import { readShownForRoom } from '../../app/consultations/session/queries/shown.server';
import type { Here } from '../../app/consultations/session/rules.server';
import type { HandView } from '../../app/consultations/session/views';
import type { Announcement } from '../../db/announce';
import { hasAny, type Io, type LiveHost, rooms } from './io';
import type { SessionSeats } from './session-seats';

/** Least time between two pushes for one session, in milliseconds; where only figures have moved: nobody reads faster. */
const everyMs = 300;
const figuresEveryMs = 3000;

/** What has changed what everybody sees: told at once. */
const moves = new Set([
  'event.session-changed',
  'event.poll-changed',
  'event.announced',
  'event.changed',
  'event.moved',
  'event.cancelled',
  'consultation.statements-changed',
  'consultation.changed',
  'consultation.cancelled',
  'consultation.instant-passed',
]);
/** Of these the page says more than is told here: when it is, why one cannot vote now. */
const rereads = new Set(
  ['event.moved', 'event.changed', 'event.cancelled', 'consultation.changed', 'consultation.cancelled'].concat(
    'consultation.instant-passed',
  ),
);
const figures = new Set(['event.poll-answered', 'consultation.statements-counted']);
const ofHands = 'event.session-hands-changed';

/** Most milliseconds over which those who have to ask do, and for how many of them each takes. */
const mostWithin = 3000;
const withinForEach = 3;

interface Changed {
  seq: number;
  moved: boolean;
  reread: boolean;
  figures: boolean;
  hands: boolean;
  /** Rooms of those whose hand went down. */
  lowered: Set<string>;
}

export interface SessionPump {
  /** Notes what happened, where somebody follows a session that it changes; it is told soon, with whatever happens until then. */
  hear(announcement: Announcement): void;
  /** After something may have been missed: what waits is void, since everyone reads again. */
  gap(): void;
  /** Resolves when everything that is told at once was told. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Tells how sessions stand. However many vote in an instant, a session is read once for all who follow it, and figures move at
 * most once in three seconds: the work grows with the number of sessions that are on, not with votes or with viewers. What
 * whoever leads does goes out at once. One reading of a session at a time, so that an older one never comes after a newer.
 */
export function startSessionPump(io: Io, host: LiveHost, seats: SessionSeats): SessionPump {
  const waiting = new Map<number, Changed>();
  /** Sessions that were told of a moment ago, or are being read now. */
  const resting = new Map<number, Promise<void>>();
  const toldAt = new Map<number, number>();
  const timers = new Map<number, NodeJS.Timeout>();
  let stopped = false;

  function start(event: number): void {
    const changed = waiting.get(event);
    if (stopped || !changed || resting.has(event)) return;
    const soonest = changed.moved || changed.hands ? 0 : (toldAt.get(event) ?? 0) + figuresEveryMs - performance.now();
    if (soonest > 0) {
      if (!timers.has(event)) timers.set(event, setTimeout(() => wake(event), soonest).unref());
      return;
    }
    const working = tell(event).finally(() => {
      resting.delete(event);
      start(event);
    });
    resting.set(event, working);
  }

  function wake(event: number): void {
    clearTimeout(timers.get(event));
    timers.delete(event);
    start(event);
  }

  async function tell(event: number): Promise<void> {
    const changed = waiting.get(event)!;
    waiting.delete(event);
    clearTimeout(timers.get(event));
    timers.delete(event);
    const rest = new Promise<void>((done) => setTimeout(done, everyMs));
    try {
      await push(event, changed);
    } catch (e) {
      const error = e as { name?: string; code?: string };
      host.log.warn({ error: error.code ?? error.name }, 'a session could not be read for those who follow it');
      const { seq } = changed;
      io.local.to(rooms.eventPlace(event, 'session')).emit('session', { ...about(event, seq), shown: null });
    }
    if (!changed.moved && !changed.figures) return rest;
    toldAt.set(event, performance.now());
    return rest;
  }

  async function push(event: number, changed: Changed): Promise<void> {
    const { seq } = changed;
    const told = about(event, seq);
    const read = await readShownForRoom(host.sql, event);
    if (changed.moved || changed.figures) {
      const shown = changed.reread ? null : (read?.shown ?? null);
      io.local.to(rooms.eventPlace(event, 'session')).emit('session', { ...told, shown });
    }
    io.local.to(rooms.sessionLeaders(event)).emit('sessionBoard', { seq, event });
    if (changed.hands) tellHands(event, read?.hands ?? [], changed.lowered);
  }

  function about(event: number, seq: number) {
    const here = io.sockets.adapter.rooms.get(rooms.eventPlace(event, 'session'))?.size ?? 0;
    return { seq, event, at: host.now().toISOString(), within: Math.min(mostWithin, withinForEach * here) };
  }

  /** To each whose hand is up their own place, and to nobody anybody else's. */
  function tellHands(event: number, hands: (Here & { hand: HandView })[], lowered: Set<string>): void {
    const up = new Map(hands.map(({ person, registration, hand }) => [roomOf({ person, registration })!, hand]));
    for (const [room, hand] of up) io.local.to(room).emit('sessionHand', { event, hand });
    for (const room of lowered) if (!up.has(room)) io.local.to(room).emit('sessionHand', { event, hand: null });
  }

  function note(event: number, { id, what, ids }: Announcement): void {
    if (!hasAny(io, rooms.eventPlace(event, 'session'))) return;
    const changed = waiting.get(event) ?? none();
    waiting.set(event, changed);
    changed.seq = Math.max(changed.seq, id);
    changed.moved ||= moves.has(what);
    changed.reread ||= rereads.has(what);
    changed.figures ||= figures.has(what);
    changed.hands ||= what === ofHands || what === 'event.session-changed';
    const { person = null, registration = null } = ids;
    const whose = what === ofHands ? roomOf({ person: numberOf(person), registration: numberOf(registration) }) : null;
    if (whose) changed.lowered.add(whose);
    start(event);
  }

  return {
    hear(a) {
      if (!moves.has(a.what) && !figures.has(a.what) && a.what !== ofHands) return;
      if (a.ids.event !== undefined) note(Number(a.ids.event), a);
      else if (a.ids.consultation !== undefined)
        for (const event of seats.eventsOf(Number(a.ids.consultation))) note(event, a);
    },
    gap: () => waiting.clear(),
    async settled() {
      while (resting.size > 0) await Promise.all(resting.values());
    },
    async stop() {
      stopped = true;
      waiting.clear();
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(resting.values());
    },
  };
}

/** Where somebody hears of their own hand: by their account, or by the registration whose place their browser holds. */
function roomOf({ person, registration }: Here): string | null {
  if (person !== null) return rooms.person(person);
  return registration === null ? null : rooms.registration(registration);
}

function numberOf(id: number | string | null): number | null {
  return id === null ? null : Number(id);
}

function none(): Changed {
  return { seq: 0, moved: false, reread: false, figures: false, hands: false, lowered: new Set() };
}
