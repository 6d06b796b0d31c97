import { beforeEach, expect, test } from 'vitest';
import { countPeople, countVoice, type VoiceOf } from '../../app/consultations/balance/voices.server';
import { freshDatabase } from '../support/database';
import { anOrganisation, aPerson } from '../support/people';

const { sql } = await freshDatabase();
const now = new Date('2026-05-04T10:00:00Z');
const later = new Date('2026-05-05T10:00:00Z');
let consultation: number;

beforeEach(async () => {
  const host = await anOrganisation(sql);
  const { id: by } = await aPerson(sql, { secretariat: true });
  const [made] = await sql<{ id: number }[]>`
    insert into consultation (slug, language, scope, host_id, readers, participants, time_zone, feeds, created_by)
    values ('c', 'en', 'general', ${host}, 'public', 'registered', 'UTC', 'programme', ${by}) returning id`;
  consultation = made!.id;
});

const count = (whose: VoiceOf, state: 'started' | 'submitted', at = now) =>
  sql.begin((tx) => countVoice(tx, consultation, whose, state, at));
const voices = () => sql`
  select organisation_id, person_id, sector, region, started_at, submitted_at from consultation_voice
  where consultation_id = ${consultation} order by id`;
const told = async () =>
  (
    await sql`select id from announcement where what = 'consultation.voices-changed' and (ids ->> 'consultation')::bigint = ${consultation}`
  ).length;

test('an organisation has one voice, begun once and submitted once, where it is then', async () => {
  const organisationId = await anOrganisation(sql, { sector: 'media', region: '014' });
  await count({ organisationId }, 'started');
  await count({ organisationId }, 'started', later);
  await count({ organisationId }, 'submitted', later);
  await sql`update organisation set sector = 'academia', region = '150' where id = ${organisationId}`;
  await count({ organisationId }, 'submitted', new Date('2026-05-09T10:00:00Z'));
  await count({ organisationId }, 'started', new Date('2026-05-10T10:00:00Z'));
  expect([...(await voices())]).toEqual([
    { organisationId, personId: null, sector: 'media', region: '002', startedAt: now, submittedAt: later },
  ]);
  expect(await told()).toBe(2);
});

test('a person has one beside it, with the sector of whom they belong to, or none', async () => {
  const organisation = await anOrganisation(sql, { sector: 'academia', region: '001' });
  const one = await aPerson(sql, { organisation });
  const other = await aPerson(sql);
  await count({ personId: one.id }, 'submitted');
  await count({ personId: other.id }, 'started');
  await count({ organisationId: organisation }, 'started');
  const rest = { startedAt: now, submittedAt: null };
  expect([...(await voices())]).toEqual([
    { ...rest, organisationId: null, personId: one.id, sector: 'academia', region: '001', submittedAt: now },
    { ...rest, organisationId: null, personId: other.id, sector: null, region: null },
    { ...rest, organisationId: organisation, personId: null, sector: 'academia', region: '001' },
  ]);
});

test('at once from many windows it is one, and both are told of', async () => {
  const organisationId = await anOrganisation(sql);
  await Promise.all(Array.from({ length: 8 }, (_, i) => count({ organisationId }, i % 2 ? 'started' : 'submitted')));
  expect([...(await voices())]).toMatchObject([{ organisationId, submittedAt: now }]);
  expect(await told()).toBeLessThanOrEqual(2);
});

test('of a survivor group nobody is told, nor of its people', async () => {
  const organisation = await anOrganisation(sql, { sector: 'survivor-group' });
  const person = await aPerson(sql, { organisation });
  await count({ organisationId: organisation }, 'submitted');
  await count({ personId: person.id }, 'submitted');
  expect(await voices()).toHaveLength(2);
  expect(await told()).toBe(0);
});

test('many people are counted at once as each would be by themselves, and told of once', async () => {
  const media = await anOrganisation(sql, { sector: 'media', region: '014' });
  const hidden = await anOrganisation(sql, { sector: 'survivor-group' });
  const people = [
    await aPerson(sql, { organisation: media }),
    await aPerson(sql),
    await aPerson(sql, { organisation: hidden }),
  ].map((p) => p.id);
  await count({ personId: people[1]! }, 'started');
  const before = await told();
  const all = (ids: number[]) => sql.begin((tx) => countPeople(tx, consultation, ids, now));
  await Promise.all([all([...people, people[0]!]), all(people.toReversed())]);
  const own = (await voices()).filter((v) => v.personId !== null && people.includes(v.personId));
  expect(new Map(own.map((v) => [v.personId, [v.sector, v.region, v.submittedAt !== null]]))).toEqual(
    new Map([
      [people[0], ['media', '002', true]],
      [people[1], [null, null, true]],
      [people[2], ['survivor-group', '002', true]],
    ]),
  );
  expect((await told()) - before).toBeLessThanOrEqual(2);
  const only = await aPerson(sql, { organisation: hidden });
  const then = await told();
  await all([only.id]);
  expect(await told()).toBe(then);
});
