import type { Missed, NewSession, RoomSession, SessionKind } from '../../app/room/context';
import { newCookie, sessionKey } from '../../app/voices/crypto/tokens';
import { openInSession, sealInSession } from '../../app/voices/crypto/vault';

export const sessionBounds = { idleMs: 15 * 60_000, totalMs: 60 * 60_000, most: 2000 };

interface Kept {
  kind: SessionKind;
  who: string;
  began: number;
  seen: number;
  /** Step and values, and the private key, under a key made of the cookie. */
  values: Buffer;
  privateKey: Buffer | null;
}

/** A session that is open for one request. */
export interface OpenSession extends RoomSession {
  /** Seals what was put and lays it back, unless the session ended meanwhile. */
  close(): void;
}

/**
 * Sessions, in the memory of this process alone: none outlives it, and a copy of the database holds none. They are
 * found by a hash of the cookie and sealed under it, so that without the cookie there is nothing to read.
 */
export class SessionStore {
  private readonly kept = new Map<string, Kept>();
  private readonly missed = new Map<string, Missed>();
  private readonly sweeper: NodeJS.Timeout;

  constructor(private readonly now: () => number) {
    this.sweeper = setInterval(() => this.sweep(), 30_000);
    this.sweeper.unref();
  }

  /** Begins a session and returns the cookie it is found by; null where there are too many. */
  begin(session: NewSession): { cookie: string; open: OpenSession } | null {
    if (this.kept.size >= sessionBounds.most) this.sweep();
    if (this.kept.size >= sessionBounds.most) return null;
    const cookie = newCookie();
    const at = this.now();
    const { step, ...values } = { step: session.step ?? '', ...session.values };
    this.kept.set(sessionKey(cookie), {
      kind: session.kind,
      who: session.who,
      began: at,
      seen: at,
      values: sealInSession(cookie, 'values', Buffer.from(JSON.stringify({ step, values }))),
      privateKey: session.privateKey ? sealInSession(cookie, 'private key', session.privateKey) : null,
    });
    return { cookie, open: this.open(cookie)! };
  }

  /** The session of a cookie, seen now; null where there is none or its time is over. */
  open(cookie: string): OpenSession | null {
    const key = sessionKey(cookie);
    const kept = this.kept.get(key);
    if (!kept) return null;
    if (this.isOver(kept)) {
      this.drop(key);
      return null;
    }
    kept.seen = this.now();
    const plain = openInSession(cookie, 'values', kept.values);
    const opened = JSON.parse(plain.toString('utf8')) as { step: string; values: Record<string, unknown> };
    plain.fill(0);
    const keys: Buffer[] = [];
    const session: OpenSession = {
      kind: kept.kind,
      who: kept.who,
      get step() {
        return opened.step;
      },
      get values() {
        return opened.values;
      },
      put({ step, ...values }) {
        if (typeof step === 'string') opened.step = step;
        for (const [name, value] of Object.entries(values)) {
          if (value === undefined) delete opened.values[name];
          else opened.values[name] = value;
        }
      },
      privateKey() {
        if (!kept.privateKey) throw new Error('A session of this kind has no key.');
        const key = openInSession(cookie, 'private key', kept.privateKey);
        keys.push(key);
        return key;
      },
      close: () => {
        for (const key of keys) key.fill(0);
        if (this.kept.get(key) !== kept) return;
        const words = Buffer.from(JSON.stringify(opened));
        kept.values = sealInSession(cookie, 'values', words);
        words.fill(0);
      },
    };
    return session;
  }

  /** Remembers, for one page, that a code was wrong or a session over. The oldest are forgotten first: nothing grows under a flood. */
  miss(cookie: string, why: Missed): void {
    if (this.missed.size >= sessionBounds.most) this.missed.delete(this.missed.keys().next().value!);
    this.missed.set(sessionKey(cookie), why);
  }

  /** Which it was, said once. */
  wasMissed(cookie: string): Missed | null {
    const key = sessionKey(cookie);
    const why = this.missed.get(key) ?? null;
    this.missed.delete(key);
    return why;
  }

  end(cookie: string): void {
    this.drop(sessionKey(cookie));
  }

  endOf(who: string): number {
    const theirs = [...this.kept].filter(([, kept]) => kept.who === who);
    for (const [key] of theirs) this.drop(key);
    return theirs.length;
  }

  /** Ends all, as a stop does. */
  stop(): void {
    clearInterval(this.sweeper);
    for (const key of [...this.kept.keys()]) this.drop(key);
  }

  /** What a copy of the memory holds, for the test that it opens nothing. */
  copy(): Map<string, unknown> {
    return structuredClone(this.kept);
  }

  private drop(key: string): void {
    const kept = this.kept.get(key);
    kept?.values.fill(0);
    kept?.privateKey?.fill(0);
    this.kept.delete(key);
  }

  private isOver(kept: Kept): boolean {
    const at = this.now();
    return at - kept.seen > sessionBounds.idleMs || at - kept.began > sessionBounds.totalMs;
  }

  private sweep(): void {
    for (const [key, kept] of this.kept) if (this.isOver(kept)) this.drop(key);
  }
}
