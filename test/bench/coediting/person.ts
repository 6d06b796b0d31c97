import * as Y from 'yjs';
import { cookieOf } from '../forum';
import { clock } from './clock';
import { Framing, type Kind, type Said } from './framing';
import { frameOf, Wire } from './wire';

export interface Server {
  kind: Kind;
  /** `ws://127.0.0.1:port` */
  url: string;
}

/** Edits of one client: from this clock up to and without that one. */
type Range = [client: number, from: number, to: number];

/** Notes when each edit of a run reached a person: of clients from `first` on, clocks from 0 on. */
export interface Counting {
  first: number;
  writers: number;
  edits: number;
  /** Who writes themselves: what comes back to them is no arrival. */
  own: number | null;
}

const emptyUpdate = new Uint8Array([0, 0]);

/**
 * Somebody with a document open, without a copy of it: what they have is known by its clocks. The same for every
 * server, but for what `Framing` knows of them.
 */
export class Person {
  readonly wire: Wire;
  readonly framing: Framing;
  /** The next edit awaited of each client. */
  have: Map<number, number>;
  /** Update-bearing frames sent on this connection, and how many of them the server called safe. */
  sent = 0;
  saved = 0;
  /** Frames sent before counting began. */
  sentBefore = 0;
  code: number | null = null;
  /** Messages that no client could have read: the server passed on what it should have refused. */
  unreadable = 0;
  /** What they wrote while nobody could be reached: goes out as the answer to the server's question. */
  pending: Uint8Array | null = null;
  /** Leaves clocks alone, where `onUpdate` is all that is wanted. */
  skim = false;
  /** Called with each update or state that comes in, before its clocks are taken down. */
  onUpdate: ((bytes: Uint8Array, said: Said['what']) => void) | null = null;
  private counting: Counting | null = null;
  private arrivals: Float32Array = new Float32Array();
  private next: Int32Array = new Int32Array();
  private began = 0;
  arrived = 0;
  lastArrival = 0;
  private synced!: () => void;
  private refused!: (e: Error) => void;
  private watching: (() => void)[] = [];
  readonly whole: Promise<void>;
  private hasState = false;
  private wasAsked = false;

  constructor(
    readonly server: Server,
    readonly room: number,
    readonly number: number,
    have: Map<number, number> = new Map(),
  ) {
    this.have = have;
    this.framing = new Framing(server.kind, room);
    this.whole = new Promise((resolve, reject) => {
      this.synced = resolve;
      this.refused = reject;
    });
    this.whole.catch(() => {});
    const query = server.kind === 'plenary' ? '?saved=1' : '';
    this.wire = new Wire(
      `${server.url}/coediting/${room}${query}`,
      { message: (payload) => this.message(payload), closed: (code) => this.closed(code) },
      { Cookie: cookieOf(number), Origin: server.url.replace(/^ws/, 'http') },
    );
    void this.wire.open().then(() => this.opened());
  }

  private opened(): void {
    const greeting = this.framing.greeting();
    if (greeting) this.wire.send(frameOf(greeting));
    if (this.server.kind === 'relay') this.synced();
    else this.wire.send(frameOf(this.framing.askState(this.have)));
  }

  private closed(code: number): void {
    this.code = code;
    this.refused(new Error(`${this.server.kind}: the connection of ${this.number} was closed with ${code}`));
    this.notice();
  }

  private message(payload: Buffer): void {
    let read: { said: Said; ranges: Range[] };
    try {
      read = this.skim ? { said: this.framing.read(payload), ranges: [] } : readMessage(this.framing, payload);
    } catch {
      this.unreadable++;
      return;
    }
    const { said, ranges } = read;
    switch (said.what) {
      case 'update':
      case 'state':
        this.onUpdate?.(said.bytes!, said.what);
        this.take(ranges);
        if (said.what === 'state' && !this.hasState) {
          this.hasState = true;
          this.maybeWhole();
        }
        break;
      case 'state asked':
        this.wire.send(frameOf(this.framing.state(this.pending ?? emptyUpdate)));
        this.sent++;
        this.pending = null;
        this.wasAsked = true;
        this.maybeWhole();
        break;
      case 'saved':
        this.saved = this.server.kind === 'hocuspocus' ? this.saved + (said.count ?? 0) : (said.count ?? 0);
        break;
      case 'refused':
        this.refused(new Error('Hocuspocus refused'));
        break;
      default:
        return;
    }
    this.notice();
  }

