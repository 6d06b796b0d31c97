import type { Server } from 'node:http';
import { Server as SocketServer } from 'socket.io';
import { livePath } from '../../app/discussions/live-events';
import { closeSockets, keepBounds } from './bounds';
import { isOfCommitteePage, makeCommitteePush } from './committee-push';
import { makeConsultationSeats } from './consultation-seats';
import { makeDocumentSeats } from './document-seats';
import { makeDoor } from './door';
import { type Io, type LiveHost, type LiveSocket, rooms } from './io';
import { messages } from './messages';
import { startPresence } from './presence';
import { startPump } from './push';
import { makeSeats } from './seats';
import { startSessionPump } from './session-push';
import { makeSessionSeats } from './session-seats';
import { startTalkPump } from './talk-push';
import { makeTalkSeats } from './talk-seats';

export interface Live {
  /** Resolves when everything that the bus has passed on so far was pushed to the sockets. */
  settled(): Promise<void>;
  /** Sockets that are open, and messages that were ignored because nobody knows them. */
  figures(): { sockets: number; ignored: number };
  /** Tells the sockets and closes them, letting nobody in any more. */
  stop(): Promise<void>;
}

const sessionsEveryMs = 300_000;

/** The sockets: who may open one, what they may say, and what is said to them. */
export async function startLive(server: Server, host: LiveHost): Promise<Live> {
  let closing = false;
  let ignored = 0;
  const door = makeDoor(
    host,
    () => seats.accessCount(),
    () => closing,
  );
  const io: Io = new SocketServer(server, {
    path: livePath,
    serveClient: false,
    destroyUpgrade: false,
    transports: ['websocket', 'polling'],
    maxHttpBufferSize: 16_000,
    connectTimeout: 10_000,
    perMessageDeflate: false,
    allowRequest: door.allowRequest,
  });
  door.dress(io);
  const presence = await startPresence(
    host.sql,
    host.log,
    (discussion, count) => io.local.to(rooms.readers(discussion)).emit('present', { discussion, count }),
    host.presentEveryMs,
  );
  const seats = makeSeats(io, host, () => presence);
  const bounds = keepBounds(io, host.log);
  const documents = makeDocumentSeats(io, host);
  const talks = makeTalkSeats(io, host);
  const consultations = makeConsultationSeats(io, host);
  const sessions = makeSessionSeats(io, host);
  const talkPump = startTalkPump(io, host);
  const sessionPump = startSessionPump(io, host, sessions);
  const pump = startPump(io, host, { seats, documents, talks, sessions, consultations }, { talkPump, sessionPump });
  const committee = makeCommitteePush(io);
  host.bus.onAnnouncement(pump.hear);
  host.bus.onAnnouncement((a) => {
    if (isOfCommitteePage(a.what)) committee.hear(a);
  });
  host.bus.onGap(pump.gap);
  const sweeper = setInterval(() => void seats.recheckSessions().catch(() => {}), sessionsEveryMs);
  sweeper.unref();

  io.use((socket, next) => {
    const { reader, asOf } = door.whoIs(socket.request);
    socket.data = {
      reader,
      reads: new Set(),
      documents: new Set(),
      talks: new Map(),
      sessions: new Set(),
      consultations: new Set(),
      asOf,
    };
    next();
  });
  io.on('connection', (socket) => {
    const { reader, asOf } = socket.data;
    // socket.io would write to the console where nobody listens.
    socket.on('error', () => {});
    socket.on('disconnecting', () => {
      for (const discussion of [...socket.data.reads]) seats.leave(socket, discussion);
    });
    if (reader) {
      void socket.join([rooms.signedIn, rooms.person(reader.id), rooms.session(reader.session)]);
      // The session may have ended, and been announced, between the handshake and here.
      if (asOf !== seats.accessCount()) seats.recheckSessions(socket).catch(() => socket.disconnect(true));
    }
    hearMessages(socket);
  });

  function hearMessages(socket: LiveSocket): void {
    socket.onAny((name: string) => {
      if (Object.hasOwn(messages, name)) return;
      ignored++;
      host.log.warn({ socket: socket.id, person: socket.data.reader?.id }, 'a message that nobody knows was ignored');
    });
    socket.on('join', async (message, answer) => {
      const say: typeof answer = typeof answer === 'function' ? answer : () => {};
      const parsed = messages.join.safeParse(message);
      if (!parsed.success) return say({ ok: false, kind: 'invalid' });
      try {
        say(await seats.join(socket, parsed.data));
      } catch {
        say({ ok: false, kind: 'failed' });
      }
    });
    socket.on('leave', (message, answer) => {
      const parsed = messages.leave.safeParse(message);
      if (parsed.success) seats.leave(socket, parsed.data.discussion);
      if (typeof answer === 'function') answer({ ok: parsed.success });
    });
    socket.on('joinDocument', async (message, answer) => {
      const say: typeof answer = typeof answer === 'function' ? answer : () => {};
      const parsed = messages.joinDocument.safeParse(message);
      if (!parsed.success) return say({ ok: false, kind: 'invalid' });
      try {
        say(await documents.join(socket, parsed.data));
      } catch {
        say({ ok: false, kind: 'failed' });
      }
    });
    socket.on('leaveDocument', (message, answer) => {
      const parsed = messages.leaveDocument.safeParse(message);
      if (parsed.success) documents.leave(socket, parsed.data.document);
      if (typeof answer === 'function') answer({ ok: parsed.success });
    });
    socket.on('joinTalk', async (message, answer) => {
      const say: typeof answer = typeof answer === 'function' ? answer : () => {};
      const parsed = messages.joinTalk.safeParse(message);
      if (!parsed.success) return say({ ok: false, kind: 'invalid' });
      try {
        const { event, place } = parsed.data;
        say(await (place === 'session' ? sessions.join(socket, event) : talks.join(socket, parsed.data)));
      } catch {
        say({ ok: false, kind: 'failed' });
      }
    });
    socket.on('joinConsultation', async (message, answer) => {
      const say: typeof answer = typeof answer === 'function' ? answer : () => {};
      const parsed = messages.joinConsultation.safeParse(message);
      if (!parsed.success) return say({ ok: false, kind: 'invalid' });
      try {
        say(await consultations.join(socket, parsed.data));
      } catch {
        say({ ok: false, kind: 'failed' });
      }
    });
    socket.on('leaveConsultation', (message, answer) => {
      const parsed = messages.leaveConsultation.safeParse(message);
      if (parsed.success) consultations.leave(socket, parsed.data.consultation);
      if (typeof answer === 'function') answer({ ok: parsed.success });
    });
    socket.on('leaveTalk', (message, answer) => {
      const parsed = messages.leaveTalk.safeParse(message);
      if (parsed.success) {
        const { event, place } = parsed.data;
        if (place !== 'session') talks.leave(socket, event, place);
        if (place === undefined || place === 'session') sessions.leave(socket, event);
      }
      if (typeof answer === 'function') answer({ ok: parsed.success });
    });
  }

  let stopping: Promise<void> | undefined;
  async function stop(): Promise<void> {
    closing = true;
    clearInterval(sweeper);
    await pump.stop();
    await talkPump.stop();
    await sessionPump.stop();
    consultations.stop();
    committee.stop();
    io.local.emit('closing', {});
    await closeSockets(io, 2000);
    bounds.stop();
    await presence.stop();
  }

  return {
    async settled() {
      await pump.settled();
      await talkPump.settled();
      await sessionPump.settled();
    },
    figures: () => ({ sockets: io.sockets.sockets.size, ignored }),
    stop: () => (stopping ??= stop()),
  };
}
