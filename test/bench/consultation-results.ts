import path from 'node:path';
import { connect, type Sql } from '../../db/connect';
import { startEmbedded } from '../../db/embedded';
import { migrate } from '../../db/migrate';
import { aQuestion, labelled } from '../support/questionnaires';
import { type Child, startChild } from './asks';
import { databaseCpuMs } from './database-cpu';
import { cookieOf, fillPeople } from './forum';
import type { Bench } from './runner';
import { type Aim, number, printAims, printTable, writeFigures } from './table';

/*
 * Results of a consultation that asks organisations and people: publishing their figures, once while it is open and once when
 * it is closed, and the page that shows them; beside the least that counts the same answers. And how each grows tenfold.
 */

interface Size {
  organisations: number;
  people: number;
}

const sizes: Size[] = [
  { organisations: 200, people: 2000 },
  { organisations: 2000, people: 20_000 },
];
const consultation = 1;

interface Took {
  ms: number;
  /** Processor time, in milliseconds: of the process that works, and of the database. */
  cpuMs: number;
  databaseMs: number;
}

interface ResultFigures extends Size {
  group: Took;
  open: Took;
  unmoved: Took;
  closed: Took;
  page: Took & { kB: number };
}

export async function benchConsultationResults({ root, folder, quick, say, atEnd }: Bench): Promise<void> {
  const database = await startEmbedded(path.join(folder, 'consultation-results'));
  atEnd(() => database.stop());
  const figures: ResultFigures[] = [];
  for (const size of quick ? sizes.slice(0, 1) : sizes) {
    say(`a consultation with answers of ${size.organisations} organisations and ${size.people} people`);
    const url = await aDatabase(database.url, `results_${size.organisations}`);
    await fill(url, path.join(root, 'db', 'migrations'), size);
    figures.push({ ...size, ...(await measure(url, folder, database.pid)) });
  }
  report(root, quick, figures);
}

