import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Announcement } from '../../db/announce';
import { type Address, readAddress } from './address';
import { Broken } from './bytes';
import type { Access, Asking, Host, Person } from './coediting';
import { Connection } from './connection';
import type { Limits } from './limits';
import { type Closing, closing, readMessage } from './protocol';
import type { Room } from './room';
import type { Rooms } from './rooms';
import { Seats } from './seats';

const beatEveryMs = 12_000;
const recheckEveryMs = 60_000;
const recheckedAtOnce = 25;

export interface Door {
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Connections that are open. */
  count(): number;
  /** Resolves when everyone whose rights may have changed was asked about. */
  settled(): Promise<void>;
  /** Lets nobody in any more, and hears nothing more of those who are. */
  close(): void;
}

/**
 * Who may open a socket on a text, and whether they still may. Rights are read when someone comes and again whenever they
 * may have changed; a change that is heard while they are being read makes the reading void.
 */
export function openDoor(host: Host, rooms: Rooms, limits: Limits): Door {
  const connections = new Set<Connection>();
  const seats = new Seats(limits);
  const checking = new Set<Promise<void>>();
  let isClosing = false;
  let changes = 0;
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
  });

  function upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', destroyed);
    if (isClosing) return void refuse(socket, '503 Service Unavailable');
    if (!host.mayConnect(req)) return void refuse(socket, '403 Forbidden');
    admit(req).then(
      (admitted) => {
        if (socket.destroyed) {
          if ('room' in admitted) leaveBehind(admitted.person, admitted.room);
          return;
        }
        accept(req, socket, head, admitted);
      },
      () => accept(req, socket, head, { why: closing.busy, setCookie: null }),
    );
  }

  type Admitted =
    | { why: Closing; setCookie: string | null }
    | {
        person: Person;
        access: Access;
        room: Room;
        address: Address;
        asking: Asking;
        setCookie: string | null;
        asOf: number;
      };

  async function admit(req: IncomingMessage): Promise<Admitted> {
    const address = readAddress(req.url ?? '');
    const asking: Asking = { headers: { cookie: req.headers.cookie } };
    for (;;) {
      const asOf = changes;
      const { person, setCookie } = await host.whoIs(asking);
      const no = (why: Closing) => ({ why, setCookie });
      if (!person) return no(closing.noSession);
      if (address.room === null) return no(closing.notYours);
      const access = await host.accessTo(person, address.room);
      if (asOf !== changes) continue;
      if (access === 'none') return no(closing.notYours);
      if (address.schema !== null && address.schema !== String(host.schema)) return no(closing.oldSchema);
      if (!seats.take(person.id, address.room)) return no(closing.tooMuch);
      let room: Room;
      try {
        room = await rooms.hold(address.room);
      } catch (e) {
        seats.give(person.id, address.room);
        throw e;
      }
      const epoch = address.epoch ?? '0';
      const why = asOf !== changes ? null : epoch !== String(room.epoch) ? closing.rewritten : undefined;
      if (why === undefined) return { person, access, room, address, asking, setCookie, asOf };
      leaveBehind(person, room);
      if (why) return no(why);
    }
  }

  function leaveBehind(person: Person, room: Room): void {
    seats.give(person.id, room.id);
    rooms.release(room);
  }

  function accept(req: IncomingMessage, socket: Duplex, head: Buffer, admitted: Admitted): void {
    const addHeaders = (headers: string[], of: IncomingMessage) => {
      if (of !== req) return;
      headers.push('X-Content-Type-Options: nosniff');
      if (admitted.setCookie) headers.push(`Set-Cookie: ${admitted.setCookie}`);
    };
    server.on('headers', addHeaders);
    let isOpen = false;
    server.handleUpgrade(req, socket, head, (ws) => {
      isOpen = true;
      // Without a listener the fault of one peer would end the process.
      ws.on('error', ignored);
      sayOurs(ws);
      if ('why' in admitted) ws.close(...admitted.why);
      else if (isClosing || admitted.room.isOver) {
        leaveBehind(admitted.person, admitted.room);
        ws.close(...(isClosing ? closing.restart : closing.rewritten));
      } else open(ws, socket, admitted);
    });
    server.off('headers', addHeaders);
    if (!isOpen && 'room' in admitted) leaveBehind(admitted.person, admitted.room);
  }

  function open(
    ws: WebSocket,
    socket: Duplex,
    { person, access, room, address, asking, asOf }: Extract<Admitted, { room: Room }>,
  ): void {
    const connection = new Connection(ws, socket, person, room.id, asking, access, address.wantsSaved, limits);
    connections.add(connection);
    ws.on('message', (data: Buffer, isBinary: boolean) => hear(connection, room, data, isBinary));
    // ws answers each; who only asks and never reads the answers fills the memory.
    ws.on('ping', () => {
      if (!connection.mayReceive(0)) connection.letGo();
    });
    ws.on('close', () => {
      connection.isClosed = true;
      connections.delete(connection);
      room.leave(connection);
      leaveBehind(person, room);
    });
    room.enter(connection);
    // Something may have been heard between the last look at the rights and here.
    if (asOf !== changes) recheckOrClose((c) => c === connection);
  }

  function hear(connection: Connection, room: Room, data: Buffer, isBinary: boolean): void {
    if (connection.isClosed || isClosing) return;
    if (!connection.mayReceive(data.length)) return void connection.close(closing.tooMuch);
    try {
      if (!isBinary) throw new Broken('not binary');
      const message = readMessage(data);
      if ((message.is === 'vector' || message.is === 'query') && !connection.mayAsk())
        return void connection.close(closing.tooMuch);
      if (message.is === 'update') room.receive(connection, message.update);
      else if (message.is === 'vector') room.answer(connection, message.vector);
      else if (message.is === 'awareness') room.presence.hear(connection, message.awareness);
      else if (message.is === 'query') room.presence.sendEveryone(connection);
    } catch (e) {
      if (e instanceof Broken) return void connection.close(closing.broken);
      host.log.error({ room: room.id, error: (e as Error).name }, 'a frame could not be taken');
      connection.close(closing.broken);
    }
  }

  /** Asks again who this is and what they may. */
  async function recheck(which: (c: Connection) => boolean): Promise<void> {
    changes++;
    const asked = new Map<string, Promise<{ person: Person | null; access: Access }>>();
    await Promise.all(
      [...connections].filter(which).map(async (connection) => {
        const key = `${connection.person.session} ${connection.room}`;
        if (!asked.has(key)) asked.set(key, ask(connection));
        settle(connection, await asked.get(key)!);
      }),
    );
  }

  /** A few at a time, so that nobody who writes meanwhile has to wait for it. */
  async function recheckSlowly(): Promise<void> {
    const all = [...connections];
    for (let i = 0; i < all.length; i += recheckedAtOnce) {
      const some = all.slice(i, i + recheckedAtOnce).filter((connection) => !connection.isClosed);
      await Promise.all(some.map(async (connection) => settle(connection, await ask(connection))));
    }
  }

  function settle(connection: Connection, { person, access }: { person: Person | null; access: Access }): void {
    if (!person) connection.close(closing.noSession);
    else if (access === 'none') connection.close(closing.notYours);
    else connection.access = access;
  }

  async function ask(connection: Connection): Promise<{ person: Person | null; access: Access }> {
    for (;;) {
      const asOf = changes;
      const { person } = await host.whoIs(connection.asking);
      const access = person ? await host.accessTo(person, connection.room) : 'none';
      if (asOf === changes) return { person, access };
    }
  }

  /** Where it cannot be known whether someone still may, they have to come again. */
  function recheckOrClose(which: (c: Connection) => boolean): void {
    const checked = recheck(which)
      .catch(() => {
        for (const connection of [...connections].filter(which)) connection.close(closing.busy);
      })
      .finally(() => checking.delete(checked));
    checking.add(checked);
  }

  host.bus.onAnnouncement(({ what, ids }: Announcement) => {
    if (what === 'person.session-ended') {
      changes++;
      for (const c of connections) if (c.person.session === String(ids.session)) c.close(closing.noSession);
    } else if (what === 'person.access-changed') recheckOrClose((c) => c.person.id === Number(ids.person));
    else if (what === 'document.access-changed') recheckOrClose((c) => c.room === Number(ids.document));
  });
  host.bus.onGap(() => recheckOrClose(() => true));

  const beats = setInterval(() => {
    for (const connection of connections) connection.beat();
  }, beatEveryMs);
  // Sessions run out, and stand-ins' days end, without anyone saying so.
  const rechecks = setInterval(() => void recheckSlowly().catch(() => {}), recheckEveryMs);
  beats.unref();
  rechecks.unref();

  return {
    upgrade,
    count: () => connections.size,
    async settled() {
      while (checking.size > 0) await Promise.all(checking);
    },
    close() {
      isClosing = true;
      clearInterval(beats);
      clearInterval(rechecks);
    },
  };
}

/* Listeners that live as long as their socket, out here so that they keep nothing else alive: not the request. */
function destroyed(this: Duplex): void {
  this.destroy();
}

function ignored(): void {}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** ws closes with codes of its own, at which y-websocket would come back with the same frame for ever. */
function sayOurs(ws: WebSocket): void {
  const close = ws.close.bind(ws);
  ws.close = (code, reason) => {
    if (code === 1009) close(...closing.tooLarge);
    else if (code === 1002 || code === 1007) close(...closing.broken);
    else close(code, reason);
  };
}
