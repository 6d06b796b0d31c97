import { describe, expect, test } from 'vitest';
import { openingOf } from '../../app/voices/contributing/opening.server';
import { newReceipt } from '../../app/voices/crypto/codes';
import { lockBeside } from '../../app/voices/crypto/contribution';
import { newId } from '../../app/voices/crypto/tokens';
import { scopes } from '../../app/voices/scopes';
import { weekOf } from '../../app/voices/week';
import { roomForFile } from '../support/room';
import { aContribution } from '../support/room-contributions';
import { anInvitation, anOpenRoom } from '../support/room-people';
import { show, storedIn, untilCode, walk } from './loop-support';

const room = await roomForFile();
const open = await anOpenRoom(room);

/** A reply, by the way that the desk's command takes: under the contribution's own key. */
async function aReply(of: { contributor: string; contribution: string; privateKey: Buffer }, words: string) {
  const id = newId();
  const opening = (await openingOf(room, of, of.contribution))!;
  const body = lockBeside(opening, { table: 'reply', column: 'body', rowId: id }, Buffer.from(words));
  await room.sql`
    insert into reply (id, contribution, body, week) values (${id}, ${of.contribution}, ${body}, ${weekOf(room.now())})`;
}

describe('the whole loop, without a script', () => {
  test('in by an invitation, consent, views, a code, sent; back by the code, a reply, an answer, and taken back', async () => {
    const invitation = await anInvitation(room, open);
    const first = room.visitor();
    const receipt = await untilCode(first, invitation.shown, { scopes: ['read_by_support', 'reply', 'theme'] });
    expect(first.words()).toContain('Your words are not sent yet');
    await walk.send(first);
    expect(first.words()).toContain('Your words are sent and locked.');
    await first.get('/leave');

    const [kept] = await room.sql<{ id: string; contributor: string }[]>`
      select id, contributor from contribution order by id desc limit 1`;
    const back = room.visitor();
    await walk.code(back, receipt);
    expect(back.words()).toContain('Your text is kept and locked.');
    // Nothing of it is shown back, nor who she is with.
    expect(back.words()).not.toContain('opening hours');
    expect(back.words()).not.toContain('Support');

    await show(back, 'replies');
    expect(back.words()).toContain('There is no answer yet');
    const words = 'Thank you. We will ask for longer hours.';
    // The reply is sealed by whoever can read: here with her own key, which this test does not have; the caseworker's does.
    const [worker] = open.organisations[0]!.caseworkers;
    const [wrapped] = await room.sql<{ blob: Buffer; shred: string }[]>`
      select k.blob, c.shred from wrapped_key k join contribution c on c.id = k.contribution
      where k.contribution = ${kept!.id} and k.reader = ${worker.id}`;
    const { pairOf } = await import('../../app/voices/crypto/boxes');
    const id = newId();
    const body = lockBeside(
      {
        id: kept!.id,
        reader: worker.id,
        blob: wrapped!.blob,
        keys: pairOf(worker.privateKey),
        shredKey: await room.shred.read(wrapped!.shred),
      },
      { table: 'reply', column: 'body', rowId: id },
      Buffer.from(words),
    );
    await room.sql`
      insert into reply (id, contribution, body, week) values (${id}, ${kept!.id}, ${body}, ${weekOf(room.now())})`;
    await show(back, 'home');
    expect(back.words()).toContain('1 new answer');
    await show(back, 'replies');
    expect(back.words()).toContain(words);
    await back.submit('reply', { words: 'That is good to know.' });
    expect(back.words()).toContain('Sent and locked.');
    expect(back.words()).not.toContain('That is good to know.');
    await show(back, 'home');
    expect(back.words()).not.toContain('new answer');

    await show(back, 'withdraw');
    await back.submit('withdraw', { text: kept!.id });
    expect(back.words()).toContain('Your words are gone');
    await back.submit('again');
    await walk.code(back, receipt);
    expect(back.words()).toContain('This code opens nothing.');
  });

  test('a second contribution needs no second code, and one of two is taken back by itself', async () => {
    const of = await aContribution(room, { open });
    const visitor = room.visitor();
    // Who supports her is named to who was invited, and not again: whoever holds her code would learn where she is.
    const named = /Support \d+ \(invented\)/;
    const invited = room.visitor();
    await walk.code(invited, (await anInvitation(room, open)).shown);
    await walk.adult(invited);
    expect(invited.words()).toMatch(named);
    await walk.code(visitor, of.receipt.shown);
    await show(visitor, 'more');
    expect(visitor.words()).toContain('Two or more workers at the organisation that supports you can read');
    const pages = [visitor.page.text];
    pages.push((await walk.told(visitor)).text, (await walk.choices(visitor, ['read_by_support', 'quote'])).text);
    for (const text of pages) expect(text).not.toMatch(named);
    await walk.views(visitor, 'Interpreters should be asked for before the visit.');
    await visitor.submit('exclusions', { go: 'on' });
    expect(visitor.words()).toContain('with the code that you have');
    await show(visitor, 'home');
    expect(visitor.words()).toContain('Your 2 texts are kept and locked.');
    await show(visitor, 'withdraw');
    await visitor.submit('withdraw', { text: of.contribution });
    expect(visitor.words()).toContain('That text is gone.');
    await show(visitor, 'home');
    expect(visitor.words()).toContain('Your text is kept and locked.');
    await show(visitor, 'withdraw');
    const [left] = await room.sql<{ id: string }[]>`
      select id from contribution where contributor = ${of.contributor} and state = 'kept'`;
    await visitor.submit('withdraw', { text: left!.id });
    expect(visitor.words()).toContain('Your code opens nothing now.');
  });

  test('somebody younger than 18 gets no further, and nothing is kept', async () => {
    const invitation = await anInvitation(room, open);
    const before = await storedIn(room);
    const visitor = room.visitor();
    await walk.code(visitor, invitation.shown);
    await visitor.submit('pause', { age: 'young' });
    expect(visitor.words()).toContain('This page is for adults.');
    await visitor.post('/', { token: tokenOf(visitor), deed: 'told', step: 'told', go: 'on' });
    expect(visitor.words()).not.toContain('What may we do');
    expect(await storedIn(room)).toEqual(before);
  });

  test('a group says that each person agrees and is of age', async () => {
    const invitation = await anInvitation(room, open, { provenance: 'group' });
    const visitor = room.visitor();
    await walk.code(visitor, invitation.shown);
    expect(visitor.words()).toContain('Does each person in the group agree');
    await walk.adult(visitor);
    await walk.told(visitor);
    await walk.choices(visitor);
    await walk.views(visitor, 'We would like meetings in the evening.');
    await walk.exclusions(visitor);
    await walk.send(visitor);
    const [row] = await room.sql<{ n: number }[]>`
      select count(*)::int as n from contribution c join contributor o on o.id = c.contributor
      where c.provenance = 'group' and o.provenance = 'group'`;
    expect(row!.n).toBe(1);
  });

  test('with the code that only takes back one sees nothing else, and can do nothing else', async () => {
    const of = await aContribution(room, { open });
    const visitor = room.visitor();
    await walk.code(visitor, of.withdrawReceipt.shown);
    expect(visitor.words()).toContain('This code can only take words back.');
    expect(visitor.deeds().filter((deed) => deed !== 'language')).toEqual(['withdraw']);
    for (const view of ['home', 'replies', 'consent', 'more'])
      await visitor.post('/', { token: tokenOf(visitor), step: 'withdraw', deed: 'show', view });
    await visitor.get();
    expect(visitor.deeds().filter((deed) => deed !== 'language')).toEqual(['withdraw']);
    await visitor.submit('withdraw', { text: of.contribution });
    expect(visitor.words()).toContain('Your words are gone');
    await walk.code(room.visitor(), of.receipt.shown);
    const [row] = await room.sql<{ n: number }[]>`
      select count(*)::int as n from receipt where contributor = ${of.contributor}`;
    expect(row!.n).toBe(0);
  });
});

