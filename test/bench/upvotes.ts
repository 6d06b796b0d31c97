import path from 'node:path';
import { readShown } from '../../app/events/live/queries/shown.server';
import { connect } from '../../db/connect';
import { startEmbedded } from '../../db/embedded';
import { migrate } from '../../db/migrate';
import { type Child, startChild } from './asks';
import { cookieOf, fillPeople } from './forum';
import type { Bench } from './runner';
import { type Aim, number, printAims, printTable, writeFigures } from './table';
import type { Told } from './talk-followers';
import type { SendAsk, Sent } from './upvoters';
import { everyVoteOf, type Plan } from './upvoters-plan';

/*
 * Upvotes at an even rate from many people, each with a session of their own, while others follow: each counts once and
 * the order is right. Beside it, in turns, a baseline that does the least that is still durable: bare node:http and one
 * insert through the same driver, with no session, no rule, no word to anyone.
 */

const people = 1000;
const questions = 40;
const event = 1;
const warmUpSeconds = 3;

export interface Upvotes {
  perSecond: number;
  seconds: number;
  followers: number;
  sent: number;
  failed: number;
  p50: number;
  p95: number;
  most: number;
  /** Processor time of the server for each upvote, in milliseconds: all that it did meanwhile, telling included. */
  cpuMs: number;
  /** Votes that are in the table and were not sent, or the other way round. */
  astray: number;
  orderRight: boolean;
  /** Pushes to one follower, for each second; and followers whose last word is not what is counted. */
  pushesPerSecond: number;
  wrongAtEnd: number;
}

export interface Baseline {
  p50: number;
  p95: number;
  cpuMs: number;
  failed: number;
}

export async function benchUpvotes({ root, folder, quick, say, atEnd }: Bench): Promise<void> {
  const [perSecond, seconds, followers] = quick ? [200, 5, 200] : [200, 30, 1000];
  say('a database with an event that is on');
  const database = await startEmbedded(path.join(folder, 'upvotes'));
  atEnd(() => database.stop());
  const settings = { DATABASE_URL: database.url, HOST: '127.0.0.1', PORT: '0', DATA_DIR: folder };
  await fillTalk(database.url, path.join(root, 'db', 'migrations'));
  const plenary = await startChild('plenary.ts', settings);
  const plain = await startChild('upvotes-plain.ts', settings);
  const sender = await startChild('upvoters.ts');

  const about = { perSecond, people, questions };
  const planned = (seed: number, of: number): Plan => ({ seed, people, questions, count: perSecond * of });
  say(`the baseline, ${perSecond} upvotes a second for ${seconds} s`);
  const plainAt = { ...about, url: await plain.ask<string>('url'), path: '/' };
  await sender.ask<Sent>('send', { ...plainAt, seconds: warmUpSeconds, seed: 1 } satisfies SendAsk);
  const before = await plain.ask<number>('cpu');
  const least = await sender.ask<Sent>('send', { ...plainAt, seconds, seed: 2 } satisfies SendAsk);
  const baseline: Baseline = {
    ...timesOf(least),
    cpuMs: ((await plain.ask<number>('cpu')) - before) / least.votes.length,
  };
  await plain.end();

  say(`${followers} followers, ${perSecond} upvotes a second for ${seconds} s from ${people} people`);
  const url = await plenary.ask<string>('url');
  const at = { ...about, url, path: `/events/${event}/live` };
  await sender.ask<Sent>('send', { ...at, seconds: warmUpSeconds, seed: 3 } satisfies SendAsk);
  const groups = await follow(url, followers);
  await plenary.ask('settled');
  for (const group of groups) await group.ask('forget');
  const began = performance.now();
  const cpuBefore = await plenary.ask<number>('cpu');
  const sent = await sender.ask<Sent>('send', { ...at, seconds, seed: 4 } satisfies SendAsk);
  await plenary.ask('settled');
  const took = (performance.now() - began) / 1000;
  const cpu = (await plenary.ask<number>('cpu')) - cpuBefore;
  const told = (await Promise.all(groups.map((g) => g.ask<Told[]>('told')))).flat();
  for (const child of [...groups, sender, plenary]) await child.end();

  const upvotes: Upvotes = {
    perSecond,
    seconds,
    followers,
    sent: sent.votes.length,
    ...timesOf(sent),
    cpuMs: cpu / sent.votes.length,
    ...(await compare(database.url, told, [planned(3, warmUpSeconds), planned(4, seconds)])),
    pushesPerSecond: Math.max(0, ...told.map((t) => t.pushes)) / took,
  };
  report(root, quick, upvotes, baseline);
}

