import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { carryOut, writeMotion } from '../../app/committee/commands/motions.server';
import { enterFirstChair } from '../../app/committee/commands/terms.server';
import { yearsAfter } from '../../app/committee/days';
import type { MotionInput } from '../../app/committee/forms';
import { handoverItems } from '../../app/committee/handover';
import { addItem } from '../../app/committee/meetings/agenda.server';
import { callMeeting } from '../../app/committee/meetings/calling.server';
import { makeMinutes } from '../../app/committee/meetings/minutes.server';
import { dayOf } from '../../app/organisations/organisation';
import { localOf } from '../../app/shared/zone.server';
import { Visitor } from '../support/browser-like';
import { aCommittee, hoursAfter, type SomeCommittee } from '../support/decisions';
import { Listener } from '../support/live';
import { anOrganisation, aPerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile({ extras: { pollMs: 40 } });
const { sql, url } = server;
const now = new Date();
const inDays = (days: number) => dayOf(hoursAfter(days * 24, now));

let c: SomeCommittee;
const secretariat = () => c.secretariat.reader();

beforeAll(async () => {
  c = await aCommittee(sql, 3);
  // The year of the first chair ends in ten days: the list of its handover is open.
  await enterFirstChair(sql, await secretariat(), { organisation: c.members[0]!.id, from: inDays(-355) }, now);
}, 60_000);

async function adopted(values: Partial<MotionInput> & Pick<MotionInput, 'kind'>): Promise<void> {
  const none = { organisation: null, mayChair: null, quorum: null, admitOutcome: null, admitFrom: null };
  const motion = { ...none, admitLetter: null, reason: 'As agreed.', language: 'en', once: randomUUID(), ...values };
  const id = await writeMotion(sql, await secretariat(), { onDay: inDays(0), ...motion } as MotionInput, now);
  await sql.begin((tx) => carryOut(tx, id, { decidedBy: null, outcome: 'adopted-by-consensus', now }));
}

describe('letters of agreement, without scripts', () => {
  const place = '/committee/letters';
  const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==', 'base64');
  const letter = (values: Record<string, string> = {}) => {
    const form = new FormData();
    const fields = {
      deed: 'letter',
      title: 'What we agreed (invented)',
      language: 'en',
      from: '2020-01-15',
      until: '',
    };
    for (const [name, value] of Object.entries({ ...fields, once: randomUUID(), ...values })) form.set(name, value);
    form.set('files', new File([pixel], 'signed.gif', { type: 'image/gif' }));
    return form;
  };

  test('one is filed with its days, signed, and ended; its file is for the committee’s people', async () => {
    const browser = c.secretariat.at(url);
    const wrong = await browser.post(place, letter({ until: '2019-12-31' }));
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('The last day comes before the first.');
    expect(wrong.text).toContain('What we agreed (invented)');
    const filed = await browser.post(place, letter());
    expect(filed.text).toContain('Nobody has signed it yet.');
    const [row] = await sql<{ id: number }[]>`select id from agreement_letter`;
    const sign = { deed: `sign-${row!.id}`, letter: String(row!.id), organisation: String(c.members[1]!.id) };
    expect((await browser.post(place, { ...sign, signedOn: '2020-02-30' })).status).toBe(422);
    expect((await browser.post(place, { ...sign, signedOn: '2020-02-03' })).text).toContain('3 February 2020');
    const end = { deed: `end-${row!.id}`, letter: String(row!.id), until: '2021-06-30' };
    const ended = await browser.post(place, end);
    expect(ended.text).toContain('Not in force now:');
    expect(ended.text).toContain('30 June 2021');

    const member = await c.members[2]!.focal.at(url).get(place);
    expect(member.text).not.toContain('name="deed"');
    const file = /href="(\/committee\/letters\/[^"]+)"/.exec(member.text)![1]!;
    expect((await c.members[2]!.focal.at(url).get(file)).status).toBe(200);
    expect((await c.members[2]!.focal.at(url).post(place, end)).status).toBe(404);
    for (const outside of [new Visitor(url), c.outsider.at(url)]) {
      expect((await outside.get('/committee')).text).toContain('What we agreed (invented)');
      expect((await outside.get('/committee')).text).not.toContain(file);
      expect((await outside.get(file)).status).toBe(404);
    }
  });
});

