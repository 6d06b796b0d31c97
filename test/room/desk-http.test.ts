import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type RoomVisitor, roomForFile } from '../support/room';
import { anOpenRoom, aStaff, type SomeOpenRoom, type SomeStaff } from '../support/room-people';
import { signedIn, someWords } from './desk-support';

const room = await roomForFile();
let open: SomeOpenRoom;
let ann: SomeStaff;
let bea: SomeStaff;
let words: Awaited<ReturnType<typeof someWords>>;

beforeAll(async () => {
  open = await anOpenRoom(room, { organisations: 2, hasConversation: true });
  [ann, bea] = open.organisations[0]!.caseworkers;
  words = await someWords(room, open, { scopes: ['reply', 'quote', 'paraphrase', 'theme'] });
});

/** Every page of the desk: whom it is for is said here, or the test fails. */
const roles = ['reader', 'facilitator', 'other', 'stranger', 'waiting', 'contributor', 'visitor', 'expired'] as const;
type Role = (typeof roles)[number];
const everybodyAtWork: Role[] = ['reader', 'facilitator', 'other', 'stranger'];
const pages: Record<string, { at: () => string; for: Role[] }> = {
  'desk._index': { at: () => '/desk', for: [...everybodyAtWork, 'waiting', 'visitor', 'expired'] },
  'desk.recover': { at: () => '/desk/recover', for: ['visitor', 'expired'] },
  'desk.account': { at: () => '/desk/account', for: [...everybodyAtWork, 'waiting'] },
  'desk.people': { at: () => '/desk/people', for: everybodyAtWork },
  'desk.rooms._index': { at: () => '/desk/rooms', for: everybodyAtWork },
  'desk.rooms.$id': { at: () => `/desk/rooms/${open.id}`, for: ['reader', 'facilitator', 'other'] },
  'desk.invitations': { at: () => '/desk/invitations', for: ['reader', 'other', 'stranger'] },
  'desk.reading._index': { at: () => '/desk/reading', for: everybodyAtWork },
  'desk.reading.$id': { at: () => `/desk/reading/${words.id}`, for: ['reader'] },
  'desk.excerpts': { at: () => '/desk/excerpts', for: everybodyAtWork },
  'desk.themes.$room': { at: () => `/desk/themes/${open.id}`, for: ['reader', 'facilitator', 'other'] },
  'desk.typing': { at: () => '/desk/typing', for: ['reader', 'other', 'stranger'] },
  'desk.groups.$room': { at: () => `/desk/groups/${open.id}`, for: ['facilitator'] },
};