test('with the code that only takes back, two texts are taken back one after the other', async () => {
  const of = await aContribution(room, { open });
  const writer = room.visitor();
  await walk.code(writer, of.receipt.shown);
  await show(writer, 'more');
  await walk.told(writer);
  await walk.choices(writer);
  await walk.views(writer, 'Meetings in the evening would help.');
  await writer.submit('exclusions', { go: 'on' });
  const visitor = room.visitor();
  await walk.code(visitor, of.withdrawReceipt.shown);
  const { fields } = visitor.form('withdraw');
  await visitor.submit('withdraw', { text: of.contribution });
  expect(visitor.words()).toContain('That text is gone.');
  expect(visitor.deeds().filter((deed) => deed !== 'language')).toEqual(['withdraw']);
  // A form of before, of the text that is gone: nothing else is taken back by it, and the way on stays open.
  await visitor.post('/', { ...fields, text: of.contribution });
  const left = () => room.sql<{ id: string }[]>`
    select id from contribution where contributor = ${of.contributor} and state = 'kept'`;
  const [other, ...more] = await left();
  expect(more).toEqual([]);
  await visitor.submit('withdraw', { text: other!.id });
  expect(visitor.words()).toContain('Your code opens nothing now.');
  expect([...(await left())]).toEqual([]);
});