describe('the handover of the chair, without scripts', () => {
  type Member = SomeCommittee['members'][number] | undefined;
  const waits = async (member: Member) =>
    (
      await sql`
        select from task where person_id in (${member!.focal.id}, ${member!.alternate.id}) and place = '/committee/handover' and done_at is null`
    ).length;

  test('is ticked by both sides for themselves until nothing waits for them', async () => {
    const [outgoing, incoming, other] = c.members;
    const place = '/committee/handover';
    expect([await waits(outgoing), await waits(incoming), await waits(other)]).toEqual([2, 2, 0]);
    expect((await incoming!.focal.at(url).get('/for-you')).text).toContain(`href="${place}"`);
    const seen = await other!.focal.at(url).get(place);
    expect(seen.text).not.toContain('name="deed"');
    const day = /name="day" value="([\d-]+)"/.exec((await outgoing!.focal.at(url).get(place)).text)![1]!;
    expect(day).toBe(yearsAfter(inDays(-355), 1));
    for (const item of handoverItems) {
      const form = { item, day };
      const ticked = await outgoing!.focal
        .at(url)
        .post(place, { deed: `tick-${item}-outgoing`, side: 'outgoing', ...form });
      expect(ticked.text).toContain(outgoing!.focal.name);
    }
    expect([await waits(outgoing), await waits(incoming)]).toEqual([0, 2]);
    const mine = await incoming!.alternate
      .at(url)
      .post(place, { deed: 'tick-funds-incoming', item: 'funds', side: 'incoming', day });
    expect(mine.text).toContain(incoming!.alternate.name);
    const another = { deed: 'tick-funds-outgoing', item: 'funds', side: 'outgoing', day };
    expect((await incoming!.focal.at(url).post(place, another)).status).toBe(403);
    expect((await c.outsider.at(url).post(place, another)).status).toBe(404);
  });

  test('waits for nobody of a side that another has by then', async () => {
    const [, incoming, other] = c.members;
    await adopted({ kind: 'chair', organisation: other!.id, onDay: inDays(20) });
    expect([await waits(incoming), await waits(other)]).toEqual([0, 2]);
  });
});

test('a term says when it was designated, until when, and why it ended early', async () => {
  await adopted({ kind: 'change', organisation: c.members[0]!.id, mayChair: false, onDay: inDays(5) });
  const page = await c.members[1]!.focal.at(url).get('/committee/members');
  expect(page.text).toContain('designated on');
  expect(page.text).toContain('ends early, with its membership or its right to chair, on');
  const membership = await sql`
    select until::text as until, may_chair from membership where organisation_id = ${c.members[0]!.id} order by since`;
  expect(membership).toEqual([
    { until: inDays(4), mayChair: true },
    { until: null, mayChair: false },
  ]);
});

