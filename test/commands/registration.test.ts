import { beforeEach, describe, expect, test } from 'vitest';
import { changeEvent } from '../../app/events/preparing.server';
import {
  acceptOffer,
  askAgain,
  changeRegistration,
  registrationDeeds,
  withdrawAllOf,
  withdrawRegistration,
} from '../../app/events/registration/changing.server';
import { approve, decline, markAttendance, markJoined } from '../../app/events/registration/deciding.server';
import { mayJoin, openJoining, readJoining } from '../../app/events/registration/joining.server';
import { fillPlaces, lockEvent } from '../../app/events/registration/places.server';
import { registeredFor, registrationByToken, registrationOf } from '../../app/events/registration/queries.server';
import {
  askWithoutAccount,
  confirmRegistration,
  registerReader,
} from '../../app/events/registration/registering.server';
import { readTelling, tellRegistered } from '../../app/events/registration/telling.server';
import { isRefusal } from '../../app/shared/refusal';
import type { Tx } from '../../db/connect';
import type { Due } from '../../db/due';
import { startRunner } from '../../server/jobs/runner';
import { freshDatabase } from '../support/database';
import { anEvent, facilitates, type SomeEvent } from '../support/events';
import { writeLetters } from '../support/letters';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { aQuestionnaire } from '../support/questionnaires';

const { sql } = await freshDatabase();
const now = new Date();
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const silent = { info: () => {}, warn: () => {}, error: () => {} };

beforeEach(async () => {
  await sql`delete from due`;
  await sql`delete from mail`;
});

const refused = async (deed: Promise<unknown>) => {
  const e = await deed.then(
    () => 'done',
    (x) => x,
  );
  return isRefusal(e) ? e.message : e;
};

let orgs = 0;
/** A person of an organisation of this sector, who can register in one step. */
async function someone(sector = 'civil-society', region = '014'): Promise<SomePerson> {
  const organisation = await anOrganisation(sql, { sector, region, handle: `sector-${++orgs}` });
  return aPerson(sql, { organisation });
}

async function register(event: SomeEvent, person: SomePerson, at = now, consent = false) {
  return registerReader(sql, await person.reader(), { event: event.id, consent }, at);
}

const states = async (event: SomeEvent) =>
  (await sql<{ state: string }[]>`select state from registration where event_id = ${event.id} order by id`).map(
    (r) => r.state,
  );

const visitor = (email: string) => ({
  name: 'Visitor Demonstration',
  email,
  organisation: 'An office (invented)',
  sector: 'government' as const,
  region: '142',
  language: 'en' as const,
  timeZone: 'Asia/Bangkok',
  consent: false,
});

/** Registers an address without an account and returns the token of the letter. */
async function askAs(event: SomeEvent, email: string, at = now): Promise<string> {
  await askWithoutAccount(sql, { event: event.id, ...visitor(email) }, at);
  const letter = (await writeLetters(sql)).find((l) => l.to === email);
  return letter?.token ?? '';
}

const lapseDeed = async (event: SomeEvent, at: Date) => {
  const rows = await sql<{ id: number }[]>`select id from registration where event_id = ${event.id} order by id`;
  for (const { id } of rows) {
    await sql.begin((tx) =>
      registrationDeeds['registration-offer-lapses']!(tx as Tx, { at, about: { registration: id } } as unknown as Due),
    );
  }
};

const forget = (id: number, at: Date) =>
  sql.begin((tx) =>
    registrationDeeds['registration-forget']!(tx as Tx, { at, about: { registration: id } } as unknown as Due),
  );

