import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import type { Access, Asking, Person } from './coediting';
import { Bucket, type Limits } from './limits';
import { type Closing, framed, frames, nothing } from './protocol';

/** A frame that came before what it rests on, by its number among those that carried an update. */
interface Held {
  n: number;
  update: Uint8Array;
}

/** Beats without an answer after which a peer is gone. */
const mostUnanswered = 3;
const answerGraceMs = 36_000;
const slowestBytesAMs = 20;
/** Up to here two frames are copied into one, which is cheaper than a write that gathers. */
const mostCopied = 16 * 1024;

/** One socket: what it may, what it has sent and what waits for it. */
export class Connection {
  /** Frames that carried an update so far. */
  frames = 0;
  held: Held[] = [];
  heldBytes = 0;
  /** True once it was sent the text: only then updates make sense to it. */
  isAnswered = false;
  /** True while it was asked for what it has and we lack. */
  isAsked = false;
  isClosed = false;
  private toldSaved = 0;
  private toldNotSaved = false;
  /** Bytes of whole texts on their way: a large one over a slow line is no reason to let go. */
  private answering = 0;
  /** When a whole text has to have arrived on any line that is one. */
  private answeredBy = 0;
  private waitedAtBeat = 0;
  private isIdle = true;
  private unanswered = 0;
  private rate: Bucket;
  private volume: Bucket;
  private asks: Bucket;
  private suggestions: Bucket | null = null;

  constructor(
    readonly ws: WebSocket,
    /** The socket below: one frame for all is written to it as it is, past what ws does for each message anew. */
    private socket: Duplex,
    readonly person: Person,
    readonly room: number,
    readonly asking: Asking,
    public access: Access,
    readonly wantsSaved: boolean,
    private limits: Limits,
  ) {
    this.rate = new Bucket(limits.frames, limits.framesASecond);
    this.volume = new Bucket(limits.bytes, limits.bytesASecond);
    this.asks = new Bucket(limits.asks, limits.asksASecond);
    ws.on('pong', () => {
      this.unanswered = 0;
    });
  }

  /** False where this connection sends more than it may. */
  mayReceive(bytes: number): boolean {
    return this.rate.take(1) && this.volume.take(bytes);
  }

  /** False where it asks for what is large more often than any client does. */
  mayAsk(): boolean {
    return this.asks.take(1);
  }

  /** False where it suggests more often than anyone types. */
  maySuggest(): boolean {
    this.suggestions ??= new Bucket(this.limits.suggestions, this.limits.suggestionsASecond);
    return this.suggestions.take(1);
  }

  send(message: Uint8Array): void {
    this.sendFrame(framed(message));
  }

  /** Sends a frame as it stands. */
  sendFrame(frame: Buffer): void {
    if (this.isClosed || this.ws.readyState !== WebSocket.OPEN) return;
    this.isIdle = false;
    if (this.ws.bufferedAmount > this.limits.waiting + this.answering) this.letGo();
    else this.socket.write(frame);
  }

  /** Sends what it lacks, in several updates or one; the last one says that this is all. */
  sendText(lacks: Uint8Array[]): void {
    if (this.isClosed || this.ws.readyState !== WebSocket.OPEN) return;
    this.isIdle = false;
    // One text may be on its way, however large; who asks again without reading is let go.
    if (this.answering > 0 && this.ws.bufferedAmount > this.limits.waiting) return void this.letGo();
    this.socket.cork();
    for (const [i, update] of lacks.entries()) {
      const frame = framed(i === lacks.length - 1 ? frames.answer(update) : frames.update(update));
      this.answering += frame.length;
      this.socket.write(frame, () => {
        this.answering -= frame.length;
      });
    }
    this.socket.uncork();
    this.answeredBy = Date.now() + answerGraceMs + this.answering / slowestBytesAMs;
  }

  /** Highest number of a frame before which everything has been dealt with. */
  get dealtWith(): number {
    return this.held.length > 0 ? this.held[0]!.n - 1 : this.frames;
  }

  /** Says that so many of its frames are safe; what it is to hear besides goes out in the same write. */
  tellSaved(n: number, also: Buffer | null = null): void {
    const isNews = n > this.toldSaved || this.toldNotSaved;
    this.toldSaved = Math.max(n, this.toldSaved);
    this.toldNotSaved = false;
    const notice = isNews && this.wantsSaved ? framed(frames.saved(this.toldSaved)) : null;
    if (!also || !notice) {
      if (also ?? notice) this.sendFrame((also ?? notice)!);
    } else if (also.length <= mostCopied) this.sendFrame(Buffer.concat([also, notice]));
    else {
      this.sendFrame(also);
      this.sendFrame(notice);
    }
  }

  tellNotSaved(): void {
    if (this.toldNotSaved) return;
    this.toldNotSaved = true;
    if (this.wantsSaved) this.send(frames.notSaved());
  }

  /** Called every so often: a peer that does not answer is gone, and one that hears nothing would take us for gone. */
  beat(): void {
    if (this.isStuck()) return void this.letGo();
    this.ws.ping(ignore);
    if (this.isIdle) this.send(nothing);
    this.isIdle = true;
  }

  private isStuck(): boolean {
    const waits = this.ws.bufferedAmount;
    // The bound is held before each write; where none follows, what waits would lie here until the peer is given up.
    const isBehind = this.waitedAtBeat > this.limits.waiting / 4 && waits >= this.waitedAtBeat;
    this.waitedAtBeat = waits;
    // Behind a large text an answer may take its time, but not for ever.
    if (this.answering > 0) return Date.now() > this.answeredBy;
    return isBehind || ++this.unanswered > mostUnanswered;
  }

  close([code, reason]: Closing): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.held = [];
    this.ws.close(code, reason);
  }

  /** For one who does not read: a close frame would wait behind everything else. It comes back and is whole. */
  letGo(): void {
    this.isClosed = true;
    this.held = [];
    this.ws.terminate();
  }
}

/** A frame that can no longer be sent is answered by the close of its socket. */
function ignore(): void {}
