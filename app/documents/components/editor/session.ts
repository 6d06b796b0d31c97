import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { connect } from './connection';
import { type KeptCopy, openCopy, unsavedIn } from './kept-copy';
import { type CopyOf, copiesHere, copyName, forgetCopies, isForeign } from './local-copy';
import { type Happening, heard, nothingSent, type Safety, type Saving, safetyOf, unsaved } from './saving';

/** Why the line was closed for good. What was not saved is still on the page. */
export type Ended = 'signed-out' | 'gone' | 'refused' | 'old' | 'rewritten' | 'too-large' | 'broken';

const endings: Record<number, Ended> = {
  4400: 'broken',
  4401: 'signed-out',
  4404: 'gone',
  4405: 'refused',
  4409: 'old',
  4410: 'rewritten',
  4413: 'too-large',
};
/** What is kept would be refused again, at each visit, or must be kept by nobody. */
const lettingGo = new Set<Ended>(['gone', 'rewritten', 'refused', 'too-large']);
const tooMuch = 4429;
const tooMuchPauseMs = 15_000;
const copyPatienceMs = 3000;
const slowCopyMs = 1000;

export interface SessionState {
  safety: Safety;
  /** Changes of this person that the server has not confirmed. */
  unsaved: number;
  /** The text is there: from the copy on this device, or from the server. */
  ready: boolean;
  /** What is not saved is kept on this device, and not on this page alone: at once or within a moment. */
  keepsCopy: boolean;
  /** Of `unsaved`, how many this device has stored for good. */
  kept: number;
  /** Something is on its way into the copy: a page that was closed now would lose it. */
  isKeeping: boolean;
  /** And has been for longer than anyone should be left to think otherwise. */
  isSlow: boolean;
  /**
   * How often the server answered a line that was opened: what stands beside the text may have changed while there was
   * none. Not when it opens: one that is closed at once, since the session ended, would lead away from the page.
   */
  answered: number;
  ended: Ended | null;
  /** The server was sent too much, and is left alone for a moment. */
  isPaused: boolean;
  /** Changes that an earlier visit left here, and that went with the copy since words were redacted meanwhile. */
  dropped: number;
}

export interface TextSession {
  /** Another number for each session of this page. */
  number: number;
  /** How often the text had been rewritten when it was opened. */
  epoch: number;
  doc: Y.Doc;
  provider: WebsocketProvider;
  state: () => SessionState;
  subscribe: (hear: () => void) => () => void;
  /** The page has learned by itself what the server would say of this line: what is not saved never will be. */
  end: (why: 'refused' | 'rewritten') => void;
  destroy: () => void;
}

export interface SessionOptions extends CopyOf {
  schema: number;
  /** Who only reads keeps no copy. */
  writes: boolean;
}

let sessions = 0;