describe('with an account', () => {
  test('one step, with the sector of the organisation and the region by which balance is counted', async () => {
    const event = await anEvent(sql);
    const person = await someone('workers-organisation', '014');
    expect(await register(event, person)).toBe('registered');
    expect(await registrationOf(sql, event.id, await person.reader())).toMatchObject({
      sector: 'workers-organisation',
      region: '002',
      state: 'registered',
      consent: false,
    });
  });

  test('asked twice, and at the same time, done once', async () => {
    const event = await anEvent(sql);
    const person = await someone();
    await Promise.all([register(event, person), register(event, person), register(event, person)]);
    expect(await states(event)).toEqual(['registered']);
  });

  test('consent is kept with the instant at which it was given, and taken back', async () => {
    const event = await anEvent(sql);
    const person = await someone();
    const reader = await person.reader();
    await register(event, person, now, true);
    const [row] = await sql<
      { at: Date }[]
    >`select contact_consent_at as at from registration where event_id = ${event.id}`;
    expect(row!.at).toEqual(now);
    await changeRegistration(sql, { reader, event: event.id }, { consent: false }, later(1));
    expect((await registrationOf(sql, event.id, reader))!.consent).toBe(false);
  });

  test('who belongs to no organisation is asked for sector and region', async () => {
    const event = await anEvent(sql);
    const reader = await (await aPerson(sql)).reader();
    expect(await refused(registerReader(sql, reader, { event: event.id, consent: false }, now))).toBe(
      'shared:errors.check-fields',
    );
    const input = { event: event.id, consent: false, sector: 'media', region: '150' };
    expect(await registerReader(sql, reader, input, now)).toBe('registered');
  });

  test.each([
    ['is not announced', { announced: false }, 'shared:errors.not-found'],
    ['is for others', { readers: 'invited' as const }, 'shared:errors.not-found'],
    ['was cancelled', { cancelled: true }, 'registration:refusals.cancelled'],
    ['is over', { starts: -3, ends: -1 }, 'registration:refusals.over'],
    ['takes no more registrations', { closes: -1 }, 'registration:refusals.closed'],
  ])('is refused where the event %s', async (_, values, message) => {
    const event = await anEvent(sql, values);
    expect(await refused(register(event, await someone()))).toBe(message);
    expect(await states(event)).toEqual([]);
  });
});

describe('without an account', () => {
  test('nothing is held until the link of the mail is confirmed, and no token is stored', async () => {
    const event = await anEvent(sql, { capacity: 1 });
    const token = await askAs(event, 'visitor@plenary.example');
    expect(token).not.toBe('');
    expect(await states(event)).toEqual(['unconfirmed']);
    expect(await register(event, await someone())).toBe('registered');
    expect(await confirmRegistration(sql, token, now)).toBe('waiting');
    expect(await confirmRegistration(sql, token, now)).toBe('waiting');
    const tables = await sql<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
    for (const { name } of tables) {
      const [row] = await sql<{ n: number }[]>`
        select count(*)::int as n from ${sql(name)} x where x::text like ${`%${token}%`}`;
      expect([name, row!.n]).toEqual([name, 0]);
    }
    const [accounts] = await sql`select from person where email = 'visitor@plenary.example'`;
    expect(accounts).toBeUndefined();
  });

  test('asked again with the address, nothing is changed and its owner gets a letter', async () => {
    const event = await anEvent(sql);
    await confirmRegistration(sql, await askAs(event, 'again@plenary.example'), now);
    await writeLetters(sql);
    await askWithoutAccount(
      sql,
      { event: event.id, ...visitor('AGAIN@plenary.example'), name: 'Stranger Demonstration' },
      now,
    );
    const [letter] = await writeLetters(sql);
    expect(letter).toMatchObject({ kind: 'registration-known' });
    expect(await registrationByToken(sql, letter!.token, now)).toMatchObject({ name: 'Visitor Demonstration' });
    expect(await states(event)).toEqual(['registered']);
  });

  test('a form sent twice asks for one letter', async () => {
    const event = await anEvent(sql);
    const input = { event: event.id, ...visitor('twice@plenary.example') };
    await Promise.all([askWithoutAccount(sql, input, now), askWithoutAccount(sql, input, now)]);
    expect((await writeLetters(sql)).map((l) => l.kind)).toEqual(['registration-confirm']);
  });

  test('a letter names nobody: a stranger could have typed it', async () => {
    const event = await anEvent(sql);
    await askWithoutAccount(sql, { event: event.id, ...visitor('words@plenary.example'), name: 'Buy Now' }, now);
    expect(JSON.stringify(await writeLetters(sql))).not.toContain('Buy Now');
  });

  test('the same person with an account and without one is one', async () => {
    const event = await anEvent(sql);
    const [first, second] = [await someone(), await someone()];
    // First by mail, then signed in; and the other way round.
    await confirmRegistration(sql, await askAs(event, first.email), now);
    expect(await register(event, first)).toBe('registered');
    await register(event, second);
    await sql`delete from mail`;
    await askWithoutAccount(sql, { event: event.id, ...visitor(second.email) }, now);
    expect((await writeLetters(sql))[0]).toMatchObject({
      kind: 'registration-known',
      link: { path: `/events/${event.id}/register` },
    });
    expect(await states(event)).toEqual(['registered', 'registered']);
    // An account whose address has changed since is known by both.
    await sql`update person set email = 'moved@plenary.example' where id = ${second.id}`;
    await askWithoutAccount(sql, { event: event.id, ...visitor('moved@plenary.example') }, now);
    expect(await states(event)).toEqual(['registered', 'registered']);
    expect((await registeredFor(sql, event.id)).map((r) => r.email)).toEqual([first.email, 'moved@plenary.example']);
  });

  test('who asked by mail and then registers with the account confirms nothing more', async () => {
    const event = await anEvent(sql);
    const person = await someone();
    const token = await askAs(event, person.email);
    expect(await register(event, person)).toBe('registered');
    expect(await confirmRegistration(sql, token, now)).toBe('registered');
    expect(await states(event)).toEqual(['registered']);
  });

  test('an event that is not public knows no visitors', async () => {
    const event = await anEvent(sql, { readers: 'registered' });
    expect(await refused(askWithoutAccount(sql, { event: event.id, ...visitor('out@plenary.example') }, now))).toBe(
      'shared:errors.not-found',
    );
  });

  test('who asked in time may confirm after the closing, and not once it is over', async () => {
    const event = await anEvent(sql, { starts: 3, closes: 1 });
    const [one, two] = [await askAs(event, 'one@plenary.example'), await askAs(event, 'two@plenary.example')];
    expect(await confirmRegistration(sql, one, later(2))).toBe('registered');
    expect(await refused(confirmRegistration(sql, two, later(6)))).toBe('registration:refusals.over');
  });

  test('what nobody confirmed within two days goes whole; a link is dead then, and made anew by asking anew', async () => {
    const event = await anEvent(sql);
    const token = await askAs(event, 'late@plenary.example');
    expect(await refused(confirmRegistration(sql, token, later(49)))).toBe('registration:refusals.link-dead');
    const [row] = await sql<{ id: number }[]>`select id from registration where event_id = ${event.id}`;
    await forget(row!.id, later(47));
    expect(await states(event)).toEqual(['unconfirmed']);
    await forget(row!.id, later(48));
    expect(await states(event)).toEqual([]);
    const [mail] = await sql`select from mail where to_address = 'late@plenary.example'`;
    expect(mail).toBeUndefined();
  });
});

