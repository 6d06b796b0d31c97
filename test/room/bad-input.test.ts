import net from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { formToken } from '../../app/voices/crypto/tokens';
import { scopes } from '../../app/voices/scopes';
import { roomForFile } from '../support/room';
import { aContribution } from '../support/room-contributions';
import { anInvitation, anOpenRoom } from '../support/room-people';
import { storedIn } from './loop-support';

const room = await roomForFile();
const open = await anOpenRoom(room);
const other = await anOpenRoom(room);
const back = await aContribution(room, { open });
const stranger = await aContribution(room, { open: other });
const { host } = room.running;
const origin = room.url;

const spent = {
  used: await anInvitation(room, open),
  ended: await anInvitation(room, open),
  expired: await anInvitation(room, open, { expiresInWeeks: -1 }),
};
for (const state of ['used', 'ended'] as const)
  await room.sql`update invitation set state = ${state} where id = ${spent[state].id}`;

/** A browser on a page, without the way there: its cookie, and the token of its forms. */
function at(kind: 'nobody' | 'invited' | 'contributor', step = '', values: Record<string, unknown> = {}) {
  const begun =
    kind === 'nobody'
      ? { cookie: Buffer.alloc(32, ++nobodies).toString('base64url') }
      : host.store.begin({
          kind,
          who: kind === 'invited' ? crypto.randomUUID() : back.contributor,
          step,
          values:
            kind === 'invited'
              ? { room: open.id, organisation: open.organisations[0]!.id, provenance: 'direct', ...values }
              : { can: 'all', ...values },
          ...(kind === 'contributor' ? { privateKey: Buffer.from(back.privateKey) } : {}),
        })!;
  return { cookie: `__Host-s=${begun.cookie}.en`, token: formToken(host.bootKey, begun.cookie), step };
}
let nobodies = 0;
type At = ReturnType<typeof at>;

const writing = { language: 'en', given: [{ scope: 'read_by_support', version: '00'.repeat(32) }], answers: [] };

interface Got {
  /** Null where the connection was closed without a word. */
  status: number | null;
  text: string;
}

async function send(
  body: string | Uint8Array<ArrayBuffer>,
  as: At,
  headers: Record<string, string> = {},
  path = '/',
): Promise<Got> {
  const response = await fetch(`${origin}${path}`, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: {
      Origin: origin,
      Cookie: as.cookie,
      'Content-Type': 'application/x-www-form-urlencoded',
      ...headers,
    },
  });
  const text = `${JSON.stringify([...response.headers])}\n${await response.text()}`;
  if (response.status !== 303) return { status: response.status, text };
  // A refusal waits for the page that follows: what it says is judged there.
  const set = response.headers.getSetCookie()[0]?.split(';')[0];
  const next = await fetch(new URL(response.headers.get('location') ?? '/', origin), {
    redirect: 'manual',
    headers: { Cookie: set ?? as.cookie },
  });
  return { status: next.status >= 500 ? next.status : 303, text: `${text}\n${await next.text()}` };
}

/** Fields of a form as a browser would send them, with the token of the page. */
const form = (as: At, fields: Record<string, string>) =>
  new URLSearchParams({ token: as.token, step: as.step, ...fields }).toString();

/** Bytes as they are: what no client library would send. */
function raw(bytes: string | Buffer, end = false): Promise<Got> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve) => {
    const socket = net.connect(Number(port), hostname, () => {
      socket.write(bytes);
      if (end) socket.end();
    });
    let text = '';
    const done = () => {
      socket.destroy();
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      resolve({ status: status ? Number(status) : null, text });
    };
    socket.setTimeout(1500, done);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const head = text.indexOf('\r\n\r\n');
      const length = /content-length: (\d+)/i.exec(text)?.[1];
      if (head >= 0 && length !== undefined && text.length >= head + 4 + Number(length)) done();
    });
    socket.on('close', done);
    socket.on('error', done);
  });
}

