import { Broken } from './bytes';
import type { Host } from './coediting';
import type { Commits } from './commits';
import type { Connection } from './connection';
import type { Limits } from './limits';
import { type Closing, closing, isEmptyUpdate } from './protocol';
import type { Looked, Text } from './text';
import type { Unsaved } from './unsaved';

export interface IntakeHost extends Pick<Host, 'isSuggestion'> {
  commits: Pick<Commits, 'isFailing'>;
  limits: Limits;
}

/** What of the room an update is judged by, and what becomes of it. */
export interface Judged {
  text: Text;
  unsaved: Unsaved;
  take(looked: Looked, from: Connection): void;
  /** Sends the connection what we have, so that it sends what we lack. */
  ask(connection: Connection): void;
}

/**
 * Which updates of clients get into a room's text: whole ones, of those who may, that rest on what is there. One that
 * rests on what has not come yet is held back until it has.
 */
export class Intake {
  constructor(
    private room: Judged,
    private host: IntakeHost,
  ) {}

  /** An update of a client. Throws Broken. */
  receive(connection: Connection, update: Uint8Array): void {
    const n = ++connection.frames;
    if (!isEmptyUpdate(update)) {
      const done = this.consider(connection, update);
      if (connection.isClosed) return;
      if (done === 'gap') return void this.hold(connection, n, update);
      this.retryHeld(connection);
      if (connection.isClosed) return;
    }
    if (!this.room.unsaved.noteSaved(connection, connection.dealtWith)) connection.tellSaved(connection.dealtWith);
  }

  /** Takes an update or refuses it, unless it rests on what has not come yet. */
  private consider(connection: Connection, update: Uint8Array): 'gap' | 'done' {
    const looked = this.room.text.look(update, this.host.limits.structs);
    const { standing } = looked;
    if (standing.is === 'known') return 'done';
    const why = this.whyNotWrite(connection, looked) ?? (standing.is === 'gap' ? null : this.whyNotTake(looked));
    if (why) {
      connection.close(why);
      return 'done';
    }
    if (standing.is === 'gap') return 'gap';
    this.room.take(looked, connection);
    return 'done';
  }

  private whyNotWrite(connection: Connection, { update, standing }: Looked): Closing | null {
    const { access, person } = connection;
    if (access === 'write') return null;
    if (access !== 'suggest') return closing.mayNotWrite;
    // Judged when what it rests on is there.
    if (standing.is === 'gap') return null;
    if (!connection.maySuggest()) return closing.tooMuch;
    const by = { person: person.id, organisation: person.organisation };
    return this.host.isSuggestion(this.room.text.whole(), update, by) ? null : closing.mayNotWrite;
  }

  private whyNotTake({ update }: Looked): Closing | null {
    const { commits, limits } = this.host;
    const { text, unsaved } = this.room;
    if (unsaved.hasWaiting && unsaved.bytes + update.length > limits.unsaved && commits.isFailing())
      return closing.busy;
    return text.size + update.length > limits.textBytes ? closing.tooLarge : null;
  }

  private hold(connection: Connection, n: number, update: Uint8Array): void {
    const { held, heldBytes } = this.host.limits;
    connection.held.push({ n, update });
    connection.heldBytes += update.length;
    if (connection.held.length > held || connection.heldBytes > heldBytes)
      throw new Broken('rests on what never comes');
    if (!connection.isAsked) this.room.ask(connection);
  }

  /** A client that comes back may send its newest update before all that it wrote while it was away. */
  private retryHeld(connection: Connection): void {
    connection.isAsked = false;
    if (connection.held.length === 0) return;
    for (let before = -1; before !== connection.held.length; ) {
      before = connection.held.length;
      const left = connection.held.filter(
        ({ update }) => connection.isClosed || this.consider(connection, update) === 'gap',
      );
      if (connection.isClosed) return;
      connection.held = left;
      connection.heldBytes = left.reduce((sum, { update }) => sum + update.length, 0);
    }
  }
}
