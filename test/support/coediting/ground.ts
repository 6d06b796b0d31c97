import { connect } from '../../../db/connect';
import type { TextRules } from '../../../server/texts';
import { wordsIn } from './words';

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
