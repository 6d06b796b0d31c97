import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fieldOf, unescapeHtml, Visitor } from '../support/browser-like';
import { aDiscussion, type SomeDiscussion } from '../support/discussions';
import { aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const words = 'What I typed for an hour (invented).\r\n\r\nA “second” part, with <b>signs</b> & more.';

/** Ends their sessions as another device would. */
const endOf = (person: SomePerson) => sql`delete from session where user_id = ${person.id}`;

async function anew(person: SomePerson): Promise<Visitor> {
  const { beginSession } = await import('../../app/people/sessions.server');
  const [name, value] = (await beginSession(sql, person.id, 'test', false)).split(';')[0]!.split('=');
  const visitor = new Visitor(url);
  visitor.setCookie(name!, value!);
  return visitor;
}

/** The form of the page that holds what was typed: where it goes, and its fields in their order. */
function keptIn(html: string) {
  const [, action, form] = /<form method="post" action="([^"]*)"[^>]*autoComplete="off"[^>]*>([\s\S]*?)<\/form>/i.exec(
    html,
  )!;
  const attribute = (tag: string, name: string) => unescapeHtml(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
  const fields = new FormData();
  for (const [tag] of form!.matchAll(/<(?:input|button)\b[^>]*>|<textarea\b[^>]*>[\s\S]*?<\/textarea>/g)) {
    const name = attribute(tag, 'name');
    // A line break that begins a text area belongs to the page, not to its words.
    const words = /^<textarea[^>]*>\n?([\s\S]*)<\/textarea>$/.exec(tag)?.[1];
    if (name) fields.append(name, words === undefined ? attribute(tag, 'value') : unescapeHtml(words));
  }
  return { action: unescapeHtml(action!), fields };
}

async function typedBy(person: SomePerson, d: SomeDiscussion) {
  const visitor = person.at(url);
  const { text } = await visitor.get(d.path);
  const composer = /<form[^>]*id="composer"[\s\S]*?<\/form>/.exec(text)![0];
  expect(fieldOf(composer, 'madeFor')).toBe(String(person.id));
  const fields = { deed: 'post', madeFor: String(person.id), once: fieldOf(composer, 'once'), inReplyTo: '' };
  return { visitor, fields: { ...fields, body: words, language: 'en', as: 'post' } };
}

const postsIn = (d: SomeDiscussion) =>
  sql<{ authorId: number; body: string }[]>`select author_id, body from post where discussion_id = ${d.id} order by id`;

