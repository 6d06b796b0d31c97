import { describe, expect, test, vi } from 'vitest';
import { approve } from '../../app/people/admission.commands.server';
import { unescapeHtml, Visitor } from '../support/browser-like';
import { aDiscussion } from '../support/discussions';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';
import { startMailbox } from '../support/smtp';

const mailbox = await startMailbox();
vi.setConfig({ testTimeout: 15_000 });
const server = await serverForFile({ env: { SMTP_URL: mailbox.url } });
const { sql, url } = server;

const ours = await anOrganisation(sql, { name: 'Ours (invented)' });
const theirs = await anOrganisation(sql, { name: 'Theirs (invented)' });
const secretariat = await aPerson(sql, { secretariat: true });
const focalPoint = await aPerson(sql, { organisation: ours, office: 'focal-point' });
const elsewhere = await aPerson(sql, { organisation: theirs, office: 'alternate' });
const participant = await aPerson(sql, { organisation: ours });
const waiter = await aPerson(sql, { organisation: ours, state: 'waiting' });
const hostile = '"><script>alert(1)</script>';

const waiting = (values: Parameters<typeof aPerson>[1] = {}) =>
  aPerson(sql, { state: 'waiting', organisation: ours, ...values });
const stateOf = async (person: SomePerson) =>
  (await sql<{ state: string }[]>`select state from person where id = ${person.id}`)[0]!.state;
const said = (html: string) => unescapeHtml(html.replace(/<script.*?<\/script>/gs, ''));
const words = (html: string) => said(html).replace(/<[^>]*>/g, ' ');