const head = (method: string, path: string, lines: string[] = []) =>
  `${method} ${path} HTTP/1.1\r\n${[`Host: ${new URL(origin).host}`, ...lines].join('\r\n')}\r\n\r\n`;

const stack =
  /node_modules|\bat [\w.<>]+ \(|\.(?:ts|js|mjs):\d+|PostgresError|violates|syntax error|invalid input|TypeError|undefined is/i;

/**
 * What a page must not give back as it came: the case's own mark inside whatever surrounds it. Long enough that no form's
 * token, which is random, holds it by chance.
 */
const mark = 'Zq9xZq9xZq9';

function judge(name: string, got: Got, isReflected: (text: string) => boolean): string[] {
  const wrong: string[] = [];
  if (got.status !== null && got.status >= 500) wrong.push(`${name}: ${got.status}`);
  if (stack.test(got.text)) wrong.push(`${name}: tells of the inside`);
  if (isReflected(got.text)) wrong.push(`${name}: comes back as it was sent`);
  return wrong;
}

interface Case {
  name: string;
  send: () => Promise<Got>;
  /** The default: the mark does not come back at all. */
  isReflected?: (text: string) => boolean;
}

const families: Record<string, Case[]> = {};
let tried = 0;
const answered = new Map<number | null, number>();

function family(name: string, cases: Case[]): void {
  families[name] = cases;
  test(`${name}: ${cases.length} cases`, async () => {
    const before = await storedIn(room);
    const wrong: string[] = [];
    const waiting = [...cases];
    const work = async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        const found = one;
        const got = await found.send();
        tried++;
        answered.set(got.status, (answered.get(got.status) ?? 0) + 1);
        wrong.push(...judge(found.name, got, found.isReflected ?? ((text) => text.includes(mark))));
      }
    };
    await Promise.all(Array.from({ length: 6 }, work));
    expect(wrong).toEqual([]);
    expect(await storedIn(room)).toEqual(before);
  }, 60_000);
}

const code = (typed: string, name = JSON.stringify(typed).slice(0, 60)): Case => ({
  name: `code ${name}`,
  send: () => {
    const as = at('nobody');
    return send(form(as, { deed: 'enter', code: typed }), as);
  },
});

