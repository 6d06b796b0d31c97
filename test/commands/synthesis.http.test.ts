import { describe, expect, test } from 'vitest';
import { writePost } from '../../app/discussions/posting.server';
import { hidePost } from '../../app/facilitation/moderation.server';
import { movePost } from '../../app/facilitation/moving.server';
import { boxName } from '../../app/synthesis/boxes';
import { citableLength } from '../../app/synthesis/queries/citable.server';
import { fieldOf, unescapeHtml, Visitor } from '../support/browser-like';
import { aDiscussion, aPostForm } from '../support/discussions';
import { anOrganisation, aPerson } from '../support/people';
import { serverForFile } from '../support/server';
import { outsiders } from '../support/synthesis';

const server = await serverForFile();
const { sql, url } = server;
const now = () => new Date();

/** What a page says, without its marks and scripts. */
const said = (html: string) =>
  unescapeHtml(html.replace(/<script.*?<\/script>/gs, '').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');

/** An open discussion with three posts, whose facilitator begins to write. */
async function anOpenDiscussion(values: Parameters<typeof aDiscussion>[1] = {}) {
  const ngo = await anOrganisation(sql, { sector: 'civil-society' });
  const ministry = await anOrganisation(sql, { sector: 'government' });
  const discussion = await aDiscussion(sql, values);
  const anna = await aPerson(sql, { name: 'Anna Demonstration', organisation: ngo });
  const bilal = await aPerson(sql, { name: 'Bilal Demonstration', organisation: ministry });
  const write = async (person: typeof anna, words: string) =>
    (await writePost(sql, await person.reader(), aPostForm(discussion.id, words), now())).id;
  const first = await write(anna, 'Shelters need a budget line of their own.');
  const second = await write(bilal, 'Labour inspectors meet workers first.');
  const third = await write(anna, 'Interpreters should be paid and trained.');
  const base = `/discussions/${discussion.id}/synthesis`;
  return {
    ...discussion,
    ngo,
    anna,
    bilal,
    write,
    first,
    second,
    third,
    base,
    edit: `${base}/edit`,
    close: `${base}/close`,
    writer: discussion.facilitator.at(url),
  };
}

async function closeNow(discussion: number): Promise<void> {
  await sql`update phase set opens_at = now() - interval '2 hours', closes_at = now() - interval '1 second' where discussion_id = ${discussion}`;
}

/** Fills the form of a statement as it stands on the screen. */
async function formOf(writer: Visitor, path: string) {
  const page = await writer.get(path);
  expect(page.status).toBe(200);
  return {
    page,
    fields: {
      deed: 'statement',
      statement: fieldOf(page.text, 'statement'),
      version: fieldOf(page.text, 'version'),
      once: fieldOf(page.text, 'once'),
      language: fieldOf(page.text, 'language'),
    },
  };
}

async function writeStatement(writer: Visitor, edit: string, words: string, posts: number[]) {
  const { fields } = await formOf(writer, `${edit}?statement=new`);
  return writer.post(`${edit}?statement=new`, {
    ...fields,
    body: words,
    ...Object.fromEntries(posts.map((p) => [boxName('post', p), 'yes'])),
  });
}

test('from the first word to a contributor’s answer, without JavaScript', async () => {
  const s = await anOpenDiscussion({ title: 'Who pays for shelters? (invented)' });
  const begin = await s.writer.get(s.edit);
  expect(said(begin.text)).toContain('Begin the synthesis');
  await s.writer.post(s.edit, { deed: 'start' });
  const begun = await s.writer.get(s.edit);
  expect(said(begun.text)).toContain('No statement yet');

  await s.writer.post(s.edit, {
    deed: 'frame',
    language: 'en',
    version: fieldOf(begun.text, 'version'),
    title: 'What was said about shelters',
    introduction: 'Two people wrote.',
  });

  // Every post is offered by phase, with who wrote it; a statement without one is refused, and its text is kept.
  const { page, fields } = await formOf(s.writer, `${s.edit}?statement=new`);
  expect(said(page.text)).toMatch(
    /Phase 1.*Anna Demonstration.*Organisation \d+ \(invented\).*Shelters need a budget line.*Bilal Demonstration.*Interpreters/,
  );
  const refused = await s.writer.post(`${s.edit}?statement=new`, {
    ...fields,
    body: 'Money for shelters is **separate**.',
  });
  expect(refused.status).toBe(422);
  expect(said(refused.text)).toContain('Choose at least one post that the statement rests on');
  expect(refused.text).toContain('Money for shelters is **separate**.</textarea>');
  expect(refused.text).toContain('href="#statement.posts"');

  const saved = await s.writer.post(`${s.edit}?statement=new`, {
    ...fields,
    body: 'Money for shelters is **separate**.',
    [boxName('post', s.first)]: 'yes',
    [boxName('post', s.third)]: 'yes',
  });
  expect(saved.path).toBe(s.edit);
  expect(saved.text).toContain('<strong>separate</strong>');
  const [statement] = await sql<{ id: number }[]>`select id from statement where discussion_id = ${s.id}`;
  const id = statement!.id;

  // Another language, on the same screen.
  const french = await formOf(s.writer, `${s.edit}?language=fr&statement=${id}`);
  expect(french.page.text).toContain('<strong>separate</strong>');
  await s.writer.post(`${s.edit}?language=fr&statement=${id}`, {
    ...french.fields,
    body: 'L’argent des refuges est à part.',
    [boxName('post', s.first)]: 'yes',
    [boxName('post', s.third)]: 'yes',
  });
  await s.writer.post(s.edit, {
    deed: 'frame',
    language: 'fr',
    version: '2',
    title: 'Ce qui a été dit',
    introduction: '',
  });

  // Nobody else sees the draft.
  const visitor = new Visitor(url);
  for (const path of [s.base, `/statements/${id}`]) expect((await visitor.get(path)).status, path).toBe(404);
  expect(said((await visitor.get(s.path)).text)).not.toContain('separate');

  // What is left over is waived with a reason; published once the discussion has closed.
  const early = await s.writer.get(s.close);
  expect(said(early.text)).toMatch(/The discussion closes.*Government.*Bilal Demonstration/);
  expect((await s.writer.post(s.close, { deed: 'publish' })).status).toBe(409);
  await closeNow(s.id);
  const leftOver = await s.writer.post(s.close, { deed: 'publish' });
  expect(leftOver.status).toBe(422);
  expect(said(leftOver.text)).toContain('Posts: 1. Sectors: 1.');
  const ticks = { [boxName('post', s.second)]: 'yes', [boxName('sector', 'government')]: 'yes' };
  const unreasoned = await s.writer.post(s.close, { deed: 'waive', ...ticks, reason: '' });
  expect(unreasoned.status).toBe(422);
  expect(unreasoned.text).toMatch(new RegExp(`<input[^>]*name="${boxName('post', s.second)}"[^>]*checked=""`));
  await s.writer.post(s.close, { deed: 'waive', ...ticks, reason: 'Inspection is the subject of another discussion.' });
  await s.writer.post(s.close, { deed: 'unwaive', waiver: `post:${s.second}` });
  expect((await s.writer.post(s.close, { deed: 'publish' })).status).toBe(422);
  await s.writer.post(s.close, {
    deed: 'waive',
    [boxName('post', s.second)]: 'yes',
    reason: 'Inspection is the subject of another discussion.',
  });
  const published = await s.writer.post(s.close, { deed: 'publish' });
  expect(published.path).toBe(s.base);
  await server.settled();

  // Everyone reads it: the statement, whose words it rests on, what is not cited and why.
  const read = await visitor.get(s.base);
  expect(read.status).toBe(200);
  expect(said(read.text)).toMatch(
    /What was said about shelters.*Two people wrote\..*Statement 1.*Money for shelters is\s+separate\s*\..*Rests on 2 posts.*Anna Demonstration.*Shelters need a budget line.*Interpreters.*What no statement cites.*Government.*Why: Inspection.*Bilal Demonstration.*Labour inspectors.*Why: Inspection/,
  );
  expect(read.text).toContain(`id="statement-${id}"`);
  expect(said((await visitor.get(`${s.base}?language=fr`)).text)).toMatch(
    /Ce qui a été dit.*L’argent des refuges est à part/,
  );
  expect((await visitor.get(`/statements/${id}`)).headers.get('location')).toBe(`${s.base}#statement-${id}`);
  expect((await visitor.get(s.path)).text).toContain(`/statements/${id}`);

  // Anna is told, and answers.
  const anna = s.anna.at(url);
  expect((await anna.get('/for-you')).text).toContain(`/reflections/${s.id}`);
  expect(said((await anna.get(s.base)).text)).toContain('1 statement rests on your words');
  const place = `/reflections/${s.id}`;
  const asked = await anna.get(place);
  expect(said(asked.text)).toMatch(
    /Money for shelters.*Shelters need a budget line.*Does this statement reflect what you wrote/,
  );
  const unsaid = await anna.post(place, {
    deed: `reflect-${id}`,
    statement: String(id),
    answer: 'partly',
    correction: '',
  });
  expect(unsaid.status).toBe(422);
  expect(unsaid.text).toMatch(/<input[^>]*value="partly"[^>]*checked=""|<input[^>]*checked=""[^>]*value="partly"/);
  const unanswered = await anna.post(place, {
    deed: `reflect-${id}`,
    statement: String(id),
    correction: 'No answer chosen.',
  });
  expect(unanswered.text).toContain('No answer chosen.</textarea>');
  await anna.post(place, {
    deed: `reflect-${id}`,
    statement: String(id),
    answer: 'partly',
    correction: 'A line, *and* staff.',
  });
  await server.settled();
  expect(said((await visitor.get(s.base)).text)).toMatch(
    /1 of 1 contributors who were asked has answered\. Anna Demonstration.*Partly.*A line, and staff\./,
  );
  expect((await visitor.get(place)).status).toBe(303);
  expect((await s.bilal.at(url).get(place)).status).toBe(404);

  // A facilitator takes the words of the correction out; Anna takes her answer back.
  await s.writer.post(s.edit, {
    deed: `erase-${id}-${s.anna.id}`,
    statement: String(id),
    person: String(s.anna.id),
    reason: 'It names a colleague.',
  });
  await server.settled();
  expect(said((await visitor.get(s.base)).text)).toMatch(
    /The correction was taken out by a facilitator\. Reason: It names a colleague\./,
  );
  await anna.post(place, { deed: `withdraw-${id}`, statement: String(id) });
  await server.settled();
  expect(said((await visitor.get(s.base)).text)).toContain('None of the contributors who were asked has answered yet');

  // A correction is dated; the statement is taken out with a reason.
  const again = await formOf(s.writer, `${s.edit}?statement=${id}`);
  await s.writer.post(`${s.edit}?statement=${id}`, {
    ...again.fields,
    body: 'Money for shelters is apart.',
    [boxName('post', s.first)]: 'yes',
    [boxName('post', s.third)]: 'yes',
  });
  await server.settled();
  expect(said((await visitor.get(s.base)).text)).toMatch(/shelters is apart\.\s+Corrected on/);
  const [removing] = new RegExp(`<form(?:(?!</form>).)*value="remove-${id}".*?</form>`, 's').exec(
    (await s.writer.get(s.edit)).text,
  )!;
  await s.writer.post(s.edit, {
    deed: `remove-${id}`,
    statement: String(id),
    version: fieldOf(removing, 'version'),
    reason: 'It said too much.',
  });
  await server.settled();
  const taken = said((await visitor.get(s.base)).text);
  expect(taken).toMatch(/This statement was taken out on.*Reason: It said too much\./);
  expect(taken).not.toContain('shelters is apart');
});

describe('a form that comes back', () => {
  test('keeps words and ticked posts while one searches and turns pages', async () => {
    const s = await anOpenDiscussion();
    for (let i = 0; i < citableLength + 2; i++) await s.write(s.anna, `Further words number ${i}`);
    await s.writer.post(s.edit, { deed: 'start' });
    const { page, fields } = await formOf(s.writer, `${s.edit}?statement=new`);
    expect(said(page.text)).toContain('Page 1 of 2');
    const typed = { ...fields, body: 'Typed and not saved.', [boxName('post', s.second)]: 'yes' };
    const found = await s.writer.post(`${s.edit}?statement=new`, { ...typed, search: 'number 41', look: 'search' });
    expect(found.status).toBe(200);
    expect(found.text).toContain('Typed and not saved.</textarea>');
    expect(said(found.text)).toMatch(
      /Chosen: 1 post.*Bilal Demonstration.*1 other post with “number 41”.*Further words number 41/,
    );
    expect(found.text).toMatch(new RegExp(`<input[^>]*name="${boxName('post', s.second)}"[^>]*checked=""`));
    const second = await s.writer.post(`${s.edit}?statement=new`, { ...typed, search: '', look: 'page:2' });
    expect(said(second.text)).toMatch(/Chosen: 1 post.*Page 2 of 2/);
    // Refused, it keeps what was ticked on another page.
    const refused = await s.writer.post(`${s.edit}?statement=new`, { ...typed, body: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(new RegExp(`<input[^>]*name="${boxName('post', s.second)}"[^>]*checked=""`));
    expect(await sql`select from statement where discussion_id = ${s.id}`).toHaveLength(0);
  });

  test('later than somebody else’s shows what stands now, keeps what was typed, and saves the second time', async () => {
    const s = await anOpenDiscussion();
    await s.writer.post(s.edit, { deed: 'start' });
    await writeStatement(s.writer, s.edit, 'As it was.', [s.first]);
    const [{ id } = { id: 0 }] = await sql<{ id: number }[]>`select id from statement where discussion_id = ${s.id}`;
    const colleague = (await aPerson(sql, { secretariat: true })).at(url);
    const path = `${s.edit}?statement=${id}`;
    const mine = await formOf(s.writer, path);
    const theirs = await formOf(colleague, path);
    await colleague.post(path, { ...theirs.fields, body: 'Theirs came first.', [boxName('post', s.first)]: 'yes' });
    // Looking for posts in between does not make the form newer than it is.
    const tick = { [boxName('post', s.second)]: 'yes' };
    const looked = await s.writer.post(path, {
      ...mine.fields,
      body: 'Mine came later.',
      ...tick,
      search: '',
      look: 'search',
    });
    expect(fieldOf(looked.text, 'version')).toBe(mine.fields.version);
    const told = await s.writer.post(path, { ...mine.fields, body: 'Mine came later.', ...tick });
    expect(told.status).toBe(409);
    expect(told.text).toContain('Mine came later.</textarea>');
    expect(told.text).toContain('Theirs came first.</pre>');
    expect(told.text).toMatch(new RegExp(`<input[^>]*name="${boxName('post', s.second)}"[^>]*checked=""`));
    await s.writer.post(path, {
      ...mine.fields,
      version: fieldOf(told.text, 'version'),
      body: 'Both together.',
      ...tick,
    });
    const [text] = await sql<{ body: string }[]>`select body from statement_text where statement_id = ${id}`;
    expect(text!.body).toBe('Both together.');
  });

  test('with nonsense in it is refused, and never breaks', async () => {
    const s = await anOpenDiscussion();
    await s.writer.post(s.edit, { deed: 'start' });
    const { fields } = await formOf(s.writer, `${s.edit}?statement=new`);
    const tick = { [boxName('post', s.first)]: 'yes' };
    const cases: [string, Record<string, string>][] = [
      [`${s.edit}?statement=new`, { ...fields, body: '\0\u202e', ...tick }],
      [`${s.edit}?statement=new`, { ...fields, body: 'x'.repeat(200_000), ...tick }],
      [`${s.edit}?statement=new`, { ...fields, language: 'xx', body: 'Words', ...tick }],
      [`${s.edit}?statement=new`, { ...fields, once: 'x', body: 'Words', ...tick }],
      [`${s.edit}?statement=new`, { deed: 'statement' }],
      [s.edit, { deed: 'settle-1' }],
      [s.edit, { deed: 'move-1', statement: 'x', direction: 'sideways' }],
      [s.edit, { deed: 'no-such-thing' }],
      [s.close, { deed: 'waive', 'box-post-x': 'yes', reason: 'R' }],
      [s.close, { deed: 'unwaive', waiver: "post:1'; drop table waiver" }],
    ];
    for (const [path, form] of cases)
      expect((await s.writer.post(path, form)).status, JSON.stringify(form).slice(0, 80)).toBe(422);
    for (const path of [
      `${s.edit}?statement=999999999`,
      '/discussions/abc/synthesis',
      '/statements/0',
      '/statements/1e3',
      '/reflections/x',
      '/discussions/999999999/synthesis/close',
    ]) {
      expect((await s.writer.get(path)).status, path).toBe(404);
    }
    expect((await s.writer.post(s.edit, { deed: 'move-1', statement: '999999999', direction: 'up' })).status).toBe(404);
  });
});

test('pages and deeds are for those who may write', async () => {
  const s = await anOpenDiscussion();
  await s.writer.post(s.edit, { deed: 'start' });
  for (const [who, person] of await outsiders(sql, s.id, s.ngo)) {
    const browser = person ? person.at(url) : new Visitor(url);
    const expected = person ? [403, 404] : [303];
    for (const [path, name] of [
      [s.edit, 'start'],
      [s.close, 'publish'],
    ] as const) {
      expect(expected, `${who} ${path}`).toContain((await browser.get(path)).status);
      expect(expected, `${who} ${path}`).toContain(
        (await browser.post(path, { deed: name }, { follow: false })).status,
      );
    }
    expect((await browser.get(s.base)).status, who).toBe(404);
    expect(expected, who).toContain(
      (
        await browser.post(
          `${s.edit}?statement=new`,
          { deed: 'statement', look: 'search', search: '' },
          { follow: false },
        )
      ).status,
    );
  }
});

test('each page takes three statements at most', async () => {
  const s = await anOpenDiscussion();
  await s.writer.post(s.edit, { deed: 'start' });
  await writeStatement(s.writer, s.edit, 'One.', [s.first, s.second]);
  await writeStatement(s.writer, s.edit, 'Two.', [s.second, s.third]);
  const [{ id } = { id: 0 }] = await sql<{ id: number }[]>`select id from statement where discussion_id = ${s.id}`;
  const count = async (browser: Visitor, path: string) => {
    await server.settled();
    server.statements();
    expect((await browser.get(path)).status, path).toBe(200);
    return server
      .statements()
      .filter((text) => /^\s*(select|with|insert|update|delete)/i.test(text) && !/\b(announcement|due)\b/.test(text))
      .length;
  };
  for (const path of [s.edit, `${s.edit}?statement=${id}`, `${s.edit}?statement=new`, s.close, s.base])
    expect(await count(s.writer, path), path).toBeLessThanOrEqual(3);
  await closeNow(s.id);
  await s.writer.post(s.close, { deed: 'publish' });
  expect(await count(s.anna.at(url), `/reflections/${s.id}`)).toBeLessThanOrEqual(3);
  expect(await count(s.anna.at(url), s.base)).toBeLessThanOrEqual(3);
  const visitor = new Visitor(url);
  expect(await count(visitor, s.base)).toBeLessThanOrEqual(2);
  expect(await count(visitor, s.base)).toBe(0);
});

test('a kept page is dropped when a source changes, also where the source has moved away', async () => {
  const s = await anOpenDiscussion();
  await s.writer.post(s.edit, { deed: 'start' });
  await writeStatement(s.writer, s.edit, 'One.', [s.first, s.second, s.third]);
  const other = await aDiscussion(sql, { title: 'Another question (invented)' });
  await sql`insert into activity_role (activity, activity_id, person_id, role) values ('discussion', ${other.id}, ${s.facilitator.id}, 'facilitator')`;
  const writer = await s.facilitator.reader();
  await movePost(sql, writer, { post: s.first, phase: other.phaseIds[0]!, wider: false }, now());
  await closeNow(s.id);
  await s.writer.post(s.close, { deed: 'publish' });
  const visitor = new Visitor(url);
  const read = async () => {
    server.wake();
    await server.settled();
    return said((await visitor.get(s.base)).text);
  };
  expect(await read()).toContain('Shelters need a budget line');
  await read();
  await hidePost(sql, writer, { post: s.second, reason: 'Checked' }, now());
  expect(await read()).not.toContain('Labour inspectors');
  await hidePost(sql, writer, { post: s.first, reason: 'Checked' }, now());
  expect(await read()).not.toContain('Shelters need a budget line');
  await sql`update post set state = 'shown' where id = ${s.first}`;
  await sql.begin(async (tx) => {
    await tx`update discussion set readers = 'registered' where id = ${other.id}`;
    await tx`insert into announcement (what, ids) values ('discussion.changed', ${tx.json({ discussion: other.id })})`;
  });
  expect(await read()).not.toContain('Shelters need a budget line');
  expect(said((await s.bilal.at(url).get(s.base)).text)).toContain('Shelters need a budget line');
});

test('in Arabic and French no text is missing', async () => {
  const s = await anOpenDiscussion();
  await s.writer.post(s.edit, { deed: 'start' });
  await writeStatement(s.writer, s.edit, 'One.', [s.first]);
  await writeStatement(s.writer, s.edit, 'Two.', [s.first, s.third]);
  await hidePost(sql, await s.facilitator.reader(), { post: s.third, reason: 'Checked' }, now());
  const missing =
    /\b(?:synthesis|settle|edit|cite|close|reflect|reflections|uncited|source|refusals|tasks)[:.][a-z-]+(?:\.[a-z-]+)*\b|\{\{/;
  for (const lang of ['en', 'fr', 'ar']) {
    for (const path of [
      `${s.edit}?lang=${lang}`,
      `${s.edit}?lang=${lang}&statement=new`,
      `${s.close}?lang=${lang}`,
      `${s.base}?lang=${lang}`,
    ]) {
      const text = said((await s.writer.get(path)).text);
      expect(text, `${lang} ${path}`).not.toMatch(missing);
    }
  }
});