describe('the page of people', () => {
  test('is there for those who decide, each with their own, and for nobody else', async () => {
    const person = await waiting({ name: 'Imani Demonstration' });
    expect((await secretariat.at(url).get('/people')).text).toContain('Imani Demonstration');
    expect((await focalPoint.at(url).get('/people')).text).toContain('Imani Demonstration');
    expect((await elsewhere.at(url).get('/people')).text).not.toContain('Imani');
    for (const [role, who] of Object.entries({ participant, waiter })) {
      for (const path of ['/people', '/people/invitations']) {
        expect((await who.at(url).get(path)).status, `${role} ${path}`).toBe(404);
        expect((await who.at(url).post(path, { deed: 'x', person: String(person.id) })).status, `${role} ${path}`).toBe(
          404,
        );
      }
    }
    const visitor = await new Visitor(url).get('/people');
    expect(visitor.headers.get('location')).toContain('/sign-in');
  });

  test('is no way to decide on people of others: they are not there', async () => {
    const person = await waiting();
    const browser = elsewhere.at(url);
    for (const deed of ['approve', 'refuse']) {
      const answer = await browser.post('/people?index', {
        deed: `${deed}-${person.id}`,
        person: String(person.id),
        reason: 'x',
      });
      expect(answer.status).toBe(404);
    }
    expect(await stateOf(person)).toBe('waiting');
  });

  test('shows who waits longest first, with the day of the promised answer, and names as text', async () => {
    const organisation = await anOrganisation(sql);
    const officer = (await aPerson(sql, { organisation, office: 'focal-point' })).at(url);
    const late = await waiting({ organisation, name: `Late ${hostile}` });
    const early = await waiting({ organisation, name: 'Early Demonstration' });
    // A Friday: two working days later it is Tuesday.
    await sql`update person set email_confirmed_at = '2026-01-02T10:00:00Z' where id = ${early.id}`;
    const { text } = await officer.get('/people');
    expect(text.indexOf('Early')).toBeLessThan(text.indexOf('Late &quot;'));
    expect(text).toContain('6 January 2026');
    expect(text).not.toContain('<script>alert');
    expect(late.id).toBeGreaterThan(0);
  });

  test('lets in and refuses with a click, and the person reads it in a mail', async () => {
    const browser = focalPoint.at(url);
    const [welcome, declined] = [await waiting(), await waiting({ language: 'fr' })];
    const done = await browser.post('/people?index', { deed: `approve-${welcome.id}`, person: String(welcome.id) });
    expect(done.text).toContain('The person was let in');
    const form = { deed: `refuse-${declined.id}`, person: String(declined.id), reason: '' };
    const asked = await browser.post('/people?index', form);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('Give the reason.');
    expect(asked.text).toMatch(/<details[^>]*open/);
    await browser.post('/people?index', { ...form, reason: 'Nous ne vous connaissons pas.' });
    await server.settled();
    expect((await mailbox.waitFor(welcome.email)).subject).toBe('You can take part in Plenary');
    const refused = await mailbox.waitFor(declined.email);
    expect(refused.subject).toBe('Votre inscription à Plenary');
    expect(refused.text).toContain('Nous ne vous connaissons pas.');
    const stale = await browser.post('/people?index', { ...form, deed: `approve-${declined.id}` });
    expect(stale.status).toBe(409);
    const again = await browser.post(`/people/${declined.handle}`, { deed: 'approve' });
    expect(again.status).toBe(200);
    expect(await stateOf(declined)).toBe('active');
  });

  test('takes the secretariat from an organisation that is not listed to one that is, and the person with it', async () => {
    const browser = secretariat.at(url);
    const person = await waiting({ organisation: undefined });
    await sql`update person set organisation_id = null, organisation_wanted = 'Lantern House (invented)' where id = ${person.id}`;
    const list = said((await browser.get('/people')).text);
    const link = `/organisations/new?for=${person.id}&name=Lantern+House+%28invented%29`;
    expect(list).toContain(link);
    expect((await browser.get(link)).text).toContain('value="Lantern House (invented)"');
    const chosen = await browser.post(
      link,
      {
        deed: 'add',
        handle: 'lantern-house',
        name: 'Lantern House (invented)',
        language: 'en',
        sector: 'academia',
        region: '002',
        country: '',
      },
      { follow: false },
    );
    const [row] = await sql<{ id: number }[]>`select id from organisation where handle = 'lantern-house'`;
    expect(chosen.headers.get('location')).toBe(`/people?for=${person.id}&organisation=${row!.id}`);
    const page = await browser.get(chosen.headers.get('location')!);
    expect(page.text).toMatch(new RegExp(`<option[^>]*value="${row!.id}"[^>]*selected`));
    await browser.post('/people?index', {
      deed: `approve-${person.id}`,
      person: String(person.id),
      organisation: String(row!.id),
    });
    expect((await person.reader()).organisationId).toBe(row!.id);
  });

  test('takes two statements beside the session’s, three where an organisation is chosen', async () => {
    const person = await waiting();
    const browser = secretariat.at(url);
    for (const [path, most] of [
      ['/people', 2],
      [`/people?for=${person.id}`, 3],
      ['/people/invitations', 3],
      [`/people/${participant.handle}`, 3],
    ] as const) {
      await browser.get(path);
      await server.settled();
      server.statements();
      await browser.get(path);
      const texts = server.statements().filter((text) => / (session|person|organisation|invitation) /.test(text));
      expect(texts.length, path).toBeLessThanOrEqual(most);
    }
  });

  test('finds people by name, handle or address in the state that is shown, and keeps both', async () => {
    const organisation = await anOrganisation(sql);
    const officer = (await aPerson(sql, { organisation, office: 'focal-point' })).at(url);
    const josefa = await aPerson(sql, { organisation, name: 'Josefa Ñandú Demonstration' });
    await sql`update person set handle = 'josefa.nandu-demonstration' where id = ${josefa.id}`;
    await aPerson(sql, { organisation, name: 'Other Demonstration' });
    await waiting({ name: 'Josefa Elsewhere' });
    const whole = await officer.get('/people?state=active');
    expect(whole.text).toMatch(/<form method="get" action="\/people"/);
    expect(whole.text).toContain('type="hidden" name="state" value="active"');
    const find = (q: string, state = 'active') => officer.get(`/people?${new URLSearchParams({ state, q })}`);
    for (const q of ['josefa', ' ÑANDÚ  josefa ', 'nandu', josefa.email.slice(0, 12)]) {
      const { text } = await find(q);
      expect(words(text), q).toContain('1 person found for');
      expect(text, q).toContain('Josefa Ñandú Demonstration');
      expect(text, q).not.toContain('Other Demonstration');
    }
    const narrowed = said((await find('josefa')).text);
    expect(narrowed).toContain('name="q" type="search"');
    expect(narrowed).toContain('href="/people?state=suspended&q=josefa"');
    for (const q of ['josefa other', '%', 'jos_fa', hostile]) {
      const { text } = await find(q);
      expect(words(text), q).toContain('Nobody in this list matches');
      expect(text, q).not.toContain('<script>alert');
    }
    expect(words((await find('josefa', 'waiting')).text)).toContain('Nobody in this list matches');
  });

  test('shows the person for whom an organisation is chosen, however many wait longer', async () => {
    const late = await waiting({ name: 'Last Demonstration' });
    for (let i = 0; i < 51; i++) {
      const early = await waiting();
      await sql`update person set email_confirmed_at = '2020-01-02T10:00:00Z' where id = ${early.id}`;
    }
    expect((await secretariat.at(url).get(`/people?for=${late.id}`)).text).toContain('Last Demonstration');
  });

  test('answers whatever is asked of its address', async () => {
    const browser = secretariat.at(url);
    for (const search of [
      '?state=unconfirmed',
      '?page=-1',
      '?for=x&organisation=y',
      '?done=%3Cscript%3E',
      '?page=99',
      `?q=%25&q=${'a+'.repeat(400)}`,
    ]) {
      const { status, text } = await browser.get(`/people${search}`);
      expect([200, 404], search).toContain(status);
      expect(text).not.toContain('done.');
    }
  });
});

