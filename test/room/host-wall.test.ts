import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import { describe, expect, test } from 'vitest';
import { roomTexts } from '../../app/room/texts.server';
import { languages } from '../../app/shared/languages';
import { plainStatuses } from '../../server/room/plain';
import { ask } from '../support/ask';
import { columnsWith } from '../support/every-store';
import { RoomVisitor, roomForFile, startTestRoom } from '../support/room';
import { anInvitation, anOpenRoom, aStaff } from '../support/room-people';
import { root } from '../support/running';
import { serverForFile } from '../support/server';
import { signedIn } from './desk-support';
import { untilCode, walk } from './loop-support';

const room = await roomForFile();
const platform = await serverForFile();
const open = await anOpenRoom(room);

const paths = (build: ServerBuild): string[] => {
  const routes = build.routes;
  const full = (id: string): string => {
    const route = routes[id]!;
    const above = route.parentId ? full(route.parentId) : '';
    return [above, route.path ?? ''].filter(Boolean).join('/').replace(/\/+/g, '/');
  };
  return [...new Set(Object.keys(routes).map((id) => `/${full(id)}`.replace(/\/+/g, '/')))];
};
/** One address of each route: what stands for a part is filled in with something that could be one. */
const filledIn = (path: string) => path.replace(/:[^/]+\??/g, '1').replace(/\*/g, 'anything');

describe('the wall', () => {
  test('but for / and /favicon.ico, no address of the one is answered by the other', async () => {
    const theirs = (await import(
      pathToFileURL(path.join(root, 'build/server/index.js')).href
    )) as unknown as ServerBuild;
    const ofPlatform = [
      ...new Set([
        ...paths(theirs).map(filledIn),
        ...fs.readdirSync(path.join(root, 'build/client')).map((name) => `/${name}`),
        '/socket.io/?EIO=4&transport=polling',
        '/coediting',
        '/healthz',
        '/readyz',
      ]),
    ].filter((p) => p !== '/' && p !== '/favicon.ico');
    const ofRoom = [
      ...new Set([
        ...paths(room.running.host.build).map(filledIn),
        ...room.running.host.statics.keys(),
        '/leave',
        '/away',
      ]),
    ].filter((p) => p !== '/' && p !== '/favicon.ico');
    expect(ofPlatform.length).toBeGreaterThan(40);
    expect(ofRoom.length).toBeGreaterThan(10);
    const nothing = (await ask(room.url, '/nothing-here')).body;
    for (const p of ofPlatform) {
      const answer = await ask(room.url, p);
      expect([p, answer.status, answer.body.equals(nothing), answer.header('set-cookie')]).toEqual([
        p,
        404,
        true,
        undefined,
      ]);
    }
    for (const p of ofRoom) expect([p, (await ask(platform.url, p)).status]).toEqual([p, 404]);
  }, 60_000);

  test('a session of the platform is none in the room, and the other way round', async () => {
    const page = (cookie: string) => ask(room.url, '/desk', { headers: { Cookie: cookie } });
    const nobody = (await page('')).body.toString().replace(/value="[\w-]{43}"/g, '');
    const someone = (await page('session=abcdef; plenary=1')).body.toString().replace(/value="[\w-]{43}"/g, '');
    expect(someone).toBe(nobody);
    const member = await signedIn(room, await aStaff(room, { organisation: open.organisations[0]!.id }));
    const there = await ask(platform.url, '/account', { headers: { Cookie: `__Host-s=${member.cookie}` } });
    expect([302, 303]).toContain(there.status);
  });
});

