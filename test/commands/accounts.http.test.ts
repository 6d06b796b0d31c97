import { describe, expect, test } from 'vitest';
import { unescapeHtml, Visitor } from '../support/browser-like';
import { anOrganisation, aPerson } from '../support/people';
import { serverForFile, startServer } from '../support/server';
import { startMailbox } from '../support/smtp';

const mailbox = await startMailbox();
const server = await serverForFile({ env: { SMTP_URL: mailbox.url } });
const { sql, url } = server;
const firefox = {
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'Accept-Language': 'en',
};
const words = 'seven lamps on a quiet road';
const otherWords = 'nine boats under a red bridge';

let count = 0;
const newAddress = () => `amina${++count}@maison.example`;
const visitor = (headers: Record<string, string> = {}) => new Visitor(url, { ...firefox, ...headers });

/** The link of a mail, once the post office has also written down that it sent it. */
async function linkFor(address: string, path: string): Promise<string> {
  const mail = await mailbox.waitFor(address, (m) => m.link.startsWith(path));
  await server.settled();
  return mail.link;
}

function registration(email: string) {
  return {
    deed: 'register',
    name: 'Amina Diallo',
    email,
    organisationId: '',
    organisationWanted: 'Maison Ouverte (invented)',
    password: words,
    language: 'en',
    timeZone: 'Africa/Dakar',
  };
}

/** Somebody who registered and confirmed, in the browser where that was done. */
async function aMember(): Promise<{ email: string; browser: Visitor }> {
  const email = newAddress();
  const browser = visitor();
  await browser.post('/register', registration(email));
  await browser.post(await linkFor(email, '/confirm'), { deed: 'confirm' });
  return { email, browser };
}

const signIn = (browser: Visitor, email: string, password = words, to = '/account') =>
  browser.post('/sign-in', { deed: 'password', email, password, to });

/** What a page says, without its marks. */
const said = (html: string) =>
  unescapeHtml(
    html
      .replace(/<head>.*?<\/head>/s, '')
      .replace(/<script.*?<\/script>/gs, '')
      .replace(/<[^>]+>/g, ' '),
  ).replace(/\s+/g, ' ');
const sessionsIn = (html: string) => [...html.matchAll(/name="session" value="([0-9a-f]{64})"/g)].map((m) => m[1]!);

