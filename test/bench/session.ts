import http from 'node:http';
import path from 'node:path';
import { connect } from '../../db/connect';
import { startEmbedded } from '../../db/embedded';
import { migrate } from '../../db/migrate';
import { type Child, startChild } from './asks';
import { boundary, formBody } from './forms';
import { cookieOf, fillPeople } from './forum';
import type { Bench } from './runner';
import type { Steps } from './session-followers';
import { type Aim, number, printAims, printTable, writeFigures } from './table';

/*
 * A session that moves on while a thousand follow it: from the moment the facilitator's form is sent to its arrival at each
 * socket. Beside it, in the same run and with as many bytes, a bare socket.io broadcast, with no session, no rule, no database.
 */

const event = 1;
const everyMs = 700;

export interface Fanned {
  followers: number;
  steps: number;
  deliveries: number;
  /** Milliseconds from the sending of the form to the arrival at a socket. */
  p50: number;
  p95: number;
  most: number;
  lost: number;
  doubled: number;
  /** Processor time of the server for each delivery, in microseconds: all that it did meanwhile, the form included. */
  cpuUs: number;
  bytes: number;
}

interface Step {
  version: number;
  at: number;
}

export async function benchSession({ root, folder, quick, say, atEnd }: Bench): Promise<void> {
  const [followers, steps] = quick ? [200, 8] : [1000, 40];
  say('a database with a session that is led');
  const database = await startEmbedded(path.join(folder, 'session'));
  atEnd(() => database.stop());
  const settings = { DATABASE_URL: database.url, HOST: '127.0.0.1', PORT: '0', DATA_DIR: folder };
  const items = await fillSession(database.url, path.join(root, 'db', 'migrations'));
  const plenary = await startChild('plenary.ts', settings);
  const url = await plenary.ask<string>('url');

  say(`${followers} follow a session that moves ${steps} times`);
  const session = await measure(plenary, url, followers, steps, (version) =>
    post(url, `/events/${event}/session/lead`, {
      deed: `go-${items[version % 2]}`,
      item: String(items[version % 2]),
      version: String(version),
    }),
  );
  await plenary.end();

  say(`${followers} in a bare broadcast of as many bytes`);
  const plain = await startChild('session-plain.ts', settings);
  const plainUrl = await plain.ask<string>('url');
  const filling = 'x'.repeat(Math.max(0, session.bytes - 60));
  const bare = await measure(plain, plainUrl, followers, steps, (version) =>
    send(plainUrl, '/', JSON.stringify({ shown: { version: version + 1 }, filling }), 'application/json'),
  );
  await plain.end();
  report(root, quick, session, bare);
}

/** Steps at even distances, each with the version that the one before has brought; the first is not counted. */
async function measure(
  server: Child,
  url: string,
  followers: number,
  steps: number,
  step: (version: number) => Promise<void>,
): Promise<Fanned> {
  const groups = await follow(url, followers);
  await step(1);
  await pause(2000);
  for (const group of groups) await group.ask('forget');
  const before = await server.ask<number>('cpu');
  const sent: Step[] = [];
  for (let version = 2; version < steps + 2; version++) {
    const at = clock();
    sent.push({ version: version + 1, at });
    await step(version);
    await pause(Math.max(0, everyMs - (clock() - at)));
  }
  await pause(2000);
  const cpu = (await server.ask<number>('cpu')) - before;
  const heard = await Promise.all(groups.map((g) => g.ask<Steps>('steps')));
  const bytes = await groups[0]!.ask<number>('bytes');
  for (const group of groups) {
    await group.ask('close').catch(() => {});
    await group.end();
  }
  return { followers, steps, bytes, ...compare(sent, heard, followers, cpu) };
}

const inOneProcess = 250;

async function follow(url: string, followers: number): Promise<Child[]> {
  const cookies = Array.from({ length: followers }, (_, i) => (i % 2 ? cookieOf(50 + i) : ''));
  const groups: Child[] = [];
  for (let i = 0; i < followers; i += inOneProcess) {
    const group = await startChild('session-followers.ts');
    groups.push(group);
    await group.ask('follow', { url, event, cookies: cookies.slice(i, i + inOneProcess) });
  }
  return groups;
}

function compare(sent: Step[], heard: Steps[], followers: number, cpu: number) {
  const times: number[] = [];
  let lost = 0;
  let doubled = 0;
  for (const { version, at } of sent) {
    let reached = 0;
    for (const arrivals of heard) {
      const here = arrivals[version] ?? [];
      const distinct = new Set(here.map(([socket]) => socket)).size;
      reached += distinct;
      doubled += here.length - distinct;
      for (const [, arrived] of here) times.push(arrived - at);
    }
    lost += followers - reached;
  }
  times.sort((a, b) => a - b);
  const at = (q: number) => times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0;
  return {
    deliveries: times.length,
    p50: at(0.5),
    p95: at(0.95),
    most: times.at(-1) ?? 0,
    lost,
    doubled,
    cpuUs: (cpu * 1000) / Math.max(1, times.length),
  };
}

