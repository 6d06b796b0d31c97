import { Awareness, type Elsewhere } from './awareness';
import type { Connection } from './connection';
import { framed, frames } from './protocol';

const toldEveryMs = 40;

/** Who is there in one room, here or at another process, told to all of it: what changed within a moment together. */
export class Presence {
  private awareness = new Awareness<Connection>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private connections: ReadonlySet<Connection>,
    /** Says that other processes have something to hear of those who are here. */
    private changed: () => void,
  ) {}

  /** Throws Broken. */
  hear(connection: Connection, awareness: Uint8Array): void {
    if (!this.awareness.hear(connection, connection.person.id, awareness)) return;
    this.tellSoon();
    this.changed();
  }

  /** What another process says. Throws Broken. */
  hearElsewhere(from: Elsewhere, told: Uint8Array): void {
    if (this.awareness.hearElsewhere(from, told)) this.tellSoon();
  }

  leaveElsewhere(from: Elsewhere): void {
    if (this.awareness.leave(from)) this.tellSoon();
  }

  takeUntold(mostBytes: number, all = false): Uint8Array | null {
    return this.awareness.takeUntold(mostBytes, all);
  }

  sendEveryone(connection: Connection): void {
    const everyone = this.awareness.everyone(connection);
    if (everyone) connection.send(frames.awareness(everyone));
  }

  leave(connection: Connection): void {
    if (!this.awareness.leave(connection)) return;
    this.tellSoon();
    this.changed();
  }

  dropOld(): void {
    if (!this.awareness.dropOld()) return;
    this.tellSoon();
    this.changed();
  }

  private tellSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.tell();
    }, toldEveryMs).unref();
  }

  private tell(): void {
    const news = this.awareness.news();
    if (!news) return;
    const all = framed(frames.awareness(news.all));
    for (const connection of this.connections) {
      const own = news.without.get(connection);
      if (own === undefined) connection.sendFrame(all);
      else if (own) connection.send(frames.awareness(own));
    }
  }
}
