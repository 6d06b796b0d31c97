import path from 'node:path';
import { connect } from '../../db/connect';
import { startEmbedded } from '../../db/embedded';
import { migrate } from '../../db/migrate';
import { type Child, startChild } from './asks';
import { databaseCpuMs } from './database-cpu';
import { fillPeople } from './forum';
import type { DrawAsk, Drawn } from './opinion-mapper';
import type { Bench } from './runner';
import type { Voted, VotesAsk } from './statement-voters';
import { type Aim, number, printAims, printTable, writeFigures } from './table';

/* Statements of a consultation: the opinion map and how it grows tenfold; and votes, as many as are taken in a second. */

const sizes: DrawAsk[] = [
  { people: 2000, statements: 200 },
  { people: 20_000, statements: 200 },
];

interface MapFigures extends Drawn, DrawAsk {
  cpuMs: number;
}

/** Draws maps of 2,000 and of 20,000 people, on 200 statements. */
export async function benchOpinionMap({ root, quick, say }: Bench): Promise<void> {
  const mapper = await startChild('opinion-mapper.ts');
  // What is drawn first is slow because it is still being compiled.
  await mapper.ask<Drawn>('draw', { people: 400, statements: 60 } satisfies DrawAsk);
  const figures: MapFigures[] = [];
  for (const size of quick ? sizes.slice(0, 1) : sizes) {
    say(`an opinion map of ${size.people} people and ${size.statements} statements`);
    const before = await mapper.ask<number>('cpu');
    const drawn = await mapper.ask<Drawn>('draw', size);
    figures.push({ ...size, ...drawn, cpuMs: (await mapper.ask<number>('cpu')) - before });
  }
  await mapper.end();
  console.log('\nOpinion map, milliseconds');
  printTable(
    ['people', 'statements', 'map', 'restarts', 'resamples', 'CPU', 'outcome'],
    figures.map((f) => [
      ...[f.people, f.statements, f.map, f.restarts, f.resamples, f.cpuMs].map(number),
      `${f.outcome} ${f.groups}`,
    ]),
  );
  const [one, ten] = figures;
  const aims: Aim[] = [
    { what: '2,000 people by 200 statements: the map', measured: one!.map, aim: 1000, unit: 'ms' },
    { what: 'planted groups found', measured: one!.groups, aim: 3, unit: '', atLeast: true },
  ];
  if (ten) aims.push({ what: 'the map at ten times the people', measured: ten.map / one!.map, aim: 12, unit: '×' });
  printAims(aims);
  writeFigures(root, 'bench-opinion-map', quick, { opinionMap: figures }, aims);
}

const people = 1000;
const statements = 200;
const consultation = 1;
const atOnce = 100;

/** Pages that somebody else reads meanwhile. */
const pages = ['/measured', '/statements', '/results'].map((place) => ({
  path: `/consultations/${consultation}${place}`,
  reader: people + 1,
}));

/**
 * Votes as fast as they are answered, while somebody else reads pages of the same consultation; beside the least that is still
 * durable: one insert, with no session and no rule.
 */
export async function benchStatementVotes({ root, folder, quick, say, atEnd }: Bench): Promise<void> {
  const count = quick ? 10_000 : 100_000;
  say('a database with a consultation that is open');
  const database = await startEmbedded(path.join(folder, 'statements'));
  atEnd(() => database.stop());
  const settings = { DATABASE_URL: database.url, HOST: '127.0.0.1', PORT: '0', DATA_DIR: folder };
  await fill(database.url, path.join(root, 'db', 'migrations'));
  const voters = await startChild('statement-voters.ts');
  const asked = { atOnce, people, statements };

  /** So many votes, after some that warm it up, with the processor time of the server and of its database. */
  async function measure(server: Child, at: Pick<VotesAsk, 'url' | 'path' | 'pages'>, seed: number): Promise<Measured> {
    const warm = await voters.ask<Voted>('vote', { ...asked, ...at, count: 2000, seed } satisfies VotesAsk);
    const before = await server.ask<number>('cpu');
    const databaseBefore = databaseCpuMs(database.pid) ?? Number.NaN;
    const voted = await voters.ask<Voted>('vote', { ...asked, ...at, count, seed: seed + 1 } satisfies VotesAsk);
    const databaseAfter = databaseCpuMs(database.pid) ?? Number.NaN;
    return {
      ...voted,
      taken: voted.taken.length,
      votes: [...warm.taken, ...voted.taken],
      cpuMs: ((await server.ask<number>('cpu')) - before) / voted.taken.length,
      databaseMs: (databaseAfter - databaseBefore) / voted.taken.length,
    };
  }

  const plain = await startChild('upvotes-plain.ts', settings);
  say(`the baseline, ${count} votes`);
  const least = await measure(plain, { url: await plain.ask<string>('url'), path: '/' }, 1);
  await plain.end();

  const plenary = await startChild('plenary.ts', settings);
  say(`${count} votes from ${people} people on ${statements} statements, ${atOnce} at once`);
  const url = await plenary.ask<string>('url');
  const voted = await measure(plenary, { url, path: `/consultations/${consultation}/statements`, pages }, 3);
  await plenary.ask('settled');
  const kept = await compare(database.url, voted.votes);
  for (const child of [voters, plenary]) await child.end();
  report(root, quick, { count, voted, least, ...kept });
}