describe('a person’s page', () => {
  test('is where the secretariat lets in after all, for an organisation that is chosen', async () => {
    const person = await aPerson(sql, { state: 'refused' });
    const browser = secretariat.at(url);
    const asked = await browser.post(`/people/${person.handle}`, { deed: 'approve', organisation: '' });
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('Choose an organisation from the list.');
    await browser.post(`/people/${person.handle}`, { deed: 'approve', organisation: String(theirs) });
    expect(await stateOf(person)).toBe('active');
  });

  test('is for people who are in, and shows an address only to those who decide', async () => {
    const path = `/people/${participant.handle}`;
    expect((await new Visitor(url).get(path)).status).toBe(404);
    expect((await waiter.at(url).get(path)).status).toBe(404);
    for (const who of [elsewhere, participant]) {
      const { status, text } = await who.at(url).get(path);
      expect(status).toBe(200);
      expect(text).toContain('Ours (invented)');
      expect(text).not.toContain(participant.email);
      expect(text).not.toContain('value="suspend"');
    }
    for (const who of [focalPoint, secretariat])
      expect((await who.at(url).get(path)).text).toContain(participant.email);
  });

  test('of someone who is not in is for those who decide', async () => {
    for (const state of ['waiting', 'refused', 'suspended', 'unconfirmed'] as const) {
      const path = `/people/${(await aPerson(sql, { organisation: ours, state })).handle}`;
      expect((await participant.at(url).get(path)).status, state).toBe(404);
      expect((await elsewhere.at(url).get(path)).status, state).toBe(404);
      expect((await focalPoint.at(url).get(path)).status, state).toBe(state === 'unconfirmed' ? 404 : 200);
    }
  });

  test('is where someone is suspended, out at once, and reinstated', async () => {
    const person = await aPerson(sql, { organisation: ours });
    const path = `/people/${person.handle}`;
    const theirBrowser = person.at(url);
    expect((await theirBrowser.get('/for-you')).status).toBe(200);
    expect((await focalPoint.at(url).post(path, { deed: 'suspend', reason: '' })).status).toBe(422);
    const page = await focalPoint.at(url).post(path, { deed: 'suspend', reason: `Because ${hostile}` });
    expect(page.text).toContain('Suspended');
    expect(page.text).not.toContain('<script>alert');
    expect((await theirBrowser.get('/for-you')).status).toBe(303);
    expect((await mailbox.waitFor(person.email)).html).not.toContain('<script>');
    await focalPoint.at(url).post(path, { deed: 'reinstate' });
    expect(await stateOf(person)).toBe('active');
    expect((await focalPoint.at(url).post(path, { deed: 'reinstate' })).status).toBe(200);
  });

  test('is where the secretariat names officers, and nobody else does', async () => {
    const person = await aPerson(sql, { organisation: ours });
    const path = `/people/${person.handle}`;
    const form = { deed: 'office', organisation: String(ours), office: 'alternate' };
    for (const who of [focalPoint, elsewhere, participant])
      expect((await who.at(url).post(path, form)).status).toBe(404);
    const taken = await secretariat.at(url).post(path, { ...form, office: 'focal-point' });
    expect(taken.status).toBe(422);
    expect(taken.text).toContain('This organisation has a focal point.');
    const named = await secretariat.at(url).post(path, form);
    expect(named.text).toContain('Take the office back');
    expect((await person.at(url).get('/people')).status).toBe(200);
    await secretariat.at(url).post(path, { deed: `take-office-${ours}`, organisation: String(ours) });
    expect((await person.at(url).get('/people')).status).toBe(404);
    expect((await secretariat.at(url).post(path, { deed: 'nothing-known' })).status).toBe(422);
  });
});