/** Opens a text: first what this device has of it, then the line to the server. */
export function openSession({ schema, writes, ...copy }: SessionOptions): TextSession {
  const doc = new Y.Doc();
  const hearers = new Set<() => void>();
  let saving: Saving = nothingSent;
  let hasText = false;
  let ended: Ended | null = null;
  let kept: KeptCopy | undefined;
  let isSlow = false;
  let slowness: ReturnType<typeof setTimeout> | undefined;
  let destroyed = false;
  let answered = 0;
  let dropped = 0;
  let isPaused = false;
  let state = stateNow();

  function stateNow(): SessionState {
    const ready = hasText || saving.synced;
    const keepsCopy = kept?.works() ?? false;
    const count = unsaved(saving);
    // With a line it is the server that keeps: nobody is shown what goes on here, and nothing is drawn for it.
    const isKeeping = count > 0 && !saving.connected && (kept?.isBusy() ?? false);
    return {
      ...{ safety: safetyOf(saving, hasText, writes), unsaved: count, ready, answered, ended, dropped, isPaused },
      ...{ keepsCopy, isKeeping, isSlow: isSlow && isKeeping },
      kept: !keepsCopy ? 0 : isKeeping ? Math.min(count, kept!.count()) : count,
    };
  }

  function changed(): void {
    if (saving.synced) hasText = true;
    const next = stateNow();
    if (next.unsaved !== state.unsaved) kept?.noteCount();
    if (next.isKeeping !== state.isKeeping) watchKeeping(next.isKeeping);
    const same = (Object.keys(next) as (keyof SessionState)[]).every((k) => next[k] === state[k]);
    if (same) return;
    state = next;
    for (const hear of hearers) hear();
  }

  function watchKeeping(isKeeping: boolean): void {
    clearTimeout(slowness);
    isSlow = false;
    if (!isKeeping) return;
    slowness = setTimeout(() => {
      isSlow = true;
      changed();
    }, slowCopyMs);
  }

  const provider = connect({
    address: `${location.origin.replace(/^http/, 'ws')}/coediting`,
    room: copy.document,
    doc,
    params: { schema: String(schema), epoch: String(copy.epoch), saved: '1' },
    tell: (happening: Happening) => {
      saving = heard(saving, happening);
      if (happening.what === 'synced') answered++;
      if (happening.what === 'opened') isPaused = false;
      changed();
    },
    closed: (code) => {
      if (code === tooMuch) {
        isPaused = true;
        changed();
        setTimeout(() => destroyed || provider.connect(), tooMuchPauseMs);
        return;
      }
      end(endings[code] ?? 'broken');
    },
  });

  function end(why: Ended): void {
    ended = why;
    if (lettingGo.has(why)) {
      kept?.close();
      kept = undefined;
      // After a redaction another tab may have a copy of what is left: that one stays.
      const upTo = why === 'rewritten' ? copy.epoch : Number.POSITIVE_INFINITY;
      void forgetCopies((c) => c.document === copy.document && c.person === copy.person && c.epoch <= upTo);
    }
    changed();
  }

  async function begin(): Promise<void> {
    const old = (await copiesHere()).filter((c) => isForeign(c, copy));
    const mine = old.filter((c) => c.person === copy.person);
    dropped = (await Promise.all(mine.map((c) => unsavedIn(copyName(c))))).reduce((sum, n) => sum + n, 0);
    await forgetCopies((c) => isForeign(c, copy));
    if (writes && !destroyed) {
      kept = openCopy({ name: copyName(copy), doc, unsaved: () => unsaved(saving), tellFound, hear: changed });
      await Promise.race([kept.ready, pause(copyPatienceMs)]);
    }
    if (destroyed) return;
    changed();
    // Only now: what the copy brings goes with the answer to the server's question, not as a change of its own.
    if (navigator.onLine) provider.connect();
  }

  function tellFound(count: number): void {
    // What is found too late for the answer goes, and is counted, as a change of its own.
    if (!saving.answered) saving = { ...saving, kept: saving.kept + count };
    hasText ||= doc.getXmlFragment('text').length > 0;
  }

  // Without these a line that is cut looks open for half a minute, and the page would claim to be saving.
  const offline = () => provider.disconnect();
  const online = () => {
    if (!ended) provider.connect();
  };
  const leave = (event: BeforeUnloadEvent) => {
    if (unsaved(saving) > 0 && (!kept?.works() || kept.isBusy())) event.preventDefault();
  };
  window.addEventListener('beforeunload', leave);
  window.addEventListener('offline', offline);
  window.addEventListener('online', online);
  void begin();

  return {
    number: ++sessions,
    epoch: copy.epoch,
    doc,
    provider,
    state: () => state,
    subscribe: (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    end: (why) => {
      if (ended) return;
      provider.disconnect();
      end(why);
    },
    destroy: () => {
      destroyed = true;
      clearTimeout(slowness);
      kept?.close();
      window.removeEventListener('beforeunload', leave);
      window.removeEventListener('offline', offline);
      window.removeEventListener('online', online);
      hearers.clear();
      doc.destroy();
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
