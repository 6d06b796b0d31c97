import { describe, expect, test } from 'vitest';
import {
  addOrganisation,
  changeOrganisation,
  removeMembership,
  setMembership,
} from '../../app/organisations/commands.server';
import type { Place, Words } from '../../app/organisations/forms';
import { listOrganisations, readOrganisation } from '../../app/organisations/queries.server';
import { fieldOf, unescapeHtml, Visitor } from '../support/browser-like';
import { anOrganisation, aPerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;

const day = '2026-11-26';
const refusal = (kind: string) => expect.objectContaining({ refusal: true, kind });
const secretariat = await aPerson(sql, { secretariat: true });
const staff = await secretariat.reader();
const visitor = () => new Visitor(url);

let count = 0;
const words = (values: Partial<Words> = {}): Words => ({
  name: `Harbour ${++count} (invented)`,
  shortName: null,
  language: 'en',
  mandate: 'Keeps a light on.',
  names: {},
  ...values,
});
const place: Place = { sector: 'civil-society', sectorDetail: 'focus.legal-aid', region: '014', country: 'KE' };

async function added(): Promise<{ handle: string; words: Words; version: number }> {
  const handle = `harbour-${count + 1}`;
  const said = words();
  await addOrganisation(sql, staff, { handle, words: said, place });
  return { handle, words: said, version: 1 };
}

const read = (handle: string) => readOrganisation(sql, staff, handle);
const announced = async (what: string) => (await sql`select from announcement where what = ${what}`).length;

describe('adding', () => {
  test('is the secretariat’s, tells everyone, and is done once however often the form is sent', async () => {
    const input = { handle: 'twice', words: words(), place };
    const before = await announced('organisation.changed');
    const [first, second] = await Promise.all([addOrganisation(sql, staff, input), addOrganisation(sql, staff, input)]);
    expect(first).toBe(second);
    expect(await announced('organisation.changed')).toBe(before + 1);
    expect(await read('twice')).toMatchObject({ ...input.words, ...place, version: 1, memberships: [] });
  });

  test('does not take a handle that another has', async () => {
    const { handle } = await added();
    await expect(
      addOrganisation(sql, staff, { handle: handle.toUpperCase(), words: words(), place }),
    ).rejects.toMatchObject({
      kind: 'invalid',
      fields: { handle: 'organisations:mistakes.handle-taken' },
    });
  });

  test('is nobody else’s', async () => {
    const organisation = await anOrganisation(sql);
    const focalPoint = await aPerson(sql, { organisation, office: 'focal-point' });
    await expect(
      addOrganisation(sql, await focalPoint.reader(), { handle: 'mine-too', words: words(), place }),
    ).rejects.toEqual(refusal('not-found'));
  });
});

describe('changing', () => {
  test('tells the later of two, and loses neither', async () => {
    const { handle, words: said } = await added();
    const first = { ...said, mandate: 'First.' };
    const second = { ...said, mandate: 'Second.' };
    const results = await Promise.allSettled([
      changeOrganisation(sql, staff, handle, { version: 1, words: first, place }),
      changeOrganisation(sql, staff, handle, { version: 1, words: second, place }),
    ]);
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((r) => r.status === 'rejected')).toMatchObject({ reason: refusal('conflict') });
    expect(await read(handle)).toMatchObject({ version: 2 });
  });

  test('is done once when the form is sent twice, with the version it had', async () => {
    const { handle, words: said } = await added();
    const change = { version: 1, words: { ...said, names: { fr: 'Le Port (inventé)', ar: 'الميناء' } }, place };
    await changeOrganisation(sql, staff, handle, change);
    await changeOrganisation(sql, staff, handle, change);
    expect(await read(handle)).toMatchObject({ version: 2, names: change.words.names });
  });

  test('leaves the focal point the words, and keeps the place', async () => {
    const { handle, words: said } = await added();
    const { id } = await read(handle);
    const alternate = await (await aPerson(sql, { organisation: id, office: 'alternate' })).reader();
    const outsider = await (await aPerson(sql, { organisation: id })).reader();
    const change = { version: 1, words: { ...said, mandate: 'In our own words.' } };
    await expect(changeOrganisation(sql, outsider, handle, change)).rejects.toEqual(refusal('not-found'));
    await expect(changeOrganisation(sql, alternate, handle, { ...change, place })).rejects.toEqual(
      refusal('not-allowed'),
    );
    await changeOrganisation(sql, alternate, handle, change);
    expect(await read(handle)).toMatchObject({ mandate: 'In our own words.', ...place });
  });
});