describe('invitations', () => {
  const form = (email: string) => ({
    deed: 'invite',
    email,
    name: '',
    language: 'en',
    organisation: String(ours),
    office: '',
    discussion: '',
    role: 'participant',
  });

  test('go out by mail with a link that opens the invitation, are sent again, and end when withdrawn', async () => {
    const discussion = await aDiscussion(sql, { title: 'Shelter that lasts (invented)' });
    const browser = secretariat.at(url);
    const email = 'newcomer@ours.example';
    const sent = await browser.post('/people/invitations', {
      ...form(email),
      office: 'alternate',
      discussion: String(discussion.id),
      role: 'observer',
    });
    expect(sent.text).toContain('The invitation is on its way.');
    expect(sent.text).toContain(email);
    const mail = await mailbox.waitFor(email);
    expect(mail.text).toContain('an alternate of Ours (invented)');
    expect(mail.text).toContain('follow the discussion “Shelter that lasts (invented)”');
    await server.settled();
    const [token] = await sql<{ hash: string; days: number }[]>`
      select hash, extract(day from expires_at - created_at)::int as days from token where kind = 'invitation'`;
    expect(token!.days).toBe(14);
    expect(mail.link).toMatch(/^\/invitation\?token=[\w-]{43}$/);
    expect(mail.link).not.toContain(token!.hash);
    expect((await new Visitor(url).get(mail.link)).status).toBe(200);
    expect((await browser.get('/people/invitations')).text).toContain('The link works until');
    const id = /name="invitation" value="(\d+)"/.exec(sent.text)![1]!;
    const again = await browser.post('/people/invitations', { deed: `again-${id}`, invitation: id });
    expect(again.text).toContain('once more');
    const gone = await browser.post('/people/invitations', { deed: `withdraw-${id}`, invitation: id });
    expect(gone.text).not.toContain(email);
    expect(await sql`select from token where kind = 'invitation'`).toHaveLength(0);
    await expect(new Visitor(url).get(mail.link)).resolves.toMatchObject({
      text: expect.not.stringContaining('Shelter that lasts'),
    });
  });

  test('are refused beside the field, with all that was typed kept', async () => {
    const browser = focalPoint.at(url);
    const wrong = await browser.post('/people/invitations', { ...form('not an address'), name: 'Kofi Mensah' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="Kofi Mensah"');
    const known = await browser.post('/people/invitations', form(participant.email));
    expect(known.text).toContain('This person is in already');
    const office = await browser.post('/people/invitations', { ...form('x@ours.example'), office: 'alternate' });
    expect(office.status).toBe(404);
    const other = await browser.post('/people/invitations', {
      ...form('x@ours.example'),
      organisation: String(theirs),
    });
    expect(other.status).toBe(404);
  });

  test('of others are not there', async () => {
    await focalPoint.at(url).post('/people/invitations', form('ours@ours.example'));
    const page = await elsewhere.at(url).get('/people/invitations');
    expect(page.text).not.toContain('ours@ours.example');
    const [row] = await sql<{ id: number }[]>`select id from invitation where email = 'ours@ours.example'`;
    const withdrawal = { deed: `withdraw-${row!.id}`, invitation: String(row!.id) };
    expect((await elsewhere.at(url).post('/people/invitations', withdrawal)).status).toBe(404);
  });
});

test('in Arabic everything is there, right to left', async () => {
  const officer = await aPerson(sql, { organisation: await anOrganisation(sql), office: 'alternate', language: 'ar' });
  for (const path of ['/people', '/people?state=active', '/people/invitations', `/people/${officer.handle}`]) {
    const { text } = await officer.at(url).get(path);
    expect(text).toContain('dir="rtl"');
    expect(words(text), path).not.toMatch(
      /\b(admission|organisations|people|shared):|\b(view|shown|empty|invite|office)\.[a-z]/,
    );
  }
});

test('a decision that was taken meanwhile is told, and nothing is lost', async () => {
  const person = await waiting();
  await approve(
    sql,
    await secretariat.reader(),
    { person: person.id, organisation: 'as-registered', from: 'waiting' },
    new Date(),
  );
  const told = await focalPoint
    .at(url)
    .post('/people?index', { deed: `refuse-${person.id}`, person: String(person.id), reason: 'x' });
  expect(told.status).toBe(409);
});