  /** Answered, and asked in its turn: from then on the number of frames sent is known. */
  private maybeWhole(): void {
    if (this.hasState && this.wasAsked) this.synced();
  }

  private take(ranges: Range[]): void {
    const { counting } = this;
    for (let i = 0; i < ranges.length; i++) {
      const [client, from, to] = ranges[i]!;
      const writer = counting ? client - counting.first : -1;
      if (counting && writer >= 0 && writer < counting.writers) {
        const start = Math.max(from, this.next[writer]!);
        if (to <= start) continue;
        const at = clock() - this.began;
        for (let edit = start; edit < to; edit++) this.arrivals[writer * counting.edits + edit] = at;
        this.next[writer] = to;
        this.arrived += to - start;
        this.lastArrival = at;
      } else if ((this.have.get(client) ?? 0) < to) this.have.set(client, to);
    }
  }

  /** From now on arrivals are written down, in milliseconds after `began`. */
  count(counting: Counting, began: number): void {
    this.counting = counting;
    this.began = began;
    this.arrived = 0;
    this.lastArrival = 0;
    this.sentBefore = this.sent;
    this.arrivals = new Float32Array(counting.writers * counting.edits).fill(Number.NaN);
    this.next = new Int32Array(counting.writers);
    if (counting.own !== null) this.next[counting.own] = counting.edits;
  }

  /** Milliseconds after `began` at which the edits of this writer came here; NaN for those that did not. */
  arrivalsOf(writer: number): Float32Array {
    const { edits } = this.counting!;
    return this.arrivals.subarray(writer * edits, (writer + 1) * edits);
  }

  /** How many edits of a writer are here without a gap. */
  upTo(writer: number): number {
    return this.next[writer]!;
  }

  sendUpdate(update: Uint8Array): void {
    this.wire.send(frameOf(this.framing.update(update)));
    this.sent++;
  }

  /** Something that is no update. */
  say(message: Uint8Array): void {
    this.wire.send(frameOf(message));
  }

  /** Resolves when it is so, or false after the time given. Looked at after each message. */
  until(is: () => boolean, patienceMs: number): Promise<boolean> {
    if (is()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (result: boolean) => {
        clearTimeout(late);
        this.watching = this.watching.filter((w) => w !== look);
        resolve(result);
      };
      const look = () => {
        if (is()) end(true);
      };
      const late = setTimeout(() => end(false), patienceMs);
      this.watching.push(look);
    });
  }

  private notice(): void {
    for (const look of this.watching) look();
  }

  drop(): void {
    this.wire.drop();
  }
}

const longestRemembered = 4096;
const mostRemembered = 4000;
let remembered = new Map<string, { said: Said; ranges: Range[] }>();

/** The same message goes to many people of one process: it is read once. */
function readMessage(framing: Framing, payload: Buffer): { said: Said; ranges: Range[] } {
  if (payload.length > longestRemembered) return parse(framing, payload);
  const key = payload.toString('latin1');
  const known = remembered.get(key);
  if (known) return known;
  const read = parse(framing, Buffer.from(payload));
  if (remembered.size >= mostRemembered) remembered = new Map();
  remembered.set(key, read);
  return read;
}

function parse(framing: Framing, payload: Buffer): { said: Said; ranges: Range[] } {
  const said = framing.read(payload);
  const ranges: Range[] = [];
  if (said.what === 'update' || said.what === 'state') {
    const { from, to } = Y.parseUpdateMeta(said.bytes!);
    for (const [client, clock] of to) ranges.push([client, from.get(client)!, clock]);
  }
  return { said, ranges };
}