describe('founding membership', () => {
  const founder = { version: 1, was: null, since: '2007-03-01', mayChair: true };

  test('is entered, corrected and taken back', async () => {
    const { handle } = await added();
    await setMembership(sql, staff, handle, founder);
    await setMembership(sql, staff, handle, founder);
    const entered = { since: '2007-03-01', until: null, mayChair: true, founding: true, decided: false };
    expect(await read(handle)).toMatchObject({ version: 2, memberships: [entered] });
    await setMembership(sql, staff, handle, { ...founder, version: 2, was: '2007-03-01', mayChair: false });
    expect((await read(handle)).memberships).toEqual([{ ...entered, mayChair: false }]);
    await removeMembership(sql, staff, handle, { version: 3, was: '2007-03-01' });
    await removeMembership(sql, staff, handle, { version: 3, was: '2007-03-01' });
    expect((await read(handle)).memberships).toEqual([]);
  });

  test('begins on the day of the others, and tells the later of two', async () => {
    const { handle } = await added();
    await setMembership(sql, staff, handle, founder);
    const { handle: later } = await added();
    await expect(setMembership(sql, staff, later, { ...founder, since: '2020-01-01' })).rejects.toEqual(
      refusal('invalid'),
    );
    await expect(setMembership(sql, staff, handle, { ...founder, mayChair: false, was: '2007-03-01' })).rejects.toEqual(
      refusal('conflict'),
    );
  });

  test('is not changed here any more once a decision has', async () => {
    const { handle } = await added();
    const { id } = await read(handle);
    await sql`insert into membership (organisation_id, since, may_chair) values (${id}, '2020-01-01', false)`;
    for (const deed of [
      () => setMembership(sql, staff, handle, { ...founder, was: '2020-01-01' }),
      () => setMembership(sql, staff, handle, founder),
      () => removeMembership(sql, staff, handle, { version: 1, was: '2020-01-01' }),
    ])
      await expect(deed()).rejects.toEqual(refusal('closed'));
    expect((await read(handle)).memberships).toHaveLength(1);
  });

  test('is nobody’s but the secretariat’s', async () => {
    const { handle } = await added();
    const { id } = await read(handle);
    const focalPoint = await (await aPerson(sql, { organisation: id, office: 'focal-point' })).reader();
    await expect(setMembership(sql, focalPoint, handle, founder)).rejects.toEqual(refusal('not-found'));
    await expect(removeMembership(sql, focalPoint, handle, { version: 1, was: '2007-03-01' })).rejects.toEqual(
      refusal('not-found'),
    );
  });
});

describe('the list', () => {
  const list = (values: Partial<Parameters<typeof listOrganisations>[1]> = {}) =>
    listOrganisations(sql, { language: 'en', sector: undefined, region: undefined, page: 1, day, ...values });

  test('puts members first, then the alphabet of the names that are shown, and is narrowed by region and sector', async () => {
    const only = { sector: 'media' as const };
    await anOrganisation(sql, { handle: 'zeta-post', name: 'Zeta Post (invented)', sector: 'media', region: '015' });
    await anOrganisation(sql, { handle: 'eclair', name: 'Éclair (invented)', sector: 'media', region: '155' });
    const member = await anOrganisation(sql, {
      handle: 'wave',
      name: 'Wave (invented)',
      sector: 'media',
      region: '202',
      member: true,
    });
    await sql`update organisation set names = '{"fr": "Onde (inventée)"}' where id = ${member}`;
    expect((await list(only)).organisations.map((o) => o.handle)).toEqual(['wave', 'eclair', 'zeta-post']);
    expect((await list({ ...only, region: '002' })).organisations.map((o) => o.handle)).toEqual(['wave', 'zeta-post']);
    expect(await list({ ...only, region: '001' })).toMatchObject({ total: 0, organisations: [] });
    const { organisations } = await list({ ...only, language: 'fr' });
    expect(organisations[0]).toMatchObject({ name: 'Onde (inventée)', language: 'fr', member: true });
    expect((await list({ ...only, day: '2007-02-28' })).organisations.some((o) => o.member)).toBe(false);
    await expect(list({ ...only, page: 2 })).rejects.toEqual(refusal('not-found'));
  });

  test('is searched by a word of any of the names, the abbreviation or the handle, with the other filters', async () => {
    const only = { sector: 'academia' as const };
    const one = await anOrganisation(sql, { handle: 'lamp-1', name: 'Lamplight Institute (invented)', ...only });
    await sql`update organisation set short_name = 'LLI', names = '{"ar": "معهد المصباح"}' where id = ${one}`;
    await anOrganisation(sql, { handle: 'quay-1', name: 'Quay 100% Institute (invented)', ...only });
    const found = async (query: string, more = {}) =>
      (await list({ ...only, query, ...more })).organisations.map((o) => o.handle);
    expect(await found('institute')).toEqual(['lamp-1', 'quay-1']);
    for (const query of ['lamplight', 'LIGHT inst', 'lli', 'lamp-1', 'المصباح'])
      expect(await found(query)).toEqual(['lamp-1']);
    expect(await found('100%')).toEqual(['quay-1']);
    expect(await found('lamplight', { sector: 'media' })).toEqual([]);
    const page = await visitor().get('/organisations?sector=academia&q=lamplight');
    expect(page.text).toMatch(/<form method="get" action="\/organisations"/);
    expect(page.text).toContain('type="hidden" name="sector" value="academia"');
    expect(page.text).toContain('Lamplight Institute');
    expect(page.text).not.toContain('Quay 100%');
    expect(page.text).toContain('1 organisation found: Academia, “lamplight”.');
    expect(page.text).toContain('/organisations?q=lamplight"');
    expect((await visitor().get('/organisations?q=nowhere')).text).toContain('No organisation here matches');
  });

  test('knows the next day on which a membership begins or has ended', async () => {
    const { handle } = await added();
    const { id } = await read(handle);
    await sql`insert into membership (organisation_id, since, until, may_chair) values (${id}, '2030-01-01', '2030-12-31', false)`;
    expect((await list()).nextChange).toEqual(new Date('2030-01-01'));
    expect((await list({ day: '2030-06-01' })).nextChange).toEqual(new Date('2031-01-01'));
  });

  test('has 50 on a page', async () => {
    for (let i = 0; i < 60; i++) await anOrganisation(sql, { sector: 'survivor-group' });
    expect(await list({ sector: 'survivor-group' })).toMatchObject({ total: 60 });
    expect((await list({ sector: 'survivor-group', page: 2 })).organisations).toHaveLength(10);
    const page = await visitor().get('/organisations?sector=survivor-group&page=2');
    expect(page.text).toContain('Page 2 of 2');
    expect((await visitor().get('/organisations?sector=survivor-group&page=3')).status).toBe(404);
  });
});

