import { readVarString, readVarUint } from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { type Cookied, webSocketOf } from './sockets';
import { opened, until } from './waiting';
import { wordsOf } from './words';

// Each provider of y-websocket listens to the end of the process.
process.setMaxListeners(0);

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

  /** Resolves when it is so. Looked at whenever anything happened, so it must not take long: see `sees`. */
  until(isSo: () => boolean, what: string): Promise<void> {
    return until(
      isSo,
      (look) => {
        this.listeners.add(look);
        return () => this.listeners.delete(look);
      },
      () => `${what}; sees ${JSON.stringify(this.words.slice(0, 200))}, closes ${this.closes}`,
    );
  }

  /** Resolves when the text is so. All of it is read for each look. */
  sees(isSo: (text: string) => boolean, what = 'a text'): Promise<void> {
    return this.until(() => isSo(this.words), what);
  }

  synced(): Promise<void> {
    return this.until(() => this.provider.synced, 'the first sync');
  }

  closed(code: number): Promise<void> {
    return this.until(() => this.closes.includes(code), `close ${code}`);
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