async function fill(url: string, migrations: string): Promise<void> {
  const sql = connect(url, { max: 1 });
  try {
    await migrate(sql, migrations);
    await fillPeople(sql);
    await sql`
      insert into consultation (slug, language, scope, host_id, readers, participants, time_zone, feeds, announced_at, created_by)
      values ('measured', 'en', 'general', 1, 'public', 'registered', 'UTC', 'programme', now() - interval '2 days', 1)`;
    await sql`
      insert into consultation_text (consultation_id, language, title, purpose, purpose_html, feeds)
      values (${consultation}, 'en', 'A consultation to be measured (invented)', 'Invented.', '<p>Invented.</p>', 'Nothing (invented)')`;
    await sql`
      insert into consultation_phase (consultation_id, position, kind, opens_at, closes_at)
      values (${consultation}, 0, 'open', now() - interval '1 hour', now() + interval '5 hours')`;
    await sql`insert into consultation_part (consultation_id, position, kind) values (${consultation}, 0, 'statements')`;
    await sql`insert into consultation_part_phase (part_id, phase_id) values (1, 1)`;
    await sql`
      insert into consultation_statement (consultation_id, number, author_id, seed, language, state, proposed_at, once)
      select ${consultation}, n, 1, true, 'en', 'approved', now(), gen_random_uuid() from generate_series(1, ${statements}::int) n`;
    await sql`
      insert into consultation_statement_text (statement_id, language, words)
      select id, 'en', 'Thought number ' || number || ' to be measured (invented).' from consultation_statement`;
    await sql`create table bare_vote (question_id bigint, person_id bigint, primary key (question_id, person_id))`;
    await sql`vacuum analyze`;
  } finally {
    await sql.end();
  }
}

/** What was acknowledged against what is in the table and what was counted of it, here and not by the server. */
async function compare(url: string, taken: string[]): Promise<{ lost: number; miscounted: number }> {
  const sql = connect(url, { max: 1 });
  try {
    const rows = await sql<{ vote: string }[]>`
      select statement_id || ' ' || person_id || ' ' || choice as vote from consultation_vote`;
    const there = new Set(rows.map((r) => r.vote));
    const right = await sql`
      select from consultation_statement_count n where (agree, disagree, pass) = (
        select count(*) filter (where choice = 1), count(*) filter (where choice = -1), count(*) filter (where choice = 0)
        from consultation_vote v where v.statement_id = n.statement_id)`;
    return { lost: taken.filter((vote) => !there.has(vote)).length, miscounted: statements - right.length };
  } finally {
    await sql.end();
  }
}

interface Measured extends Omit<Voted, 'taken'> {
  taken: number;
  votes: string[];
  /** Processor time for each vote, in milliseconds: of the server, with all that it did meanwhile, and of its database. */
  cpuMs: number;
  databaseMs: number;
}

interface Votes {
  count: number;
  voted: Measured;
  least: Measured;
  lost: number;
  miscounted: number;
}

function report(root: string, quick: boolean, { count, voted, least, lost, miscounted }: Votes): void {
  const perSecond = (m: Measured) => m.taken / m.seconds;
  const line = (name: string, m: Measured) => [
    name,
    ...[perSecond(m), m.cpuMs, m.databaseMs, m.p50, m.p95, m.failed].map(number),
  ];
  const ratios = [perSecond(voted) / perSecond(least), voted.cpuMs / least.cpuMs, voted.databaseMs / least.databaseMs];
  console.log(`\nVotes on statements, ${count} of each`);
  printTable(
    ['', 'votes/s', 'CPU ms', 'database CPU ms', 'p50 ms', 'p95 ms', 'failed'],
    [line('Plenary', voted), line('bare insert', least), ['ratio', ...ratios.map(number), '', '', '']],
  );
  const read = voted.read!;
  console.log(`\nPages read meanwhile: ${read.pages}, p50 ${number(read.p50)} ms, p95 ${number(read.p95)} ms`);
  const aims: Aim[] = [
    { what: 'votes acknowledged and lost, or kept otherwise', measured: lost, aim: 0, unit: '' },
    { what: 'votes refused or failed', measured: voted.failed, aim: 0, unit: '' },
    { what: 'statements counted wrongly', measured: miscounted, aim: 0, unit: '' },
    { what: 'votes a second', measured: perSecond(voted), aim: 1667, unit: '', atLeast: true },
    { what: 'pages of others that were not answered', measured: read.failed, aim: 0, unit: '' },
    { what: 'a page of others meanwhile, p95', measured: read.p95, aim: 500, unit: 'ms' },
    { what: 'CPU against the bare insert', measured: voted.cpuMs / least.cpuMs, aim: 6, unit: '×' },
  ];
  const short = ({ votes: _, ...rest }: Measured) => rest;
  printAims(aims);
  writeFigures(root, 'bench-statement-votes', quick, { count, votes: short(voted), baseline: short(least) }, aims);
}
