import path from 'node:path';
import { connect } from '../../db/connect';
import { startEmbedded } from '../../db/embedded';
import { migrate } from '../../db/migrate';
import { startChild } from './asks';
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
const atOnce = 32;

/** Votes as fast as they are answered, beside the least that is still durable: one insert, with no session and no rule. */
export async function benchStatementVotes({ root, folder, quick, say, atEnd }: Bench): Promise<void> {
  const count = quick ? 5000 : 100_000;
  say('a database with a consultation that is open');
  const database = await startEmbedded(path.join(folder, 'statements'));
  atEnd(() => database.stop());
  const settings = { DATABASE_URL: database.url, HOST: '127.0.0.1', PORT: '0', DATA_DIR: folder };
  await fill(database.url, path.join(root, 'db', 'migrations'));
  const voters = await startChild('statement-voters.ts');
  const asked = { atOnce, people, statements };

  const plain = await startChild('upvotes-plain.ts', settings);
  say(`the baseline, ${count} votes`);
  const plainUrl = await plain.ask<string>('url');
  await voters.ask<Voted>('vote', { ...asked, url: plainUrl, path: '/', count: 500, seed: 1 } satisfies VotesAsk);
  const plainBefore = await plain.ask<number>('cpu');
  const least = await voters.ask<Voted>('vote', {
    ...asked,
    url: plainUrl,
    path: '/',
    count,
    seed: 2,
  } satisfies VotesAsk);
  const plainCpu = (await plain.ask<number>('cpu')) - plainBefore;
  await plain.end();

  const plenary = await startChild('plenary.ts', settings);
  say(`${count} votes from ${people} people on ${statements} statements, ${atOnce} at once`);
  const at = { ...asked, url: await plenary.ask<string>('url'), path: `/consultations/${consultation}/statements` };
  const warm = await voters.ask<Voted>('vote', { ...at, count: 500, seed: 3 } satisfies VotesAsk);
  await plenary.ask('settled');
  const before = await plenary.ask<number>('cpu');
  const voted = await voters.ask<Voted>('vote', { ...at, count, seed: 4 } satisfies VotesAsk);
  const cpu = (await plenary.ask<number>('cpu')) - before;
  await plenary.ask('settled');
  const lost = await lostOf(database.url, new Set([...warm.taken, ...voted.taken]));
  for (const child of [voters, plenary]) await child.end();
  report(root, quick, { count, voted, cpu, least, plainCpu, lost });
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

/** Votes that were acknowledged and are not in the table, counted here and not by the server. */
async function lostOf(url: string, taken: Set<string>): Promise<number> {
  const sql = connect(url, { max: 1 });
  try {
    const rows = await sql<
      { statementId: number; personId: number }[]
    >`select statement_id, person_id from consultation_vote`;
    const there = new Set(rows.map((r) => `${r.statementId} ${r.personId}`));
    return [...taken].filter((vote) => !there.has(vote)).length;
  } finally {
    await sql.end();
  }
}

interface Votes {
  count: number;
  voted: Voted;
  cpu: number;
  least: Voted;
  plainCpu: number;
  lost: number;
}

function report(root: string, quick: boolean, { count, voted, cpu, least, plainCpu, lost }: Votes): void {
  const perCpuSecond = (votes: number, ms: number) => (votes * 1000) / ms;
  const [own, bare] = [perCpuSecond(voted.taken.length, cpu), perCpuSecond(least.taken.length, plainCpu)];
  console.log(`\nVotes on statements, ${count} of each`);
  printTable(
    ['', 'votes/s', 'votes/CPU s', 'p50 ms', 'p95 ms', 'failed'],
    [
      ['Plenary', ...[voted.taken.length / voted.seconds, own, voted.p50, voted.p95, voted.failed].map(number)],
      ['bare insert', ...[least.taken.length / least.seconds, bare, least.p50, least.p95, least.failed].map(number)],
      [
        'ratio',
        number(voted.taken.length / voted.seconds / (least.taken.length / least.seconds)),
        number(own / bare),
        '',
        '',
        '',
      ],
    ],
  );
  const aims: Aim[] = [
    { what: 'votes acknowledged and lost', measured: lost, aim: 0, unit: '' },
    { what: 'votes refused or failed', measured: voted.failed, aim: 0, unit: '' },
    { what: 'votes a second', measured: voted.taken.length / voted.seconds, aim: 1667, unit: '', atLeast: true },
    { what: 'CPU against the bare insert', measured: bare / own, aim: 12, unit: '×' },
  ];
  const short = ({ taken, ...rest }: Voted) => ({ ...rest, taken: taken.length });
  const figures = {
    votes: { count, ...short(voted), perCpuSecond: own },
    baseline: { ...short(least), perCpuSecond: bare },
  };
  printAims(aims);
  writeFigures(root, 'bench-statement-votes', quick, figures, aims);
}
