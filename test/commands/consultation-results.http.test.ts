import { beforeAll, describe, expect, test } from 'vitest';
import { publishFigures } from '../../app/consultations/results/publishing.server';
import type { Content } from '../../app/questionnaires/content';
import { Visitor } from '../support/browser-like';
import {
  aConsultation,
  aConsultationQuestionnaire,
  type SomeConsultation,
  times,
  type VoiceToMake,
  voicesOf,
} from '../support/consultations';
import { aPerson } from '../support/people';
import { aQuestion } from '../support/questionnaires';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const day = 86_400_000;

const content: Content = {
  texts: { en: { title: 'What should be done (invented)', introduction: '' } },
  sections: [
    {
      id: 's1',
      texts: { en: { title: 'First', introduction: '' } },
      questions: [aQuestion('q1', 'single'), aQuestion('q2', 'text'), aQuestion('q3', 'number')],
    },
  ],
  next: 4,
};

const says = (sector: string | null, option: string): VoiceToMake => ({ sector, answers: { q1: option, q3: 4 } });

/** One clock for all: a Monday that begins while this runs would be another week between two that are meant as one. */
const begun = Date.now();

/** Publishes as the timed work does, as of so many days from the beginning. */
async function publish(consultation: SomeConsultation, days = 0): Promise<void> {
  await sql.begin((tx) => publishFigures(tx as never, consultation.id, new Date(begun + days * day)));
  await server.settled();
}

const figuresOf = async (questionnaire: number) =>
  (
    await sql<{ figures: never; isFinal: boolean }[]>`
      select figures, is_final from consultation_figures where questionnaire_id = ${questionnaire}`
  )[0] as
    | {
        figures: { voices: number; sectors: { of: string }[]; questions: { tables: { total: number[] }[] }[] };
        isFinal: boolean;
      }
    | undefined;

const pathOf = (c: SomeConsultation) => `/consultations/${c.id}/results`;

/** The page as words alone. */
const wordsOf = (html: string) =>
  html
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('while it is open', () => {
  let open: SomeConsultation;
  let asked: number;

  beforeAll(async () => {
    open = await aConsultation(sql);
    asked = await aConsultationQuestionnaire(sql, open, { content });
    await voicesOf(sql, open.id, asked, 'organisations', [
      ...times(8, says('media', 'o1')),
      ...times(8, says('media', 'o2')),
      ...times(30, says('survivor-group', 'o2')),
      { ...says('academia', 'o1'), submitted: false },
    ]);
  });

  test('figures come in steps: of sixteen voices ten are counted, those that wait change nothing', async () => {
    await publish(open);
    const first = await figuresOf(asked);
    expect(first).toMatchObject({ isFinal: false, figures: { voices: 10, sectors: [{ of: 'media', voices: 10 }] } });
    await voicesOf(sql, open.id, asked, 'organisations', times(3, says('media', 'o2')));
    await publish(open);
    expect(await figuresOf(asked)).toEqual(first);
    await voicesOf(sql, open.id, asked, 'organisations', times(1, says('media', 'o2')));
    await publish(open);
    expect((await figuresOf(asked))!.figures.voices).toBe(15);
  });

  test('survivor groups are in none of them, and in a figure of their own a week later', async () => {
    const page = await new Visitor(url).get(pathOf(open));
    expect(page.status).toBe(200);
    expect(wordsOf(page.text)).toContain('Survivor groups are counted apart. They are too few to be shown.');
    expect(JSON.stringify(await figuresOf(asked))).not.toContain('survivor-group');
    // Four days are another week, or the same one: eight are another.
    await publish(open, 8);
    const weekly = await new Visitor(url).get(pathOf(open));
    expect(wordsOf(weekly.text)).toContain('Survivor groups are counted apart: about 30 voices.');
    const [row] = await sql<{ figures: unknown }[]>`
      select figures from consultation_survivor_figures where questionnaire_id = ${asked}`;
    expect(row!.figures).toMatchObject({ total: 30 });
    // In the same week nothing moves, whatever comes.
    await voicesOf(sql, open.id, asked, 'organisations', times(20, says('survivor-group', 'o1')));
    await publish(open, 8);
    const [same] = await sql<{ figures: unknown }[]>`
      select figures from consultation_survivor_figures where questionnaire_id = ${asked}`;
    expect(same).toEqual(row);
  });

  test('what was begun and not signed off is counted nowhere', async () => {
    expect(JSON.stringify(await figuresOf(asked))).not.toContain('academia');
  });

  test('each page takes three statements at most', async () => {
    const visitor = new Visitor(url);
    await server.settled();
    server.pages.dropAll();
    for (const path of [pathOf(open), `${pathOf(open)}.csv`]) {
      await server.settled();
      server.statements();
      expect((await visitor.get(path)).status).toBe(200);
      expect(server.pageStatements().slice(3)).toEqual([]);
    }
    const facilitator = open.facilitator.at(url);
    await server.settled();
    server.statements();
    expect((await facilitator.get(pathOf(open))).status).toBe(200);
    expect(server.pageStatements().slice(3)).toEqual([]);
  });
});

