import { expect, test } from 'vitest';
import { publishSynthesis } from '../../app/consultations/claims/commands/publishing.server';
import { inputHash } from '../../app/consultations/map/ballots';
import { drawMap } from '../../app/consultations/map/opinion-map';
import { publishFigures } from '../../app/consultations/results/publishing.server';
import { readBallots, readVotes } from '../../app/consultations/statements/counting.server';
import { shownOf } from '../../app/consultations/statements/figures';
import { Visitor } from '../support/browser-like';
import { aConsultationToCode, during, tagWords, waiveOthers } from '../support/claims';
import { aPart, times, voicesOf } from '../support/consultations';
import { anOrganisation, aPerson } from '../support/people';
import { serverForFile } from '../support/server';
import { aSessionOf, over, started } from '../support/sessions';
import { readCsv } from '../support/spreadsheets';
import { aStatement } from '../support/statements';

/*
 * Results, report and map of one consultation, side by side, where a sector has a single member. They say the same; what one
 * withholds no other says; and had that member chosen otherwise, all of them together could say the very same.
 */
const server = await serverForFile();
const { sql, url } = server;
const starts: [number, number, number, number, number, number] = [-96, -72, -48, 24, 48, 72];
const alone = 'academia';
const patience = { timeout: 30_000, interval: 100 };

const words = (html: string) =>
  html
    .replace(/<script[\s\S]*?<\/script>|<!-- -->/g, ' ')
    .replace(/<time[\s\S]*?<\/time>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/Withheld: too few/g, ' ')
    .replace(/\s+/g, ' ');
const get = async (path: string) => {
  const answer = await new Visitor(url).get(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text;
};

/** What a line of the file says of a sector of which nothing is told. */
const nothing = ['', '', '', ''];

/** Sectors whose number of submissions the table of participation does not tell, by name, as everybody reads it in the report. */
async function withheldOf(here: string): Promise<string[]> {
  const text = await get(`${here}/report`);
  const [table] = text.match(/<table[\s\S]*?<\/table>/) ?? [''];
  const rows = [...table.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell]) => words(cell!).trim()),
  );
  expect(rows[0]).toEqual(['Sector', 'Invited', 'Submitted', 'People']);
  return rows.slice(1).flatMap(([name, , submitted]) => (/\d/.test(submitted!) ? [] : [name!]));
}

async function published(c: Awaited<ReturnType<typeof aConsultationToCode>>): Promise<void> {
  await tagWords(sql, c.coder, c.id, { kind: 'post', id: c.first }, 'Nobody else will pay.', { at: during });
  await waiveOthers(sql, c.coder, c.id);
  await publishSynthesis(sql, c.coder, c.id, during);
}

/** Agrees, disagrees and passes on three statements, the third of them the other way round. */
const one = [1, 1, -1];
const other = [-1, -1, 1];
const neither = [0, 0, 0];

/** One member of a sector for each row of votes. Answers their accounts. */
async function vote(consultation: number, statements: number[], sector: string, rows: number[][]): Promise<number[]> {
  const organisation = await anOrganisation(sql, { sector });
  const people: number[] = [];
  for (const row of rows) {
    const { id } = await aPerson(sql, { organisation });
    await sql`
      insert into consultation_voice (consultation_id, person_id, sector, region, submitted_at) values (${consultation}, ${id}, ${sector}, '002', now())`;
    for (const [i, choice] of row.entries())
      await sql`insert into consultation_vote (statement_id, person_id, choice, voted_at) values (${statements[i]!}, ${id}, ${choice}, now())`;
    people.push(id);
  }
  return people;
}

/** Lets two people have voted as the other did. */
async function swap(a: number, b: number): Promise<void> {
  await sql`
    update consultation_vote v set choice = w.choice from consultation_vote w
    where w.statement_id = v.statement_id and v.person_id = any(${[a, b]}::bigint[]) and w.person_id = any(${[a, b]}::bigint[])
      and w.person_id <> v.person_id`;
}

/** All that is published of votes: what may be shown of each statement, and the map with what it is made of. */
async function everything(consultation: number) {
  const ballots = await readBallots(sql, consultation);
  const shown = (await readVotes(sql, consultation)).map(({ statement, votes }) => ({
    statement,
    shown: shownOf(votes),
  }));
  return { shown, map: drawMap(ballots).map, hash: inputHash(ballots) };
}