describe('who sees what', () => {
  const visitors = {} as Record<Role, RoomVisitor>;
  let nowhere: { bytes: number; text: string };

  beforeAll(async () => {
    visitors.reader = await signedIn(room, ann);
    visitors.facilitator = await signedIn(room, open.facilitators[0]);
    visitors.other = await signedIn(room, open.organisations[1]!.caseworkers[0]);
    visitors.stranger = await signedIn(room, await aStaff(room));
    visitors.waiting = await signedIn(room, await aStaff(room, { organisation: ann.organisation, state: 'waiting' }));
    visitors.visitor = room.visitor();
    visitors.contributor = room.visitor();
    const back = visitors.contributor;
    await back.get('/');
    const deed = back.deeds().find((d) => d !== 'language')!;
    const code = back.form(deed).names.find((n) => /code/i.test(n))!;
    await back.submit(deed, { [code]: words.receipt });
    const gone = await signedIn(room, bea);
    visitors.expired = room.visitor();
    visitors.expired.cookie = gone.cookie;
    await gone.submit('sign-out');
    const lost = await room.visitor().get('/desk/nothing-of-this-name');
    nowhere = { bytes: lost.bytes.length, text: lost.text };
    expect(lost.status).toBe(404);
  });

  test('every page of the desk is in the table', () => {
    const folder = path.resolve(import.meta.dirname, '../../app/room/routes');
    const there = fs.readdirSync(folder).map((f) => f.replace(/\.tsx?$/, ''));
    expect(there.filter((f) => f.startsWith('desk')).sort()).toEqual(Object.keys(pages).sort());
  });

  const cells = Object.keys(pages).flatMap((page) => roles.map((role) => [page, role] as const));
  test.each(cells)('%s, as %s', async (page, role) => {
    const { at, for: whom } = pages[page]!;
    const answer = await visitors[role].get(at());
    if (whom.includes(role)) {
      expect(answer.status).toBe(200);
      expect(/<title>([^<]*)<\/title>/.exec(answer.text)?.[1]).toBe('Forms');
    } else {
      expect({ status: answer.status, bytes: answer.bytes.length, text: answer.text }).toEqual({
        status: 404,
        ...nowhere,
      });
    }
    expect(answer.text).not.toMatch(/<script(?! src="\/exit-)/);
  });

  /** A token that is good for whoever asks: a form is refused for what it asks, not for lacking one. */
  const tokenOf = async (role: Role) => {
    const visitor = visitors[role];
    const at = role === 'contributor' ? '/' : role === 'visitor' || role === 'expired' ? '/desk' : '/desk/account';
    await visitor.get(at);
    const [deed] = visitor.deeds();
    return visitor.form(deed!).fields.token;
  };
  const deeds = [
    'confirm',
    'agree',
    'add-staff',
    'grant-again',
    'make',
    'open-room',
    'reply',
    'propose',
    'assign',
    'release',
    'write',
    'support',
    'say',
    'out',
    'send',
    'passphrase',
  ];

  const refused = cells.filter(
    ([page, role]) =>
      !pages[page]!.for.includes(role) || (page === 'desk._index' && ['visitor', 'expired'].includes(role)),
  );
  test.each(refused)('no form of %s, as %s', async (page, role) => {
    const token = await tokenOf(role);
    const fields = { text: 'Thank you.', room: open.id, staff: bea.id, colleague: bea.id, act: words.id };
    for (const deed of deeds) {
      const answer = await visitors[role].post(pages[page]!.at(), { token, deed, ...fields }, { follow: false });
      expect({ deed, status: answer.status, bytes: answer.bytes.length, text: answer.text }).toEqual({
        deed,
        status: 404,
        ...nowhere,
      });
    }
  });

  test('whoever has left is gone at her next click', async () => {
    const cleo = await aStaff(room, { organisation: ann.organisation });
    const visitor = await signedIn(room, cleo);
    await room.sql`update staff set state = 'ended' where id = ${cleo.id}`;
    const answer = await visitor.get('/desk/people');
    expect([answer.status, answer.bytes.length]).toEqual([404, nowhere.bytes]);
  });

  test('a session ends after a quarter of an hour', async () => {
    const visitor = await signedIn(room, bea);
    room.later(16 * 60);
    expect((await visitor.get('/desk/people')).status).toBe(404);
    for (const role of everybodyAtWork) visitors[role] = visitors.visitor;
  });
});

describe('by forms alone', () => {
  test('a wrong sign-in says one thing, and shows no phrase again', async () => {
    const visitor = room.visitor();
    await visitor.get('/desk');
    const answer = await visitor.submit('sign-in', { signIn: ann.signIn, passphrase: 'not the one', code: '123456' });
    expect(answer.status).toBe(422);
    expect(answer.text).not.toContain('not the one');
    expect(visitor.words()).toContain('That did not fit');
  });

  test('a room is prepared, shows what it lacks, and opens when two people say so', async () => {
    const visitor = await signedIn(room, ann);
    await visitor.get('/desk/rooms');
    await visitor.submit('make', { name: 'Spring (invented)', answerWeeks: '', closesWeek: '202710' });
    const at = visitor.path;
    expect(at).toMatch(/^\/desk\/rooms\//);
    const lacking = await visitor.submit('open-room');
    expect(lacking.status).toBe(409);
    expect(visitor.words()).toContain('Two trained facilitators');
    await visitor.submit('settings', { answerWeeks: '4' });
    await visitor.submit('questions.en', { questions: 'What should change?\nWhat should stay?' });
    for (const item of [
      'response-promise.all',
      'data-protection-assessment.all',
      'remuneration-note.all',
      'interpreter-confidentiality.all',
      'retention-note.all',
      'referral-list.en',
      'legal-note.en',
      'emergency-number.en',
      'language-review.en',
    ])
      await visitor.submit(`requirement.${item}`, {
        value: item.startsWith('emergency') ? '112' : 'Invented for a test.',
      });
    const second = await signedIn(room, bea);
    for (const f of open.facilitators) {
      await visitor.get(at);
      await visitor.submit('set-facilitator', { staff: f.id, training: 'Two days (invented)' });
      await second.get('/desk/people');
      await second.submit(second.deeds().find((d) => d.startsWith('agree.'))!);
    }
    await visitor.get(at);
    expect(visitor.words()).toContain('Nothing is missing');
    await visitor.submit('open-room');
    expect(visitor.words()).toContain('In preparation');
    await second.get('/desk/people');
    await second.submit(second.deeds().find((d) => d.startsWith('agree.'))!);
    await visitor.get(at);
    expect(visitor.words()).toContain('Open');
    expect(visitor.deeds()).not.toContain('open-room');

    // Open, it is changed by two: the words that are asked for are shown to whoever agrees, and the old ones hold until then.
    await visitor.submit('requirement.emergency-number.en', { value: '117 (invented)' });
    expect(visitor.words()).toContain('asks to put in its place');
    expect(visitor.form('requirement.emergency-number.en').fields.value).toBe('112');
    await second.get('/desk/people');
    expect(second.words()).toContain('117 (invented)');
    await second.submit(second.deeds().find((d) => d.startsWith('agree.'))!);
    await visitor.get(at);
    expect(visitor.words()).not.toContain('asks to put in its place');
    expect(visitor.form('requirement.emergency-number.en').fields.value).toBe('117 (invented)');
  });

  test('an invitation is printed once, with the address and an envelope, and is good at the front page', async () => {
    room.later(90);
    const visitor = await signedIn(room, ann);
    await visitor.get('/desk/invitations');
    await visitor.submit('make', { room: open.id, provenance: 'direct' });
    const code = /[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}/.exec(visitor.words())![0];
    expect(visitor.words()).toContain(room.url);
    expect(visitor.words()).toContain('____ ____ ____ ____ ____ ____');
    await visitor.get('/desk/invitations');
    expect(visitor.words()).not.toContain(code);
    const her = room.visitor();
    await her.get('/');
    const deed = her.deeds().find((d) => d !== 'language')!;
    const name = her.form(deed).names.find((n) => /code/i.test(n))!;
    await her.submit(deed, { [name]: code });
    expect(her.words()).not.toContain('This code opens nothing');
  });

  test('a text is read, answered and quoted, and the lint stands in between', async () => {
    room.later(90);
    const visitor = await signedIn(room, ann);
    await visitor.get(`/desk/reading/${words.id}`);
    expect(visitor.words()).toContain('The waiting time for legal advice is too long.');
    const no = await visitor.submit('reply', { text: 'Come on 12/03/2026.' });
    expect(no.status).toBe(422);
    expect(visitor.words()).toContain('«12/03/2026»');
    expect(visitor.form('reply').fields.text).toBe('Come on 12/03/2026.');
    await visitor.submit('reply', { text: 'Please ask for Fatima at the desk.' });
    await visitor.submit('reply', { resolved: 'yes' });
    expect(visitor.words()).toContain('Please ask for Fatima at the desk.');
    const others = await visitor.submit('propose', { form: 'quote', words: 'The wait is too long.', language: 'en' });
    expect(others.status).toBe(422);
    expect(visitor.words()).toContain('These words do not stand in her text.');
    expect(visitor.form('propose').fields.words).toBe('The wait is too long.');
    const hers = 'The waiting time … is too long.';
    await visitor.submit('propose', { form: 'quote', words: hers, language: 'en' });
    expect([visitor.path, visitor.words().includes(hers)]).toEqual(['/desk/excerpts', true]);
  });

  test('somebody who uses no device has it typed for her, and gets a receipt of her own', async () => {
    room.later(90);
    const visitor = await signedIn(room, ann);
    await visitor.get('/desk/typing');
    await visitor.submit('begin', { room: open.id, language: 'fr' });
    await visitor.submit('send', { text: 'Demander à Fatima' });
    expect(visitor.words()).toContain('«Fatima»');
    const missing = await visitor.submit('send');
    expect(missing.status).toBe(422);
    const form = { ...visitor.form('send').fields, readAloud: 'yes', 'scope-read_by_support': 'yes' };
    const fields = { ...form, text: 'Expliquer les formulaires.' };
    await visitor.post('/desk/typing', fields);
    const receipt = /(\d{4} ){5}\d{4}/.exec(visitor.words())![0];
    // Her envelope is in the language that the two speak, whatever the caseworker's is.
    expect(visitor.page.text).toContain('<section aria-label="Your number" class="slip" lang="fr" dir="ltr">');
    expect(visitor.words()).toContain('Gardez-le là où vous seule regardez');
    await visitor.get('/desk/typing');
    expect(visitor.page.text).not.toContain(receipt);
    const her = room.visitor();
    await her.get('/');
    const deed = her.deeds().find((d) => d !== 'language')!;
    await her.submit(deed, { [her.form(deed).names.find((n) => /code/i.test(n))!]: receipt });
    expect(her.words()).not.toContain('This code opens nothing');
    // The page loaded anew sends its form again: a second text would not be hers to take back by the number that she has.
    const count = async () => (await room.sql`select from contribution where provenance = 'proxy'`).count;
    const before = await count();
    const again = await visitor.post('/desk/typing', fields);
    expect([again.status, await count()]).toEqual([409, before]);
    expect(visitor.words()).toContain('was not sent again');
    expect(visitor.words()).not.toMatch(/(\d{4} ){5}\d{4}/);
  });

  test('typed for somebody and pressed twice, it is sent once', async () => {
    room.later(90);
    const visitor = await signedIn(room, ann);
    await visitor.get('/desk/typing');
    await visitor.submit('begin', { room: open.id, language: 'en' });
    const form = { ...visitor.form('send').fields, readAloud: 'yes', 'scope-read_by_support': 'yes' };
    const count = async () => (await room.sql`select from contribution where provenance = 'proxy'`).count;
    const before = await count();
    const send = () => visitor.post('/desk/typing', { ...form, text: 'Evening hours would help.' }, { follow: false });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409]);
    expect(await count()).toBe(before + 1);
  });

  test('her own account: a new passphrase, once', async () => {
    room.later(90);
    const cleo = await aStaff(room, { organisation: ann.organisation });
    const visitor = await signedIn(room, cleo);
    await visitor.get('/desk/account');
    room.later(60);
    await visitor.submit('passphrase', { code: cleo.code() });
    expect(visitor.words()).toContain('It is shown this once');
    expect(/Passphrase ([a-z-]+ ){5}/.test(visitor.words())).toBe(true);
  });

  test('what is renewed or recovered ends whatever else is signed in with it', async () => {
    room.later(90);
    const dora = await aStaff(room, { organisation: ann.organisation, withRecovery: true });
    const hers = await signedIn(room, dora);
    const elsewhere = await signedIn(room, dora);
    await hers.get('/desk/account');
    room.later(60);
    await hers.submit('passphrase', { code: dora.code() });
    expect(hers.words()).toContain('It is shown this once');
    expect((await elsewhere.get('/desk/people')).status).toBe(404);
    expect((await hers.get('/desk/people')).status).toBe(200);
    const lost = room.visitor();
    await lost.get('/desk/recover');
    room.later(60);
    await lost.submit('recover', { signIn: dora.signIn, recovery: dora.recovery, code: dora.code() });
    expect(lost.words()).toContain('Recovery key');
    expect(lost.words()).toContain('It is shown this once');
    expect((await hers.get('/desk/people')).status).toBe(404);
  });

  test('nothing of what was said, typed or shown is in the log', () => {
    expect(room.written.join('\n')).not.toMatch(/Fatima|waiting time|Spring|invented/);
  });
});

test('what a group may not have does not exist: no private messages, search, presence or attachments', async () => {
  const folder = path.resolve(import.meta.dirname, '../../app/room/routes');
  expect(
    fs.readdirSync(folder).filter((f) => /message|search|presence|typing-now|attach|upload|profile|member/.test(f)),
  ).toEqual([]);
  const pagesOf = fs
    .readdirSync(path.resolve(folder, '../../voices'), { recursive: true })
    .filter((f) => String(f).endsWith('.tsx'))
    .map((f) => fs.readFileSync(path.resolve(folder, '../../voices', String(f)), 'utf8'));
  expect(pagesOf.length).toBeGreaterThan(5);
  for (const page of pagesOf) expect(page).not.toMatch(/type="file"|multipart|type="search"|EventSource|WebSocket/);
});
