import { beforeAll, describe, expect, it } from 'vitest';
import { writePost } from '../../app/discussions/posting.server';
import { Visitor } from '../support/browser-like';
import { aDiscussion, aPostForm, type SomeDiscussion } from '../support/discussions';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql } = server;
const now = new Date();

type Who = 'visitor' | 'waiting' | 'participant' | 'observer' | 'author' | 'facilitator' | 'secretariat';
const everyone: Who[] = ['visitor', 'waiting', 'participant', 'observer', 'author', 'facilitator', 'secretariat'];

let discussion: SomeDiscussion;
let people: Record<Exclude<Who, 'visitor'>, SomePerson>;
let shown: number;
let waiting: number;

/** What a reader sees of a page. */
const wordsOf = (html: string) => html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]+>/g, ' ');

const as = (who: Who) => (who === 'visitor' ? new Visitor(server.url) : people[who].at(server.url));

beforeAll(async () => {
  discussion = await aDiscussion(sql, { moderation: 'pre' });
  const role = (r: 'participant' | 'observer') => ({ discussion: discussion.id, role: r });
  people = {
    waiting: await aPerson(sql, { state: 'waiting' }),
    participant: await aPerson(sql, { role: role('participant') }),
    observer: await aPerson(sql, { role: role('observer') }),
    author: await aPerson(sql, { organisation: await anOrganisation(sql) }),
    facilitator: discussion.facilitator,
    secretariat: await aPerson(sql, { secretariat: true }),
  };
  const say = async (body: string) =>
    (await writePost(sql, await people.author.reader(), aPostForm(discussion.id, body), now)).id;
  shown = await say('Who was asked?');
  await sql`update post set state = 'shown', shown_at = now() where id = ${shown}`;
  waiting = await say('This one waits.');
});

describe('who opens which page', () => {
  const page = (path: string) =>
    path.replace('D', String(discussion.id)).replace('S', String(shown)).replace('W', String(waiting));
  it.each<[string, Partial<Record<Who, number>>, number]>([
    ['/discussions/D/board', { facilitator: 200, secretariat: 200 }, 404],
    ['/posts/S/moderate', { visitor: 303, facilitator: 200, secretariat: 200 }, 403],
    ['/posts/S/redact', { visitor: 303, facilitator: 200, secretariat: 200 }, 403],
    ['/posts/S/translate', { visitor: 303, facilitator: 200, secretariat: 200 }, 403],
    ['/posts/S/withdraw', { visitor: 303, author: 200 }, 403],
    ['/posts/S/report', {}, 200],
    ['/posts/S/history', {}, 200],
    ['/posts/W/moderate', { visitor: 303, author: 403, facilitator: 200, secretariat: 200 }, 404],
    ['/posts/W/redact', { visitor: 303, author: 403, facilitator: 200, secretariat: 200 }, 404],
    ['/posts/W/translate', { visitor: 303, author: 403, facilitator: 200, secretariat: 200 }, 404],
    ['/posts/W/withdraw', { visitor: 303, author: 200, facilitator: 403, secretariat: 403 }, 404],
    ['/posts/W/report', { author: 200, facilitator: 200, secretariat: 200 }, 404],
    ['/posts/W/history', { author: 200, facilitator: 200, secretariat: 200 }, 404],
    ['/posts/999999/moderate', { visitor: 303 }, 404],
    ['/posts/abc/history', {}, 404],
  ])('%s', async (path, special, otherwise) => {
    for (const who of everyone) {
      const visitor = as(who);
      // Mail and tasks of what was done before are written beside: they are not the page's.
      await server.settled();
      server.statements();
      const answer = await visitor.get(page(path));
      expect(answer.status, `${who} at ${path}`).toBe(special[who] ?? otherwise);
      expect(server.pageStatements().slice(3), `beyond three for ${who} at ${path}`).toEqual([]);
      expect(wordsOf(answer.text).match(/(facilitation|shared):[a-z.-]+/)).toBeNull();
    }
  });

  it.each(['fr', 'ar'])('in %s, with no text missing', async (language) => {
    for (const path of [
      '/discussions/D/board',
      '/posts/S/moderate',
      '/posts/W/moderate',
      '/posts/S/redact',
      '/posts/S/translate',
      '/posts/S/report',
      '/posts/S/history',
    ]) {
      const answer = await as('facilitator').get(`${page(path)}?lang=${language}`);
      const missing =
        /\b(board|moderate|deed|field|redact|translate|report|history|flags|state|mistakes|refusals)\.[a-z]+/;
      expect(wordsOf(answer.text).match(missing), path).toBeNull();
    }
    const mine = await as('author').get(`/posts/${shown}/withdraw?lang=${language}`);
    expect(mine.text).toContain(`lang="${language}"`);
  });
});