describe('registering', () => {
  test('by form, mail and button, to a page that says until when one waits', async () => {
    await anOrganisation(sql, { name: 'Harbour Watch (invented)' });
    const email = newAddress();
    const browser = visitor();
    const form = await browser.get('/register');
    expect(form.status).toBe(200);
    expect(form.text).toContain('Harbour Watch (invented)');
    expect(form.text).toContain('data-zone-field');
    expect(form.headers.get('cache-control')).toContain('no-store');

    const sent = await browser.post('/register', registration(email));
    expect(sent.path).toBe('/confirm');
    expect(said(sent.text)).toContain('Look in your mail');
    const mail = await mailbox.waitFor(email);
    await server.settled();
    expect(mail.subject).toBe('Confirm your address for Plenary');
    expect(mail.text).not.toContain('Amina');
    expect(mail.html).toContain('<a href=');

    // Another device, as when mail is read on a telephone; looking twice spends nothing.
    const telephone = visitor();
    for (let look = 0; look < 2; look++) {
      const page = await telephone.get(mail.link);
      expect(page.status).toBe(200);
      expect(said(page.text)).toContain('Amina Diallo');
    }
    expect(telephone.cookie).toBe('');
    const account = await telephone.post(mail.link, { deed: 'confirm' });
    expect(account.path).toBe('/account');
    expect(said(account.text)).toContain('Your account waits for approval');
    expect(said(account.text)).toMatch(/answers by \d+ \w+ \d{4}/);
    expect(account.text).toContain('href="/discussions?state=open"');

    const again = await visitor().post(mail.link, { deed: 'confirm' });
    expect(again.status).toBe(409);
    expect(said(again.text)).toContain('This link no longer works');
    expect((await visitor().get(mail.link)).status).toBe(410);
  });

  test('answers an address that is known as it answers a new one, and tells its owner', async () => {
    const { email } = await aMember();
    const known = await visitor().post('/register', registration(email), { follow: false });
    const fresh = await visitor().post('/register', registration(newAddress()), { follow: false });
    expect([known.status, known.headers.get('location'), known.text]).toEqual([
      fresh.status,
      fresh.headers.get('location'),
      fresh.text,
    ]);
    const mail = await mailbox.waitFor(email);
    expect(mail.subject).toBe('You have an account at Plenary already');
  });

  test('keeps what was typed and names each mistake, and never sends a password back', async () => {
    const refused = await visitor().post('/register', { ...registration('no address'), name: '', password: 'lamps' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#register.name"');
    expect(refused.text).toContain('value="no address"');
    expect(refused.text).toContain('value="Maison Ouverte (invented)"');
    expect(refused.text).not.toContain('lamps');
    const short = await visitor().post('/register', { ...registration(newAddress()), password: 'lamps' });
    expect(said(short.text)).toContain('Use at least 15 characters.');
    expect(said(short.text)).toContain('What you typed is kept, except passwords');
    const none = await visitor().post('/register', { ...registration('no address'), password: '' });
    expect(said(none.text)).toContain('What you typed is kept; the places are marked.');
  });

  test.each([
    ['lamps', 'Use at least 15 characters.'],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', 'among the first that anyone would try'],
    ['', 'Write a password.'],
  ])('tells every mistake at once, in the order of the form, with the password %j', async (password, why) => {
    const wrong = { name: '', email: 'no address', organisationWanted: '', timeZone: 'Mars/Olympus', password };
    const { text } = await visitor().post('/register', { ...registration(''), ...wrong });
    const list = text.slice(text.indexOf('class="mistakes"'));
    expect([...list.matchAll(/href="#register\.(\w+)"/g)].map((m) => m[1])).toEqual([
      'name',
      'email',
      'organisationId',
      'password',
      'timeZone',
    ]);
    expect(said(list)).toContain(why);
    for (const field of ['name', 'email', 'organisationId', 'password', 'timeZone'])
      expect(text, field).toContain(`id="register.${field}.mistake"`);
  });

  test.each([
    ['NUL', { name: 'A\u0000mina \u0000', organisationWanted: '\u0000Maison' }],
    ['bidi overrides', { name: 'Amina \u202egnp.exe', organisationWanted: '\u202eMaison' }],
    ['markup', { name: '<script>alert(1)</script>', organisationWanted: '"><img src=x onerror=alert(1)>' }],
    ['a number that is no organisation', { organisationId: '99999999', organisationWanted: '' }],
    ['words where a number belongs', { organisationId: "1' or '1'='1" }],
    ['a megabyte', { name: 'x'.repeat(1_000_000) }],
    ['no field at all', null],
  ])('with %s is answered without a fault', async (_, values) => {
    const answer = await visitor().post('/register', values ? { ...registration(newAddress()), ...values } : {});
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).not.toContain('<script>alert');
    expect(answer.text).not.toContain('\u202e');
  });
});

describe('signing in', () => {
  test('with a password leads where one was going, and never to another site', async () => {
    const { email } = await aMember();
    const browser = visitor();
    const asked = await browser.get('/account');
    expect(asked.headers.get('location')).toBe('/sign-in?to=%2Faccount');
    const home = await signIn(browser, email);
    expect(home.path).toBe('/account');
    expect(browser.cookie).toMatch(/^plenary=/);
    for (const to of [
      'https://elsewhere.example/',
      '//elsewhere.example',
      '/\\elsewhere.example',
      '/\t/elsewhere.example',
      '/.//elsewhere.example',
    ]) {
      const answer = await visitor().post(
        '/sign-in',
        { deed: 'password', email, password: words, to },
        { follow: false },
      );
      expect(answer.headers.get('location')).toBe('/');
    }
    expect((await browser.get('/sign-in?to=/discussions')).headers.get('location')).toBe('/discussions');
  });

  test('says the same of a wrong password and of an unknown address', async () => {
    const { email } = await aMember();
    const stranger = newAddress();
    const wrong = await signIn(visitor(), email, otherWords);
    const unknown = await signIn(visitor(), stranger, otherWords);
    expect(wrong.status).toBe(422);
    expect(wrong.text.replaceAll(email, '')).toBe(unknown.text.replaceAll(stranger, ''));
    expect(said(wrong.text)).toContain('do not belong together');
    expect(wrong.text).not.toContain(otherWords);
  });

  test('by a link: looking twice spends nothing, the button works once', async () => {
    const { email } = await aMember();
    const answer = await visitor().post('/sign-in', { deed: 'link', email, to: '/account?from=mail' });
    expect(said(answer.text)).toContain('If there is an account with this address, a mail is on its way.');
    const link = await linkFor(email, '/sign-in/link');
    const browser = visitor();
    for (let look = 0; look < 2; look++) {
      const page = await browser.get(link);
      expect(page.status).toBe(200);
      expect(page.text).toContain(email);
    }
    expect(browser.cookie).toBe('');
    const both = await Promise.all([1, 2].map(() => visitor().post(link, { deed: 'link' }, { follow: false })));
    expect(both.map((a) => a.status).sort()).toEqual([303, 409]);
    expect(both.find((a) => a.status === 303)!.headers.get('location')).toBe('/account?from=mail');
    expect((await visitor().post(link, { deed: 'link' })).status).toBe(409);
  });

  test('asks an unknown address for the same patience, and writes to nobody', async () => {
    const stranger = newAddress();
    const { email } = await aMember();
    const unknown = await visitor().post('/sign-in', { deed: 'link', email: stranger, to: '/' });
    const known = await visitor().post('/sign-in', { deed: 'link', email, to: '/' });
    expect(unknown.text).toBe(known.text);
    await linkFor(email, '/sign-in/link');
    expect(mailbox.left(stranger)).toEqual([]);
  });

  test('ends the session that this browser had', async () => {
    const { email, browser } = await aMember();
    const before = browser.cookie;
    await signIn(browser, email);
    expect(browser.cookie).not.toBe(before);
    expect((await visitor({ Cookie: before }).get('/account')).status).toBe(303);
  });

  test('out ends the session here and takes the cookie back', async () => {
    const { browser } = await aMember();
    const before = browser.cookie;
    expect(said((await browser.get('/sign-out')).text)).toContain('your drafts too');
    const out = await browser.post('/sign-out', { deed: 'sign-out' });
    expect(out.path).toBe('/');
    expect(browser.cookie).toBe('');
    expect((await visitor({ Cookie: before }).get('/account')).status).toBe(303);
    expect(said((await browser.get('/sign-out')).text)).toContain('signed out already');
  });
});

describe('a new password', () => {
  test('by mail ends every session, and the old one opens nothing', async () => {
    const { email, browser } = await aMember();
    await visitor().post('/reset', { deed: 'reset', email });
    const link = await linkFor(email, '/reset/new');
    const other = visitor();
    expect((await other.get(link)).status).toBe(200);
    const short = await other.post(link, { deed: 'new-password', password: 'lamps' });
    expect(short.status).toBe(422);
    const account = await other.post(link, { deed: 'new-password', password: otherWords });
    expect(said(account.text)).toContain('Your new password is saved.');
    expect((await browser.get('/account')).status).toBe(303);
    expect((await signIn(visitor(), email)).status).toBe(422);
    expect((await signIn(visitor(), email, otherWords)).path).toBe('/account');
    expect((await mailbox.waitFor(email)).subject).toBe('Your password at Plenary was changed');
  });

  test('on the account page ends the other sessions and keeps this one', async () => {
    const { email, browser } = await aMember();
    const other = visitor();
    await signIn(other, email);
    const wrong = await browser.post('/account', { deed: 'password', oldPassword: otherWords, password: otherWords });
    expect(wrong.status).toBe(422);
    expect(said(wrong.text)).toContain('This is not your present password.');
    for (const password of ['lamps', '']) {
      const both = await browser.post('/account', { deed: 'password', oldPassword: 'x', password });
      expect(both.text, password).toContain('id="password.oldPassword.mistake"');
      expect(both.text, password).toContain('id="password.password.mistake"');
    }
    for (const address of ['no address', email]) {
      const both = await browser.post('/account', { deed: 'address', email: address, oldPassword: 'x' });
      expect(both.text, address).toContain('id="address.email.mistake"');
      expect(both.text, address).toContain('id="address.oldPassword.mistake"');
    }
    const changed = await browser.post('/account', { deed: 'password', oldPassword: words, password: otherWords });
    expect(said(changed.text)).toContain('Your password is changed.');
    expect((await other.get('/account')).status).toBe(303);
    expect((await browser.get('/account')).status).toBe(200);
  });
});

describe('the account page', () => {
  test('lists sessions, marks this one, and ends one or all others', async () => {
    const { email, browser } = await aMember();
    const phone = visitor({
      'User-Agent': 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/141.0.0.0 Mobile Safari/537.36',
    });
    const third = visitor();
    await signIn(phone, email);
    await signIn(third, email);
    const page = await browser.get('/account');
    expect(said(page.text)).toContain('Firefox on Linux this one');
    expect(said(page.text)).toContain('Chrome on Android');
    expect(sessionsIn(page.text)).toHaveLength(2);

    const [row] = await sql<{ id: string }[]>`
      select s.id from session s join person p on p.id = s.user_id where p.email = ${email} and s.agent = 'Chrome on Android'`;
    const stranger = await aMember();
    await stranger.browser.post('/account', { deed: 'end-session', session: row!.id });
    expect((await phone.get('/account')).status).toBe(200);
    const ended = await browser.post('/account', { deed: 'end-session', session: row!.id });
    expect(said(ended.text)).toContain('That session has ended.');
    expect((await phone.get('/account')).status).toBe(303);
    await browser.post('/account', { deed: 'end-others' });
    expect((await third.get('/account')).status).toBe(303);
    expect((await browser.get('/account')).status).toBe(200);
  });

  test('takes three statements', async () => {
    const { browser } = await aMember();
    await server.settled();
    server.statements();
    await browser.get('/account');
    const texts = server
      .statements()
      .filter((text) => /\b(from|update) (session|person|organisation|task)\b/.test(text));
    expect(texts).toHaveLength(3);
  });

  test('saves words and settings, and speaks the language chosen', async () => {
    const { browser } = await aMember();
    const saved = await browser.post('/account', {
      deed: 'profile',
      name: 'Amina Sow',
      language: 'fr',
      timeZone: 'Asia/Kolkata',
    });
    expect(saved.text).toContain('lang="fr"');
    expect(said(saved.text)).toContain('C’est enregistré.');
    expect(saved.text).toContain('value="Amina Sow"');
    expect(saved.text).toMatch(/<option[^>]*value="Asia\/Kolkata"[^>]*selected/);
    expect(saved.text).not.toMatch(/name="shortcuts"[^>]*checked/);
  });

  test('moves the account to a new address by the link sent there', async () => {
    const { email, browser } = await aMember();
    const moved = newAddress();
    const asked = await browser.post('/account', { deed: 'address', email: moved, oldPassword: words });
    expect(said(asked.text)).toContain('A mail is on its way to the new address.');
    const link = await linkFor(moved, '/account/address');
    expect(said((await visitor().get(link)).text)).toContain(moved);
    const done = await browser.post(link, { deed: 'address' });
    expect(said(done.text)).toContain('Your account has its new address.');
    expect((await mailbox.waitFor(email)).subject).toBe('Your account at Plenary has another address');
    expect((await signIn(visitor(), email)).status).toBe(422);
    expect((await signIn(visitor(), moved)).path).toBe('/account');
  });

  test('is for nobody else, and its deeds neither', async () => {
    for (const deed of ['profile', 'password', 'address', 'end-session', 'end-others', 'nothing']) {
      const answer = await visitor().post('/account', { deed }, { follow: false });
      expect([deed, answer.status, answer.headers.get('location')]).toEqual([deed, 303, '/sign-in?to=%2Faccount']);
    }
    const { browser } = await aMember();
    for (const fields of [
      { deed: 'nothing' },
      {},
      { deed: 'end-session', session: 'x' },
      { deed: 'profile', name: '' },
    ] as Record<string, string>[]) {
      expect((await browser.post('/account', fields)).status).toBe(422);
    }
  });
});

describe('a link of a mail in the browser of somebody else', () => {
  /** Somebody signed in whose browser then follows a link of another person. */
  async function elsewhere() {
    const { email, browser } = await aMember();
    return { email, browser, before: browser.cookie };
  }
  const isEnded = async (cookie: string) => (await visitor({ Cookie: cookie }).get('/account')).status === 303;
  const notice = 'You are signed in here as';

  test('that confirms an address ends the session that was there', async () => {
    const { email, browser, before } = await elsewhere();
    const another = newAddress();
    await visitor().post('/register', { ...registration(another), name: 'Another Demonstration' });
    const link = await linkFor(another, '/confirm');
    expect(said((await browser.get(link)).text)).toContain(notice);
    expect(said((await visitor().get(link)).text)).not.toContain(notice);
    const account = await browser.post(link, { deed: 'confirm' });
    expect(account.text).toContain(another);
    expect(account.text).not.toContain(email);
    expect(await isEnded(before)).toBe(true);
  });

  test('that sets a new password ends the session that was there', async () => {
    const { browser, before } = await elsewhere();
    const another = await aMember();
    await visitor().post('/reset', { deed: 'reset', email: another.email });
    const link = await linkFor(another.email, '/reset/new');
    expect(said((await browser.get(link)).text)).toContain(notice);
    expect(said((await another.browser.get(link)).text)).not.toContain(notice);
    const account = await browser.post(link, { deed: 'new-password', password: otherWords });
    expect(account.text).toContain(another.email);
    expect(await isEnded(before)).toBe(true);
  });

  test('that signs in ends the session that was there', async () => {
    const { browser, before } = await elsewhere();
    const another = await aMember();
    await visitor().post('/sign-in', { deed: 'link', email: another.email, to: '/account' });
    const link = await linkFor(another.email, '/sign-in/link');
    expect(said((await browser.get(link)).text)).toContain(notice);
    expect((await browser.post(link, { deed: 'link' })).text).toContain(another.email);
    expect(await isEnded(before)).toBe(true);
  });

  test('that confirms a new address shows nobody’s account, and leaves nobody signed in', async () => {
    const { browser, before } = await elsewhere();
    const another = await aMember();
    const moved = newAddress();
    await another.browser.post('/account', { deed: 'address', email: moved, oldPassword: words });
    const link = await linkFor(moved, '/account/address');
    expect(said((await browser.get(link)).text)).toContain(notice);
    const done = await browser.post(link, { deed: 'address' }, { follow: false });
    expect(done.status).toBe(303);
    expect(browser.cookie).toBe('');
    expect(await isEnded(before)).toBe(true);
    expect((await another.browser.get('/account')).text).toContain(moved);
  });

  test('that was opened as an invitation before the other signed in ends that session', async () => {
    const { browser, before } = await elsewhere();
    const address = newAddress();
    const link = await invited(address);
    const begun = await browser.post(link, {
      deed: 'begin',
      name: 'Kofi Mensah',
      password: words,
      language: 'en',
      timeZone: 'Africa/Accra',
    });
    expect(begun.text).toContain(address);
    expect(await isEnded(before)).toBe(true);
  });
});

async function invited(email: string): Promise<string> {
  const secretariat = await aPerson(sql, { secretariat: true, name: 'Nadia Demonstration' });
  const organisation = await anOrganisation(sql, { name: 'Lantern House (invented)' });
  await sql.begin(async (tx) => {
    const [row] = await tx<{ id: number }[]>`
      insert into invitation (email, name, organisation_id, organisation_role, invited_by)
      values (${email}, 'Kofi', ${organisation}, 'alternate', ${secretariat.id}) returning id`;
    const [mail] = await tx<{ id: string }[]>`
      insert into mail (kind, to_address, language, about) values ('invitation', ${email}, 'en', ${tx.json({ invitation: row!.id })}) returning id`;
    await tx`insert into due (at, deed, about) values (now(), 'send-mail', ${tx.json({ mail: mail!.id })})`;
  });
  server.wake();
  return linkFor(email, '/invitation');
}

describe('an invitation', () => {
  test('shows who invites to what, and begins an account', async () => {
    const link = await invited(newAddress());
    const browser = visitor();
    const page = await browser.get(link);
    expect(said(page.text)).toContain('Nadia Demonstration invites you.');
    expect(said(page.text)).toContain('Lantern House (invented) , as alternate of the focal point');
    expect(page.text).toContain('value="Kofi"');
    const begun = await browser.post(link, {
      deed: 'begin',
      name: 'Kofi Mensah',
      password: words,
      language: 'en',
      timeZone: 'Africa/Accra',
    });
    expect(begun.path).toBe('/account');
    expect(said(begun.text)).toContain('You have accepted the invitation.');
    expect(said(begun.text)).not.toContain('waits for approval');
    expect((await visitor().get(link)).status).toBe(410);
  });

  test('asks an account that is there to sign in, and then adds to it', async () => {
    const { email, browser } = await aMember();
    const stranger = await aMember();
    const link = await invited(email);
    const page = await visitor().get(link);
    const way = unescapeHtml(/href="(\/sign-in\?to=[^"]+)"/.exec(page.text.slice(page.text.indexOf('<main')))![1]!);
    expect(new URL(way, url).searchParams.get('to')).toBe(link);
    const other = await stranger.browser.get(link);
    expect(said(other.text)).toContain('Sign out first');
    expect((await stranger.browser.post(link, { deed: 'accept' })).status).toBe(403);
    expect((await visitor().post(link, { deed: 'accept' }, { follow: false })).status).toBe(303);
    const accepted = await browser.post(link, { deed: 'accept' });
    expect(said(accepted.text)).toContain('You have accepted the invitation.');
    expect(said(accepted.text)).toContain('Lantern House (invented)');
    expect(said(accepted.text)).not.toContain('waits for approval');
  });
});

