import { Elsewhere } from './awareness';
import { type Links, mostPresenceBytes } from './links';
import type { Room } from './room';

/** Between two rounds of telling; and so many notices in one, over all rooms. */
const toldEveryMs = 250;
const mostAtOnce = 16;

/**
 * Who is there at other processes of the same house. Each tells of its own people, in rooms that another one has open, a
 * few times a second at most; who opens a room asks. What is missed, because a notice was lost, comes with the next sign
 * of life of that person, within fifteen seconds, or is dropped when none comes.
 */
export class Neighbours {
  private others = new Map<number, Elsewhere>();
  /** The processes that have a room open, as far as they have said so. */
  private interested = new Map<number, Set<number>>();
  /** Rooms in which other processes are to hear of someone; of everyone, and be it nobody, where one of them asked. */
  private due = new Map<number, 'changed' | 'asked'>();
  private round: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private links: () => Links,
    private roomOf: (id: number) => Room | null,
    private rooms: () => Room[],
  ) {}

  opened(room: number): void {
    if (this.links().hasOthers()) void this.links().ask(room).catch(ignored);
  }

  /** Those who left last may not have been told of: with the room all of them are gone. */
  closed(room: number): void {
    if (this.interested.has(room) && !this.stopped) void this.links().leave(room).catch(ignored);
    this.forget(room);
  }

  private forget(room: number): void {
    this.interested.delete(room);
    this.due.delete(room);
  }

  changed(room: number): void {
    if (this.interested.has(room) && !this.due.has(room)) this.mark(room, 'changed');
  }

  asked(process: number, room: number): void {
    if (!this.roomOf(room)) return;
    this.note(process, room);
    this.mark(room, 'asked');
  }

  told(process: number, id: number, presences: Uint8Array): void {
    const room = this.roomOf(id);
    if (!room) return;
    // It asked before the room was open here, and nobody answered: without this it would wait for a sign of life.
    if (this.note(process, id)) this.mark(id, 'asked');
    const from = this.others.get(process) ?? new Elsewhere(process);
    this.others.set(process, from);
    room.presence.hearElsewhere(from, presences);
  }

  left(process: number, id: number): void {
    const processes = this.interested.get(id);
    if (processes?.delete(process) && processes.size === 0) this.forget(id);
    const from = this.others.get(process);
    if (from) this.roomOf(id)?.presence.leaveElsewhere(from);
  }

  gone(process: number): void {
    for (const [room, processes] of this.interested)
      if (processes.delete(process) && processes.size === 0) this.forget(room);
    const from = this.others.get(process);
    this.others.delete(process);
    if (from) for (const room of this.rooms()) room.presence.leaveElsewhere(from);
  }

  /** Asks again in every room. */
  missed(): void {
    for (const room of this.rooms()) this.opened(room.id);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.round);
  }

  /** True where that process was not known to have the room open. */
  private note(process: number, room: number): boolean {
    const processes = this.interested.get(room) ?? new Set();
    const isNew = !processes.has(process);
    this.interested.set(room, processes.add(process));
    return isNew;
  }

  private mark(room: number, why: 'changed' | 'asked'): void {
    this.due.set(room, why);
    this.round ??= setTimeout(() => void this.tell(), toldEveryMs).unref();
  }

  private async tell(): Promise<void> {
    let left = mostAtOnce;
    try {
      for (const [id, why] of this.due) {
        if (left <= 0 || this.stopped) break;
        this.due.delete(id);
        left = await this.tellOf(id, why === 'asked', left);
      }
    } catch {
      // The database is away: the next sign of life of each tells it.
    }
    this.round = undefined;
    if (this.due.size > 0 && !this.stopped) this.round = setTimeout(() => void this.tell(), toldEveryMs).unref();
  }

  /** Returns how many notices are left to this round. */
  private async tellOf(id: number, everyone: boolean, most: number): Promise<number> {
    let left = most;
    for (let isFirst = true; ; isFirst = false) {
      const presence = this.roomOf(id)?.presence;
      if (!presence || this.stopped) return left;
      if (left <= 0) {
        this.due.set(id, 'changed');
        return left;
      }
      const untold = presence.takeUntold(mostPresenceBytes, everyone && isFirst);
      // Who asked learns from an answer, and be it empty, that the room is open here.
      if (!untold && !(everyone && isFirst)) return left;
      left--;
      await this.links().tellPresence(id, untold ?? nobody);
    }
  }
}

const nobody = new Uint8Array();

function ignored(): void {}