describe('places', () => {
  test('who comes when all are taken waits, and is offered the place that comes free', async () => {
    const event = await anEvent(sql, { capacity: 1 });
    const [a, b, c] = [await someone(), await someone(), await someone()];
    for (const p of [a, b, c]) await register(event, p);
    expect(await states(event)).toEqual(['registered', 'waiting', 'waiting']);
    await withdrawRegistration(sql, { reader: await a.reader(), event: event.id }, now);
    expect(await states(event)).toEqual(['withdrawn', 'offered', 'waiting']);
    // The place is held: nobody passes.
    expect(await register(event, await someone())).toBe('waiting');
    const holder = { reader: await b.reader(), event: event.id };
    await Promise.all([acceptOffer(sql, holder, now), acceptOffer(sql, holder, now)]);
    expect(await states(event)).toEqual(['withdrawn', 'registered', 'waiting', 'waiting']);
  });

  test('an offer lapses at its instant and goes to the next; who let it lapse asks again', async () => {
    const event = await anEvent(sql, { capacity: 1 });
    const [a, b, c] = [await someone(), await someone(), await someone()];
    for (const p of [a, b, c]) await register(event, p);
    await withdrawRegistration(sql, { reader: await a.reader(), event: event.id }, now);
    const until = (await registrationOf(sql, event.id, await b.reader()))!.offeredUntil!;
    expect(until).toEqual(later(48));
    await lapseDeed(event, new Date(until.getTime() - 1));
    expect(await states(event)).toEqual(['withdrawn', 'offered', 'waiting']);
    // At the instant it is too late, whether the deed has come or not.
    const late = acceptOffer(sql, { reader: await b.reader(), event: event.id }, until);
    expect(await refused(late)).toBe('registration:refusals.offer-lapsed');
    await lapseDeed(event, until);
    expect(await states(event)).toEqual(['withdrawn', 'waiting', 'offered']);
    expect((await writeLetters(sql)).filter((l) => l.to === b.email).map((l) => l.kind)).toContain(
      'registration-lapsed',
    );
    // The next lets it lapse too: nobody in line any more, and nobody is asked in circles.
    await lapseDeed(event, new Date(until.getTime() + 48 * 3_600_000));
    expect(await states(event)).toEqual(['withdrawn', 'waiting', 'waiting']);
    expect(await register(event, await someone(), later(97))).toBe('registered');
    await askAgain(sql, { reader: await b.reader(), event: event.id }, later(98));
    expect((await registrationOf(sql, event.id, await b.reader()))!.passedAt).toBeNull();
  });

  test('who asks again while a place is free has it at once', async () => {
    const event = await anEvent(sql, { capacity: 1 });
    const [a, b] = [await someone(), await someone()];
    for (const p of [a, b]) await register(event, p);
    await withdrawRegistration(sql, { reader: await a.reader(), event: event.id }, now);
    await askAgain(sql, { reader: await b.reader(), event: event.id }, later(49));
    expect(await states(event)).toEqual(['withdrawn', 'registered']);
  });

  test('the queue lapses an offer once its instant has come', async () => {
    const event = await anEvent(sql, { capacity: 1 });
    const [a, b, c] = [await someone(), await someone(), await someone()];
    for (const p of [a, b, c]) await register(event, p);
    await withdrawRegistration(sql, { reader: await a.reader(), event: event.id }, later(-49));
    const runner = startRunner(sql, registrationDeeds, silent);
    await runner.settled();
    await runner.stop();
    const [, second, third] = await states(event);
    // The next was offered it at the instant of the first one's lapse, an hour ago.
    expect([second, third]).toEqual(['waiting', 'offered']);
  });

  test('balance: the place goes to the sector that is least present', async () => {
    const event = await anEvent(sql, { capacity: 3, waitingOrder: 'balance' });
    const sectors = ['government', 'government', 'civil-society', 'government', 'civil-society', 'media'];
    const people: SomePerson[] = [];
    for (const sector of sectors) people.push(await someone(sector));
    for (const p of people) await register(event, p);
    await withdrawRegistration(sql, { reader: await people[0]!.reader(), event: event.id }, now);
    expect(await states(event)).toEqual(['withdrawn', 'registered', 'registered', 'waiting', 'waiting', 'offered']);
  });

  test('a capacity that is raised is offered, and one that is lifted lets all in', async () => {
    const event = await anEvent(sql, { capacity: 1 });
    for (let i = 0; i < 4; i++) await register(event, await someone());
    const set = (capacity: number | null) =>
      sql.begin(async (tx) => {
        await tx`update event set capacity = ${capacity} where id = ${event.id}`;
        await fillPlaces(tx as Tx, (await lockEvent(tx as Tx, event.id, null))!, now);
      });
    await set(2);
    expect(await states(event)).toEqual(['registered', 'offered', 'waiting', 'waiting']);
    await set(null);
    expect(await states(event)).toEqual(['registered', 'registered', 'registered', 'registered']);
  });

  test('once it has begun nothing is offered any more, and a free place is taken by who comes', async () => {
    const event = await anEvent(sql, { capacity: 1, starts: 1, ends: 3 });
    const [a, b] = [await someone(), await someone()];
    for (const p of [a, b]) await register(event, p);
    await withdrawRegistration(sql, { reader: await a.reader(), event: event.id }, later(2));
    expect(await states(event)).toEqual(['withdrawn', 'waiting']);
    await askAgain(sql, { reader: await b.reader(), event: event.id }, later(2));
    expect(await register(event, await someone(), later(2))).toBe('waiting');
    expect(await states(event)).toEqual(['withdrawn', 'registered', 'waiting']);
  });
});