function tokenOf(visitor: { page: { text: string } }): string {
  return /name="token" value="([^"]+)"/.exec(visitor.page.text)?.[1] ?? '';
}

describe('nothing is stored before she says: send', () => {
  const steps = ['code', 'adult', 'told', 'choices', 'views', 'exclusions'] as const;

  test.each(steps)('left after %s, every table and the shred store are as they were', async (last) => {
    const invitation = await anInvitation(room, open);
    const before = await storedIn(room);
    const visitor = room.visitor();
    for (const step of steps) {
      if (step === 'code') await walk.code(visitor, invitation.shown);
      else if (step === 'views') await walk.views(visitor, 'Write to Mrs Example, 12 High Street, or 0660 123 45 67.');
      else await walk[step](visitor);
      if (step === 'views') await visitor.submit('views', { go: 'keep' });
      if (step === last) break;
    }
    expect(visitor.page.status).toBe(200);
    expect(await storedIn(room)).toEqual(before);
    await visitor.get('/leave');
    expect(await storedIn(room)).toEqual(before);
  });

  test('without the consent that workers may read, nothing opens; what was ticked is still ticked', async () => {
    const invitation = await anInvitation(room, open);
    const before = await storedIn(room);
    const visitor = room.visitor();
    await walk.code(visitor, invitation.shown);
    await walk.adult(visitor);
    await walk.told(visitor);
    // Each is off until she says yes.
    for (const scope of scopes) expect(visitor.form('choices').fields).not.toHaveProperty(`scope-${scope}`);
    await walk.choices(visitor, ['theme']);
    expect(visitor.page.text).toContain('class="mistake"');
    expect(visitor.form('choices').fields['scope-theme']).toBe('yes');
    expect(await storedIn(room)).toEqual(before);
  });

  test('stopping at the code sends nothing, and the invitation still opens', async () => {
    const invitation = await anInvitation(room, open);
    const before = await storedIn(room);
    const visitor = room.visitor();
    const receipt = await untilCode(visitor, invitation.shown);
    await visitor.submit('code', { go: 'stop' });
    expect(visitor.words()).toContain('Nothing was kept.');
    expect(await storedIn(room)).toEqual(before);
    const again = room.visitor();
    await walk.code(again, receipt);
    expect(again.words()).toContain('This code opens nothing.');
    await walk.code(again, invitation.shown);
    expect(again.words()).toContain('Before you start');
  });
});