/** A session that has begun, of eight items, two of which bring statements; answers these two. Person 1 leads it. */
async function fillSession(url: string, migrations: string): Promise<number[]> {
  const sql = connect(url, { max: 1 });
  try {
    await migrate(sql, migrations);
    await fillPeople(sql);
    await sql`
      insert into event (slug, kind, language, time_zone, starts_at, ends_at, readers, announced_at, created_by)
      values ('measured', 'regional-consultation', 'en', 'UTC', now() - interval '10 minutes', now() + interval '3 hours', 'public', now() - interval '2 days', 1)`;
    await sql`insert into event_text (event_id, language, title) values (${event}, 'en', 'A session to be measured (invented)')`;
    await sql`
      insert into consultation (slug, language, scope, host_id, readers, participants, time_zone, feeds, announced_at, created_by)
      values ('measured', 'en', 'general', 1, 'public', 'registered', 'UTC', 'programme', now() - interval '1 day', 1)`;
    await sql`
      insert into consultation_text (consultation_id, language, title, purpose, purpose_html, feeds)
      values (1, 'en', 'A consultation to be measured (invented)', 'Invented.', '<p>Invented.</p>', 'Nothing (invented)')`;
    await sql`
      insert into consultation_phase (consultation_id, position, kind, opens_at, closes_at)
      values (1, 0, 'open', now() - interval '1 hour', now() + interval '5 hours')`;
    await sql`
      insert into consultation_part (consultation_id, position, kind, subject_id) values (1, 0, 'statements', null), (1, 1, 'session', ${event})`;
    await sql`insert into consultation_part_phase (part_id, phase_id) values (1, 1), (2, 1)`;
    await sql`insert into activity_role (activity, activity_id, person_id, role) values ('consultation', 1, 1, 'facilitator')`;
    await sql`
      insert into consultation_statement (consultation_id, number, author_id, seed, language, state, proposed_at, once)
      select 1, n, 1, true, 'en', 'approved', now(), gen_random_uuid() from generate_series(1, 6) n`;
    await sql`
      insert into consultation_statement_text (statement_id, language, words)
      select id, 'en', 'Thought number ' || number || ' to be measured (invented).' from consultation_statement`;
    await sql`insert into led_session (event_id, started_at) values (${event}, now())`;
    await sql`
      insert into led_item (event_id, position, kind, minutes, once)
      select ${event}, n, case when n <= 2 then 'statements' else 'question' end, 10, gen_random_uuid() from generate_series(1, 8) n`;
    await sql`
      insert into led_item_text (item_id, language, title, words)
      select id, 'en', 'Item ' || position || ' to be measured (invented)', 'What would change (invented)?' from led_item`;
    await sql`
      insert into led_item_statement (item_id, statement_id, position)
      select i.id, s.id, s.number from led_item i join consultation_statement s on (s.number - 1) / 3 = i.position - 1 where i.kind = 'statements'`;
    const rows = await sql<{ id: number }[]>`select id from led_item where kind = 'statements' order by position`;
    await sql`update led_session set current_item_id = ${rows[0]!.id}, current_since = now()`;
    await sql`vacuum analyze`;
    return rows.map((r) => r.id);
  } finally {
    await sql.end();
  }
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });

function post(url: string, address: string, fields: Record<string, string>): Promise<void> {
  return send(url, address, formBody(fields, 0), `multipart/form-data; boundary=${boundary}`);
}

function send(url: string, address: string, body: string | Buffer, type: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      Origin: url,
      Cookie: cookieOf(1),
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
    };
    const req = http.request(new URL(address, url), { method: 'POST', agent, headers }, (res) => {
      res.resume();
      res.on('end', () =>
        res.statusCode === 303 ? resolve() : reject(new Error(`a step was answered ${res.statusCode}`)),
      );
    });
    req.on('error', reject);
    req.end(body);
  });
}

function report(root: string, quick: boolean, session: Fanned, bare: Fanned): void {
  console.log(
    `\nA session that moves ${session.steps} times, ${session.followers} followers, ${session.bytes} bytes each time`,
  );
  const row = (name: string, f: Fanned) => [name, ...[f.p50, f.p95, f.most, f.cpuUs, f.lost, f.doubled].map(number)];
  printTable(
    ['', 'p50 ms', 'p95 ms', 'most ms', 'CPU µs a delivery', 'lost', 'doubled'],
    [
      row('Plenary', session),
      row('bare broadcast', bare),
      [
        'ratio',
        number(session.p50 / bare.p50),
        number(session.p95 / bare.p95),
        '',
        number(session.cpuUs / bare.cpuUs),
        '',
        '',
      ],
    ],
  );
  const aims: Aim[] = [
    { what: 'from the deed to its arrival, p95', measured: session.p95, aim: 500, unit: 'ms' },
    { what: 'lost or doubled', measured: session.lost + session.doubled, aim: 0, unit: '' },
    { what: 'CPU a delivery against the bare broadcast', measured: session.cpuUs / bare.cpuUs, aim: 3, unit: '×' },
  ];
  printAims(aims);
  writeFigures(root, 'bench-session', quick, { session, bare }, aims);
}

/** The clock that all processes of a machine share, in milliseconds. */
function clock(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