describe('a capacity that is changed', () => {
  const change = async (
    event: SomeEvent,
    capacity: number | null,
    waitingOrder: 'in-order' | 'balance' = 'in-order',
  ) => {
    const [row] = await sql<{ version: number }[]>`select version from event where id = ${event.id}`;
    const form = {
      version: row!.version,
      kind: 'web-seminar' as const,
      series: null,
      language: 'en' as const,
      title: 'A seminar on recruitment (invented)',
      introduction: null,
      region: '001',
      readers: 'public' as const,
      venue: null,
      capacity,
      waitingOrder,
      approval: false,
      survivorSpeaks: false,
      joiningUrl: '',
      joiningNote: null,
      noJoining: false,
      themes: [],
      sectors: [],
      spoken: [],
      interpreted: [],
      captions: [],
      invited: [],
      facilitators: [event.facilitator.handle],
    } as unknown as Parameters<typeof changeEvent>[3];
    await changeEvent(sql, await event.facilitator.reader(), event.id, form, now);
  };

  test('is not lowered below the number of those who have a place, and says how many they are', async () => {
    const event = await anEvent(sql, { capacity: 3 });
    for (let i = 0; i < 3; i++) await register(event, await someone());
    const no = await change(event, 2).catch((e) => e);
    expect(no).toMatchObject({ fields: { capacity: 'events:refusals.capacity-below' }, values: { taken: 3 } });
    await change(event, 3);
  });

  test('offers what was added to those in line, and to sectors if that is how they are balanced', async () => {
    const event = await anEvent(sql, { capacity: 1 });
    for (const sector of ['media', 'media', 'academia']) await register(event, await someone(sector));
    await change(event, 2, 'balance');
    expect(await states(event)).toEqual(['registered', 'waiting', 'offered']);
  });
});