describe('by forms alone', () => {
  it('a facilitator lets one post through and refuses another, from the board', async () => {
    const facilitator = as('facilitator');
    const author = await people.author.reader();
    const first = (await writePost(sql, author, aPostForm(discussion.id, 'Let me through'), now)).id;
    const second = (await writePost(sql, author, aPostForm(discussion.id, 'Refuse me'), now)).id;
    const board = `/discussions/${discussion.id}/board`;
    expect((await facilitator.get(board)).text).toContain('Let me through');
    const after = await facilitator.post(board, { deed: `let-through:${first}` });
    expect(after.text).not.toContain('Let me through');
    const unreasoned = await facilitator.post(board, { deed: `refuse:${second}`, reason: ' ' });
    expect(unreasoned.status).toBe(422);
    expect(unreasoned.text).toMatch(/<details[^>]*open/);
    await facilitator.post(board, { deed: `refuse:${second}`, reason: 'Said before.' });
    expect(await sql`select state from post where id in (${first}, ${second}) order by id`).toEqual([
      { state: 'shown' },
      { state: 'hidden' },
    ]);
    const again = await facilitator.post(board, { deed: `let-through:${first}` });
    expect(again.status).toBe(409);
    expect(wordsOf(again.text)).toContain('This post is shown already.');
    for (const deed of ['', 'let-through', 'let-through:x', 'drop:1'])
      expect((await facilitator.post(board, { deed })).status).toBe(422);
  });

  it('a visitor reports, and a facilitator reads it and keeps the post', async () => {
    const visitor = as('visitor');
    const form = await visitor.get(`/posts/${shown}/report`);
    expect(form.text).toContain('value="identifies-someone"');
    expect(form.text).not.toContain('value="harmful"');
    const sent = await visitor.post(`/posts/${shown}/report`, {
      deed: 'report',
      kind: 'identifies-someone',
      reason: 'The second sentence',
    });
    expect(sent.status).toBe(200);
    expect(sent.text).toContain('Your report is with the facilitators');
    expect((await visitor.post(`/posts/${shown}/report`, { deed: 'report', kind: 'other' })).status).toBe(403);
    expect(
      (await visitor.post(`/posts/${waiting}/report`, { deed: 'report', kind: 'identifies-someone' })).status,
    ).toBe(404);
    const facilitator = as('facilitator');
    expect((await facilitator.get(`/posts/${shown}/moderate`)).text).toContain('The second sentence');
    expect((await facilitator.post(`/posts/${shown}/moderate`, { deed: 'keep' }, { follow: false })).status).toBe(303);
    expect((await facilitator.get(`/posts/${shown}/moderate`)).text).not.toContain('The second sentence');
  });

  it('what was typed stays when it is refused', async () => {
    const facilitator = as('facilitator');
    const long = 'x'.repeat(1001);
    const hidden = await facilitator.post(`/posts/${shown}/moderate`, { deed: 'hide', reason: long });
    expect(hidden.status).toBe(422);
    expect(hidden.text).toContain(long);
    const translated = await facilitator.post(`/posts/${shown}/translate`, {
      deed: 'translate',
      language: 'fr',
      body: 'Qui a été consulté ?',
      version: '7',
    });
    expect(translated.status).toBe(409);
    expect(translated.text).toContain('Qui a été consulté ?');
    // Sent again from the page that came back, it is saved: it bears the version that stands now.
    const version = /name="version"[^>]*value="(\d+)"/.exec(translated.text)![1]!;
    const saved = await facilitator.post(
      `/posts/${shown}/translate`,
      { deed: 'translate', language: 'fr', body: 'Qui a été consulté ?', version },
      { follow: false },
    );
    expect(saved.status).toBe(303);
  });

  it('a passage can come in the address, and is only shown in the field', async () => {
    const page = await as('facilitator').get(`/posts/${shown}/redact?passage=${encodeURIComponent('<b>asked</b>')}`);
    expect(page.text).toContain('&lt;b&gt;asked&lt;/b&gt;</textarea>');
  });

  it.each<[Who, string, string, number]>([
    ['participant', 'hide', 'moderate', 403],
    ['author', 'let-through', 'moderate', 403],
    ['waiting', 'keep', 'moderate', 403],
    ['observer', 'move', 'moderate', 403],
    ['participant', 'whole', 'redact', 403],
    ['participant', 'translate', 'translate', 403],
    ['facilitator', 'withdraw', 'withdraw', 403],
  ])('%s may not %s', async (who, deed, page, status) => {
    const fields = {
      deed,
      reason: 'x',
      sure: 'yes',
      phase: String(discussion.phaseIds[0]),
      language: 'fr',
      body: 'x',
      version: '1',
    };
    expect((await as(who).post(`/posts/${shown}/${page}`, fields)).status).toBe(status);
    expect(await sql`select state from post where id = ${shown}`).toEqual([{ state: 'shown' }]);
  });
});
