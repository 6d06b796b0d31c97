import { describe, expect, test } from 'vitest';
import { mayRead, noTie } from '../../app/discussions/discussion';
import { readRules } from '../../app/discussions/rules.server';
import { listForStart } from '../../app/discussions/start.server';
import { isRefusal } from '../../app/shared/refusal';
import { Visitor } from '../support/browser-like';
import { aDiscussion, type SomeDiscussion } from '../support/discussions';
import { anOrganisation, aPerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const now = new Date();
const hour = 3_600_000;

describe('the start page', () => {
  test('lists what is open by its close, what is announced by its opening, and what was synthesised; nothing closed', async () => {
    const titles = (list: { title: string }[]) => list.map((d) => d.title);
    const late = await aDiscussion(sql, {
      title: 'Open, closes late',
      phases: [
        { opens: -2, closes: -1 },
        { opens: 1, closes: 30 },
      ],
      now,
    });
    await aDiscussion(sql, { title: 'Open, closes soon', phases: [{ opens: -2, closes: 5 }], now });
    await aDiscussion(sql, { title: 'Opens late', phases: [{ opens: 20, closes: 30 }], now });
    await aDiscussion(sql, { title: 'Opens soon', phases: [{ opens: 2, closes: 30 }], now });
    await aDiscussion(sql, { title: 'Closed', phases: [{ opens: -5, closes: -1 }], now });
    await aDiscussion(sql, { title: 'A draft', announced: false, now });
    const done = await aDiscussion(sql, { title: 'Synthesised', phases: [{ opens: -5, closes: 5 }], now });
    await sql`insert into synthesis (discussion_id, language, published_at) values (${done.id}, 'en', ${now})`;
    await sql`insert into discussion_text (discussion_id, language, title) values (${late.id}, 'fr', 'Close tard')`;
    const lists = await listForStart(sql, null, 'en', now);
    expect(titles(lists.open)).toEqual(['Open, closes soon', 'Open, closes late']);
    expect(titles(lists.announced)).toEqual(['Opens soon', 'Opens late']);
    expect(titles(lists.synthesised)).toEqual(['Synthesised']);
    expect(lists.until).toEqual(new Date(now.getTime() + 2 * hour));
    expect((await listForStart(sql, null, 'fr', now)).open[1]).toMatchObject({ title: 'Close tard', language: 'fr' });
    const staff = await (await aPerson(sql, { secretariat: true })).reader();
    expect(titles((await listForStart(sql, staff, 'en', now)).announced)).not.toContain('A draft');
    const later = await listForStart(sql, null, 'en', new Date(now.getTime() + 5 * hour));
    expect(titles(later.open)).toEqual(['Open, closes late', 'Opens soon']);
  });

  test('shows each reader exactly what the rule lets them read', async () => {
    const organisation = await anOrganisation(sql);
    const discussions: SomeDiscussion[] = [];
    for (const readers of ['public', 'registered', 'invited'] as const) {
      for (const announced of [true, false]) {
        for (const invited of [[], [organisation]])
          discussions.push(await aDiscussion(sql, { readers, announced, invited, now }));
      }
    }
    const people = [
      null,
      await aPerson(sql),
      await aPerson(sql, { organisation }),
      await aPerson(sql, { organisation, state: 'waiting' }),
      await aPerson(sql, { secretariat: true }),
      ...(await Promise.all(
        (['facilitator', 'participant', 'observer'] as const).map((role, i) =>
          aPerson(sql, { role: { discussion: discussions[8 + i]!.id, role } }),
        ),
      )),
    ];
    for (const person of people) {
      const reader = person && (await person.reader());
      const { open } = await listForStart(sql, reader, 'en', now);
      for (const { id } of discussions) {
        const ruled = await readRules(sql, reader, id).catch((e) => {
          if (isRefusal(e)) return null;
          throw e;
        });
        const expected = ruled?.announcedAt != null && mayRead(ruled, reader, ruled.tie ?? noTie);
        expect(
          open.some((d) => d.id === id),
          `${person?.name ?? 'visitor'} ${id}`,
        ).toBe(expected);
      }
    }
  });

  test('is kept for visitors and true again when something is announced', async () => {
    const page = await new Visitor(url).get('/');
    expect(page.status).toBe(200);
    expect(page.headers.get('etag')).not.toBeNull();
    await server.settled();
    server.statements();
    await new Visitor(url).get('/');
    expect(server.statements().filter((text) => text.includes('discussion'))).toEqual([]);
    const d = await aDiscussion(sql, { title: 'Announced just now (invented)' });
    await sql`insert into announcement (what, ids) values ('discussion.announced', ${sql.json({ discussion: d.id })})`;
    server.wake();
    await server.settled();
    expect((await new Visitor(url).get('/')).text).toContain('Announced just now (invented)');
  });

  test('has one statement beside the session’s for those who are signed in', async () => {
    const browser = (await aPerson(sql)).at(url);
    await browser.get('/');
    await server.settled();
    server.statements();
    expect((await browser.get('/')).status).toBe(200);
    expect(server.statements().filter((text) => / (session|discussion) /.test(text))).toHaveLength(2);
  });
});

describe('help and glossary', () => {
  test.each(['en', 'fr', 'ar'])(
    'are there in %s, without a statement, and nothing of a text is missing',
    async (lang) => {
      for (const path of ['/help', '/glossary']) {
        await server.settled();
        server.statements();
        const { status, text } = await new Visitor(url).get(`${path}?lang=${lang}`);
        expect(status).toBe(200);
        expect(text).not.toMatch(/help:|\{\{|\[object/);
        expect(server.statements().filter((t) => / (person|discussion|organisation) /.test(t))).toEqual([]);
      }
      expect((await new Visitor(url).get(`/help?lang=${lang}`)).text).toContain('35');
      expect((await new Visitor(url).get(`/glossary?lang=${lang}`)).text).toContain('id="focal-point"');
    },
  );
});