describe('the language', () => {
  test('is kept in the browser, and what stood behind the path is kept too', async () => {
    const browser = visitor();
    const answer = await browser.post(
      '/language',
      { language: 'ar', to: '/sign-in' },
      { headers: { Referer: `${url}/sign-in?to=%2Faccount&lang=fr` }, follow: false },
    );
    expect(answer.headers.get('location')).toBe('/sign-in?to=%2Faccount');
    expect(answer.headers.getSetCookie().join()).toMatch(/lang=ar; Max-Age=31536000; Path=\/; SameSite=Lax/);
    expect((await browser.get('/sign-in')).text).toContain('dir="rtl"');
    expect((await browser.post('/language', { language: 'xx', to: '/' })).status).toBe(422);
    expect((await browser.get('/language')).status).toBe(303);
    const elsewhere = await browser.post('/language', { language: 'en', to: '//elsewhere.example' }, { follow: false });
    expect(elsewhere.headers.get('location')).toBe('/');
  });

  test('goes with the account of someone who is signed in', async () => {
    const { email, browser } = await aMember();
    await browser.post('/language', { language: 'fr', to: '/account' });
    const elsewhere = visitor();
    expect((await signIn(elsewhere, email)).text).toContain('lang="fr"');
  });
});

test('in development, without a mail server, the outbox shows mail and its links lead on', async () => {
  const development = await startServer({ env: { NODE_ENV: 'development' } });
  try {
    const browser = new Visitor(development.url, firefox);
    expect(said((await browser.get('/dev/outbox')).text)).toContain('No mail has been written yet.');
    await browser.post('/register', registration('amina@maison.example'));
    await development.settled();
    const outbox = await browser.get('/dev/outbox');
    expect(said(outbox.text)).toContain('Confirm your address for Plenary To amina@maison.example');
    const link = unescape(/href="(http[^"]*\/confirm\?token=[^"]+)"/.exec(outbox.text)![1]!);
    expect(said((await browser.get(link)).text)).toContain('Confirm your address');
  } finally {
    await development.stop();
  }
});

