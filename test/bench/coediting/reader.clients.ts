import * as Y from 'yjs';
import { safe } from './history.clients';
import { Person, type Server } from './person';
import { type Layout, layOut, paragraph, prose, writersOf } from './texts';
import { frameOf } from './wire';

/* A reader that stops reading while somebody replaces a long passage again and again. */

let reader: Person | undefined;

export interface Replacing {
  server: Server;
  room: number;
  run: number;
  layout: Layout;
  times: number;
  bytes: number;
  perSecond: number;
}

export const readerAnswers = {
  async openReader({ server, room }: { server: Server; room: number }): Promise<void> {
    reader = new Person(server, room, 900);
    await reader.whole;
  },

  stopReading(): void {
    reader!.wire.pause();
  },

  /** Each update puts in a passage of so many bytes and takes out the one before. */
  async replace({ server, room, run, layout, times, bytes, perSecond }: Replacing): Promise<void> {
    const person = new Person(server, room, 901);
    await person.whole;
    const doc = new Y.Doc();
    Y.applyUpdate(doc, layOut(layout));
    doc.clientID = writersOf(run);
    const frames: Buffer[] = [];
    doc.on('update', (update: Uint8Array) => frames.push(frameOf(person.framing.update(update))));
    const text = paragraph(doc, 0);
    const start = text.length;
    const passage = prose(bytes, run);
    for (let i = 0; i < times; i++)
      doc.transact(() => {
        if (i) text.delete(start, bytes);
        text.insert(start, passage);
      });
    const began = performance.now();
    for (let i = 0; i < frames.length; ) {
      const due = Math.min(frames.length, Math.ceil(((performance.now() - began) / 1000) * perSecond));
      for (; i < due; i++) {
        person.wire.send(frames[i]!);
        person.sent++;
      }
      await person.wire.drained();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await safe(person);
    person.drop();
  },

  /** Reads again, comes back where it was put out, and says whether it then has everything. */
  async readAgain({ run, clock }: { run: number; clock: number }): Promise<{ code: number | null; whole: boolean }> {
    const person = reader!;
    const has = (p: Person) => (p.have.get(writersOf(run)) ?? 0) >= clock;
    person.wire.resume();
    await person.until(() => has(person) || person.wire.closed, 20_000);
    if (!person.wire.closed) {
      const whole = has(person);
      person.drop();
      return { code: null, whole };
    }
    const again = new Person(person.server, person.room, person.number, person.have);
    const whole = await again.until(() => has(again) || again.wire.closed, 20_000);
    again.drop();
    return { code: person.code, whole: whole && has(again) };
  },
};