async function aDatabase(server: string, name: string): Promise<string> {
  const admin = connect(server, { max: 1 });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

async function measure(url: string, folder: string, postmaster: number): Promise<Omit<ResultFigures, keyof Size>> {
  const settings = { DATABASE_URL: url, HOST: '127.0.0.1', PORT: '0', DATA_DIR: folder };
  const publisher = await startChild('results-publisher.ts', settings);
  async function take(child: Child, times: number, deed: () => Promise<unknown>): Promise<Took> {
    const [cpu, databaseCpu] = [await child.ask<number>('cpu'), databaseCpuMs(postmaster) ?? Number.NaN];
    const began = performance.now();
    for (let i = 0; i < times; i++) await deed();
    const ms = (performance.now() - began) / times;
    const after = databaseCpuMs(postmaster) ?? Number.NaN;
    return {
      ms,
      cpuMs: ((await child.ask<number>('cpu')) - cpu) / times,
      databaseMs: (after - databaseCpu) / times,
    };
  }
  const publish = (days: number) => publisher.ask('publish', { consultation, days });
  const group = () => publisher.ask('group');
  // What is asked first is slow because it is still being compiled, and its rows are read from a disk.
  await group();
  const grouped = await take(publisher, 3, group);
  const open = await take(publisher, 1, () => publish(0));
  const unmoved = await take(publisher, 3, () => publish(0));
  const closed = await take(publisher, 1, () => publish(30));
  await publisher.end();

  const plenary = await startChild('plenary.ts', settings);
  const origin = await plenary.ask<string>('url');
  let bytes = 0;
  const read = async () => {
    const answer = await fetch(`${origin}/consultations/${consultation}/results`, { headers: { Cookie: cookieOf(1) } });
    if (answer.status !== 200) throw new Error(`the page of results answered ${answer.status}`);
    bytes = (await answer.arrayBuffer()).byteLength;
  };
  await take(plenary, 40, read);
  const page = await take(plenary, 40, read);
  await plenary.end();
  return { group: grouped, open, unmoved, closed, page: { ...page, kB: bytes / 1024 } };
}

const sectors = ['government', 'igo', 'civil-society', 'workers-organisation', 'academia', 'media', 'survivor-group'];

const options = labelled(['o1', 'o2', 'o3', 'o4']);
const questions = [
  ...['q1', 'q2', 'q3', 'q4', 'q5'].map((id) => aQuestion(id, 'single', { options })),
  ...['q6', 'q7'].map((id) => aQuestion(id, 'multiple', { options })),
  ...['q8', 'q9'].map((id) => aQuestion(id, 'scale')),
  aQuestion('q10', 'matrix', { options, rows: labelled(['r1', 'r2']) }),
  aQuestion('q11', 'number'),
  aQuestion('q12', 'text'),
];

/** Everybody has answered ten days ago and since, each in their sector's way for the most part. */
async function fill(url: string, migrations: string, { organisations, people }: Size): Promise<void> {
  const sql = connect(url, { max: 1 });
  try {
    await migrate(sql, migrations);
    await sql`set statement_timeout = 0`;
    await fillPeople(sql);
    await sql`
      insert into organisation (handle, name, sector, region, mandate, invented)
      select 'measured-' || n, 'Organisation ' || n || ' that answers (invented)', (${sectors}::text[])[1 + n % ${sectors.length}::int],
        (array['002', '009', '019', '142', '150'])[1 + n % 5], 'Invented for a measurement.', true
      from generate_series(1, ${organisations}::int) n`;
    await sql`
      insert into person (handle, email, name, state, organisation_id, email_confirmed_at)
      select 'measured.n' || n, 'measured' || n || '@plenary.example', 'Person ' || n || ' Measured', 'active', o.id, now()
      from generate_series(1, ${people}::int) n join organisation o on o.handle = 'measured-' || 1 + n % ${organisations}::int`;
    await fillConsultation(sql);
    for (const who of ['organisation', 'person'] as const) await fillAnswers(sql, who);
    await sql`vacuum analyze`;
  } finally {
    await sql.end();
  }
}

async function fillConsultation(sql: Sql): Promise<void> {
  await sql`
    insert into consultation (slug, language, scope, host_id, readers, participants, time_zone, feeds, announced_at, created_by)
    values ('measured', 'en', 'general', 1, 'public', 'registered', 'UTC', 'programme', now() - interval '20 days', 1)`;
  await sql`
    insert into consultation_text (consultation_id, language, title, purpose, purpose_html, feeds)
    values (${consultation}, 'en', 'A consultation to be measured (invented)', 'Invented.', '<p>Invented.</p>', 'Nothing (invented)')`;
  await sql`
    insert into consultation_phase (consultation_id, position, kind, opens_at, closes_at)
    values (${consultation}, 0, 'open', now() - interval '15 days', now() + interval '5 days')`;
  const texts = { en: { title: 'What should be done (invented)', introduction: '' } };
  const content = sql.json({ texts, sections: [{ id: 's1', texts, questions }], next: 13 } as never);
  for (const [place, answerers] of ['organisations', 'people'].entries()) {
    const [{ id } = { id: 0 }] = await sql<{ id: number }[]>`
      insert into questionnaire (subject_kind, subject_id, language, answerers, anonymous, results, draft, created_by)
      values ('consultation', ${consultation}, 'en', ${answerers}, false, 'public', ${content}, 1) returning id`;
    await sql`
      insert into questionnaire_version (questionnaire_id, number, content, published_at, published_by)
      values (${id}, 1, ${content}, now() - interval '16 days', 1)`;
    await sql`
      with part as (insert into consultation_part (consultation_id, position, kind, subject_id)
        values (${consultation}, ${place}, 'questionnaire', ${id}) returning id)
      insert into consultation_part_phase (part_id, phase_id) select id, 1 from part`;
  }
}

async function fillAnswers(sql: Sql, who: 'organisation' | 'person'): Promise<void> {
  const questionnaire = who === 'organisation' ? 1 : 2;
  const column = sql(`${who}_id`);
  const at = sql`now() - interval '10 days' + x.id * interval '1 second'`;
  const voices = sql`${sql(who)} x join organisation o on o.id = ${who === 'person' ? sql`x.organisation_id` : sql`x.id`}
    where x.handle like 'measured%'`;
  await sql`
    insert into consultation_voice (consultation_id, ${column}, sector, region, started_at, submitted_at)
    select ${consultation}, x.id, o.sector, o.region, ${at}, ${at} from ${voices}`;
  await sql`
    insert into questionnaire_response (questionnaire_id, version, ${column}, language, submitted_at)
    select ${questionnaire}, 1, x.id, 'en', ${at} from ${voices}`;
  const asked = questions.map(({ id, type }) => ({ id, type }));
  await sql`
    insert into questionnaire_answer (response_id, question_id, typed, value)
    select r.id, q.id, '{}', case q.type
      when 'single' then to_jsonb('o' || 1 + h % 4) when 'multiple' then to_jsonb(array['o' || 1 + h % 3, 'o4'])
      when 'scale' then to_jsonb(1 + h % 5) when 'number' then to_jsonb(h % 90)
      when 'matrix' then jsonb_build_object('r1', 'o' || 1 + h % 4, 'r2', 'o' || 1 + h % 3)
      else to_jsonb('An answer in words, number ' || h || ' (invented).') end
    from questionnaire_response r cross join jsonb_to_recordset(${sql.json(asked as never)}) as q (id text, type text)
    cross join lateral (select abs(hashtext(r.id::text || q.id)) as h) x where r.questionnaire_id = ${questionnaire}`;
}

function report(root: string, quick: boolean, figures: ResultFigures[]): void {
  const line = (name: string, of: ResultFigures, took: Took) => [
    name,
    ...[of.organisations, of.people, took.ms, took.cpuMs, took.databaseMs].map(number),
  ];
  console.log('\nResults of a consultation, milliseconds');
  printTable(
    ['', 'organisations', 'people', 'ms', 'CPU', 'database CPU'],
    figures.flatMap((f) => [
      line('grouped, as a baseline', f, f.group),
      line('published while open', f, f.open),
      line('looked at, nothing moved', f, f.unmoved),
      line('published when closed', f, f.closed),
      line(`the page (${number(f.page.kB)} kB)`, f, f.page),
    ]),
  );
  const [one, ten] = figures;
  const whole = (took: Took) => took.cpuMs + took.databaseMs;
  const aims: Aim[] = [
    { what: '200 organisations, 2,000 people: published when closed', measured: one!.closed.ms, aim: 2000, unit: 'ms' },
    {
      what: 'the same, CPU against one grouping',
      measured: whole(one!.closed) / whole(one!.group),
      aim: 8,
      unit: '×',
    },
    { what: 'the page', measured: one!.page.ms, aim: 250, unit: 'ms' },
  ];
  if (ten) {
    aims.push(
      {
        what: 'publishing at ten times the voices, CPU',
        measured: whole(ten.closed) / whole(one!.closed),
        aim: 12,
        unit: '×',
      },
      {
        what: 'the page at ten times the voices, CPU',
        measured: whole(ten.page) / whole(one!.page),
        aim: 1.5,
        unit: '×',
      },
    );
  }
  printAims(aims);
  writeFigures(root, 'bench-consultation-results', quick, { consultationResults: figures }, aims);
}