describe('the agenda', () => {
  test('is sent to those invited, who hear of it once, and anew when it is another', async () => {
    const hours = { starts: localOf(hoursAfter(50, now), 'UTC'), ends: localOf(hoursAfter(51, now), 'UTC') };
    const form = { title: 'Whose agenda is sent (invented)', language: 'en' as const, timeZone: 'UTC', venue: null };
    const rest = { joiningUrl: '', startsWhich: null, endsWhich: null, once: randomUUID() };
    const id = await callMeeting(sql, await secretariat(), { ...form, ...rest, ...hours }, now);
    const place = `/committee/meetings/${id}`;
    const send = { deed: 'send-agenda' };
    const browser = c.secretariat.at(url);
    expect((await browser.post(place, send)).status).toBe(409);
    expect((await c.members[2]!.focal.at(url).post(place, send)).status).toBe(403);
    const item = { title: 'The first item (invented)', language: 'en' as const, minutes: 10, lead: null };
    await addItem(sql, await secretariat(), id, { ...item, once: randomUUID() }, now);
    const told = async () => {
      await server.settled();
      const [row] = await sql<{ n: number }[]>`
        select count(*)::int as n from notice where kind = 'event-agenda' and activity_id = ${id} and person_id = ${c.members[1]!.focal.id}`;
      return row!.n;
    };
    await Promise.all([1, 2].map(() => browser.post(place, send)));
    await expect.poll(told, { timeout: 30_000 }).toBe(1);
    expect((await browser.get(place)).text).toContain('Sent to those invited on');
    expect((await browser.get(place)).text).not.toContain('value="send-agenda"');
    await addItem(sql, await secretariat(), id, { ...item, title: 'Another (invented)', once: randomUUID() }, now);
    const changed = await c.members[1]!.focal.at(url).get(place);
    expect(changed.text).toContain('it has changed since');
    await browser.post(place, send);
    await expect.poll(told, { timeout: 30_000 }).toBe(2);
    expect((await c.members[1]!.focal.at(url).get('/notices')).text).toMatch(/Agenda: .{0,20}Whose agenda is sent/);
  });
});

describe('search', () => {
  test('finds a meeting by its agenda and its minutes for the committee’s people, and for nobody else', async () => {
    const hours = { starts: localOf(hoursAfter(-3, now), 'UTC'), ends: localOf(hoursAfter(-2, now), 'UTC') };
    const form = {
      title: 'Where it is found (invented)',
      language: 'en' as const,
      timeZone: 'UTC',
      venue: null,
      joiningUrl: '',
    };
    const input = { ...form, ...hours, startsWhich: null, endsWhich: null, once: randomUUID() };
    const id = await callMeeting(sql, await secretariat(), input, hoursAfter(-30, now));
    const item = {
      title: 'Quincunx of shelters',
      language: 'en' as const,
      minutes: null,
      lead: null,
      once: randomUUID(),
    };
    await addItem(sql, await secretariat(), id, item, hoursAfter(-20, now));
    await makeMinutes(sql, server.coediting.texts, await secretariat(), id, now);
    const found = await c.members[1]!.focal.at(url).get('/search?q=quincunx');
    expect(found.text).toContain(`href="/committee/meetings/${id}"`);
    expect(found.text).toContain(`href="/committee/meetings/${id}/minutes"`);
    for (const outside of [new Visitor(url), c.outsider.at(url)])
      expect((await outside.get('/search?q=quincunx')).text).not.toContain('/committee/meetings/');
    const observer = await aPerson(sql);
    await sql`
      insert into meeting_observer (event_id, person_id, named_by, named_at) values (${id}, ${observer.id}, ${c.secretariat.id}, ${now})`;
    const watched = await observer.at(url).get('/search?q=quincunx');
    expect(watched.text).toContain(`href="/committee/meetings/${id}"`);
    expect(watched.text).not.toContain(`href="/committee/meetings/${id}/minutes"`);
  });
});

test('a visitor is told when a member comes or a meeting is called, and reads it; of what is decided meanwhile nothing', async () => {
  const listener = new Listener(url, null);
  await listener.connected();
  const organisation = await anOrganisation(sql, { name: 'Came meanwhile (invented)' });
  const visitor = new Visitor(url);
  expect((await visitor.get('/committee')).text).not.toContain('Came meanwhile (invented)');
  await adopted({ kind: 'rules', admitOutcome: 'no-strong-objection', admitLetter: false });
  await adopted({ kind: 'admit', organisation, mayChair: false });
  await listener.hears('committee');
  await expect
    .poll(async () => (await visitor.get('/committee')).text, { timeout: 30_000 })
    .toContain('Came meanwhile (invented)');
});