describe('what could go wrong on the way', () => {
  test('the lint warns while she decides, and keeps every word', async () => {
    const visitor = room.visitor();
    await walk.code(visitor, (await anInvitation(room, open)).shown);
    await walk.adult(visitor);
    await walk.told(visitor);
    await walk.choices(visitor);
    const words = 'Call 0660 123 45 67 on 12 March 2025.';
    await walk.views(visitor, words);
    expect(visitor.words()).toContain('Please look once more');
    expect(visitor.words()).toContain('Like a phone number: \u20680660 123 45 67\u2069');
    expect(visitor.form('views').fields['answer-0']).toBe(words);
    await visitor.submit('views', { go: 'check' });
    expect(visitor.words()).toContain('Please look once more');
    await visitor.submit('views', { go: 'keep' });
    expect(visitor.words()).toContain('Who must never see your words?');
  });

  test('pressed twice at once, it is sent once', async () => {
    const visitor = room.visitor();
    const code = await untilCode(visitor, (await anInvitation(room, open)).shown);
    const { fields } = visitor.form('code');
    const count = async () => (await room.sql<{ n: number }[]>`select count(*)::int as n from contribution`)[0]!.n;
    const before = await count();
    await Promise.all([1, 2, 3].map(() => visitor.post('/', { ...fields, go: 'send' }, { follow: false })));
    expect(await count()).toBe(before + 1);
    const back = room.visitor();
    await walk.code(back, code);
    expect(back.words()).toContain('Your text is kept and locked.');
  });

  test('two people with one invitation: the second is told that nothing was kept', async () => {
    const invitation = await anInvitation(room, open);
    const [one, other] = [room.visitor(), room.visitor()];
    await untilCode(one, invitation.shown);
    await untilCode(other, invitation.shown);
    await walk.send(one);
    const before = await storedIn(room);
    await walk.send(other);
    expect(other.words()).toContain('Nothing was kept.');
    expect({ ...(await storedIn(room)) }).toEqual(before);
  });

  test('a form of a page of before changes nothing and says where she is', async () => {
    const visitor = room.visitor();
    await walk.code(visitor, (await anInvitation(room, open)).shown);
    const { fields } = visitor.form('pause');
    await walk.adult(visitor);
    await visitor.post('/', { ...fields, age: 'young' });
    expect(visitor.words()).toContain('That page was old.');
    expect(visitor.words()).toContain('What you should know');
  });

  test('a form of a session that is over says once that it is over, and shows nothing of it', async () => {
    const of = await aContribution(room, { open });
    const [visitor, elsewhere] = [room.visitor(), room.visitor()];
    await walk.code(visitor, of.receipt.shown);
    await show(visitor, 'exclude');
    // Its session is dropped with what is taken back; the token of the page is still that of its cookie.
    await walk.code(elsewhere, of.receipt.shown);
    await show(elsewhere, 'withdraw');
    await elsewhere.submit('withdraw', { text: of.contribution });
    await visitor.submit('exclude');
    expect(visitor.words()).toContain('You were away for a while');
    expect(visitor.deeds()).toContain('enter');
    await visitor.get();
    expect(visitor.words()).not.toContain('You were away');
  });

  test('too long: nothing is lost, and the page says by how much', async () => {
    const visitor = room.visitor();
    await walk.code(visitor, (await anInvitation(room, open)).shown);
    await walk.adult(visitor);
    await walk.told(visitor);
    await walk.choices(visitor);
    const long = 'word '.repeat(4001);
    await walk.views(visitor, long);
    expect(visitor.words()).toContain('too long by 5 letters');
    expect(visitor.form('views').fields['answer-0']).toBe(long);
    await visitor.submit('views', { 'answer-0': `${'word '.repeat(3999)}words`, go: 'on' });
    expect(visitor.words()).toContain('Who must never see your words?');
  });

  test('no answer to her form is a page, so that the way back sends nothing again; what was refused is shown once', async () => {
    const visitor = room.visitor();
    await walk.code(visitor, (await anInvitation(room, open)).shown);
    await walk.adult(visitor);
    await walk.told(visitor);
    await walk.choices(visitor);
    const long = 'word '.repeat(4001);
    const answer = await visitor.submit('views', { 'answer-0': long, go: 'on' }, { follow: false });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/');
    expect(answer.text).not.toContain('word');
    await visitor.get();
    expect(visitor.words()).toContain('too long by 5 letters');
    expect(visitor.form('views').fields['answer-0']).toBe(long);
    await visitor.get();
    expect(visitor.words()).not.toContain('too long');
    expect(visitor.page.text).not.toContain('word word');
  });

  test('consent opens in no language that nobody has reviewed', async () => {
    const other = await anOpenRoom(room, { questions: { en: ['What helps?'] } as never });
    const visitor = room.visitor({ 'Accept-Language': 'ar' });
    await walk.code(visitor, (await anInvitation(room, other)).shown);
    await walk.adult(visitor);
    expect(visitor.words()).toContain('لم يُراجع هذا النص بلغتك بعد');
    expect(visitor.form('told').names).not.toContain('go');
    await visitor.post('/', { ...visitor.form('told').fields, go: 'on' });
    expect(visitor.page.text).toContain('role="alert"');
    expect(visitor.form('told').names).not.toContain('go');
    await visitor.get();
    await visitor.submit('language', { 'set-language': 'en' });
    await walk.told(visitor);
    expect(visitor.words()).toContain('What may we do with your words?');
  });
});

