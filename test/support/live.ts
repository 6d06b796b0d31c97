import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { afterAll } from 'vitest';
import type { FromServer, JoinAnswer, PostEvent } from '../../app/discussions/live-events';
import type { PostView } from '../../app/discussions/post-view';
import type { SomePerson } from './people';

/** What a listener heard: the event's name and what came with it. */
export interface Heard {
  event: string;
  data: Record<string, unknown>;
}

type Known = keyof FromServer | 'disconnect' | 'connect_error';

/** What comes with an event; a post that is gone has an id and nothing else. */
type Data<E extends Known> = E extends 'post'
  ? Omit<PostEvent, 'post'> & { post: PostView & { gone?: true } }
  : E extends keyof FromServer
    ? Parameters<FromServer[E]>[0]
    : { why?: string; message?: string };

const patienceMs = 15_000;

/** A browser's socket with its memory: everything that was pushed to it, in order. */
export class Listener {
  readonly heard: Heard[] = [];
  readonly socket: Socket;
  private waiting: { is: (h: Heard) => boolean; from: number; done: (h: Heard) => void }[] = [];

  constructor(
    readonly url: string,
    person: SomePerson | null | { cookie: string },
    options: Partial<ManagerOptions & SocketOptions> = {},
  ) {
    this.socket = io(url, {
      path: '/live',
      forceNew: true,
      reconnection: false,
      transports: ['websocket'],
      extraHeaders: { Origin: url, ...(person ? { Cookie: person.cookie } : {}) },
      ...options,
    });
    this.socket.onAny((event: string, data: Record<string, unknown>) => this.note({ event, data }));
    this.socket.on('disconnect', (why) => this.note({ event: 'disconnect', data: { why } }));
    this.socket.on('connect_error', (e) => this.note({ event: 'connect_error', data: { message: e.message } }));
    opened.add(this);
  }

  private note(heard: Heard): void {
    this.heard.push(heard);
    this.waiting = this.waiting.filter((w) => {
      if (!w.is(heard)) return true;
      w.done(heard);
      return false;
    });
  }

  /** The first such event, heard already (from the place given) or still to come. */
  async hears<E extends Known>(event: E, is: (data: Data<E>) => boolean = () => true, from = 0): Promise<Data<E>> {
    const matches = (h: Heard) => h.event === event && is(h.data as unknown as Data<E>);
    const found = this.heard.slice(from).find(matches);
    if (found) return found.data as unknown as Data<E>;
    return new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`waited for ${event}; heard ${JSON.stringify(this.heard.map((h) => h.event))}`)),
        patienceMs,
      );
      const done = (h: Heard) => {
        clearTimeout(late);
        resolve(h.data as unknown as Data<E>);
      };
      this.waiting.push({ is: matches, from, done });
    });
  }

  connected(): Promise<void> {
    if (this.socket.connected) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.socket.once('connect', () => resolve());
      this.socket.once('connect_error', reject);
    });
  }

  /** Says something, whatever it is, and waits for the answer. */
  async ask(event: string, ...message: unknown[]): Promise<JoinAnswer> {
    await this.connected();
    return this.socket.timeout(patienceMs).emitWithAck(event, ...message);
  }

  join(discussion: number): Promise<JoinAnswer> {
    return this.ask('join', { discussion });
  }

  /** Everything that was pushed, as text: for what must not be in it. */
  get text(): string {
    return JSON.stringify(this.heard);
  }

  /** How often such an event came. */
  times<E extends Known>(event: E, is: (data: Data<E>) => boolean = () => true): number {
    return this.heard.filter((h) => h.event === event && is(h.data as unknown as Data<E>)).length;
  }

  close(): void {
    this.socket.close();
  }
}

const opened = new Set<Listener>();
afterAll(() => {
  for (const listener of opened) listener.close();
});

/** Connected and in the room; throws where it is not let in. */
export async function listening(
  url: string,
  person: SomePerson | null,
  discussion: number,
  options: Partial<ManagerOptions & SocketOptions> = {},
): Promise<Listener> {
  const listener = new Listener(url, person, options);
  const answer = await listener.join(discussion);
  if (!answer.ok) throw new Error(`not let in: ${answer.kind}`);
  return listener;
}
