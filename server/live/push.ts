import { readPostsForRoom, readReactionsForRoom } from '../../app/discussions/live.server';
import type { PostView } from '../../app/discussions/post-view';
import { type DocumentChange, documentChanges } from '../../app/documents/live-events';
import { countUnread, listGivenTo } from '../../app/notices/queries/unread.server';
import type { Announcement } from '../../db/announce';
import { type ConsultationSeats, isOfConsultationRights } from './consultation-seats';
import type { DocumentSeats } from './document-seats';
import { hasAny, type Io, type LiveHost, rooms } from './io';
import type { Seats } from './seats';
import type { SessionPump } from './session-push';
import type { SessionSeats } from './session-seats';
import { isOfEventPage, isOfTalk, type TalkPump } from './talk-push';
import type { TalkSeats } from './talk-seats';

/** Announcements after which a post looks different to everyone who reads it. */
const ofPosts = new Set(
  ['written', 'edited', 'hidden', 'shown', 'redacted', 'withdrawn', 'moved', 'translated'].map(
    (done) => `discussion.post-${done}`,
  ),
);
const ofReactions = new Set(['discussion.reacted']);
/** What only those who moderate are told. */
const ofBoard = new Set(['discussion.post-held', 'discussion.post-flagged', 'discussion.flags-settled']);
/** What changes the page around the posts: whoever reads it reads it again. */
const ofPage = new Set([
  'discussion.instant-passed',
  'discussion.changed',
  'synthesis.published',
  'synthesis.source-changed',
  'synthesis.changed',
  'synthesis.reflected',
  'synthesis.cites-changed',
]);
/** What is told to those who have a document open: that it has changed, and nothing of what. */
const ofDocument = new Map<string, DocumentChange>(documentChanges.map((what) => [`document.${what}`, what]));
/** After which those who follow an event's talk may not see it any more, or the talk is another one. */
const ofEvent = new Set(['event.announced', 'event.changed', 'event.moved', 'event.cancelled']);
/** Of an announcement's ids only these leave the house: who did it is not for the room. */
const shownIds = ['discussion', 'phase', 'post', 'statement'];

const mostWaiting = 5000;