describe('codes', () => {
  test('right and wrong ones are answered alike', async () => {
    const of = await aContribution(room, { open });
    const answers = [];
    for (const code of [
      of.receipt.shown,
      newReceipt().shown,
      'not a code',
      '0000-0000-0000',
      (await anInvitation(room, open)).shown,
    ]) {
      const visitor = room.visitor();
      await visitor.get();
      const answer = await visitor.submit('enter', { code }, { follow: false });
      const headers = Object.fromEntries(
        [...answer.headers].map(([name, value]) => [
          name,
          name === 'set-cookie' ? value.replace(/=[\w-]{43}\./, '=.') : value,
        ]),
      );
      answers.push({ status: answer.status, headers, bytes: answer.bytes.length });
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]!.status).toBe(303);
  });

  test('no number of wrong ones locks a right one', async () => {
    const of = await aContribution(room, { open });
    const guesser = room.visitor();
    for (let i = 0; i < 25; i++) {
      await guesser.get();
      await guesser.submit('enter', { code: newReceipt().shown });
    }
    await walk.code(guesser, of.receipt.shown);
    expect(guesser.words()).toContain('Your text is kept and locked.');
  });

  test('digits of another script, spaces and dashes are one code', async () => {
    const of = await aContribution(room, { open });
    const arabic = of.receipt.canonical.replace(/\d/g, (d) => '٠١٢٣٤٥٦٧٨٩'[Number(d)]!);
    for (const typed of [arabic, of.receipt.canonical.replace(/(..)/g, '$1-'), ` ${of.receipt.shown} `]) {
      const visitor = room.visitor();
      await walk.code(visitor, typed);
      expect(visitor.words()).toContain('Your text is kept and locked.');
    }
  });
});

describe('who came back', () => {
  test('changes one scope, and only that one; a no is offered as a yes again', async () => {
    const of = await aContribution(room, { open, consents: ['read_by_support', 'quote', 'theme'] });
    const visitor = room.visitor();
    await walk.code(visitor, of.receipt.shown);
    await show(visitor, 'consent');
    const live = async () =>
      (
        await room.sql<{ scope: string; state: string }[]>`
          select distinct on (scope) scope, state from consent_event where contribution = ${of.contribution}
          order by scope, n desc`
      )
        .filter((e) => e.state === 'given')
        .map((e) => e.scope);
    expect(await live()).toEqual(['quote', 'read_by_support', 'theme']);
    const quote = formOf(visitor.page.text, 'quote');
    await visitor.post('/', { ...quote, go: 'take' });
    expect(visitor.words()).toContain('Changed to no.');
    expect(await live()).toEqual(['read_by_support', 'theme']);
    const statistics = formOf(visitor.page.text, 'statistics');
    await visitor.post('/', { ...statistics, go: 'give' });
    expect(await live()).toEqual(['read_by_support', 'statistics', 'theme']);
    await visitor.post('/', { ...formOf(visitor.page.text, 'theme'), go: 'give', version: '00'.repeat(32) });
    expect(visitor.words()).toContain('The words on this page have changed.');
    expect(await live()).toEqual(['read_by_support', 'statistics', 'theme']);
  });

  test('reads again what she was told, without the name of who supports her; a yes given there has the version of all of it', async () => {
    const [{ name }] = (await room.sql<{ name: string }[]>`
      select name from organisation where id = ${open.organisations[0]!.id}`) as unknown as [{ name: string }];
    const of = await aContribution(room, { open, consents: ['read_by_support'] });
    for (const language of ['en', 'fr', 'ar']) {
      const visitor = room.visitor({ 'Accept-Language': language });
      await walk.code(visitor, of.receipt.shown);
      await show(visitor, 'consent');
      expect(visitor.words()).not.toContain(name);
      if (language === 'en') {
        expect(visitor.words()).toContain('Two or more workers at the organisation that supports you can read');
        await visitor.post('/', { ...formOf(visitor.page.text, 'statistics'), go: 'give' });
        expect(visitor.words()).not.toContain(name);
        expect(visitor.words()).not.toContain('The words on this page have changed.');
      }
    }
  });

  test('sees how many opened her text, by week and without a name', async () => {
    const of = await aContribution(room, { open });
    const visitor = room.visitor();
    await walk.code(visitor, of.receipt.shown);
    await show(visitor, 'opened');
    expect(visitor.words()).toContain('Nobody has opened it yet.');
    const workers = open.organisations[0]!.caseworkers;
    for (const worker of workers)
      await room.sql`
        insert into reader_event (contribution, whose, reader, week)
        values (${of.contribution}, 'support', ${worker.id}, ${weekOf(room.now())})`;
    await visitor.get();
    expect(visitor.words()).toContain('2 people at your support organisation');
    for (const worker of workers) expect(visitor.words()).not.toContain(worker.name);
  });

  test('reads several replies in the words of who wrote them', async () => {
    const of = await aContribution(room, { open });
    await aReply(of, '<b>Bold</b> & "quoted"\nSecond line');
    const visitor = room.visitor();
    await walk.code(visitor, of.receipt.shown);
    await show(visitor, 'replies');
    expect(visitor.page.text).toContain('&lt;b&gt;Bold&lt;/b&gt;');
  });

  test('shuts out kinds of groups and groups by name, and lets them in again', async () => {
    await room.sql`
      insert into platform_organisation (id, name, category) values (71, 'Office of Examples (invented)', 'government'),
        (72, 'Radio Example (invented)', 'media') on conflict do nothing`;
    const of = await aContribution(room, { open });
    const visitor = room.visitor();
    await walk.code(visitor, of.receipt.shown);
    await show(visitor, 'exclude');
    await visitor.submit('exclude', { 'category-government': 'yes', 'organisation-72': 'yes' });
    const now = () => room.sql`select kind, value from exclusion where contribution = ${of.contribution} order by kind`;
    expect([...(await now())]).toEqual([
      { kind: 'category', value: 'government' },
      { kind: 'organisation', value: '72' },
    ]);
    await visitor.submit('exclude', { 'category-government': undefined });
    expect([...(await now())]).toEqual([{ kind: 'organisation', value: '72' }]);
  });

  test('keeps her text longer by a yes, and not without', async () => {
    const of = await aContribution(room, { open });
    room.advance(3);
    const visitor = room.visitor();
    await walk.code(visitor, of.receipt.shown);
    expect(visitor.words()).toContain('It is deleted in 10 weeks.');
    await show(visitor, 'longer');
    await visitor.submit('longer');
    expect(visitor.words()).toContain('It is deleted in 13 weeks.');
  });
});