describe('what was typed while the session ended', () => {
  test('comes back on a page that stores it nowhere, and is sent from there by the same person, once', async () => {
    const d = await aDiscussion(sql);
    const person = await aPerson(sql);
    const { visitor, fields } = await typedBy(person, d);
    await endOf(person);
    const answer = await visitor.post(`${d.path}?page=1`, fields);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.text).toContain('You have been signed out, and nothing was sent.');
    expect(answer.text).toContain(`href="/sign-in?to=${encodeURIComponent(`${d.path}?page=1`)}" target="_blank"`);
    expect(await postsIn(d)).toEqual([]);
    expect(await sql`select from draft`).toEqual([]);
    const kept = keptIn(answer.text);
    expect(kept.action).toBe(`${d.path}?page=1`);
    expect(kept.fields.get('once')).toBe(fields.once);
    expect(String(kept.fields.get('body')).replaceAll(/\r?\n/g, '\r\n')).toBe(words);
    // Still signed in nowhere: the page comes again with all of it.
    const again = await new Visitor(url).post(kept.action, kept.fields);
    expect([again.status, again.text.includes('A “second” part')]).toEqual([401, true]);
    const back = await anew(person);
    for (const _ of [1, 2])
      expect((await back.post(kept.action, keptIn(again.text).fields, { follow: false })).status).toBe(303);
    expect((await postsIn(d)).map((p) => [p.authorId, p.body.replaceAll(/\r?\n/g, '\r\n')])).toEqual([
      [person.id, words],
    ]);
  });

  test('is sent by somebody else only when they were told as whom', async () => {
    const d = await aDiscussion(sql);
    const [person, other, third] = [
      await aPerson(sql),
      await aPerson(sql, { name: 'Bilal Demonstration' }),
      await aPerson(sql, { name: 'Carla Demonstration' }),
    ];
    const { fields } = await typedBy(person, d);
    const told = await other.at(url).post(d.path, fields);
    expect(told.status).toBe(403);
    expect(told.text).toContain('You are signed in as \u2068Bilal Demonstration\u2069 now');
    expect(told.text).toContain('Send as \u2068Bilal Demonstration\u2069');
    const kept = keptIn(told.text);
    expect([kept.fields.get('madeFor'), kept.fields.get('sendAs')]).toEqual([String(person.id), String(other.id)]);
    // What Bilal was told is nothing that Carla was told.
    const elsewhere = await third.at(url).post(kept.action, kept.fields);
    expect([elsewhere.status, elsewhere.text.includes('Send as \u2068Carla Demonstration\u2069')]).toEqual([403, true]);
    expect(await postsIn(d)).toEqual([]);
    expect((await other.at(url).post(kept.action, kept.fields, { follow: false })).status).toBe(303);
    expect((await postsIn(d)).map((p) => p.authorId)).toEqual([other.id]);
  });

  test('is kept of long forms with all that was chosen, in the language of whoever typed', async () => {
    const person = await aPerson(sql, { secretariat: true });
    const visitor = person.at(url);
    const deed = 'prepare';
    expect((await visitor.get('/events/new')).text).toContain(`name="madeFor" value="${person.id}"`);
    const form = new FormData();
    const typed: [string, string][] = [
      ['deed', deed],
      ['madeFor', String(person.id)],
      ['title', 'Un atelier (inventé)'],
      ['themes', 'children'],
      ['themes', 'labour'],
      ['introduction', 'Une présentation assez longue pour être montrée.'],
      ['starts', '2037-05-05T10:00'],
    ];
    for (const [name, value] of typed) form.append(name, value);
    await endOf(person);
    visitor.setCookie('lang', 'fr');
    const answer = await visitor.post('/events/new', form);
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('Votre session est terminée');
    expect([...keptIn(answer.text).fields].sort()).toEqual([...typed].sort());
  });

  test('holds no password, and says so', async () => {
    const person = await aPerson(sql);
    const fields = {
      ...{
        deed: 'password',
        madeFor: String(person.id),
        oldPassword: 'canary-old-words',
        password: 'canary-new-words',
      },
    };
    const visitor = person.at(url);
    await endOf(person);
    const answer = await visitor.post('/account', fields);
    expect(answer.status).toBe(401);
    expect(answer.text).not.toContain('canary');
    expect(answer.text).toContain('Files and passwords are not kept.');
  });

  test('comes back to the form where scripts sent it, and data says for whom it is', async () => {
    const d = await aDiscussion(sql);
    const person = await aPerson(sql);
    const { visitor, fields } = await typedBy(person, d);
    expect((await visitor.get(`${d.path}.data`)).headers.get('plenary-reader')).toBe(String(person.id));
    await endOf(person);
    const answer = await visitor.post(`${d.path}.data`, fields);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('plenary-reader')).toBe('0');
    expect(answer.text).toContain('shared:errors.signed-out');
    expect(answer.text).toContain('What I typed for an hour (invented).');
  });

  test('leads to the sign-in where nothing says for whom the form was made, as before', async () => {
    const d = await aDiscussion(sql);
    const fields = { deed: 'post', once: randomUUID(), inReplyTo: '', body: words, language: 'en', as: 'post' };
    const answer = await new Visitor(url).post(d.path, fields, { follow: false });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toContain('/sign-in?to=');
  });
});

test('no form of the survivor room says for whom it was made, and none of its pages holds what was sent', () => {
  const built = fs.readFileSync(path.join(import.meta.dirname, '../../build/room/server/index.js'), 'utf8');
  expect(built).not.toMatch(/madeFor|sendAs|kept\.incomplete/);
});