describe('in the browser', () => {
  const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>';

  test('names are text and nothing else', async () => {
    await addOrganisation(sql, staff, {
      handle: 'hostile',
      words: words({ name: hostile, shortName: '<b>x</b>', mandate: hostile, names: { fr: `${hostile} fr` } }),
      place,
    });
    for (const path of ['/organisations', '/organisations/hostile', '/organisations/hostile/edit']) {
      const { status, text } = await secretariat.at(url).get(path);
      expect(status, path).toBe(200);
      expect(text, path).not.toContain('<script>alert');
      expect(text, path).not.toContain('<img src=x');
      expect(unescapeHtml(text), path).toContain(hostile);
    }
  });

  test('people are named to those who are in, and to nobody else', async () => {
    const { handle } = await added();
    const { id } = await read(handle);
    const officer = await aPerson(sql, { name: 'Amina Demonstration', organisation: id, office: 'focal-point' });
    await aPerson(sql, { name: 'Suspended Demonstration', organisation: id, office: 'alternate', state: 'suspended' });
    const waiting = await aPerson(sql, { state: 'waiting' });
    const path = `/organisations/${handle}`;
    expect((await visitor().get(path)).text).not.toContain('Amina');
    expect((await waiting.at(url).get(path)).text).not.toContain('Amina');
    const { text } = await (await aPerson(sql)).at(url).get(path);
    expect(text).toContain('Amina Demonstration');
    expect(text).toContain(`/people/${officer.handle}`);
    expect(text).not.toContain('Suspended Demonstration');
  });

  test('a form is filled by the secretariat from nothing to a member', async () => {
    const browser = secretariat.at(url);
    const form = {
      deed: 'add',
      handle: 'new-body',
      name: 'New Body (invented)',
      language: 'en',
      sector: 'igo',
      region: '',
      country: '',
    };
    const refused = await browser.post('/organisations/new', form);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Choose where it works');
    expect(refused.text).toContain('New Body (invented)');
    const record = await browser.post('/organisations/new', { ...form, country: 'AT' });
    expect(record.path).toBe('/organisations/new-body');
    expect(record.text).toContain('Western Europe');
    const edit = await browser.get('/organisations/new-body/edit');
    const member = await browser.post('/organisations/new-body/edit', {
      deed: 'membership-new',
      version: fieldOf(edit.text, 'version'),
      was: '',
      since: '2007-03-01',
      mayChair: 'no',
    });
    expect(member.path).toBe('/organisations/new-body');
    expect(member.text).toContain('1 March 2007');
    expect(member.text).toContain('does not take the chair');
  });

  test('whoever comes second reads what was saved, beside what they typed', async () => {
    const { handle, words: said } = await added();
    const { id } = await read(handle);
    const focalPoint = (await aPerson(sql, { organisation: id, office: 'focal-point' })).at(url);
    const path = `/organisations/${handle}/edit`;
    const version = fieldOf((await focalPoint.get(path)).text, 'version');
    await changeOrganisation(sql, staff, handle, {
      version: 1,
      words: { ...said, mandate: 'Saved in between.' },
      place,
    });
    const form = {
      deed: 'change',
      version,
      name: said.name,
      shortName: '',
      language: 'en',
      mandate: 'Typed meanwhile.',
    };
    const told = await focalPoint.post(path, form);
    expect(told.status).toBe(409);
    expect(told.text).toContain('Saved in between.');
    expect(told.text).toContain('Typed meanwhile.');
    const settled = await focalPoint.post(path, { ...form, version: fieldOf(told.text, 'version') });
    expect(settled.path).toBe(`/organisations/${handle}`);
    expect(settled.text).toContain('Typed meanwhile.');
  });

  test('what a role may not do is not there', async () => {
    const { handle } = await added();
    const { id } = await read(handle);
    const elsewhere = await anOrganisation(sql);
    const roles = {
      participant: await aPerson(sql, { organisation: id }),
      waiting: await aPerson(sql, { state: 'waiting', organisation: id }),
      'focal point elsewhere': await aPerson(sql, { organisation: elsewhere, office: 'focal-point' }),
    };
    for (const [role, person] of Object.entries(roles)) {
      const browser = person.at(url);
      expect((await browser.get('/organisations/new')).status, role).toBe(404);
      expect((await browser.post('/organisations/new', { deed: 'add' })).status, role).toBe(404);
      expect((await browser.get(`/organisations/${handle}/edit`)).status, role).toBe(404);
      expect((await browser.post(`/organisations/${handle}/edit`, { deed: 'change' })).status, role).toBe(404);
      expect((await browser.get(`/organisations/${handle}`)).text, role).not.toContain('/edit');
    }
    const focalPoint = (await aPerson(sql, { organisation: id, office: 'focal-point' })).at(url);
    expect((await focalPoint.get('/organisations/new')).status).toBe(404);
    const deed = { deed: 'membership-new', version: '1', was: '', since: '2007-03-01', mayChair: 'yes' };
    expect((await focalPoint.post(`/organisations/${handle}/edit`, deed)).status).toBe(404);
    expect((await focalPoint.get(`/organisations/${handle}/edit`)).text).not.toContain('mayChair');
    const out = await visitor().post(`/organisations/${handle}/edit`, { deed: 'change' }, { follow: false });
    expect(out.headers.get('location')).toContain('/sign-in');
    expect((await visitor().get('/organisations/nobody-here')).status).toBe(404);
  });

  test('a kept page is true again after a change', async () => {
    const { handle, words: said } = await added();
    await visitor().get(`/organisations/${handle}`);
    const list = '/organisations?region=001&sector=academia';
    expect((await visitor().get(list)).text).not.toContain('Renamed (invented)');
    await secretariat.at(url).post(`/organisations/${handle}/edit`, {
      deed: 'change',
      version: '1',
      name: 'Renamed (invented)',
      shortName: '',
      language: 'en',
      mandate: said.mandate,
      sector: 'academia',
      region: '001',
      country: '',
    });
    await server.settled();
    for (const path of [`/organisations/${handle}`, list]) {
      expect((await visitor().get(path)).text).toContain('Renamed (invented)');
    }
  });

  test('is there in French and Arabic, right to left', async () => {
    const french = await visitor().get('/organisations?lang=fr');
    expect(french.text).toContain('Toutes les régions');
    expect(french.text).toContain('Afrique');
    const arabic = await visitor().get('/organisations?lang=ar');
    expect(arabic.text).toContain('dir="rtl"');
    expect(arabic.text).toContain('كل المناطق');
  });

  test('bad input is refused plainly', async () => {
    const browser = secretariat.at(url);
    const form = {
      deed: 'add',
      handle: 'fine',
      name: 'Fine',
      language: 'en',
      sector: 'igo',
      region: '001',
      country: '',
    };
    for (const change of [
      { name: '\0' },
      { name: 'x'.repeat(1_000_000) },
      { sector: '__proto__' },
      { handle: '../x' },
      { region: "'; drop" },
    ]) {
      expect((await browser.post('/organisations/new', { ...form, ...change })).status).toBe(422);
    }
    for (const search of [
      '?page=-1',
      '?page=1e9',
      '?sector=%27',
      '?region=002&region=x',
      '?page=99999999999999999999',
    ]) {
      expect((await visitor().get(`/organisations${search}`)).status, search).toBeLessThan(500);
    }
  });
});
