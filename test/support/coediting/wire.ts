import { WebSocket } from 'ws';
import { Reader } from '../../../server/coediting/bytes';
import { frames } from '../../../server/coediting/protocol';
import { type Cookied, webSocketOf } from './sockets';
import { opened, until } from './waiting';
import { wordsIn } from './words';

export type Got =
  | { is: 'vector' | 'answer' | 'update' | 'awareness'; bytes: Uint8Array }
  | { is: 'saved'; n: number }
  | { is: 'not-saved' };

/** A socket that says exactly what it is told to, and remembers what it got. */
export class Wire {
  readonly ws: WebSocket;
  readonly got: Got[] = [];
  code: number | null = null;
  status: number | null = null;
  private listeners = new Set<() => void>();

  constructor(
    readonly base: string,
    person: Cookied | null,
    room: number | string,
    options: { query?: string; headers?: Record<string, string> } = {},
  ) {
    const Socket = webSocketOf(base, person?.cookie ?? '', options.headers);
    this.ws = new Socket(
      `${base.replace('http', 'ws')}/coediting/${room}${options.query === undefined ? '?saved=1' : options.query}`,
    );
    this.ws.binaryType = 'nodebuffer';
    this.ws.on('message', (data: Buffer) => {
      this.got.push(readFrame(data));
      this.tell();
    });
    this.ws.on('close', (code: number) => {
      this.code = code;
      this.tell();
    });
    this.ws.on('unexpected-response', (_req, res) => {
      this.status = res.statusCode ?? 0;
      res.resume();
      this.ws.terminate();
      this.tell();
    });
    this.ws.on('open', () => this.tell());
    opened.add(this);
  }

  private tell(): void {
    for (const look of [...this.listeners]) look();
  }

  private until(isSo: () => boolean, what: () => string): Promise<void> {
    return until(
      isSo,
      (look) => {
        this.listeners.add(look);
        return () => this.listeners.delete(look);
      },
      () => `${what()}; got ${this.got.map((g) => g.is)}, closed ${this.code}`,
    );
  }

  opened(): Promise<void> {
    return this.until(
      () => this.ws.readyState === WebSocket.OPEN,
      () => 'an open socket',
    );
  }

  closed(): Promise<number> {
    return this.until(
      () => this.code !== null,
      () => 'a close',
    ).then(() => this.code!);
  }

  /** Which status an upgrade was refused with. */
  refused(): Promise<number> {
    return this.until(
      () => this.status !== null,
      () => 'a refusal',
    ).then(() => this.status!);
  }

  async gets<I extends Got['is']>(is: I, isSo: (got: Extract<Got, { is: I }>) => boolean = () => true) {
    const find = () => this.got.find((g) => g.is === is && isSo(g as Extract<Got, { is: I }>));
    await this.until(
      () => find() !== undefined,
      () => is,
    );
    return find() as Extract<Got, { is: I }>;
  }

  /** Resolves when the words are in what was received. */
  reads(words: string): Promise<void> {
    return this.until(
      () => this.words.includes(words),
      () => JSON.stringify(words),
    );
  }

  get words(): string {
    return wordsIn(
      ...this.got
        .filter((g): g is Extract<Got, { bytes: Uint8Array }> => g.is === 'answer' || g.is === 'update')
        .map((g) => g.bytes),
    );
  }

  get savedUpTo(): number {
    return Math.max(0, ...this.got.map((g) => (g.is === 'saved' ? g.n : 0)));
  }

  send(frame: Uint8Array | string): void {
    this.ws.send(frame);
  }

  update(update: Uint8Array): void {
    this.send(frames.update(update));
  }

  /** Asks for the whole text, as a client does that has nothing. */
  async joins(): Promise<this> {
    await this.opened();
    this.send(frames.vector(new Map()));
    await this.gets('answer');
    return this;
  }

  leave(): void {
    this.ws.terminate();
    opened.delete(this);
  }
}

function readFrame(data: Buffer): Got {
  const reader = new Reader(new Uint8Array(data));
  const kind = reader.number();
  if (kind === 0) {
    const names = ['vector', 'answer', 'update'] as const;
    return { is: names[reader.number()]!, bytes: reader.block() };
  }
  if (kind === 1) return { is: 'awareness', bytes: reader.block() };
  if (kind === 100) return { is: 'saved', n: reader.number() };
  if (kind === 101) return { is: 'not-saved' };
  throw new Error(`a message that nobody knows: ${kind}`);
}