describe('once it is closed', () => {
  let closed: SomeConsultation;
  let asked: number;

  beforeAll(async () => {
    closed = await aConsultation(sql, { starts: [-480, -240, -1, 240, 480, 720] });
    asked = await aConsultationQuestionnaire(sql, closed, { content });
    await voicesOf(sql, closed.id, asked, 'organisations', [
      ...times(20, says('media', 'o1')),
      ...times(10, says('media', 'o2')),
      ...times(5, says('igo', 'o1')),
      ...times(15, says('igo', 'o2')),
    ]);
    await publish(closed);
  });

  test('every question has its three: all voices, every sector the same, by sector; with the method in words', async () => {
    const page = await new Visitor(url).get(pathOf(closed));
    const words = wordsOf(page.text);
    expect(words).toContain('50 organisations are counted.');
    expect(words).toContain('Label of o1 25 50% 46%');
    expect(words).toContain('Label of o2 25 50% 54%');
    expect(words).toContain('30 20 (67%) 10 (33%)');
    expect(words).toContain('The weighed share tells as much as 48 voices of the same weight would (50 are in it).');
    expect(words).toContain('How it is counted');
    expect(words).not.toContain('These figures are not final');
  });

  test('figures leave as a table, with no more in it than the page shows', async () => {
    const csv = await new Visitor(url).get(`${pathOf(closed)}.csv`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const line = 'What should be done (invented),q1 · Question q1,Label of o1';
    expect(csv.text).toContain(`${line},All voices,,25,50,50,`);
    expect(csv.text).toContain(`${line},Every sector the same,,,46,50,48`);
    const ods = await new Visitor(url).get(`${pathOf(closed)}.ods`);
    expect(ods.headers.get('content-type')).toContain('opendocument.spreadsheet');
  });

  test('a mean is shown three ways', async () => {
    expect(wordsOf((await new Visitor(url).get(pathOf(closed))).text)).toContain('Mean All voices 4');
  });
});

test('a sector with one member: none of its answers can be had from what is published', async () => {
  const c = await aConsultation(sql, { starts: [-480, -240, -1, 240, 480, 720] });
  const asked = await aConsultationQuestionnaire(sql, c, { content });
  await voicesOf(sql, c.id, asked, 'organisations', [
    ...times(12, says('media', 'o1')),
    ...times(9, says('media', 'o2')),
    says('academia', 'o2'),
  ]);
  await publish(c);
  const { figures } = (await figuresOf(asked))!;
  const [table] = (
    figures.questions as unknown as { tables: { total: unknown[]; rows: { of: string; counts: unknown[] }[] }[] }[]
  )[0]!.tables;
  expect(table!.rows.find((r) => r.of === 'academia')!.counts).toEqual([null, null]);
  const media = table!.rows.find((r) => r.of === 'media')!.counts;
  for (const i of [0, 1]) expect(table!.total[i] === null || media[i] === null).toBe(true);
});

test('a sector with one member: nor from two readings laid side by side, nor from the files or the balance', async () => {
  const c = await aConsultation(sql);
  const asked = await aConsultationQuestionnaire(sql, c, { content });
  await voicesOf(sql, c.id, asked, 'organisations', [
    ...times(11, says('media', 'o1')),
    ...times(9, says('media', 'o2')),
    says('academia', 'o2'),
    ...times(7, says('igo', 'o1')),
  ]);
  type Table = { columns: string[]; total: (number | null)[]; rows: { of: string; counts: (number | null)[] }[] };
  const tableOf = async () =>
    ((await figuresOf(asked))!.figures.questions as unknown as { tables: Table[] }[])[0]!.tables[0]!;
  await publish(c);
  const open = await tableOf();
  expect(open.rows.map((r) => r.of)).not.toContain('academia');
  await publish(c, 30);
  const closed = await tableOf();
  for (const i of closed.columns.keys()) {
    const of = (table: Table, sector: string) => table.rows.find((r) => r.of === sector)?.counts[i] ?? null;
    expect(of(closed, 'academia')).toBeNull();
    // What one voice adds to the total could be told where all others of the closed reading are shown beside it.
    const others = closed.rows.filter((r) => r.of !== 'academia').map((r) => r.counts[i]);
    expect(closed.total[i] === null || others.includes(null)).toBe(true);
    // Nor by what was shown before: between two readings five came at least, or one of the two is not shown.
    const [before, after] = [open.total[i], closed.total[i]];
    if (before != null && after != null) expect(after - before === 0 || after - before >= 5).toBe(true);
  }
  const visitor = new Visitor(url);
  const lines = (await visitor.get(`${pathOf(c)}.csv`)).text.split('\r\n').filter((l) => l.includes('Academia'));
  expect(lines.length).toBeGreaterThan(0);
  // Neither a count nor a share stands in any of its lines.
  for (const line of lines) expect(line.slice(line.indexOf('Academia'))).toMatch(/^Academia,,,,?$|^Academia,,,,$/);
  const balance = wordsOf((await visitor.get(`/consultations/${c.id}/balance`)).text);
  expect(balance).toMatch(/Academia 0 (?:– |Not shown )+/);
});

test('one organisation that submitted twice is one voice; a question that was removed keeps its answers', async () => {
  const c = await aConsultation(sql, { starts: [-480, -240, -1, 240, 480, 720] });
  const asked = await aConsultationQuestionnaire(sql, c, { content });
  const voices = await voicesOf(sql, c.id, asked, 'organisations', times(12, says('media', 'o1')));
  const organisation = voices[0]!.organisation!;
  // A second set of answers of the same organisation has no place to stand.
  await expect(
    sql`insert into questionnaire_response (questionnaire_id, version, organisation_id, language, submitted_at)
      values (${asked}, 1, ${organisation}, 'en', now())`,
  ).rejects.toThrow(/questionnaire_response_organisation/);
  const without = {
    ...content,
    sections: [{ ...content.sections[0]!, questions: content.sections[0]!.questions.slice(1) }],
  };
  await sql`
    insert into questionnaire_version (questionnaire_id, number, content, published_at, published_by)
    values (${asked}, 2, ${sql.json(without as never)}, now(), ${c.facilitator.id})`;
  await publish(c);
  expect((await figuresOf(asked))!.figures.voices).toBe(12);
  expect(wordsOf((await new Visitor(url).get(pathOf(c))).text)).toContain('Asked in version 1, and no longer asked.');
});

test('people are counted apart from organisations, those of survivor groups apart from both', async () => {
  const c = await aConsultation(sql, { starts: [-480, -240, -1, 240, 480, 720] });
  const asked = await aConsultationQuestionnaire(sql, c, { content, answerers: 'people' });
  await voicesOf(sql, c.id, asked, 'people', [
    ...times(8, says('media', 'o1')),
    ...times(8, says(null, 'o2')),
    ...times(3, says('survivor-group', 'o2')),
  ]);
  await publish(c);
  expect((await figuresOf(asked))!.figures).toMatchObject({ voices: 16, sectors: [{ of: 'media' }, { of: 'none' }] });
  const words = wordsOf((await new Visitor(url).get(pathOf(c))).text);
  expect(words).toContain('16 people are counted.');
  expect(words).toContain('Without an organisation');
});

test('nobody has answered, and nothing is asked', async () => {
  const c = await aConsultation(sql, { starts: [-480, -240, -1, 240, 480, 720] });
  expect(wordsOf((await new Visitor(url).get(pathOf(c))).text)).toContain('Figures will be here when');
  await aConsultationQuestionnaire(sql, c, { content });
  await publish(c);
  expect(wordsOf((await new Visitor(url).get(pathOf(c))).text)).toContain('Fewer than 5 voices are counted.');
});

test('who may not see the consultation finds nothing; results that are not for all are for those who prepare it', async () => {
  const hidden = await aConsultation(sql, { readers: 'invited' });
  const [visitor, somebody] = [new Visitor(url), (await aPerson(sql)).at(url)];
  for (const end of ['', '.csv', '.ods']) {
    expect((await visitor.get(`${pathOf(hidden)}${end}`)).status).toBe(404);
    expect((await somebody.get(`${pathOf(hidden)}${end}`)).status).toBe(404);
    expect((await hidden.facilitator.at(url).get(`${pathOf(hidden)}${end}`)).status).toBe(200);
  }
  const open = await aConsultation(sql);
  await aConsultationQuestionnaire(sql, open, { content, results: 'preparers' });
  const page = wordsOf((await visitor.get(pathOf(open))).text);
  expect(page).not.toContain('What should be done');
  expect(page).toContain('not open to everybody');
  expect(wordsOf((await open.facilitator.at(url).get(pathOf(open))).text)).toContain('What should be done');
});

test('the results of a consultation’s questionnaire are here and nowhere else', async () => {
  const c = await aConsultation(sql);
  const asked = await aConsultationQuestionnaire(sql, c, { content });
  for (const someone of [new Visitor(url), c.facilitator.at(url)]) {
    const answer = await someone.get(`/questionnaires/${asked}/results`);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, pathOf(c)]);
  }
  expect((await new Visitor(url).get(c.path)).text).toContain(`href="${pathOf(c)}"`);
});