/** Words of a contribution. They may come back in their own field; never as a part of the page. */
const words = (typed: string, name = JSON.stringify(typed).slice(0, 60)): Case => ({
  name: `words ${name}`,
  send: () => {
    const as = at('invited', 'views', writing);
    return send(form(as, { deed: 'views', go: 'on', 'answer-0': typed }), as);
  },
  isReflected: (text) => /[<>"']/.test(typed) && text.includes(typed),
});

const answer = (typed: string): Case => ({
  name: `answer ${JSON.stringify(typed).slice(0, 60)}`,
  // The text it would be an answer to is somebody else's: whatever it says, nothing is kept.
  send: () => {
    const as = at('contributor', 'replies');
    return send(form(as, { deed: 'reply', text: stranger.contribution, words: typed }), as);
  },
  isReflected: (text) => /[<>"']/.test(typed) && text.includes(typed),
});

const everyPlace = (typed: string): Case[] => [code(typed), words(typed), answer(typed)];

describe('bad input is refused or bears no harm: no fault, no echo, no stack, no row', () => {
  const sized = [
    0, 1, 2, 11, 12, 13, 23, 24, 25, 199, 200, 201, 400, 401, 3999, 4000, 4001, 19_999, 20_000, 20_001, 59_999,
  ];
  family('lengths', [
    ...sized.flatMap((n) => [code('7'.repeat(n), `of ${n}`), words('w'.repeat(n), `of ${n}`)]),
    ...[60_000, 60_001, 100_000, 262_143, 262_144, 262_145, 1_000_000].map((n) => words('w'.repeat(n), `of ${n}`)),
    {
      name: '50 MB',
      send: () =>
        raw(
          head('POST', '/', [
            `Origin: ${origin}`,
            'Content-Type: application/x-www-form-urlencoded',
            'Content-Length: 52428800',
          ]),
        ),
    },
  ]);

  const controls = [...Array(32).keys(), 127, 128, 133, 159].map((n) => String.fromCharCode(n));
  family(
    'control characters',
    controls.flatMap((c) => [code(`${mark}${c}${mark}`), words(`one${c}two`)]),
  );

  const broken = [
    '%',
    '%0',
    '%zz',
    '%c0%80',
    '%c0%ae',
    '%e0%80%af',
    '%ed%a0%80',
    '%ed%bf%bf',
    '%f0%80%80%80',
    '%f4%90%80%80',
    '%f8%88%80%80%80',
    '%ff',
    '%fe%ff',
    '%80',
    '%bf%bf',
    '%c3',
    '%e2%82',
    '%f0%9f%98',
    '%u0041',
    '%00',
    '%c3%28',
    '%a0%a1',
    '%e2%28%a1',
    '%f0%28%8c%bc',
    '%fc%a1%a1%a1%a1%a1',
  ];
  family(
    'broken UTF-8',
    ['code', 'answer-0', 'deed', 'step', 'token'].flatMap((field) =>
      broken.map((bytes) => ({
        name: `${field}=${bytes}`,
        send: () => {
          const as = at('nobody');
          const rest = field === 'token' ? '' : `token=${as.token}&`;
          return send(`${rest}deed=enter&${field}=${mark}${bytes}`, as);
        },
      })),
    ),
  );

  const invisible = [
    '\u202e',
    '\u202d',
    '\u202a',
    '\u202b',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\u200b',
    '\u200c',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\u180e',
    '\u034f',
    '\u115f',
    '\u3164',
    '\uffa0',
    '\u2800',
    '\ufe0f',
    '\u{e0001}',
    '\u{e007f}',
    '\u{1d173}',
    '\u0300\u0301\u0302',
    'ﬁ',
    '①',
    '𝟘',
    '０',
    '٠',
    '۰',
    '०',
    'О',
    'Ⅰ',
    'ℓ',
    'ß',
    'İ',
    'ı',
    'Å',
    '\u212b',
    '𠜎',
  ];
  family(
    'direction, width and look-alikes',
    invisible.flatMap((c) => [
      code(back.receipt.canonical.replace(/^./, c)),
      code(`${c}${'1234'.repeat(2)}${c}ABCD`),
      words(`one ${c} two`),
    ]),
  );

  const strange = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'code[]',
    'code[0]',
    'code.x',
    'code%5B%5D',
    '',
    ' ',
    '0',
    '$where',
    '..',
    'a'.repeat(500),
  ];
  family('fields', [
    ...strange.map((name) => ({
      name: `a field named ${name.slice(0, 20)}`,
      send: () => {
        const as = at('nobody');
        return send(`token=${as.token}&deed=enter&${name}=${mark}`, as);
      },
    })),
    ...['token', 'deed', 'step', 'code'].map((name) => ({
      name: `${name} twice`,
      send: () => {
        const as = at('nobody');
        return send(`${form(as, { deed: 'enter', code: mark })}&${name}=${mark}`, as);
      },
    })),
    ...['told', 'choices', 'views', 'look', 'exclusions', 'code', 'pause', 'young', 'gone', '__proto__'].flatMap(
      (step) => [
        {
          name: `nothing but the token at ${step}`,
          send: () => {
            const as = at('invited', step, writing);
            return send(form(as, {}), as);
          },
        },
        {
          name: `an unknown deed at ${step}`,
          send: () => {
            const as = at('invited', step, writing);
            return send(form(as, { deed: '__proto__', go: mark }), as);
          },
        },
        {
          name: `an unknown way on at ${step}`,
          send: () => {
            const as = at('invited', step, { ...writing, answers: [{ question: 'a', answer: 'b' }] });
            return send(form(as, { deed: step, go: `${mark}constructor`, age: mark }), as);
          },
        },
      ],
    ),
    ...[
      'home',
      'replies',
      'wordings',
      'used',
      'consent',
      'exclude',
      'opened',
      'longer',
      'talk',
      'withdraw',
      'sent',
      'gone-one',
    ].flatMap((step) =>
      ['show', 'which', 'reply', 'wording', 'consent', 'toString', '__proto__', ''].map((deed) => ({
        name: `${deed} at ${step} with nothing else`,
        send: () => {
          const as = at('contributor', step);
          return send(form(as, { deed, view: mark, scope: mark, wording: mark, version: mark, text: `${mark}'` }), as);
        },
      })),
    ),
    {
      name: '500 fields',
      send: () => {
        const as = at('nobody');
        return send(Array.from({ length: 500 }, (_, i) => `f${i}=${mark}`).join('&'), as);
      },
    },
  ]);

  const types = [
    '',
    'text/plain',
    'application/json',
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'application/xml',
    'text/html',
    'application/x-www-form-urlencoded; charset=utf-16',
    'application/x-www-form-urlencoded; charset=utf-7',
    'image/png',
    '*/*',
    `${mark}/${mark}`,
  ];
  const bodies = [
    '',
    '{}',
    '{"code":"Zq9"}',
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    '--x\r\nContent-Disposition: form-data; name="code"\r\n\r\nZq9\r\n--x--\r\n',
  ];
  const post = (lines: string[]) =>
    head('POST', '/', [`Origin: ${origin}`, 'Content-Type: application/x-www-form-urlencoded', ...lines]);
  family('types and bodies', [
    ...types.flatMap((type) =>
      bodies.map((body) => ({
        name: `${type || 'no type'} ${body.slice(0, 12)}`,
        send: () => send(body, at('nobody'), { 'Content-Type': type || 'x/x' }),
      })),
    ),
    ...['gzip', 'deflate', 'br', 'identity', 'chunked', mark].map((encoding) => ({
      name: `encoded as ${encoding}`,
      send: () => send('code=1', at('nobody'), { 'Content-Encoding': encoding }),
    })),
    { name: 'less than it says', send: () => raw(`${post(['Content-Length: 500'])}code=${mark}`, true) },
    { name: 'more than it says', send: () => raw(`${post(['Content-Length: 3'])}code=${mark}`) },
    { name: 'two lengths', send: () => raw(`${post(['Content-Length: 3', 'Content-Length: 30'])}code=${mark}`) },
    {
      name: 'length and chunks',
      send: () => raw(`${post(['Content-Length: 3', 'Transfer-Encoding: chunked'])}0\r\n\r\n`),
    },
    { name: 'a negative length', send: () => raw(`${post(['Content-Length: -1'])}code=${mark}`) },
    { name: 'a length of letters', send: () => raw(`${post([`Content-Length: ${mark}`])}code=1`) },
    {
      name: 'chunks that lie',
      send: () => raw(`${post(['Transfer-Encoding: chunked'])}ffffffff\r\ncode=${mark}\r\n0\r\n\r\n`, true),
    },
    { name: 'chunks of letters', send: () => raw(`${post(['Transfer-Encoding: chunked'])}zz\r\ncode\r\n0\r\n\r\n`) },
    { name: 'chunks cut off', send: () => raw(`${post(['Transfer-Encoding: chunked'])}4\r\nco`, true) },
    {
      name: 'a second request in the body',
      send: () => raw(`${post(['Content-Length: 0'])}GET /${mark} HTTP/1.1\r\nHost: x\r\n\r\n`),
    },
  ]);

  const markup = [
    `<script>${mark}</script>`,
    `"><script>${mark}</script>`,
    `</textarea><script>${mark}</script>`,
    `<img src=x onerror=${mark}>`,
    `<svg onload=${mark}>`,
    `<svg><script>${mark}</script></svg>`,
    `<math><mi xlink:href="data:x,${mark}">`,
    `<iframe srcdoc="${mark}">`,
    `<style>@import '//x/${mark}'</style>`,
    `" style="background:url(//x/${mark})`,
    `' onfocus='${mark}' autofocus='`,
    `<a href="javascript:${mark}">`,
    `<meta http-equiv="refresh" content="0;url=//x/${mark}">`,
    `<base href="//x/${mark}">`,
    `<form action="//x/${mark}">`,
    `<!--${mark}-->`,
    `<![CDATA[${mark}]]>`,
    `<details open ontoggle=${mark}>`,
    `&lt;script&gt;${mark}`,
    `<template><${mark}></template>`,
    `<link rel=stylesheet href=//x/${mark}>`,
    `<object data="//x/${mark}">`,
    `<b>${mark}</b>`,
    `\u2028<script>${mark}</script>`,
    `<ſcript>${mark}</ſcript>`,
  ];
  family('markup', markup.flatMap(everyPlace));

  const payloads = [
    `' or 1=1; -- ${mark}`,
    `'; drop table contribution; -- ${mark}`,
    `" union select * from staff -- ${mark}`,
    `\\'; select pg_sleep(5); -- ${mark}`,
    `$${'$'}${mark}$${'$'}`,
    `{"$ne": "${mark}"}`,
    `[$regex]=${mark}`,
    `{{7*7}}${mark}`,
    `\${7*7}${mark}`,
    `<%= 7*7 %>${mark}`,
    `#{7*7}${mark}`,
    `{{constructor.constructor('return 1')()}}${mark}`,
    `../../../../etc/passwd ${mark}`,
    `..%2f..%2f${mark}`,
    `file:///etc/passwd ${mark}`,
    `\\\\host\\share ${mark}`,
    `${mark}\r\nSet-Cookie: a=b`,
    `${mark}%0d%0aLocation: //x`,
    `|id ${mark}`,
    `\`id\` ${mark}`,
    `$(id) ${mark}`,
    `;cat /etc/passwd ${mark}`,
    `=cmd|' /C calc'!A0 ${mark}`,
    `@SUM(1) ${mark}`,
    `*)(uid=*)) ${mark}`,
    `\\x00${mark}`,
    `%s%s%n ${mark}`,
    `$t(forms:title) ${mark}`,
    `{{kind}} $t(voice:enter.title)`,
    `nil null undefined NaN ${mark}`,
  ];
  family('payloads of other layers', [
    ...payloads.flatMap(everyPlace),
    ...[
      '/../etc/passwd',
      '/..%2f..%2fetc%2fpasswd',
      `/${mark}`,
      `/?${mark}=1`,
      `//${mark}`,
      '/%00',
      '/.git/config',
      '/.env',
      '/index.php',
      '/admin',
      '/desk/../',
      '/%2e%2e/',
      `/#${mark}`,
      '/assets/x.js',
      '/build/room/look.json',
      '/_data',
      '/__manifest',
      `/?_data=routes%2F_index&x=${mark}`,
      '/?index',
      `/${'a'.repeat(300)}`,
      '/%ff',
      '/\u00e9',
    ].flatMap((path) => [
      { name: `GET ${path}`, send: () => raw(head('GET', encodeURI(path).replace(/%25/g, '%'))) },
      {
        name: `POST ${path}`,
        send: () => {
          const as = at('nobody');
          return send(form(as, { deed: 'enter', code: mark }), as, {}, path.startsWith('//') ? '/x' : path);
        },
      },
    ]),
  ]);

  family('tokens', [
    ...['', 'x', mark, 'null', '0', ' '].flatMap((token) =>
      (['nobody', 'invited', 'contributor'] as const).map((kind) => ({
        name: `${JSON.stringify(token)} of ${kind}`,
        send: () => {
          const as = at(kind, kind === 'nobody' ? '' : kind === 'invited' ? 'pause' : 'withdraw');
          return send(form({ ...as, token }, { deed: 'withdraw', text: 'all', age: 'adult' }), as);
        },
      })),
    ),
    ...(['invited', 'contributor'] as const).flatMap((kind) => [
      {
        name: `another session's, of ${kind}`,
        send: () => {
          const as = at(kind, 'withdraw');
          return send(form({ ...as, token: at(kind, 'withdraw').token }, { deed: 'withdraw', text: 'all' }), as);
        },
      },
      {
        name: `of nobody, for ${kind}`,
        send: () => {
          const as = at(kind, 'withdraw');
          return send(form({ ...as, token: at('nobody').token }, { deed: 'withdraw', text: 'all' }), as);
        },
      },
      {
        name: `after the session ended, of ${kind}`,
        send: async () => {
          const as = at(kind, 'withdraw');
          await fetch(`${origin}/leave`, { headers: { Cookie: as.cookie }, redirect: 'manual' });
          return send(form(as, { deed: 'withdraw', text: 'all' }), as);
        },
      },
    ]),
    ...[
      'https://example.org',
      'null',
      '',
      `${origin}.example.org`,
      origin.replace('http', 'https'),
      origin.toUpperCase(),
      `${origin}/`,
    ].map((from) => ({
      name: `a form from ${from || 'nowhere'}`,
      send: () => {
        const as = at('contributor', 'withdraw');
        return send(form(as, { deed: 'withdraw', text: 'all' }), as, { Origin: from });
      },
    })),
    ...['cross-site', 'same-site', 'none'].map((site) => ({
      name: `a form sent ${site}`,
      send: () => {
        const as = at('contributor', 'withdraw');
        return send(form(as, { deed: 'withdraw', text: 'all' }), as, { 'Sec-Fetch-Site': site });
      },
    })),
  ]);

  family('twice and at once', [
    ...['pause', 'told', 'choices', 'views', 'exclusions'].map((step) => ({
      name: `ten at once at ${step}`,
      send: async () => {
        const as = at('invited', step, writing);
        const body = form(as, { deed: step, go: 'on', age: 'adult', 'answer-0': 'Words.' });
        const all = await Promise.all(Array.from({ length: 10 }, () => send(body, as)));
        return { status: Math.max(...all.map((a) => a.status ?? 0)), text: all.map((a) => a.text).join('\n') };
      },
    })),
    ...['show', 'which', 'exclude-not', 'wording', 'talk'].map((deed) => ({
      name: `ten at once of ${deed}`,
      send: async () => {
        const as = at('contributor', 'home');
        const body = form(as, { deed, view: 'home', text: back.contribution });
        const all = await Promise.all(Array.from({ length: 10 }, () => send(body, as)));
        return { status: Math.max(...all.map((a) => a.status ?? 0)), text: all.map((a) => a.text).join('\n') };
      },
    })),
  ]);

  const methods = ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'get', 'POSTX', mark];
  const hosts = [
    'example.org',
    '127.0.0.1:3000',
    'localhost',
    '',
    `${mark}.onion`,
    `${new URL(origin).host}.example.org`,
    `x@${new URL(origin).host}`,
    '[::1]',
    `${new URL(origin).host}:80`,
    `${mark}\t`,
  ];
  family('methods and hosts', [
    ...methods.flatMap((method) =>
      ['/', '/leave', '/desk'].map((path) => ({ name: `${method} ${path}`, send: () => raw(head(method, path)) })),
    ),
    ...hosts.map((name) => ({
      name: `host ${name}`,
      send: () => raw(`GET / HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`),
    })),
    { name: 'no host', send: () => raw('GET / HTTP/1.1\r\nConnection: close\r\n\r\n') },
    { name: 'two hosts', send: () => raw(head('GET', '/', [`Host: ${mark}`])) },
    { name: 'a whole address', send: () => raw(head('GET', `http://${mark}/`)) },
    { name: 'HTTP 1.0', send: () => raw('GET / HTTP/1.0\r\n\r\n') },
    { name: 'HTTP 9', send: () => raw('GET / HTTP/9.9\r\n\r\n') },
    { name: 'no HTTP', send: () => raw(`${mark}\r\n\r\n`) },
    {
      name: 'an upgrade',
      send: () =>
        raw(
          head('GET', '/', [
            'Connection: Upgrade',
            'Upgrade: websocket',
            'Sec-WebSocket-Key: x',
            'Sec-WebSocket-Version: 13',
          ]),
        ),
    },
    ...[
      'X-Forwarded-Host',
      'X-Forwarded-For',
      'X-Forwarded-Proto',
      'Forwarded',
      'X-Real-IP',
      'X-Original-URL',
      'X-Rewrite-URL',
      'X-HTTP-Method-Override',
      'Referer',
      'User-Agent',
      'Via',
      'True-Client-IP',
    ].map((name) => ({
      name: `${name} spoofed`,
      send: () => raw(head('GET', '/', [`${name}: ${mark}`, 'Connection: close'])),
    })),
  ]);

  const cookies = [
    '__Host-s=',
    '__Host-s=.',
    `__Host-s=${mark}`,
    '__Host-s=a.en',
    `__Host-s=${'A'.repeat(43)}.xx`,
    `__Host-s=${'A'.repeat(43)}.__proto__`,
    `__Host-s=${'A'.repeat(43)}`,
    `__Host-s=${'A'.repeat(43)}.en.en`,
    `__Host-s=${'A'.repeat(5000)}.en`,
    '__Host-s=a; __Host-s=b',
    '__Host-s=%00',
    '__Host-s="x"',
    ';;;;',
    '=;=',
    `a=${mark}`,
    'plenary=x',
    '__Host-s=\u00e9',
  ];
  family('cookies and headers', [
    ...cookies.flatMap((cookie) => [
      {
        name: `GET with ${cookie.slice(0, 30)}`,
        send: () => raw(head('GET', '/', [`Cookie: ${cookie}`, 'Connection: close'])),
      },
      {
        name: `POST with ${cookie.slice(0, 30)}`,
        send: () => raw(`${post([`Cookie: ${cookie}`, 'Content-Length: 6', 'Connection: close'])}code=1`),
      },
    ]),
    ...[10, 100, 1000, 10_000].map((n) => ({
      name: `${n} cookies`,
      send: () => raw(head('GET', '/', [`Cookie: ${Array.from({ length: n }, (_, i) => `c${i}=${mark}`).join('; ')}`])),
    })),
    ...[50, 59, 61, 500, 3000].map((n) => ({
      name: `${n} headers`,
      send: () =>
        raw(
          head(
            'GET',
            '/',
            Array.from({ length: n }, (_, i) => `X-${i}: ${mark}`),
          ),
        ),
    })),
    ...[1000, 20_000, 100_000].map((n) => ({
      name: `a header of ${n}`,
      send: () => raw(head('GET', '/', [`X-Long: ${'a'.repeat(n)}`])),
    })),
    ...['Accept-Language', 'Accept', 'Accept-Encoding', 'If-None-Match', 'Range', 'Expect', 'TE'].map((name) => ({
      name: `${name} of nonsense`,
      send: () => raw(head('GET', '/', [`${name}: ${mark};q=1,,,*;${'x'.repeat(200)}`, 'Connection: close'])),
    })),
    {
      name: 'a folded header',
      send: () => raw(`GET / HTTP/1.1\r\nHost: ${new URL(origin).host}\r\nX: a\r\n ${mark}\r\n\r\n`),
    },
    { name: 'a header without a name', send: () => raw(head('GET', '/', [`: ${mark}`])) },
    { name: 'a header with NUL', send: () => raw(head('GET', '/', [`X: \0${mark}`])) },
  ]);

  family('invitations', [
    ...(['used', 'ended', 'expired'] as const).map((state) => ({
      name: `one that is ${state}`,
      send: async () => {
        const as = at('nobody');
        return send(form(as, { deed: 'enter', code: spent[state].shown }), as);
      },
    })),
    ...(['used', 'ended', 'expired', 'never'] as const).flatMap((state) =>
      ['send', 'second', 'words', 'digits'].map((go) => ({
        name: `the last page with one that is ${state}: ${go}`,
        send: () => {
          const who = state === 'never' ? crypto.randomUUID() : spent[state].id;
          const begun = host.store.begin({
            kind: 'invited',
            who,
            step: 'code',
            values: {
              ...writing,
              room: open.id,
              organisation: open.organisations[0]!.id,
              provenance: 'direct',
              answers: [{ question: 'a', answer: 'b' }],
              receipt: { canonical: '1'.repeat(24), shown: '1', isWords: false },
            },
          })!;
          const as = {
            cookie: `__Host-s=${begun.cookie}.en`,
            token: formToken(host.bootKey, begun.cookie),
            step: 'code',
          };
          return send(form(as, { deed: 'code', go }), as);
        },
      })),
    ),
    {
      name: 'of a room that is gone',
      send: () => {
        const as = at('invited', 'told', { room: crypto.randomUUID() });
        return send(form(as, { deed: 'told', go: 'on' }), as);
      },
    },
  ]);

  const versions = ['', '0', mark, '00'.repeat(16), 'ff'.repeat(16), '../', 'é'];
  family('consent', [
    ...versions.flatMap((version) =>
      ['told', 'choices'].map((step) => ({
        name: `version ${version} at ${step}`,
        send: () => {
          const as = at('invited', step);
          return send(form(as, { deed: step, go: 'on', version, 'scope-read_by_support': 'yes' }), as);
        },
      })),
    ),
    ...['all', 'READ_BY_SUPPORT', 'read_by_support ', '__proto__', 'constructor', mark, 'quote,theme', '*'].flatMap(
      (scope) => [
        {
          name: `the scope ${scope} before sending`,
          send: () => {
            const as = at('invited', 'choices');
            return send(form(as, { deed: 'choices', go: 'on', [`scope-${scope}`]: 'yes' }), as);
          },
        },
        ...['give', 'take'].map((go) => ({
          name: `${go} ${scope} on return`,
          send: () => {
            const as = at('contributor', 'consent');
            return send(form(as, { deed: 'consent', go, scope, version: '', text: back.contribution }), as);
          },
        })),
      ],
    ),
    ...scopes.flatMap((scope) =>
      [stranger.contribution, crypto.randomUUID(), 'all', "' or 1=1"].map((text) => ({
        name: `${scope} of ${text.slice(0, 8)}`,
        send: () => {
          const as = at('contributor', 'consent');
          return send(form(as, { deed: 'consent', go: 'give', scope, version: mark, text }), as);
        },
      })),
    ),
    ...['xx', 'de', '__proto__', 'EN', ''].map((language) => ({
      name: `language ${language}`,
      send: () => {
        const as = at('invited', 'told');
        return send(form(as, { 'set-language': language }), as);
      },
    })),
  ]);
});

afterAll(() => {
  if (process.env.BAD_INPUT_FIGURES)
    console.log(JSON.stringify({ families: Object.keys(families).length, tried, answered: [...answered] }));
});

test('the judge finds a fault, an echo and a stack where there is one; and the cases came as far as the pages', () => {
  const echo = (text: string) => text.includes(mark);
  expect(judge('a', { status: 500, text: '' }, echo)).toHaveLength(1);
  expect(judge('a', { status: 200, text: `<p>${mark}</p>` }, echo)).toHaveLength(1);
  expect(judge('a', { status: 200, text: 'at doDeed (build/room/server/index.js:1:2)' }, echo)).toHaveLength(1);
  expect(judge('a', { status: 200, text: '' }, echo)).toEqual([]);
  const reached = [200, 303, 409, 422].reduce((sum, status) => sum + (answered.get(status) ?? 0), 0);
  expect(reached).toBeGreaterThan(tried / 2);
});

test('at least 600 cases of 14 families were tried', () => {
  expect(Object.keys(families).length).toBe(14);
  expect(Object.values(families).flat().length).toBeGreaterThanOrEqual(600);
  expect(tried).toBe(Object.values(families).flat().length);
});
