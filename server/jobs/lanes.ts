import type { Log } from '../../app/shared/context';
import type { Sql, Tx } from '../../db/connect';
import type { Due } from '../../db/due';
import { connectionsForMany } from '../mail/post-office';
import { type Deed, startRunner } from './runner';

/** More than a day: mail waits for a server that is down. */
const triesForMail = 40;
const ofMany = ['send-bulk-mail', 'write-digest'];

export interface Lanes {
  look(): void;
  /** Resolves when no timed deed that is due is left, mail apart. */
  deedsSettled(): Promise<void>;
  mailSettled(): Promise<void>;
  stop(): Promise<unknown>;
}

/**
 * Timed work in three lanes: mail that somebody waits for, what goes to many, and everything else. None waits behind another.
 * `wake` is called after each deed of the last: what it announces must not wait for the poll.
 */
export function startLanes(
  { sql, beside }: { sql: Sql; beside: Sql },
  deeds: Record<string, Deed>,
  log: Log,
  wake: () => void,
): Lanes {
  const lane = (isIn: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(deeds).filter(([name]) => isIn(name)));
  const own = lane((name) => name === 'send-mail');
  const many = lane((name) => ofMany.includes(name));
  const others = lane((name) => name !== 'send-mail' && !ofMany.includes(name));
  const mailRunner = startRunner(beside, own, log, { atOnce: 2, mostTries: triesForMail });
  const manyRunner = startRunner(beside, many, log, { atOnce: connectionsForMany, mostTries: triesForMail });
  const waking = Object.entries(others).map(([name, deed]) => [
    name,
    async (tx: Tx, due: Due) => {
      const after = await deed(tx, due);
      setImmediate(wake);
      return after;
    },
  ]);
  const runner = startRunner(sql, Object.fromEntries(waking), log);
  const all = [runner, mailRunner, manyRunner];
  return {
    look: () => {
      for (const each of all) each.look();
    },
    deedsSettled: () => runner.settled(),
    mailSettled: async () => void (await Promise.all([manyRunner.settled(), mailRunner.settled()])),
    stop: () => Promise.all(all.map((each) => each.stop())),
  };
}