/** An event that began ten minutes ago, with questions, and people who have a place at it. */
async function fillTalk(url: string, migrations: string): Promise<void> {
  const sql = connect(url, { max: 1 });
  try {
    await migrate(sql, migrations);
    await fillPeople(sql);
    await sql`
      insert into event (slug, kind, language, time_zone, starts_at, ends_at, readers, announced_at, created_by)
      values ('measured', 'web-seminar', 'en', 'UTC', now() - interval '10 minutes', now() + interval '3 hours', 'public', now() - interval '2 days', 1)`;
    await sql`insert into event_text (event_id, language, title) values (${event}, 'en', 'A talk to be measured (invented)')`;
    await sql`
      insert into registration (event_id, person_id, email, name, sector, region, language, time_zone, state, place_order)
      select ${event}, id, email, name, 'civil-society', '002', 'en', 'UTC', 'registered', nextval('registration_order')
      from person where id <= ${people}`;
    await sql`
      insert into talk_question (event_id, words, state, asked_at, once)
      select ${event}, 'What would change in practice, number ' || n || ' (invented)?', 'shown', now(), gen_random_uuid() from generate_series(1, ${questions}::int) n`;
    await sql`create table bare_vote (question_id bigint, person_id bigint, primary key (question_id, person_id))`;
    await sql`vacuum analyze`;
  } finally {
    await sql.end();
  }
}

const inOneProcess = 250;

async function follow(url: string, followers: number): Promise<Child[]> {
  const cookies = Array.from({ length: followers }, (_, i) => (i % 2 ? cookieOf(1 + (i % people)) : ''));
  const groups: Child[] = [];
  for (let i = 0; i < cookies.length; i += inOneProcess) {
    const group = await startChild('talk-followers.ts');
    groups.push(group);
    await group.ask('follow', { url, event, cookies: cookies.slice(i, i + inOneProcess) });
  }
  return groups;
}

function timesOf(sent: Sent): { p50: number; p95: number; most: number; failed: number } {
  const times = sent.votes.map((v) => v.ms).sort((a, b) => a - b);
  const at = (q: number) => times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), most: times.at(-1) ?? 0, failed: sent.votes.filter((v) => !v.taken).length };
}

/** What is in the tables against what the sender knows it sent, counted here and not by the server. */
async function compare(
  url: string,
  told: Told[],
  plans: Plan[],
): Promise<Pick<Upvotes, 'astray' | 'orderRight' | 'wrongAtEnd'>> {
  const sql = connect(url, { max: 1 });
  try {
    const rows = await sql<{ questionId: number; personId: number }[]>`select question_id, person_id from talk_vote`;
    const there = new Set(rows.map((r) => `${r.questionId} ${r.personId}`));
    const wanted = everyVoteOf(plans);
    const astray = [...wanted].filter((v) => !there.has(v)).length + [...there].filter((v) => !wanted.has(v)).length;
    const counts = new Map<number, number>();
    for (const vote of wanted) {
      const question = Number(vote.split(' ')[0]);
      counts.set(question, (counts.get(question) ?? 0) + 1);
    }
    const count = (id: number) => counts.get(id) ?? 0;
    const order = Array.from({ length: questions }, (_, i) => i + 1).sort((a, b) => count(b) - count(a) || a - b);
    const shown = (await readShown(sql, event, null)).questions;
    const orderRight = shown.every((q, i) => q.id === order[i] && q.votes === count(q.id));
    const wrongAtEnd = told.filter((t) =>
      Object.entries(t.last).some(([id, votes]) => count(Number(id)) !== votes),
    ).length;
    return { astray, orderRight, wrongAtEnd };
  } finally {
    await sql.end();
  }
}

function report(root: string, quick: boolean, upvotes: Upvotes, baseline: Baseline): void {
  console.log(`\nUpvotes, ${upvotes.perSecond} a second for ${upvotes.seconds} s, ${upvotes.followers} followers`);
  printTable(
    ['', 'p50 ms', 'p95 ms', 'CPU ms', 'failed'],
    [
      ['Plenary', ...[upvotes.p50, upvotes.p95, upvotes.cpuMs, upvotes.failed].map(number)],
      ['bare insert', ...[baseline.p50, baseline.p95, baseline.cpuMs, baseline.failed].map(number)],
      [
        'ratio',
        ...[upvotes.p50 / baseline.p50, upvotes.p95 / baseline.p95, upvotes.cpuMs / baseline.cpuMs].map(number),
        '',
      ],
    ],
  );
  const aims: Aim[] = [
    { what: 'upvotes refused or failed', measured: upvotes.failed, aim: 0, unit: '' },
    { what: 'upvotes that are not there, or were not sent', measured: upvotes.astray, aim: 0, unit: '' },
    { what: 'order right (1: yes)', measured: upvotes.orderRight ? 1 : 0, aim: 1, unit: '', atLeast: true },
    { what: 'followers with a wrong count at the end', measured: upvotes.wrongAtEnd, aim: 0, unit: '' },
    { what: 'from sending to the answer, p95', measured: upvotes.p95, aim: 500, unit: 'ms' },
    { what: 'pushes to a follower, a second', measured: upvotes.pushesPerSecond, aim: 4, unit: '' },
    { what: 'CPU against the bare insert', measured: upvotes.cpuMs / baseline.cpuMs, aim: 12, unit: '×' },
  ];
  printAims(aims);
  writeFigures(root, 'bench-upvotes', quick, { upvotes, baseline }, aims);
}
