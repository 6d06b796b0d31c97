import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, test } from 'vitest';
import { carryOut, writeMotion } from '../../app/committee/commands/motions.server';
import { enterFirstChair } from '../../app/committee/commands/terms.server';
import type { MotionInput } from '../../app/committee/forms';
import { callMeeting } from '../../app/committee/meetings/calling.server';
import { dayOf } from '../../app/organisations/organisation';
import { localOf } from '../../app/shared/zone.server';
import { aCommittee, type SomeCommittee } from '../support/decisions';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const now = new Date();
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

let c: SomeCommittee;
let newcomer: { id: number; focal: SomePerson; alternate: SomePerson };
/** Called before anything is decided: one before the day from which it holds, one after it. */
let soon: number;
let late: number;

async function called(days: number, title: string): Promise<number> {
  const times = { starts: localOf(inDays(days), 'UTC'), ends: localOf(inDays(days + 0.1), 'UTC') };
  const which = { startsWhich: null, endsWhich: null };
  const where = { timeZone: 'UTC', venue: null, joiningUrl: 'https://meet.example/committee' };
  const form = { title, language: 'en' as const, ...times, ...which, ...where, once: randomUUID() };
  return callMeeting(sql, await c.secretariat.reader(), form, now);
}

/** As the decision that adopts it does it, at its close. */
async function adopted(values: Partial<MotionInput> & Pick<MotionInput, 'kind'>): Promise<void> {
  const none = {
    organisation: null,
    mayChair: null,
    quorum: null,
    admitOutcome: null,
    admitFrom: null,
    admitLetter: null,
  };
  const motion = { ...none, reason: 'As agreed.', language: 'en', once: randomUUID(), onDay: dayOf(now), ...values };
  const id = await writeMotion(sql, await c.secretariat.reader(), motion as MotionInput, now);
  await sql.begin((tx) => carryOut(tx, id, { decidedBy: null, outcome: 'adopted-by-consensus', now }));
}

const placesOf = async (event: number, person: SomePerson) =>
  (
    await sql<
      { state: string }[]
    >`select state from registration where event_id = ${event} and person_id = ${person.id}`
  ).map((r) => r.state);

/** What the house has sent by itself to somebody: without a mail server, to a folder. */
async function lettersTo(person: SomePerson) {
  await server.settled();
  const folder = path.join(server.dataDir, 'outbox');
  const files = fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
  const letters = await Promise.all(files.map((file) => PostalMime.parse(fs.readFileSync(path.join(folder, file)))));
  return letters
    .filter((letter) => letter.to?.some((to) => to.address === person.email))
    .map((letter) => {
      const entry = letter.attachments.find((a) => a.mimeType === 'text/calendar');
      const calendar = typeof entry?.content === 'string' ? entry.content : new TextDecoder().decode(entry?.content);
      return {
        subject: letter.subject ?? '',
        method: /METHOD:(\w+)/.exec(calendar)?.[1] ?? null,
        calendar,
        text: letter.text,
      };
    });
}

beforeAll(async () => {
  c = await aCommittee(sql, 3);
  const id = await anOrganisation(sql);
  const person = (office: 'focal-point' | 'alternate') => aPerson(sql, { organisation: id, office });
  newcomer = { id, focal: await person('focal-point'), alternate: await person('alternate') };
  const first = { organisation: c.members[0]!.id, from: dayOf(inDays(-100)) };
  await enterFirstChair(sql, await c.secretariat.reader(), first, now);
  soon = await called(5, 'The meeting before (invented)');
  late = await called(30, 'The meeting after (invented)');
  await adopted({ kind: 'rules', admitOutcome: 'no-strong-objection', admitLetter: false });
}, 60_000);

describe('a new member', () => {
  test('has its people at the meetings from its first day on that were called before, with a mail for their calendars', async () => {
    await adopted({ kind: 'admit', organisation: newcomer.id, mayChair: true, onDay: dayOf(inDays(10)) });
    for (const person of [newcomer.focal, newcomer.alternate]) {
      expect([await placesOf(soon, person), await placesOf(late, person)]).toEqual([[], ['registered']]);
      const letters = await lettersTo(person);
      expect(letters.map((l) => l.method)).toEqual(['REQUEST']);
      expect(letters[0]!.calendar).toContain('The meeting after (invented)');
    }
    const browser = newcomer.focal.at(url);
    expect((await browser.get(`/events/${late}.ics`)).status).toBe(200);
    // The agenda and its papers are there to prepare, before its first day too; the meetings of others are not.
    expect((await browser.get(`/committee/meetings/${late}`)).text).toContain('The meeting after (invented)');
    expect((await browser.get(`/committee/meetings/${soon}`)).status).toBe(404);
    expect((await browser.post(`/committee/meetings/${late}`, { deed: 'add-open' })).status).toBe(403);
  });

  test('is invited to a meeting that is called between the decision and its first day, and not to one before it', async () => {
    const after = await called(40, 'Called meanwhile (invented)');
    const before = await called(6, 'Called meanwhile, and earlier (invented)');
    expect(await placesOf(after, newcomer.focal)).toEqual(['registered']);
    expect(await placesOf(before, newcomer.focal)).toEqual([]);
  });
});

describe('a member that leaves', () => {
  test('has its people at what comes before its last day alone, and the rest is taken out of their calendars', async () => {
    const leaving = c.members[2]!;
    expect(await placesOf(late, leaving.focal)).toEqual(['registered']);
    await adopted({ kind: 'cease', organisation: leaving.id, onDay: dayOf(inDays(20)) });
    for (const person of [leaving.focal, leaving.alternate]) {
      expect([await placesOf(soon, person), await placesOf(late, person)]).toEqual([['registered'], []]);
      const letters = await lettersTo(person);
      const cancelled = letters.filter((l) => l.method === 'CANCEL');
      // One for each of the meetings after its last day, and without a word of what it may not see any more.
      expect(cancelled.length).toBe(2);
      for (const letter of cancelled)
        expect(`${letter.subject} ${letter.calendar} ${letter.text}`).not.toContain('invented');
    }
    expect((await leaving.focal.at(url).get(`/events/${late}.ics`)).status).toBe(404);
    expect((await leaving.focal.at(url).get(`/events/${soon}.ics`)).status).toBe(200);
    const next = await called(41, 'Called after it (invented)');
    expect(await placesOf(next, leaving.focal)).toEqual([]);
  });
});