describe('withdrawing', () => {
  test('frees the place and leaves of the person nothing but what is counted', async () => {
    const event = await anEvent(sql);
    const token = await askAs(event, 'gone@plenary.example');
    await confirmRegistration(sql, token, now);
    await writeLetters(sql);
    await withdrawRegistration(sql, { token }, now);
    const [row] = await sql<{ id: number }[]>`select * from registration where event_id = ${event.id}`;
    expect(row).toMatchObject({
      state: 'withdrawn',
      sector: 'government',
      region: '142',
      email: null,
      name: '',
      organisation: '',
    });
    // The last letter takes the entry out of their calendar; once it has gone, the address goes too.
    await writeLetters(sql);
    await forget(row!.id, later(7 * 24));
    for (const table of ['registration', 'registration_link', 'mail', 'due']) {
      const [left] = await sql`select from ${sql(table)} x where x::text ilike '%gone@plenary%'`;
      expect([table, left]).toEqual([table, undefined]);
    }
    expect(await registrationByToken(sql, token, now)).toBeNull();
    expect(await refused(withdrawRegistration(sql, { token }, now))).toBe('registration:refusals.link-dead');
    // And may come back.
    expect(await confirmRegistration(sql, await askAs(event, 'gone@plenary.example'), now)).toBe('registered');
  });

  test('an account that is erased leaves every event', async () => {
    const [one, two] = [await anEvent(sql, { capacity: 1 }), await anEvent(sql)];
    const [person, next] = [await someone(), await someone()];
    await register(one, person);
    await register(two, person);
    await register(one, next);
    await sql.begin((tx) => withdrawAllOf(tx as Tx, person.id, now));
    expect([await states(one), await states(two)]).toEqual([['withdrawn', 'offered'], ['withdrawn']]);
    const [left] = await sql`select from registration where person_id = ${person.id} or email = ${person.email}`;
    expect(left).toBeUndefined();
  });

  test('the database itself keeps no name of who withdrew', async () => {
    const event = await anEvent(sql);
    await register(event, await someone());
    await expect(
      Promise.resolve(sql`update registration set state = 'withdrawn', email = null where event_id = ${event.id}`),
    ).rejects.toMatchObject({ code: '23514' });
  });
});