describe('answers in words', () => {
  const letter =
    'We ask that every fee a worker has paid for a job be paid back within thirty days by whoever employs them (invented).';
  const own =
    'Inspectors need interpreters and a way to speak with workers where nobody else can hear them (invented).';
  const saying = (sector: string, text: string): VoiceToMake => ({ sector, answers: { q2: text } });
  let c: SomeConsultation;
  let path: string;

  beforeAll(async () => {
    c = await aConsultation(sql);
    const asked = await aConsultationQuestionnaire(sql, c, { content });
    await voicesOf(sql, c.id, asked, 'organisations', [
      ...times(3, saying('media', letter)),
      saying('academia', letter.replace('thirty', 'sixty')),
      saying('igo', own),
      saying('survivor-group', 'Words of a group that stand beside no sector here (invented).'),
      { ...saying('igo', 'Words that were not signed off yet and are nobody’s (invented).'), submitted: false },
    ]);
    path = `/consultations/${c.id}/results/words?of=${asked}&question=q2`;
  });

  test('those of a campaign stand together, counted once and in full; a facilitator takes them apart, and together again', async () => {
    const facilitator = c.facilitator.at(url);
    const page = await facilitator.get(path);
    const words = wordsOf(page.text);
    expect(words).toContain('5 answers in full. 2 where answers in nearly the same words are counted once.');
    expect(words).toContain('4 answers: counted once, and in full');
    expect(words).toMatch(/Media ?: ?3 Academia ?: ?1/);
    expect(words).toContain('sixty days');
    expect(words).toContain(own);
    expect(words).not.toContain('beside no sector here');
    expect(words).not.toContain('not signed off');
    const first = /name="first" value="([^"]+)"/.exec(page.text)![1]!;
    const split = await facilitator.post(path, { deed: `apart-${first}`, first });
    expect(wordsOf(split.text)).toContain('4 answers were taken out of a group.');
    expect(wordsOf(split.text)).not.toContain('counted once');
    // Taken apart in another window: nothing is left to do, and nothing breaks.
    expect((await facilitator.post(path, { deed: `apart-${first}`, first })).status).toBe(200);
    const again = await facilitator.post(path, { deed: 'together' });
    expect(wordsOf(again.text)).toContain('4 answers: counted once, and in full');
  });

  test('they are for those who prepare the consultation', async () => {
    const somebody = (await aPerson(sql)).at(url);
    expect((await somebody.get(path)).status).toBe(404);
    expect((await somebody.post(path, { deed: 'together' })).status).toBe(404);
    expect((await c.facilitator.at(url).get(path.replace('q2', 'q1'))).status).toBe(404);
    expect((await c.facilitator.at(url).get(`/consultations/${c.id}/results/words?of=x`)).status).toBe(404);
  });
});

