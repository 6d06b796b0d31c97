/*
 * Whether what one wrote is safe, counted as the server counts: a frame that changes the text is safe when a notice
 * names its number. Pure; the connection tells it what happened.
 */

export interface Saving {
  /** Changes that no frame of this connection carries: made without one, or sent on one that was lost. */
  kept: number;
  /** Frames on their way, in order; `changes` is 0 for an answer that brings nothing of ours. */
  sent: { frame: number; changes: number }[];
  /** Frames that change the text, sent on this connection. */
  frames: number;
  connected: boolean;
  /** The first answer of the server has come: from here on the text is whole. */
  synced: boolean;
  /** Our answer to what the server lacks has gone out: what it brings is not known here, so it counts until committed. */
  answered: boolean;
  /** The server cannot save at the moment; what was sent is tried again. */
  trouble: boolean;
}

export const nothingSent: Saving = {
  kept: 0,
  sent: [],
  frames: 0,
  connected: false,
  ...{ synced: false, answered: false, trouble: false },
};

export type Happening =
  | { what: 'opened' }
  | { what: 'closed' }
  | { what: 'synced' }
  /** A change of one's own that went out at once. */
  | { what: 'sent' }
  /** A change of one's own that could not go out. */
  | { what: 'kept' }
  /** The answer to what the server lacks: brings everything that was kept. */
  | { what: 'answered' }
  /** The first `frames` of this connection are committed. */
  | { what: 'committed'; frames: number }
  | { what: 'trouble' };

export function heard(saving: Saving, happening: Happening): Saving {
  switch (happening.what) {
    case 'opened':
      return { ...withdrawn(saving), connected: true };
    case 'closed':
      return withdrawn(saving);
    case 'synced':
      return { ...saving, synced: true };
    case 'kept':
      return { ...saving, kept: saving.kept + 1 };
    case 'sent':
      return framed(saving, 1);
    case 'answered':
      return { ...framed(saving, saving.kept), kept: 0, answered: true };
    case 'committed':
      return { ...saving, sent: saving.sent.filter((s) => s.frame > happening.frames), trouble: false };
    case 'trouble':
      return { ...saving, trouble: true };
  }
}

/** What was sent and not confirmed may be lost with its connection: it is kept, and goes with the next answer. */
function withdrawn(saving: Saving): Saving {
  return { ...nothingSent, kept: saving.kept + onItsWay(saving) };
}

function framed(saving: Saving, changes: number): Saving {
  const frame = saving.frames + 1;
  return { ...saving, frames: frame, sent: [...saving.sent, { frame, changes }] };
}

function onItsWay(saving: Saving): number {
  return saving.sent.reduce((sum, s) => sum + s.changes, 0);
}

/** Changes of this person that no one has confirmed to be safe. */
export function unsaved(saving: Saving): number {
  return saving.kept + onItsWay(saving);
}

export type Safety = 'opening' | 'saved' | 'saving' | 'offline' | 'trouble';

/**
 * What is said of it. `opening` only until the first answer: later losses of the line are `offline`. The server asks
 * whoever writes what it lacks: another page may have left something on this device that nobody counted, so that
 * nothing is `saved` before it has all.
 */
export function safetyOf(saving: Saving, hasText: boolean, writes = true): Safety {
  if (!saving.connected) return hasText ? 'offline' : 'opening';
  if (saving.trouble) return 'trouble';
  if (!saving.synced && !hasText) return 'opening';
  const isWhole = saving.synced && (saving.answered || !writes) && saving.sent.length === 0;
  return isWhole && saving.kept === 0 ? 'saved' : 'saving';
}