test('the outbox is not shown outside of development', async () => {
  expect((await visitor().get('/dev/outbox')).status).toBe(404);
  const { browser } = await aMember();
  expect((await browser.get('/dev/outbox')).status).toBe(404);
});

test('a form from another site is refused', async () => {
  const { email } = await aMember();
  const answer = await visitor().post(
    '/sign-in',
    { deed: 'password', email, password: words },
    { headers: { Origin: 'https://elsewhere.example' } },
  );
  expect(answer.status).toBe(403);
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test('a mail that could not be sent is sent later, with a link that works', async () => {
  const email = newAddress();
  mailbox.refuses = true;
  await visitor().post('/register', registration(email));
  await server.settled();
  expect(await sql`select from token t join person p on p.id = t.person_id where p.email = ${email}`).toHaveLength(0);
  mailbox.refuses = false;
  await sql`update due set at = now() where deed = 'send-mail'`;
  server.wake();
  expect((await visitor().get(await linkFor(email, '/confirm'))).status).toBe(200);
});

test('too many attempts are told to wait, and how long, for this person and from this address', async () => {
  const small = await startServer({ env: { SMTP_URL: mailbox.url }, extras: { limitFactor: 0.4 } });
  try {
    const attempt = (email: string) =>
      new Visitor(small.url, firefox).post('/sign-in', { deed: 'password', email, password: otherWords, to: '/' });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await attempt('amina@maison.example')).status);
    expect(statuses).toEqual([422, 422, 422, 422, 429]);
    const refused = await attempt('AMINA@maison.example');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(said(refused.text)).toContain('Try again in');
    expect(refused.text).toContain('value="AMINA@maison.example"');
    // Many people may sit behind one address, so it takes many more before that is told to wait.
    let others = 0;
    while (others < 100 && (await attempt(`somebody${others}@maison.example`)).status !== 429) others++;
    expect(others).toBeGreaterThan(30);
    expect(others).toBeLessThan(100);
  } finally {
    await small.stop();
  }
});

