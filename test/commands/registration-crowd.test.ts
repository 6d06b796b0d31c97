import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { confirmRegistration, registerReader } from '../../app/events/registration/registering.server';
import type { Reader } from '../../app/people/person';
import { freshDatabase } from '../support/database';
import { anEvent, type SomeEvent } from '../support/events';
import { anOrganisation } from '../support/people';

const { sql } = await freshDatabase();
const now = new Date();

/** So many people with accounts, and so many addresses that have only to confirm, straight into the tables. */
async function aCrowd(event: SomeEvent, accounts: number, addresses: number): Promise<(() => Promise<string>)[]> {
  const organisation = await anOrganisation(sql, { sector: 'civil-society' });
  const people = await sql<{ id: number; name: string; email: string; handle: string }[]>`
    insert into person (handle, email, name, state, organisation_id, email_confirmed_at)
    select 'crowd.n' || n, 'crowd' || n || '@plenary.example', 'Crowd ' || n, 'active', ${organisation}, now()
    from generate_series(1, ${accounts}) n returning id, name, email, handle`;
  const readers = people.map(
    (p): Reader => ({
      ...p,
      session: '',
      state: 'active',
      secretariat: false,
      language: 'en',
      timeZone: 'UTC',
      shortcuts: true,
      organisationId: organisation,
      organisationName: 'x',
      offices: [],
      waiting: 0,
    }),
  );
  const tokens = Array.from({ length: addresses }, () => randomBytes(32).toString('base64url'));
  const hashes = tokens.map((token) => createHash('sha256').update(token).digest('hex'));
  await sql`
    with asked as (
      insert into registration (event_id, email, name, sector, region, language, time_zone, state)
      select ${event.id}, 'visitor' || n || '@plenary.example', 'Visitor', 'media', '150', 'en', 'UTC', 'unconfirmed'
      from generate_series(1, ${addresses}) n returning id)
    insert into registration_link (hash, registration_id)
    select h.hash, a.id from (select id, row_number() over (order by id) as n from asked) a
    join unnest(${hashes}::text[]) with ordinality as h(hash, n) on h.n = a.n`;
  const deeds = [
    ...readers.map((r) => () => registerReader(sql, r, { event: event.id, consent: false }, now)),
    ...tokens.map((token) => () => confirmRegistration(sql, token, now)),
  ];
  // Those with and without an account among each other, in the same order in each run.
  return deeds
    .map((deed, i) => ({ deed, at: createHash('sha256').update(String(i)).digest('hex') }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ deed }) => deed);
}

test('ten thousand at once for a hundred places: a hundred get in, and the others wait in order', {
  timeout: 600_000,
}, async () => {
  const event = await anEvent(sql, { capacity: 100 });
  const crowd = await aCrowd(event, 5000, 5000);
  const answers = await Promise.all(crowd.map((register) => register()));
  expect(answers.filter((state) => state === 'registered')).toHaveLength(100);
  expect(answers.filter((state) => state === 'waiting')).toHaveLength(9900);
  const rows = await sql<{ state: string; placeOrder: number }[]>`
    select state, place_order from registration where event_id = ${event.id} order by place_order`;
  expect(rows).toHaveLength(10_000);
  expect(rows.slice(0, 100).every((r) => r.state === 'registered')).toBe(true);
  expect(rows.slice(100).every((r) => r.state === 'waiting')).toBe(true);
  expect(new Set(rows.map((r) => r.placeOrder)).size).toBe(10_000);
});