test('of statements: the results, their file, the report, its files, the session and the map agree, and none tells of the one', async () => {
  const c = await aConsultationToCode(sql, { starts });
  await aPart(sql, c, { kind: 'statements' });
  const statements = [
    c.statement,
    await aStatement(sql, c),
    await aStatement(sql, c, { words: 'A third (invented).' }),
  ];
  const session = await aSessionOf(sql, { ...c, statements }, { items: ['statements'], during: ['synthesis'] });
  await started(sql, session);
  await over(sql, session);
  const government = await vote(c.id, statements, 'government', [
    ...times(10, one),
    ...times(9, other),
    ...times(6, neither),
  ]);
  const media = await vote(c.id, statements, 'media', [...times(9, one), ...times(12, other), ...times(7, neither)]);
  const [single] = (await vote(c.id, statements, alone, [one])) as [number];
  await vote(c.id, statements, 'survivor-group', times(17, one));
  await published(c);
  await sql`insert into announcement (what, ids) values ('consultation.votes-changed', ${sql.json({ consultation: c.id })})`;
  server.wake();
  const known = await everything(c.id);
  expect(known.map).toMatchObject({ outcome: 'groups', voices: 54, tooFewVotes: 0 });
  const stored = async () => {
    const counts = await sql`
      select n.statement_id as statement, n.shown from consultation_statement_count n join consultation_statement s on s.id = n.statement_id
      where s.consultation_id = ${c.id} order by s.id`;
    const [map] =
      await sql`select result as map, input_hash as hash from consultation_map where consultation_id = ${c.id}`;
    return { shown: [...counts], ...map };
  };
  await expect.poll(stored, patience).toEqual(JSON.parse(JSON.stringify(known)));
  await server.settled();

  // The file has a line for each statement and sector that is shown; everywhere else the same line stands in words.
  const here = `/consultations/${c.id}`;
  const [, ...lines] = readCsv(await get(`${here}/statements/results.csv`));
  const figures = lines.map(([statement, , , sector, agreement, , agree, disagree, pass]) => ({
    statement: statement!,
    sector: sector!,
    said: [agree, disagree, pass].map((n) => n || '–').join(' ') + (agreement ? ` ${agreement} %` : ' –'),
  }));
  expect(figures.map((f) => f.sector).filter((s, i, all) => all.indexOf(s) === i)).toEqual([
    'all',
    'government',
    'media',
  ]);
  // Beside the one the sector next to it is withheld, and the others stand.
  for (const { sector, said } of figures)
    expect([sector, said.includes('–')]).toEqual([sector, sector === 'government']);
  const name: Record<string, string> = { all: 'All together', government: 'Government', media: 'Media' };
  const pages = [`${here}/report`, `${here}/report.html`, session.path];
  for (const path of pages) {
    const text = words(await get(path));
    for (const { sector, said } of figures)
      expect([path, text.includes(`${name[sector]} ${said}`)]).toEqual([path, true]);
  }
  for (const path of [...pages, `${here}/statements/results`, `${here}/statements/results.csv`]) {
    const text = words(await get(path));
    expect([path, /Academia \d|academia,/.exec(text)?.[0]]).toEqual([path, undefined]);
    // Seventeen of survivor groups are in no sum: 54 and not 71 have voted.
    expect([path, /\b71\b|\b17\b/.exec(text)?.[0]]).toEqual([path, undefined]);
  }
  expect(words(await get(`${here}/statements/results`))).toMatch(/\b54\b/);

  // Had the one voted as somebody of the government did, and that one as they did, nothing of all this were another.
  for (const partner of [government[10]!, government[19]!]) {
    await swap(single, partner);
    expect(await everything(c.id)).toEqual(known);
    await swap(single, partner);
  }
  // And it is no matter of figures that never move: of a sector that is shown, one more is seen.
  await swap(single, media[9]!);
  expect(await everything(c.id)).not.toEqual(known);
});

