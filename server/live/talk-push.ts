import { type InLine, readLine } from '../../app/events/live/live.server';
import { readChanged } from '../../app/events/live/queries/shown.server';
import type { Announcement } from '../../db/announce';
import { hasAny, type Io, type LiveHost, rooms } from './io';

/** Least time between two pushes for one event, in milliseconds: figures that change faster are read by nobody. */
const everyMs = 300;

/** What is told to those who follow a talk; the rest of what happens to an event concerns its own page. */
const ofTalk = new Set([
  'event.question-changed',
  'event.question-voted',
  'event.poll-changed',
  'event.poll-answered',
  'event.screen-changed',
  'event.talk-changed',
  'event.hands-changed',
]);

/** What the event's own page shows besides; the rest of it is told with the event. */
const ofPage = new Set(['event.registrations-changed', 'event.materials-changed', 'event.answers-changed']);

export function isOfEventPage(what: string): boolean {
  return ofPage.has(what);
}

/** Most milliseconds over which those who hear that a page is another ask for it, and for how many of them each takes. */
const mostWithin = 3000;
const withinForEach = 3;

export function isOfTalk(what: string): boolean {
  return ofTalk.has(what);
}

/** What has changed about one event since it was last told. */
interface Changed {
  seq: number;
  questions: Set<number>;
  votes: Set<number>;
  polls: Set<number>;
  /** What is on the screen. */
  screen: boolean;
  /** The talk itself: who reads first, whether it is closed. */
  talk: boolean;
  hands: boolean;
  /** What the event's own page shows. */
  page: boolean;
  /** Whose hand went down, by the room that hears of it. */
  lowered: Set<string>;
}

export interface TalkPump {
  /** Notes what happened; it is told soon, with whatever happens until then. */
  hear(announcement: Announcement): void;
  /** After something may have been missed: what waits is void, since everyone reads again. */
  gap(): void;
  /** Resolves when everything that was heard was told. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Tells what happens beside talks. However many upvote in an instant, an event is read once for all who follow it, and
 * told a few times a second: the work grows with the number of events that are on, not with upvotes or with viewers. The
 * first change goes out at once. One reading of an event at a time, so that an older one never comes after a newer.
 */
export function startTalkPump(io: Io, host: LiveHost): TalkPump {
  const waiting = new Map<number, Changed>();
  /** Events that were told of a moment ago, or are being read now. */
  const resting = new Map<number, Promise<void>>();
  let stopped = false;

  function start(event: number): void {
    if (stopped || resting.has(event)) return;
    const working = tell(event).finally(() => {
      resting.delete(event);
      if (waiting.has(event)) start(event);
    });
    resting.set(event, working);
  }

  async function tell(event: number): Promise<void> {
    const changed = waiting.get(event)!;
    waiting.delete(event);
    const rest = new Promise<void>((done) => setTimeout(done, everyMs));
    try {
      await push(event, changed);
    } catch (e) {
      const error = e as { name?: string; code?: string };
      host.log.warn({ error: error.code ?? error.name }, 'a talk could not be read for those who follow it');
      io.local.to(rooms.talk(event)).emit('talk', { ...nothing(event, changed.seq, host), reread: true });
    }
    await rest;
  }

  async function push(event: number, changed: Changed): Promise<void> {
    const room = rooms.talk(event);
    const at = host.now().toISOString();
    if (hasAny(io, room)) {
      const { questions, votes, polls, screen, talk } = changed;
      // Only those who moderate see how an open poll stands, and who has a hand up.
      if (questions.size + votes.size + polls.size > 0 || screen || talk) {
        const asked = [...questions];
        const read = await readChanged(host.sql, event, {
          questions: asked,
          votes: [...votes].filter((id) => !questions.has(id)),
          polls: [...polls],
        });
        const gone = (ids: number[], there: { id: number }[]) =>
          ids.filter((id) => !there.some((x) => x.id === id)).map((id) => ({ id, gone: true as const }));
        io.local.to(room).emit('talk', {
          seq: changed.seq,
          event,
          at,
          questions: [...read.questions, ...gone(asked, read.questions)],
          votes: read.votes,
          polls: [...read.polls, ...gone([...polls], read.polls)],
          ...(screen || talk ? { chosen: read.chosen } : {}),
          ...(talk ? { reread: true as const, within: withinOf(room) } : {}),
        });
      }
      io.local.to(rooms.talkModerators(event)).emit('talkBoard', { seq: changed.seq, event });
    }
    const page = rooms.eventPlace(event, 'page');
    if (changed.page)
      io.local.to(page).emit('eventChanged', { seq: changed.seq, event, place: 'page', within: withinOf(page) });
    if (changed.hands) await tellHands(event, changed.lowered);
  }

  /** A thousand who ask at once wait for each other; the few of a room of ten need not wait. */
  function withinOf(room: string): number {
    return Math.min(mostWithin, withinForEach * (io.sockets.adapter.rooms.get(room)?.size ?? 0));
  }

  /** To each whose hand is up their own place in the line, and to nobody anybody else's. */
  async function tellHands(event: number, lowered: Set<string>): Promise<void> {
    const line = await readLine(host.sql, event);
    for (const hand of line) {
      const { place, called } = hand;
      for (const room of roomsOf(hand)) io.local.to(room).emit('talkHand', { event, place, called });
    }
    const up = new Set(line.flatMap(roomsOf));
    for (const room of lowered)
      if (!up.has(room)) io.local.to(room).emit('talkHand', { event, place: null, called: false });
  }

  return {
    hear({ id, what, ids }) {
      const event = Number(ids.event);
      const changed = waiting.get(event) ?? noChange();
      waiting.set(event, changed);
      changed.seq = Math.max(changed.seq, id);
      if (what === 'event.question-changed') changed.questions.add(Number(ids.question));
      else if (what === 'event.question-voted') changed.votes.add(Number(ids.question));
      else if (what === 'event.poll-changed' || what === 'event.poll-answered') changed.polls.add(Number(ids.poll));
      else if (what === 'event.screen-changed') changed.screen = true;
      else if (isOfEventPage(what)) changed.page = true;
      else if (what === 'event.talk-changed') {
        changed.talk = true;
        // Also said where the event itself is another: moved, cancelled, for others.
        changed.page = true;
      } else {
        changed.hands = true;
        if (ids.person !== undefined) changed.lowered.add(rooms.person(Number(ids.person)));
        if (ids.registration !== undefined) changed.lowered.add(rooms.registration(Number(ids.registration)));
      }
      start(event);
    },
    gap: () => waiting.clear(),
    async settled() {
      while (resting.size > 0) await Promise.all(resting.values());
    },
    async stop() {
      stopped = true;
      waiting.clear();
      await Promise.all(resting.values());
    },
  };
}

/** A person's windows, and those of whoever came by a mail: one and the same may have both. */
function roomsOf({ person, registration }: Pick<InLine, 'person' | 'registration'>): string[] {
  return [
    ...(person === null ? [] : [rooms.person(person)]),
    ...(registration === null ? [] : [rooms.registration(registration)]),
  ];
}

function noChange(): Changed {
  return {
    seq: 0,
    questions: new Set(),
    votes: new Set(),
    polls: new Set(),
    screen: false,
    talk: false,
    hands: false,
    page: false,
    lowered: new Set(),
  };
}

function nothing(event: number, seq: number, host: LiveHost) {
  return { seq, event, at: host.now().toISOString(), questions: [], votes: [], polls: [] };
}
