import type { Host, Writer } from './coediting';
import { startCommits } from './commits';
import type { Limits } from './limits';
import { startLinks } from './links';
import { Neighbours } from './neighbours';
import { closing } from './protocol';
import { Room, type RoomHost } from './room';
import { startSettling } from './settling';
import type { Store } from './store';

const stopGraceMs = 8000;
/** A look at what other processes wrote happens so often without being told. */
const lookEveryMs = 900;

interface Open {
  loading: Promise<Room>;
  room: Room | null;
  holders: number;
}

export interface Rooms {
  /** The room of a text, loaded once for all who ask; whoever got it gives it back. */
  hold(id: number): Promise<Room>;
  release(room: Room): void;
  epochOf(id: number): Promise<number>;
  read(id: number): Promise<Uint8Array>;
  change(id: number, by: Writer, make: (state: Uint8Array) => Uint8Array | null): Promise<void>;
  rewrite(id: number, by: Writer, make: (state: Uint8Array) => Uint8Array): Promise<number>;
  all(): Room[];
  count(): number;
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Which texts are open. One that nobody holds is settled and forgotten. */
export async function makeRooms(host: Host, store: Store, limits: Limits, process: number): Promise<Rooms> {
  const open = new Map<number, Open>();
  let lastLook = 0;
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  const commits = startCommits(store, host.log, () => links.tell());
  const settling = startSettling(host, store, host.quietMs ?? 2000, (id, fold) => {
    const room = open.get(id)?.room;
    if (!room) return;
    room.isUnsettled = false;
    if (fold.hasOthers) relook(room);
    else room.fold(fold.folds, fold.state);
  });
  const neighbours = new Neighbours(
    () => links,
    (id) => open.get(id)?.room ?? null,
    all,
  );
  const links = await startLinks(host.sql, process, host.log, {
    wrote: () => void look(),
    asked: (from, room) => neighbours.asked(from, room),
    told(from, room, presences) {
      try {
        neighbours.told(from, room, presences);
      } catch {
        // What another version of the house says may be read otherwise here.
      }
    },
    left: (from, room) => neighbours.left(from, room),
    gone: (from) => neighbours.gone(from),
    missed: () => neighbours.missed(),
  });
  host.bus.onWake(() => {
    if (links.hasOthers() || Date.now() - lastLook > lookEveryMs) void look();
  });
  host.bus.onGap(() => void look());

  const roomHost: RoomHost = {
    log: host.log,
    isSuggestion: host.isSuggestion,
    commits,
    limits,
    touched(room) {
      if (room.isOver) return;
      if (room.isLong) void settling.settle(room.id);
      else settling.touched(room.id);
    },
    presenceChanged: (room) => neighbours.changed(room.id),
  };

  async function hold(id: number): Promise<Room> {
    for (;;) {
      let there = open.get(id);
      if (!there) {
        const loading = store.load(id).then((loaded) => new Room(id, loaded, roomHost));
        const made: Open = { loading, room: null, holders: 0 };
        open.set(id, made);
        loading.then(
          (room) => {
            made.room = room;
            neighbours.opened(id);
          },
          () => {
            if (open.get(id) === made) open.delete(id);
          },
        );
        there = made;
      }
      there.holders++;
      try {
        const room = await there.loading;
        // Rewritten, or forgotten, while we waited.
        if (!room.isOver && open.get(id) === there) return room;
      } catch (e) {
        there.holders--;
        throw e;
      }
      there.holders--;
      if (open.get(id) === there) open.delete(id);
    }
  }

  function release(room: Room): void {
    const there = open.get(room.id);
    if (there?.room !== room) return;
    if (--there.holders === 0) void forget(there, room);
  }

  /** Someone may come at any moment: whether anyone has is asked again after every wait. */
  async function forget(there: Open, room: Room): Promise<void> {
    await room.committed().catch(() => {});
    if (there.holders === 0 && room.isUnsettled) await settling.settle(room.id);
    if (there.holders === 0 && !room.isBusy) drop(room);
  }

  function drop(room: Room): void {
    if (open.get(room.id)?.room !== room) return;
    open.delete(room.id);
    neighbours.closed(room.id);
  }

  /** Reads what other processes wrote into the texts that are open here. */
  function look(): Promise<void> {
    if (looking) {
      lookAgain = true;
      return looking;
    }
    looking = (async () => {
      do {
        lookAgain = false;
        lastLook = Date.now();
        const rooms = all();
        if (rooms.length === 0) return;
        const tails = await store.tail(rooms.map(({ id, place }) => ({ room: id, place })));
        for (const room of rooms) {
          const tailed = tails.get(room.id);
          if (!tailed || room.isOver) continue;
          if (!room.hear(tailed)) await relook(room);
          if (room.isOver) drop(room);
        }
      } while (lookAgain);
    })()
      .catch((e) => noteFault(e))
      .finally(() => {
        looking = null;
      });
    return looking;
  }

  /** Rows that were folded by another process may not have been seen here: the whole text says what was in them. */
  async function relook(room: Room): Promise<void> {
    try {
      room.hearAll(await store.load(room.id));
    } catch (e) {
      // The next look finds the same.
      noteFault(e);
    }
    if (room.isOver) drop(room);
  }

  /** What the database says while it is away is no news here. */
  function noteFault(e: unknown): void {
    const { code, message } = e as { code?: string; message?: string };
    if (!code) host.log.error({ error: message }, 'what other servers wrote could not be taken');
  }

  function all(): Room[] {
    return [...open.values()].map((o) => o.room).filter((room) => room !== null);
  }

  async function change(id: number, by: Writer, make: (state: Uint8Array) => Uint8Array | null): Promise<void> {
    for (;;) {
      const room = await hold(id);
      try {
        await room.committed();
        await room.change(by, make);
        return;
      } catch (e) {
        if (!room.isOver) throw e;
      } finally {
        release(room);
      }
    }
  }

  async function rewrite(id: number, _by: Writer, make: (state: Uint8Array) => Uint8Array): Promise<number> {
    const epoch = await store.rewrite(id, make);
    const room = open.get(id)?.room;
    if (room && room.epoch < epoch) {
      drop(room);
      room.end();
    }
    links.tell();
    await settling.settle(id);
    return epoch;
  }

  const presences = setInterval(() => {
    for (const room of all()) room.presence.dropOld();
  }, 10_000);
  presences.unref();
  // What a process that was killed had not settled.
  void settling.sweep();

  return {
    hold,
    release,
    all,
    change,
    rewrite,
    epochOf: store.epochOf,
    read: store.read,
    count: () => open.size,
    async settled() {
      await commits.flushed();
      for (const room of all()) if (room.isUnsettled) await settling.settle(room.id);
      await settling.sweep(0);
    },
    async stop() {
      clearInterval(presences);
      neighbours.stop();
      await commits.stop(stopGraceMs);
      for (const room of all()) room.closeAll(closing.restart);
      await settling.stop();
      await links.stop();
      await looking;
      await store.stop();
    },
  };
}