test('of answers: the results, their file and the report agree, and what the one answered could be another answer', async () => {
  const c = await aConsultationToCode(sql, { starts });
  const says = (sector: string, option: string) => ({ sector, answers: { q1: option } });
  const sectors: Record<string, number[]> = {
    media: [8, 9],
    academia: [1, 0],
    government: [9, 8],
    'regional-body': [7, 12],
  };
  const voices = Object.entries(sectors).flatMap(([sector, [yes, no]]) => [
    ...times(yes!, says(sector, 'o1')),
    ...times(no!, says(sector, 'o2')),
  ]);
  const keyOf: Record<string, string> = { Media: 'media', Government: 'government', 'Regional body': 'regional-body' };
  await voicesOf(sql, c.id, c.questionnaire, 'organisations', voices);
  await published(c);
  const here = `/consultations/${c.id}`;
  await sql.begin((tx) => publishFigures(tx as never, c.id, new Date(Date.now() + 20 * 86_400_000)));
  server.wake();
  await server.settled();
  const known = {
    csv: readCsv(await get(`${here}/results.csv`)),
    results: words(await get(`${here}/results`)),
    report: words(await get(`${here}/report`)),
    file: words(await get(`${here}/report.html`)),
  };
  const shares = (text: string) => [...text.matchAll(/\d+ \(\d+%\)/g)].map(([share]) => share).sort();
  expect(shares(known.results).length).toBeGreaterThan(3);
  expect(shares(known.report)).toEqual(shares(known.results));
  expect(shares(known.file)).toEqual(expect.arrayContaining(shares(known.results)));
  expect(known.results).toContain('Academia – not shown – not shown – not shown');
  for (const text of [known.report, known.file]) expect(text).not.toMatch(/Academia \d/);
  const own = (which: string) => known.csv.filter((line) => line.includes(which));
  expect(own('Academia').map((line) => line[5])).toEqual(['', '']);
  expect(own('Media').some((line) => line[5] !== '') || own('Regional body').some((line) => line[5] !== '')).toBe(true);

  // How many the one is follows from nothing: whose number the participation withholds has none in any table of answers either.
  const withheld = await withheldOf(here);
  expect(withheld).toEqual(expect.arrayContaining(['Academia', 'Government']));
  for (const line of known.csv.slice(1).filter((l) => withheld.includes(l[4]!))) expect(line.slice(5)).toEqual(nothing);
  for (const line of own('Government')) expect(line.slice(5)).toEqual(nothing);
  // Nor is it what is left of all without those that are weighed.
  for (const line of known.csv.filter((l) => l[3] === 'Every sector alike')) expect(line.slice(7)).toEqual(['', '']);
  for (const text of [known.results, known.report, known.file]) expect(text).not.toMatch(/Government \d+ \d+ \(/);

  // Had the one answered otherwise, and one of the government too, every number that is shown would be as it is.
  const shown = known.csv.slice(1).filter((line) => line[5] !== '');
  const fits = (partner: string) => {
    const others = { ...sectors, [alone]: [0, 1], [partner]: [sectors[partner]![0]! + 1, sectors[partner]![1]! - 1] };
    // A company beside them says the first.
    const all = [0, 1].map((option) => Object.values(others).reduce((n, counts) => n + counts[option]!, 1 - option));
    return shown.every(([, , answer, , sector, count]) => {
      const counts = sector === '' ? all : others[keyOf[sector!]!]!;
      return Number(count) === counts[answer === 'Label of o1' ? 0 : 1];
    });
  };
  expect(shown.map((line) => line[4])).toEqual(expect.arrayContaining(['', 'Media', 'Regional body']));
  expect(['media', 'government', 'regional-body'].filter(fits)).toEqual(['government']);
});

test('a sector that the participation alone has: the number beside it is withheld from the results too, on the page and in the files', async () => {
  const c = await aConsultationToCode(sql, { starts });
  const says = (sector: string, option: string) => ({ sector, answers: { q1: option } });
  await sql`delete from consultation_voice where consultation_id = ${c.id}`;
  await sql`delete from questionnaire_response where questionnaire_id = ${c.questionnaire}`;
  await voicesOf(sql, c.id, c.questionnaire, 'organisations', [
    ...times(9, says('government', 'o1')),
    ...times(8, says('government', 'o2')),
    ...times(7, says('media', 'o1')),
    ...times(12, says('media', 'o2')),
  ]);
  await published(c);
  await sql.begin((tx) => publishFigures(tx as never, c.id, new Date(Date.now() + 20 * 86_400_000)));
  server.wake();
  await server.settled();
  const here = `/consultations/${c.id}`;
  const lines = async (sector: string) =>
    readCsv(await get(`${here}/results.csv`))
      .filter((line) => line[4] === sector)
      .map((line) => line.slice(5));
  // Nobody is few: all is said.
  expect((await lines('Government')).map(([count]) => count)).toEqual(['9', '8']);
  // One that has answered something else: of all that take part, less those that are shown, it would be what is left.
  const single = await anOrganisation(sql, { sector: alone });
  await sql`
    insert into consultation_voice (consultation_id, organisation_id, sector, region, started_at, submitted_at)
    values (${c.id}, ${single}, ${alone}, '002', now(), now())`;
  server.pages.dropAll();
  const withheld = await withheldOf(here);
  expect(withheld).toEqual(expect.arrayContaining(['Academia', 'Government']));
  expect(withheld).not.toContain('Media');
  expect(await lines('Government')).toEqual([nothing.slice(0, 4), nothing.slice(0, 4)]);
  expect((await lines('Media')).map(([count]) => count)).toEqual(['7', '12']);
  for (const path of [`${here}/results`, `${here}/report`, `${here}/report.html`])
    expect([path, /Government \d+ \d+ \(/.exec(words(await get(path)))?.[0]]).toEqual([path, undefined]);
});