describe('approval', () => {
  test('who asks is approved or declined; facilitators have a task until nobody waits', async () => {
    const event = await anEvent(sql, { approval: true, capacity: 1 });
    const [a, b, c] = [await someone(), await someone(), await someone()];
    for (const p of [a, b, c]) expect(await register(event, p)).toBe('asking');
    const facilitator = await event.facilitator.reader();
    expect((await event.facilitator.reader()).waiting).toBe(1);
    const ids = (await sql<{ id: number }[]>`select id from registration where event_id = ${event.id} order by id`).map(
      (r) => r.id,
    );
    await sql`delete from mail`;
    await approve(sql, facilitator, { event: event.id, registration: ids[0]! }, now);
    await approve(sql, facilitator, { event: event.id, registration: ids[1]! }, now);
    await decline(
      sql,
      facilitator,
      { event: event.id, registration: ids[2]!, reason: 'Only for those on the ground.' },
      now,
    );
    expect(await states(event)).toEqual(['registered', 'waiting', 'declined']);
    expect((await event.facilitator.reader()).waiting).toBe(0);
    const letters = await writeLetters(sql);
    expect(letters.map((l) => [l.kind, l.to])).toEqual([
      ['registration-registered', a.email],
      ['registration-waiting', b.email],
      ['registration-declined', c.email],
    ]);
    expect(letters[2]!.paragraphs.at(-1)).toBe('Only for those on the ground.');
    expect(await refused(register(event, c))).toBe('registration:refusals.declined');
    expect(await refused(approve(sql, facilitator, { event: event.id, registration: ids[0]! }, now))).toBe(
      'registration:refusals.decided-already',
    );
    // Somebody with a place may turn out not to be who they said: it goes to the next.
    await decline(sql, facilitator, { event: event.id, registration: ids[0]!, reason: 'Somebody else.' }, now);
    expect(await states(event)).toEqual(['declined', 'offered', 'declined']);
  });

  test('who was approved stays who they said they are', async () => {
    const event = await anEvent(sql, { approval: true });
    const token = await askAs(event, 'named@plenary.example');
    await confirmRegistration(sql, token, now);
    const identity = { name: 'Another Demonstration', organisation: '', sector: 'media' as const, region: '150' };
    await changeRegistration(sql, { token }, { identity, consent: false }, now);
    const own = await registrationByToken(sql, token, now);
    expect(own).toMatchObject({ name: 'Another Demonstration', sector: 'media' });
    await approve(sql, await event.facilitator.reader(), { event: event.id, registration: own!.id }, now);
    expect(await refused(changeRegistration(sql, { token }, { identity, consent: false }, now))).toBe(
      'registration:refusals.approved-as',
    );
    await changeRegistration(sql, { token }, { settings: { language: 'fr', timeZone: 'UTC' }, consent: true }, now);
    expect(await registrationByToken(sql, token, now)).toMatchObject({ language: 'fr', consent: true });
  });

  test('decided by those who facilitate; where a survivor speaks by them alone', async () => {
    const secretariat = await aPerson(sql, { secretariat: true });
    const nobody = await aPerson(sql);
    for (const survivorSpeaks of [false, true]) {
      const event = await anEvent(sql, { approval: true, survivorSpeaks });
      const applicant = await someone();
      await register(event, applicant);
      const own = (await registrationOf(sql, event.id, await applicant.reader()))!;
      const about = { event: event.id, registration: own.id };
      expect(await refused(approve(sql, await nobody.reader(), about, now))).toBe('shared:errors.not-found');
      const answer = await refused(approve(sql, await secretariat.reader(), about, now));
      expect(answer).toBe(survivorSpeaks ? 'shared:errors.not-found' : 'done');
    }
    const [one, two] = [await anEvent(sql, { approval: true }), await anEvent(sql, { approval: true })];
    const applicant = await someone();
    await register(one, applicant);
    const own = (await registrationOf(sql, one.id, await applicant.reader()))!;
    // By the number of another event nobody reaches this one's list.
    const elsewhere = approve(sql, await two.facilitator.reader(), { event: two.id, registration: own.id }, now);
    expect(await refused(elsewhere)).toBe('shared:errors.not-found');
  });
});

describe('letters', () => {
  test('where a survivor speaks they say neither the subject nor what it is about', async () => {
    const title = 'Speaking after forced labour (invented)';
    const event = await anEvent(sql, { survivorSpeaks: true, capacity: 1, title });
    const facilitator = await event.facilitator.reader();
    const person = await someone();
    await register(event, person);
    const token = await askAs(event, 'quiet@plenary.example');
    await confirmRegistration(sql, token, now);
    const ids = (await sql<{ id: number }[]>`select id from registration where event_id = ${event.id} order by id`).map(
      (r) => r.id,
    );
    await sql`update mail set sent_at = null`;
    for (const registration of ids) await approve(sql, facilitator, { event: event.id, registration }, now);
    await askWithoutAccount(sql, { event: event.id, ...visitor('quiet@plenary.example') }, now);
    await decline(sql, facilitator, { event: event.id, registration: ids[0]!, reason: 'A reason in words.' }, now);
    await askWithoutAccount(sql, { event: event.id, ...visitor('new@plenary.example') }, now);
    const letters = await writeLetters(sql);
    expect(letters.map((l) => l.kind).sort()).toEqual([
      'registration-confirm',
      'registration-declined',
      'registration-known',
      'registration-offered',
    ]);
    for (const letter of letters) {
      expect(letter.bare).toBe(true);
      expect(letter.calendar).toBeUndefined();
      const said = [letter.subject, ...letter.paragraphs, letter.link!.words].join(' ').toLowerCase();
      for (const word of [
        'labour',
        'survivor',
        'event',
        'meeting',
        'traffick',
        'regist',
        'reason in words',
        'seminar',
        'plenary',
      ])
        expect([letter.kind, said.includes(word)]).toEqual([letter.kind, false]);
    }
  });

  test('of an event that is not public they hold a title and a link', async () => {
    const event = await anEvent(sql, { readers: 'registered', approval: true, title: 'A closed round (invented)' });
    const person = await someone();
    await register(event, person);
    const own = (await registrationOf(sql, event.id, await person.reader()))!;
    const about = { event: event.id, registration: own.id, reason: 'A reason in words.' };
    await decline(sql, await event.facilitator.reader(), about, now);
    const [letter] = await writeLetters(sql);
    expect(letter).toMatchObject({ kind: 'registration-declined', paragraphs: [] });
    expect(letter!.subject).toContain('A closed round (invented)');
  });

  test('what is no longer so is not sent', async () => {
    const event = await anEvent(sql, { capacity: 1 });
    const [a, b] = [await someone(), await someone()];
    for (const p of [a, b]) await register(event, p);
    await writeLetters(sql);
    await withdrawRegistration(sql, { reader: await a.reader(), event: event.id }, now);
    await withdrawRegistration(sql, { reader: await b.reader(), event: event.id }, now);
    expect((await writeLetters(sql)).filter((l) => l.kind.startsWith('registration-'))).toEqual([]);
  });
});

