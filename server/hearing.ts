import { lookAgainAt } from '../app/heard/copies.server';
import { reconcile, takeChanges } from '../app/heard/reconciling.server';
import type { Voices } from '../app/heard/voices';
import type { Log } from '../app/shared/context';
import type { Sql } from '../db/connect';
import type { Bus } from './bus';

const everyMs = 60_000;
/** How often the room is asked whether anything changed: what was taken back is to go from open pages too, and at once. */
const askEveryMs = 500;
/** Rounds after which everything is told again, changed or not. */
const wholeEvery = 60;

export interface Hearing {
  /** Brings platform and room into step now; false where the room is silent. Waits for a round that is under way. */
  look(): Promise<boolean>;
  stop(): Promise<void>;
}

/**
 * Keeps the platform in step with the survivor room: at start, every minute, soon after a text has settled or a post was
 * written, whose words are looked through for copies, and as soon as something changes in the room.
 */
export function startHearing(house: { sql: Sql; voices: Voices; bus: Bus; log: Log }, enabled: boolean): Hearing {
  let rounds = 0;
  /** Documents whose titles may be others. */
  const changed = new Set<number>();
  let under: Promise<boolean> = Promise.resolve(true);
  let next: Promise<boolean> | null = null;
  let stopped = false;

  async function round(): Promise<boolean> {
    if (stopped || !enabled) return false;
    try {
      const titles = [...changed];
      await lookAgainAt(house.sql, titles);
      for (const id of titles) changed.delete(id);
      const done = await reconcile(house.sql, house.voices, { whole: rounds % wholeEvery === 0 });
      if (done) rounds++;
      house.bus.wake();
      return done;
    } catch (e) {
      // Of an error its name alone: a message may hold what was said.
      if (!stopped) house.log.warn({ error: (e as Error).name }, 'the round of the survivor room could not be ended');
      return false;
    }
  }

  /** Whoever asks during a round gets the one after it, which sees what they did. */
  function look(): Promise<boolean> {
    next ??= under.then(() => {
      next = null;
      under = round();
      return under;
    });
    return next;
  }

  /** The highest number of a change that has been taken over here. */
  let known: number | null = null;
  let asking: Promise<void> | null = null;

  /** A silent room has told nothing: it is asked again. What it says is no words, and one line where nothing changed. */
  async function askForNews(): Promise<void> {
    try {
      const said = await house.voices.ask('changed', { since: known ?? Number.MAX_SAFE_INTEGER });
      if (!said || said.last === known || stopped) return;
      if (!(await takeChanges(house.sql, house.voices))) return;
      const first = known === null;
      known = said.last;
      house.bus.wake();
      // Tasks, and what was told of uses, may follow.
      if (!first) void look();
    } catch (e) {
      if (!stopped)
        house.log.warn({ error: (e as Error).name }, 'what changed in the survivor room could not be taken over');
    }
  }

  if (enabled) void look();
  const asker = enabled
    ? setInterval(() => {
        asking ??= askForNews().finally(() => {
          asking = null;
        });
      }, askEveryMs)
    : undefined;
  const timer = enabled ? setInterval(() => void look(), everyMs) : undefined;
  let soon: NodeJS.Timeout | undefined;
  if (enabled) {
    house.bus.onAnnouncement(({ what, ids }) => {
      if (what.startsWith('organisation.')) rounds = 0;
      if (what === 'document.changed') changed.add(Number(ids.document));
      if (!heard.has(what) || soon) return;
      soon = setTimeout(() => {
        soon = undefined;
        void look();
      }, 200);
    });
  }
  return {
    look,
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearInterval(asker);
      clearTimeout(soon);
      await Promise.all([under, asking]);
    },
  };
}

/** After which something may have to be looked through, or told. */
const heard = new Set([
  'document.settled',
  'document.finished',
  'document.changed',
  'document.comments-changed',
  'discussion.post-written',
  'discussion.post-edited',
  'synthesis.changed',
  'synthesis.published',
  'voice.responded',
  'decision.changed',
  'decision.decided',
]);
