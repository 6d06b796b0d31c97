import { readVarString, readVarUint } from 'lib0/decoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { connect } from '../../db/connect';
import { Reader } from '../../server/coediting/bytes';
import { frames } from '../../server/coediting/protocol';
import type { TextRules } from '../../server/texts';

export interface Cookied {
  id: number;
  cookie: string;
}

let patienceMs = 15_000;

/** How long things are waited for from here on, where a whole crowd has to come. */
export function waitAtMost(ms: number): void {
  patienceMs = ms;
}

/** For expect.poll: its own second is nothing on a busy machine. */
export const patiently = { timeout: 15_000, interval: 20 };

// Each provider of y-websocket listens to the end of the process.
process.setMaxListeners(0);

/** Resolves when it is so; looks again whenever `on` says that something happened. */
function until(isSo: () => boolean, on: (look: () => void) => () => void, what: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!isSo()) return;
      off();
      clearTimeout(late);
      resolve();
    };
    const off = on(look);
    const late = setTimeout(() => {
      off();
      reject(new Error(`waited for ${what()}`));
    }, patienceMs);
    look();
  });
}

function webSocketOf(
  base: string,
  cookie: string,
  headers: Record<string, string> = {},
  hearSend: (data: Uint8Array) => void = () => {},
) {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { Origin: base, Cookie: cookie, ...headers }, perMessageDeflate: false });
      this.on('error', () => {});
    }

    override send(data: Uint8Array | string): void {
      if (data instanceof Uint8Array) hearSend(data);
      super.send(data);
    }
  };
}

/** Somebody who writes, with the provider that browsers use. */
export class Editor {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  /** Codes of closes, in order. */
  readonly closes: number[] = [];
  /** How much the person had written when each frame with an update went out, over this connection. */
  private sent: number[] = [];
  private written: string[] = [];
  /** What this person wrote and was told to be safe. */
  safe: string[] = [];
  isToldNotSaved = false;
  private listeners = new Set<() => void>();

  constructor(
    readonly base: string,
    person: Cookied,
    readonly room: number,
    options: { params?: Record<string, string>; connect?: boolean } = {},
  ) {
    this.provider = new WebsocketProvider(`${base.replace('http', 'ws')}/coediting`, String(room), this.doc, {
      // biome-ignore lint/suspicious/noExplicitAny: ws stands in for the browser's class.
      WebSocketPolyfill: webSocketOf(base, person.cookie, {}, (data) => this.noteSent(data)) as any,
      disableBc: true,
      maxBackoffTime: 200,
      params: options.params ?? {},
      connect: options.connect ?? true,
    });
    this.provider.messageHandlers[100] = (_encoder, decoder) => {
      this.safe = this.written.slice(0, this.sent[readVarUint(decoder) - 1] ?? 0);
      this.isToldNotSaved = false;
      this.tell();
    };
    this.provider.messageHandlers[101] = (_encoder, decoder) => {
      readVarString(decoder);
      this.isToldNotSaved = true;
      this.tell();
    };
    this.provider.on('connection-close', (event) => {
      this.sent = [];
      if (event) this.closes.push(event.code);
      this.tell();
    });
    this.provider.on('sync', () => this.tell());
    this.provider.on('closed', () => this.tell());
    this.provider.awareness.on('update', () => this.tell());
    this.doc.on('update', () => this.tell());
    opened.add(this);
  }

  private noteSent(data: Uint8Array): void {
    if (data[0] === 0 && data[1] !== 0) this.sent.push(this.written.length);
  }

  private tell(): void {
    for (const look of [...this.listeners]) look();
  }

  async sees(isSo: (text: string) => boolean, what = 'a text'): Promise<void> {
    await until(
      () => isSo(this.words),
      (look) => {
        this.listeners.add(look);
        return () => this.listeners.delete(look);
      },
      () => `${what}; sees ${JSON.stringify(this.words.slice(0, 200))}, closes ${this.closes}`,
    );
  }

  synced(): Promise<void> {
    return this.sees(() => this.provider.synced, 'the first sync');
  }

  closed(code: number): Promise<void> {
    return this.sees(() => this.closes.includes(code), `close ${code}`);
  }

  get text(): Y.XmlFragment {
    return this.doc.getXmlFragment('text');
  }

  /** Paragraphs' words, one to a line. */
  get words(): string {
    return wordsOf(this.doc);
  }

  /** A new paragraph at the end. */
  write(words: string): void {
    this.written.push(words);
    this.doc.transact(() => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(words)]);
      this.text.insert(this.text.length, [paragraph]);
    });
  }

  /** Writes into the first paragraph, as somebody does who types. */
  type(at: number, words: string): void {
    this.written.push(words);
    ((this.text.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(at, words);
  }

  leave(): void {
    this.provider.destroy();
    opened.delete(this);
  }
}

export function wordsOf(doc: Y.Doc): string {
  return doc
    .getXmlFragment('text')
    .toArray()
    .map((p) =>
      p
        .toString()
        .replace(/<\/?paragraph>/g, '')
        .trim(),
    )
    .join('\n');
}

export function wordsIn(...updates: Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return wordsOf(doc);
}

/** An update that writes a paragraph into an empty text, or one after what is there. */
export function aParagraph(words: string, before?: Uint8Array): Uint8Array {
  const doc = new Y.Doc();
  if (before) Y.applyUpdate(doc, before);
  const vector = Y.encodeStateVector(doc);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  const text = doc.getXmlFragment('text');
  text.insert(text.length, [paragraph]);
  return Y.encodeStateAsUpdate(doc, vector);
}

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

const opened = new Set<{ leave(): void }>();

/** Everyone who is still there goes. */
export function everyoneLeaves(): void {
  for (const one of [...opened]) one.leave();
}

/** Documents that are open to everyone but for those who are named, and a record of what settled. */
export function looseRules() {
  const named = new Map<string, Awaited<ReturnType<TextRules['accessTo']>>>();
  const settled = new Map<number, { words: string; epoch: number; times: number }>();
  const rules: Partial<TextRules> = {
    accessTo: async (reader, room) => named.get(`${reader.id} ${room}`) ?? 'write',
    async settled(room, state, epoch) {
      settled.set(room, { words: wordsIn(state), epoch, times: (settled.get(room)?.times ?? 0) + 1 });
    },
    schema: 1,
  };
  return {
    rules,
    settled,
    /** From now on this person may so much there. */
    let(person: { id: number }, room: number, access: Awaited<ReturnType<TextRules['accessTo']>>) {
      named.set(`${person.id} ${room}`, access);
    },
  };
}

/** Lets no text be committed until it is told to. */
export async function heldUp(databaseUrl: string) {
  const other = connect(databaseUrl, { max: 1 });
  let release = () => {};
  const released = new Promise<void>((go) => (release = go));
  let isHeld = () => {};
  const held = new Promise<void>((go) => (isHeld = go));
  const done = other.begin(async (tx) => {
    await tx`lock table joint_update in exclusive mode`;
    isHeld();
    await released;
  });
  await held;
  return async () => {
    release();
    await done;
    await other.end();
  };
}