describe('joining', () => {
  const joiningUrl = 'https://meet.example/j/12345';

  test('the link is for those with a place, and for those who speak and facilitate', async () => {
    const speaker = await someone();
    const event = await anEvent(sql, { capacity: 1, joiningUrl, joiningNote: 'Code 4711', speaker: speaker.id });
    const [a, b, stranger] = [await someone(), await someone(), await someone()];
    await register(event, a);
    await register(event, b);
    const secretariat = await aPerson(sql, { secretariat: true });
    const may = async (p: SomePerson) => mayJoin(sql, event.id, await p.reader(), now);
    expect([await may(a), await may(b), await may(stranger), await may(secretariat)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect([await may(speaker), await may(event.facilitator)]).toEqual([true, true]);
    expect(await mayJoin(sql, event.id, null, now)).toBe(false);
    expect(await readJoining(sql, event.id, await a.reader(), now)).toEqual({
      url: joiningUrl,
      note: 'Code 4711',
      venue: '',
    });
    expect(await readJoining(sql, event.id, await b.reader(), now)).toBeNull();
  });

  test('by a link from a mail, of this event alone, until it is withdrawn, and not after the event', async () => {
    const [event, other] = [await anEvent(sql, { joiningUrl, starts: 2, ends: 4 }), await anEvent(sql, { joiningUrl })];
    const token = await askAs(event, 'link@plenary.example');
    expect(await mayJoin(sql, event.id, token, now)).toBe(false);
    await confirmRegistration(sql, token, now);
    expect(await mayJoin(sql, event.id, token, now)).toBe(true);
    expect(await mayJoin(sql, other.id, token, now)).toBe(false);
    expect(await mayJoin(sql, event.id, 'no-such-token', now)).toBe(false);
    expect(await mayJoin(sql, event.id, token, later(5.1))).toBe(false);
    await sql`update event set cancelled_at = now() where id = ${event.id}`;
    expect(await mayJoin(sql, event.id, token, now)).toBe(false);
    await sql`update event set cancelled_at = null where id = ${event.id}`;
    await withdrawRegistration(sql, { token }, now);
    expect(await mayJoin(sql, event.id, token, now)).toBe(false);
  });

  test('who may not see the event any more may not join it', async () => {
    const event = await anEvent(sql, { joiningUrl });
    const person = await someone();
    await register(event, person);
    const token = await askAs(event, 'public@plenary.example');
    await confirmRegistration(sql, token, now);
    await sql`update event set readers = 'invited' where id = ${event.id}`;
    expect(await mayJoin(sql, event.id, await person.reader(), now)).toBe(false);
    expect(await mayJoin(sql, event.id, token, now)).toBe(false);
  });

  test('opening it near the beginning counts as having come; a facilitator marks them by one press', async () => {
    const event = await anEvent(sql, { joiningUrl, starts: 2, ends: 4 });
    const [early, there, absent] = [await someone(), await someone(), await someone()];
    for (const p of [early, there, absent]) await register(event, p);
    expect(await openJoining(sql, event.id, await early.reader(), now)).toBe(joiningUrl);
    await openJoining(sql, event.id, await there.reader(), later(1.5));
    const facilitator = await event.facilitator.reader();
    expect(await refused(markJoined(sql, facilitator, event.id, later(1)))).toBe('registration:refusals.not-begun');
    await markJoined(sql, facilitator, event.id, later(3));
    const attended = async () =>
      (
        await sql<{ there: boolean }[]>`
          select attended_at is not null as there from registration where event_id = ${event.id} order by id`
      ).map((r) => r.there);
    expect(await attended()).toEqual([false, true, false]);
    const ids = (await sql<{ id: number }[]>`select id from registration where event_id = ${event.id} order by id`).map(
      (r) => r.id,
    );
    await markAttendance(sql, facilitator, { event: event.id, listed: ids.slice(0, 2), there: [ids[0]!] }, later(3));
    expect(await attended()).toEqual([true, false, false]);
  });

  test.each(['javascript:alert(1)', '', 'ftp://x.example/'])('an address such as "%s" leads nowhere', async (url) => {
    const event = await anEvent(sql, { joiningUrl: url });
    const person = await someone();
    await register(event, person);
    expect(await refused(openJoining(sql, event.id, await person.reader(), now))).toBe('shared:errors.not-found');
  });
});

describe('afterwards', () => {
  async function overEvent() {
    const event = await anEvent(sql, { capacity: 2, starts: 1, ends: 2 });
    for (let i = 0; i < 3; i++) await register(event, await someone());
    await sql`
      insert into event_material (event_id, position, kind, title, language, url, added_by)
      values (${event.id}, 1, 'slides', 'Slides (invented)', 'en', 'https://files.example/s.pdf', ${event.facilitator.id})`;
    await sql`delete from mail`;
    return event;
  }
  const told = async () =>
    (await sql<{ n: number }[]>`select count(*)::int as n from mail where kind = 'registration-told'`)[0]!.n;

  test('those registered are told once, pressed twice at once or again', async () => {
    const event = await overEvent();
    const other = await aPerson(sql);
    await facilitates(sql, event.id, other.id);
    expect(await readTelling(sql, event.id, now)).toEqual({ materials: 1, forms: 0, toldAt: null, count: 2 });
    const readers = [await event.facilitator.reader(), await other.reader(), await event.facilitator.reader()];
    expect(await refused(tellRegistered(sql, readers[0]!, event.id, now))).toBe('registration:refusals.not-over');
    const answers = await Promise.all(readers.map((r) => refused(tellRegistered(sql, r, event.id, later(3)))));
    expect(answers.filter((a) => a === 'registration:refusals.told-already')).toHaveLength(2);
    expect(await told()).toBe(2);
    expect((await writeLetters(sql)).map((l) => l.kind)).toEqual(['registration-told', 'registration-told']);
    expect(await readTelling(sql, event.id, now)).toMatchObject({ count: 2, toldAt: later(3) });
  });

  test('that a feedback form is open is told with it, and alone where nothing else is there', async () => {
    const event = await overEvent();
    await sql`delete from event_material where event_id = ${event.id}`;
    const facilitator = await event.facilitator.reader();
    const published = { event: event.id, answerers: 'registered' } as const;
    await aQuestionnaire(sql, { ...published, opens: later(-3), closes: later(-1) });
    await aQuestionnaire(sql, { ...published, opens: later(-3), published: false });
    await aQuestionnaire(sql, { ...published, answerers: 'people', opens: later(-3) });
    expect(await refused(tellRegistered(sql, facilitator, event.id, later(3)))).toBe(
      'registration:refusals.nothing-there',
    );
    await aQuestionnaire(sql, { ...published, opens: later(-3) });
    expect(await tellRegistered(sql, facilitator, event.id, later(3))).toBe(2);
    const letters = await writeLetters(sql);
    expect(letters.map((l) => l.paragraphs)).toEqual(
      [0, 1].map(() => [
        'What there is to look back at after the event stands on its page now. This is the only mail about it.',
        'You are asked what you thought of it, too: the feedback form stands there.',
      ]),
    );
  });

  test('killed on its way nobody was told, and pressed again everybody is', async () => {
    const event = await overEvent();
    await sql.unsafe(`
      create function die() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
      create trigger dies before insert on registration_told for each row execute function die()`);
    await expect(tellRegistered(sql, await event.facilitator.reader(), event.id, later(3))).rejects.toBeDefined();
    expect(await told()).toBe(0);
    await sql.unsafe('drop trigger dies on registration_told; drop function die()');
    expect(await tellRegistered(sql, await event.facilitator.reader(), event.id, later(3))).toBe(2);
    expect(await told()).toBe(2);
  });

  test('those who withdrew after it stay counted', async () => {
    const event = await overEvent();
    const [row] = await sql<
      { email: string }[]
    >`select email from registration where event_id = ${event.id} order by id limit 1`;
    await sql`update registration set attended_at = now() where event_id = ${event.id} and email = ${row!.email}`;
    const [person] = await sql<{ id: number }[]>`select id from person where email = ${row!.email}`;
    await sql.begin((tx) => withdrawAllOf(tx as Tx, person!.id, later(4)));
    const [left] = await sql<{ n: number }[]>`
      select count(*)::int as n from registration where event_id = ${event.id} and attended_at is not null`;
    expect(left!.n).toBe(1);
    // And nobody is offered a place at what is over.
    expect(await states(event)).toEqual(['withdrawn', 'registered', 'waiting']);
  });
});