test.each(['organisations', 'people'] as const)(
  'what survivor groups answered as %s is in no file of those who prepare it, nor in a count',
  async (who) => {
    const c = await aConsultation(sql);
    const asked = await aConsultationQuestionnaire(sql, c, { content, answerers: who });
    const words = (text: string) => ({ q1: 'o1', q2: text });
    await voicesOf(sql, c.id, asked, who, [
      ...times(3, { sector: 'media', answers: words('Told by the media (invented)') }),
      ...times(12, { sector: 'survivor-group', answers: words('Canaryword of a group (invented)') }),
    ]);
    // One that was a survivor group when it answered, and one that has become one since.
    const [was, is] = await voicesOf(sql, c.id, asked, who, [
      { sector: 'survivor-group', answers: words('Canaryword of before (invented)') },
      { sector: 'media', answers: words('Canaryword of now (invented)') },
    ]);
    for (const [voice, sector] of [
      [was!, 'media'],
      [is!, 'survivor-group'],
    ] as const)
      await sql`update organisation set sector = ${sector} where id = ${voice.organisation}`;
    const facilitator = c.facilitator.at(url);
    const csv = (await facilitator.get(`/questionnaires/${asked}.csv`)).text;
    expect(csv.match(/Told by the media/g)).toHaveLength(3);
    expect(csv.trim().split('\r\n')).toHaveLength(1 + 3);
    expect(csv).not.toContain('Canaryword');
    const ods = await facilitator.get(`/questionnaires/${asked}.ods`);
    expect(ods.status).toBe(200);
    const versions = wordsOf((await facilitator.get(`/questionnaires/${asked}/versions`)).text);
    expect(versions).toContain('3 sets of answers');
    const read = await facilitator.get(`${pathOf(c)}/words?of=${asked}&question=q2`);
    expect(read.status).toBe(200);
    expect(read.text).not.toContain('Canaryword');
  },
);