export interface Pump {
  hear(announcement: Announcement): void;
  /** After something may have been missed: what waits is void, everyone is looked at again and told to read again. */
  gap(): void;
  /** Resolves when everything heard so far was pushed. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** What the pushes of one batch are made of, read beforehand. */
interface Read {
  at: string;
  posts: Map<number, Map<number, PostView>>;
  reactions: Map<number, Map<number, PostView['reactions']>>;
}

/**
 * Passes announcements on to the sockets of this process. What is heard while a batch is being read forms the next
 * one, so at any rate there is one read for each thing (and one for all posts of a discussion in a batch), one
 * serialisation and one emit to the room, never a loop over people. In the order of hearing: what is read later is
 * never older.
 */
export function startPump(
  io: Io,
  host: LiveHost,
  {
    seats,
    documents,
    talks,
    sessions,
    consultations,
  }: {
    seats: Seats;
    documents: DocumentSeats;
    talks: TalkSeats;
    sessions: SessionSeats;
    consultations: ConsultationSeats;
  },
  { talkPump, sessionPump }: { talkPump: TalkPump; sessionPump: SessionPump },
): Pump {
  let waiting: Announcement[] = [];
  let gapped = false;
  let running: Promise<void> | null = null;
  let stopped = false;

  function kick(): void {
    running ??= run().finally(() => {
      running = null;
      if (!stopped && (gapped || waiting.length > 0)) kick();
    });
  }

  async function run(): Promise<void> {
    while (!stopped && (gapped || waiting.length > 0)) {
      const batch = waiting;
      waiting = [];
      try {
        if (gapped) {
          gapped = false;
          await seats.recheckAll();
          await documents.recheckAll();
          await talks.recheckAll();
          await sessions.recheckAll();
          await consultations.recheckAll();
          talkPump.gap();
          sessionPump.gap();
          io.local.emit('reread', {});
        } else {
          await push(batch);
        }
      } catch (e) {
        // Nothing may be dropped here: someone in the batch may have to be put out of a room.
        const error = e as { name?: string; code?: string };
        host.log.warn({ error: error.code ?? error.name }, 'announcements could not be passed on; trying again');
        gapped = true;
        await new Promise((again) => setTimeout(again, 500).unref());
      }
    }
  }

  async function push(batch: Announcement[]): Promise<void> {
    const at = host.now().toISOString();
    const read = await readFor(batch, at);
    const lastReaction = lastOfEach(batch);
    for (const a of batch) {
      await admit(a);
      sessionPump.hear(a);
      if (ofPosts.has(a.what)) pushPost(a, read);
      else if (ofReactions.has(a.what)) {
        if (lastReaction.get(Number(a.ids.post)) === a.id) pushReactions(a, read);
      } else if (ofBoard.has(a.what)) {
        io.local
          .to(rooms.facilitators(Number(a.ids.discussion)))
          .emit('board', { seq: a.id, discussion: Number(a.ids.discussion) });
      } else if (ofPage.has(a.what)) pushChanged(a, at);
      else if (ofDocument.has(a.what)) pushDocument(a);
      else if (isOfTalk(a.what) || isOfEventPage(a.what)) talkPump.hear(a);
      // Moved or cancelled: whoever follows its talk reads the page again.
      else if (ofEvent.has(a.what)) talkPump.hear({ ...a, what: 'event.talk-changed' });
      // To everyone: where words of survivors stand, the server does not keep.
      else if (a.what.startsWith('consultation.')) await consultations.pass(a);
      // What was taken on stands in programmes and in the plan of the year, which show how it goes on.
      else if (/^(programme|workplan|commitment)\./.test(a.what)) io.local.emit('programmes', {});
      else if (a.what.startsWith('pilot.')) io.local.emit('pilots', {});
      else if (a.what === 'voice.changed') io.local.emit('voices', {});
      else if (a.what === 'notice.given' || a.what === 'notice.read') await pushNotices(a);
      else if (a.what === 'person.tasks-changed')
        io.local.to(rooms.person(Number(a.ids.person))).emit('tasks', { seq: a.id });
    }
  }

  /** Whose access this announcement changes is settled before anything later in the batch is pushed. */
  async function admit(a: Announcement): Promise<void> {
    if (a.what === 'person.session-ended') seats.endSession(String(a.ids.session));
    else if (a.what === 'person.access-changed') {
      await seats.recheckPerson(Number(a.ids.person));
      await documents.recheckPerson(Number(a.ids.person));
      await talks.recheckPerson(Number(a.ids.person));
      await sessions.recheckPerson(Number(a.ids.person));
      await consultations.recheckPerson(Number(a.ids.person));
    } else if (a.what === 'document.access-changed') await documents.recheckDocument(Number(a.ids.document));
    else if (a.what === 'discussion.audience-changed') await seats.recheckDiscussion(Number(a.ids.discussion));
    // Who may see an event hangs on its own row, its speakers and its invitations: looked at after each change of it.
    else if (ofEvent.has(a.what)) {
      await talks.recheckEvent(Number(a.ids.event));
      await sessions.recheckEvent(Number(a.ids.event));
    } else if (isOfConsultationRights(a.what)) await sessions.recheckConsultation(Number(a.ids.consultation));
  }

  /** One query for each discussion that anyone reads here, not for each announcement or reader. */
  async function readFor(batch: Announcement[], at: string): Promise<Read> {
    const posts = new Map<number, Set<number>>();
    const reactions = new Map<number, Set<number>>();
    for (const a of batch) {
      const wanted = ofPosts.has(a.what) ? posts : ofReactions.has(a.what) ? reactions : null;
      if (!wanted) continue;
      for (const { discussion, post } of placesOf(a)) {
        if (!hasAny(io, rooms.readers(discussion))) continue;
        if (!wanted.has(discussion)) wanted.set(discussion, new Set());
        wanted.get(discussion)!.add(post);
      }
    }
    const read: Read = { at, posts: new Map(), reactions: new Map() };
    await Promise.all([
      ...[...posts].map(async ([d, ids]) =>
        read.posts.set(d, await readPostsForRoom(host.sql, d, [...ids], seats.languageOf(d))),
      ),
      ...[...reactions].map(async ([d, ids]) =>
        read.reactions.set(d, await readReactionsForRoom(host.sql, d, [...ids])),
      ),
    ]);
    return read;
  }

  function pushPost(a: Announcement, read: Read): void {
    for (const { discussion, post } of placesOf(a)) {
      const found = read.posts.get(discussion);
      if (!found) continue;
      const view = found.get(post) ?? { id: post, gone: true as const };
      io.local
        .to(rooms.readers(discussion))
        .emit('post', { seq: a.id, discussion, at: read.at, what: a.what, post: view });
    }
  }

  function pushReactions(a: Announcement, read: Read): void {
    const discussion = Number(a.ids.discussion);
    const post = Number(a.ids.post);
    const reactions = read.reactions.get(discussion)?.get(post);
    if (!reactions) return;
    io.local.to(rooms.readers(discussion)).emit('reactions', { seq: a.id, discussion, at: read.at, post, reactions });
  }

  /** Each who was given one, and has a page open here, is told how many are unread; two queries however many were given. */
  async function pushNotices(a: Announcement): Promise<void> {
    const here = (person: number) => hasAny(io, rooms.person(person));
    const given = a.what === 'notice.given' ? await listGivenTo(host.sql, Number(a.ids.from), Number(a.ids.to)) : [];
    const people = (a.what === 'notice.given' ? given : [Number(a.ids.person)]).filter(here);
    for (const [person, unread] of await countUnread(host.sql, people))
      io.local.to(rooms.person(person)).emit('notices', { seq: a.id, unread });
  }

  function pushDocument(a: Announcement): void {
    const document = Number(a.ids.document);
    io.local.to(rooms.document(document)).emit('document', { seq: a.id, document, what: ofDocument.get(a.what)! });
  }

  function pushChanged(a: Announcement, at: string): void {
    const discussion = Number(a.ids.discussion);
    const ids = Object.fromEntries(shownIds.filter((name) => name in a.ids).map((name) => [name, Number(a.ids[name])]));
    io.local.to(rooms.readers(discussion)).emit('changed', { seq: a.id, discussion, at, what: a.what, ids });
  }

  return {
    hear(a) {
      for (const name of ['discussion', 'from'] as const)
        if (a.ids[name] !== undefined) seats.heard(Number(a.ids[name]));
      if (a.ids.event !== undefined) {
        talks.heard(Number(a.ids.event));
        sessions.heard({ event: Number(a.ids.event) });
      }
      if (a.ids.consultation !== undefined && a.what !== 'consultation.votes-changed')
        sessions.heard({ consultation: Number(a.ids.consultation) });
      if (a.ids.consultation !== undefined) consultations.heard(Number(a.ids.consultation), a.what);
      waiting.push(a);
      if (waiting.length > mostWaiting) {
        waiting = [];
        gapped = true;
      }
      kick();
    },
    gap() {
      waiting = [];
      gapped = true;
      kick();
    },
    async settled() {
      while (running) await running;
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}

/**
 * Which posts of which rooms an announcement tells of. A move tells of three: the post in its new place, that it is gone
 * from its old one (`from`), and what stands there instead (`pointer`).
 */
function placesOf({ ids }: Announcement): { discussion: number; post: number }[] {
  const places = [{ discussion: Number(ids.discussion), post: Number(ids.post) }];
  if (ids.from !== undefined && ids.from !== ids.discussion)
    places.push({ discussion: Number(ids.from), post: Number(ids.post) });
  if (ids.from !== undefined && ids.pointer !== undefined)
    places.push({ discussion: Number(ids.from), post: Number(ids.pointer) });
  return places.filter((p) => p.discussion > 0 && p.post > 0);
}

function lastOfEach(batch: Announcement[]): Map<number, number> {
  return new Map(batch.filter((a) => ofReactions.has(a.what)).map((a) => [Number(a.ids.post), a.id]));
}