describe('a session', () => {
  test('has a cookie that scripts and other sites never see, and no other', async () => {
    const { headers } = await ask(room.url, '/');
    const cookies = headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value);
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(/^__Host-s=[\w-]{43}\.en; Path=\/; Secure; HttpOnly; SameSite=Strict$/);
  });

  test('is useless in a copy of the database, and of the memory', async () => {
    const canary = 'qx7canaryz9';
    const visitor = room.visitor();
    const invitation = await anInvitation(room, open);
    await untilCode(visitor, invitation.shown, { words: `Opening hours ${canary}` });
    const member = await signedIn(room, open.organisations[0]!.caseworkers[0]);
    // She has written, and nothing is sent: her words are in the session alone, under the cookie.
    expect(await columnsWith(room.admin, canary)).toEqual([]);
    const held = JSON.stringify([...room.running.host.store.copy()], (_, v: unknown) =>
      v instanceof Uint8Array ? Buffer.from(v).toString('latin1') : v,
    );
    expect(held.length).toBeGreaterThan(400);
    for (const secret of [canary, visitor.cookie!.split('.')[0]!, member.cookie!.split('.')[0]!])
      expect(held).not.toContain(secret);
    for (const cookie of [visitor.cookie!, member.cookie!])
      expect(await columnsWith(room.admin, cookie.split('.')[0]!.slice(0, 30).toLowerCase())).toEqual([]);
    const keys = open.organisations[0]!.caseworkers[0].privateKey.toString('latin1');
    expect(held).not.toContain(keys);
    // Another process with the very same database knows no session of this one, and no form of it.
    const before = visitor.form('code');
    const other = await startTestRoom();
    try {
      const again = new RoomVisitor(other.url);
      again.cookie = visitor.cookie;
      const answer = await again.post('/', before.fields);
      expect(answer.status).toBe(403);
      expect(again.words()).toMatch(/This page was open too long/);
    } finally {
      await other.stop();
    }
  }, 60_000);

  test('ends on the server by the way out, whose cookie is worth nothing after', async () => {
    const visitor = room.visitor();
    await walk.code(visitor, (await anInvitation(room, open)).shown);
    await walk.adult(visitor);
    const held = visitor.cookie!;
    const form = visitor.form('told');
    expect(room.running.host.store.copy().size).toBeGreaterThan(0);
    const size = room.running.host.store.copy().size;
    const out = await ask(room.url, '/leave', { headers: { Cookie: `__Host-s=${held}` } });
    expect(out.status).toBe(303);
    expect(out.header('set-cookie')).toMatch(/^__Host-s=; .*Max-Age=0$/);
    expect(room.running.host.store.copy().size).toBe(size - 1);
    const thief = room.visitor();
    thief.cookie = held;
    await thief.get('/');
    expect(thief.deeds()).toContain('enter');
    await thief.post('/', form.fields);
    expect(thief.deeds()).toContain('enter');
  });

  test('has a token of its own in every form: none, an old one or another’s sends nothing', async () => {
    const mine = room.visitor();
    const yours = room.visitor();
    await mine.get('/');
    await yours.get('/');
    const invitation = await anInvitation(room, open);
    const form = mine.form('enter').fields;
    for (const token of [undefined, '', yours.form('enter').fields.token, 'x'.repeat(43)])
      expect((await mine.post('/', { ...form, code: invitation.shown, token })).status).toBe(403);
    const strange: Record<string, string>[] = [
      { Origin: 'null' },
      { Origin: 'https://elsewhere.example' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ];
    for (const headers of strange)
      expect((await mine.post('/', { ...form, code: invitation.shown }, { headers })).status).toBe(403);
    await mine.get('/');
    await mine.submit('enter', { code: invitation.shown });
    expect(mine.deeds()).not.toContain('enter');
    // The token of before the session began is none of the session's.
    expect((await mine.post('/', { ...form, code: invitation.shown })).status).toBe(403);
    for (const deed of mine.deeds()) expect(mine.form(deed).fields.token).toMatch(/^[\w-]{43}$/);
  });

  test('is over when nobody asked for a quarter of an hour', async () => {
    const visitor = room.visitor();
    await walk.code(visitor, (await anInvitation(room, open)).shown);
    expect(visitor.deeds()).not.toContain('enter');
    room.later(14 * 60);
    await visitor.get('/');
    expect(visitor.deeds()).not.toContain('enter');
    room.later(16 * 60);
    await visitor.get('/');
    expect(visitor.deeds()).toContain('enter');
  });
});