test('nothing that opens an account is in the log or in the database', async () => {
  const email = newAddress();
  const browser = visitor();
  await browser.post('/register', { ...registration(email), password: words });
  const confirmLink = await linkFor(email, '/confirm');
  await browser.get(confirmLink);
  await browser.post(confirmLink, { deed: 'confirm' });
  await visitor().post('/sign-in', { deed: 'link', email, to: '/account' });
  const signInLink = await linkFor(email, '/sign-in/link');
  await visitor().post('/reset', { deed: 'reset', email });
  const resetLink = await linkFor(email, '/reset/new');
  await signIn(visitor(), email, otherWords);
  const cookie = browser.cookie.split('=')[1]!;
  const secrets = [confirmLink, signInLink, resetLink].map((link) => new URL(link, url).searchParams.get('token')!);
  secrets.push(cookie, words, otherWords);
  for (const secret of secrets) expect(secret.length).toBeGreaterThan(20);

  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  expect(tables.length).toBeGreaterThan(10);
  const dump: string[] = [];
  for (const { name } of tables) {
    for (const row of await sql<{ text: string }[]>`select row_to_json(x)::text as text from ${sql(name)} x`)
      dump.push(row.text);
  }
  const kept = dump.join('\n');
  const log = server.logged.join('\n');
  // The search finds what is there: the address in the tables, the path in the log.
  expect(kept).toContain(email);
  expect(log).toContain('/sign-in');
  for (const secret of secrets) {
    expect(kept).not.toContain(secret);
    expect(log).not.toContain(secret);
  }
  expect(log).not.toContain('token=');
  expect(log).not.toContain(email);
});