/** Fields of the form about one scope: there is one for each on that page. */
function formOf(page: string, scope: string): Record<string, string> {
  const form = page.split('<form').find((f) => f.includes(`name="scope" value="${scope}"`)) ?? '';
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!,
    ]),
  );
}

describe('another language, chosen while writing', () => {
  test('loses nothing of what was typed, shows it once, and stores nothing', async () => {
    const visitor = room.visitor();
    await walk.code(visitor, (await anInvitation(room, open)).shown);
    await walk.adult(visitor);
    await walk.told(visitor);
    await walk.choices(visitor, ['read_by_support']);
    const before = await storedIn(room);
    const words = 'Typed, and not sent (invented).';
    // A button of the form itself: what is typed comes with it, without a script.
    expect(visitor.page.text).toMatch(/<form[^>]* id="kept"/);
    expect(visitor.page.text).toMatch(/<button[^>]* form="kept"[^>]* value="fr"/);
    const form = visitor.form('views');
    await visitor.post('/', { ...form.fields, 'answer-0': words, 'set-language': 'fr' });
    expect(visitor.page.text).toContain('lang="fr"');
    expect(visitor.form('views').fields['answer-0']).toBe(words);
    expect(visitor.page.text).not.toContain('class="notice bad"');
    expect(await storedIn(room)).toEqual(before);
    // A page that is opened again later has it no more: it was not kept beyond that one.
    await visitor.get();
    expect(visitor.form('views').fields['answer-0']).toBe('');
    await visitor.post('/', { ...visitor.form('views').fields, 'answer-0': words, 'set-language': 'en' });
    await visitor.submit('views', { go: 'on' });
    expect(visitor.page.text).toContain('lang="en"');
    await visitor.submit('exclusions', { go: 'back' });
    expect(visitor.form('views').fields['answer-0']).toBe(words);
  });

  test('takes nothing from a form of another page, and no code', async () => {
    const of = await aContribution(room, { open });
    const visitor = room.visitor();
    await visitor.get();
    const enter = visitor.form('enter');
    await visitor.post('/', { ...enter.fields, code: of.receipt.shown, 'set-language': 'fr' });
    expect(visitor.page.text).not.toContain(of.receipt.shown);
    await walk.code(visitor, of.receipt.shown);
    await show(visitor, 'replies');
    await visitor.post('/', {
      ...visitor.form('show').fields,
      step: 'exclude',
      deed: 'reply',
      words: 'Elsewhere',
      'set-language': 'en',
    });
    expect(visitor.page.text).not.toContain('Elsewhere');
    // Yes is said to the words that stand there: in other words it is asked anew.
    await show(visitor, 'more');
    await walk.told(visitor);
    expect(visitor.page.text).not.toContain('id="kept"');
  });
});
