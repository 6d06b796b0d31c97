import { Awareness } from './awareness';
import type { Connection } from './connection';
import { framed, frames } from './protocol';

const toldEveryMs = 40;

/** Who is there in one room, told to all of it: what changed within a moment together. */
export class Presence {
  private awareness = new Awareness<Connection>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private connections: ReadonlySet<Connection>) {}

  /** Throws Broken. */
  hear(connection: Connection, awareness: Uint8Array): void {
    if (this.awareness.hear(connection, connection.person.id, awareness)) this.tellSoon();
  }

  sendEveryone(connection: Connection): void {
    const everyone = this.awareness.everyone(connection);
    if (everyone) connection.send(frames.awareness(everyone));
  }

  leave(connection: Connection): void {
    if (this.awareness.leave(connection)) this.tellSoon();
  }

  dropOld(): void {
    if (this.awareness.dropOld()) this.tellSoon();
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