describe('what others may read over a shoulder', () => {
  const lexicon: Record<(typeof languages)[number], RegExp> = {
    en: /surviv|victim|traffick|shelter|escap|abus|exploit|violen|prostitut|slave|forced|rescu|refuge|police|trauma|danger|human rights/i,
    fr: /surviv|victim|traite|trafic|refuge|abri|fuit|fuir|évad|exploit|violen|prostitu|esclav|forcé|sauvet|police|trauma|danger|droits humains/i,
    ar: /ناج|ضحي|ضحاي|اتجار|الاتجار|مأوى|ملجأ|هروب|استغلال|عنف|عبود|دعارة|شرطة|صدمة|خطر/,
  };
  // A name of a look is no word that anybody sees.
  const seen = (text: string) => text.replace(/<style>[\s\S]*?<\/style>/g, '');
  const anyLanguage = (text: string) => languages.filter((l) => lexicon[l].test(seen(text)));

  test('titles, paths, headers and the pages of every status name nothing, in any language', async () => {
    // The lexicon finds what it should.
    expect(anyLanguage('A shelter for survivors')).toContain('en');
    expect(anyLanguage('Un refuge')).toContain('fr');
    expect(anyLanguage('مأوى للناجيات')).toContain('ar');

    const titles = new Set<string>();
    for (const language of languages) {
      const visitor = room.visitor({ 'Accept-Language': language });
      for (const at of ['/', '/desk', '/nothing-here']) {
        const answer = await visitor.get(at);
        const found = [...answer.text.matchAll(/<title>(.*?)<\/title>/g)].map((m) => m[1]!);
        expect(found).toHaveLength(1);
        if (at !== '/nothing-here') titles.add(`${language} ${found[0]}`);
        expect(anyLanguage(found[0]!)).toEqual([]);
        expect(anyLanguage([...answer.headers].flat().join(' '))).toEqual([]);
      }
    }
    // One title for all of the room, in each language.
    expect([...titles].sort()).toEqual(languages.map((l) => `${l} ${roomTexts(l).t('forms:title')}`).sort());
    for (const p of [...paths(room.running.host.build), ...room.running.host.statics.keys(), '/leave', '/away'])
      expect([p, anyLanguage(p)]).toEqual([p, []]);
    for (const status of plainStatuses)
      expect([status, anyLanguage(room.running.host.plain.of(status).toString())]).toEqual([status, []]);
    expect(anyLanguage(room.running.host.plain.away.toString())).toEqual([]);
    // What the frame says on every page.
    for (const language of languages)
      expect(anyLanguage(JSON.stringify(roomTexts(language).t('forms:exit')))).toEqual([]);
  });

  test('the whole of a contributor’s way has one address and one title', async () => {
    const visitor = room.visitor();
    const seen = new Set<string>();
    const look = () => seen.add(`${visitor.path} ${/<title>(.*?)<\/title>/.exec(visitor.page.text)?.[1]}`);
    const invitation = await anInvitation(room, open);
    await walk.code(visitor, invitation.shown);
    look();
    await walk.adult(visitor);
    look();
    await walk.told(visitor);
    look();
    await walk.choices(visitor);
    look();
    await walk.views(visitor, 'Longer opening hours.');
    look();
    await walk.exclusions(visitor);
    look();
    await walk.send(visitor);
    look();
    expect([...seen]).toEqual(['/ Forms']);
    // No link of a contributor's page leads anywhere but out.
    const links = [...visitor.page.text.matchAll(/<a\b[^>]*href="([^"]*)"/g)].map((m) => m[1]);
    expect(links).toEqual(['/leave']);
  });
});

test('no page holds a script but the one of the way out, nor anything of another site', async () => {
  const member = await signedIn(room, open.organisations[0]!.caseworkers[0]);
  const visitor = room.visitor();
  for (const [who, at] of [
    [visitor, '/'],
    [visitor, '/nothing-here'],
    [member, '/desk'],
    [member, '/desk/reading'],
    [member, '/desk/invitations'],
    [member, '/desk/rooms'],
  ] as const) {
    const { text } = await who.get(at);
    const scripts = [...text.matchAll(/<script\b[^>]*>/g)].map((m) => m[0]);
    expect(scripts).toHaveLength(1);
    expect(scripts[0]).toMatch(/^<script src="\/exit-[0-9a-f]{10}\.js" integrity="sha256-[^"]+" defer(="")?\/?>$/);
    expect(text).not.toMatch(/\b(?:src|href|action|srcset|poster)="(?:[a-z]+:)?\/\//i);
    expect(text).not.toMatch(/<(?:svg|math|img|iframe|object|embed|base|video|audio)\b|style="|\son[a-z]+=/i);
    expect(text).not.toMatch(/modulepreload|__remixContext/);
    const [first] = text.slice(text.indexOf('<body')).matchAll(/<(?:a|button|input|select|textarea)\b[^>]*>/g);
    expect(first![0]).toContain('href="/leave"');
  }
});
