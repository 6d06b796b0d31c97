import { expect, test } from 'vitest';
import { readZip, unpackLimits, writeZip } from '../../app/attachments/clean/zip';
import { publishSynthesis } from '../../app/consultations/claims/commands/publishing.server';
import { publishFigures } from '../../app/consultations/results/publishing.server';
import { findChromium } from '../../app/documents/exchange/chromium.server';
import { steadyDocx } from '../../app/documents/exchange/steady-docx';
import { steadyPdf } from '../../app/documents/exchange/steady-pdf';
import { Visitor } from '../support/browser-like';
import { aConsultationToCode, during, tagWords, waiveOthers } from '../support/claims';
import { times, voicesOf } from '../support/consultations';
import { aPerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const over = { starts: [-96, -72, -48, 24, 48, 72] as [number, number, number, number, number, number] };

async function published(values: Parameters<typeof aConsultationToCode>[1] = {}) {
  const c = await aConsultationToCode(sql, { ...over, ...values });
  const claim = await tagWords(sql, c.coder, c.id, { kind: 'post', id: c.first }, 'Nobody else will pay.', {
    body: 'Shelters need their own budget line.',
    at: during,
  });
  const source = { kind: 'answer' as const, id: c.answer };
  const section = `${c.questionnaire}:q2`;
  await tagWords(sql, c.coder, c.id, source, 'Nobody repays us.', {
    body: 'Companies pay alone.',
    section,
    at: during,
  });
  await tagWords(sql, c.coder, c.id, { kind: 'post', id: c.second }, 'A budget line is not needed.', {
    claim,
    side: 'against',
    at: during,
  });
  await waiveOthers(sql, c.coder, c.id);
  await publishSynthesis(sql, c.coder, c.id, during);
  return { ...c, claim };
}

const wordsOf = async (bytes: Buffer) =>
  Buffer.from((await readZip(bytes, unpackLimits)).get('word/document.xml')!).toString();

/** A PDF of the report: where others print at the same moment, once more until there is room. */
async function printed(who: Visitor, path: string) {
  for (let tries = 0; ; tries++) {
    const file = await who.get(path);
    if (file.status !== 429 || tries === 60) return file;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** An HTML file without the day on which it was made. */
const undated = (html: string) => html.replace(/<time datetime="[^"]*">[^<]*<\/time>/, '');

test('says who took part, how it was made, and each claim with whose words it rests on', async () => {
  const c = await published();
  const page = await new Visitor(url).get(`/consultations/${c.id}/report`);
  expect(page.status).toBe(200);
  for (const words of ['Participation', 'Method', 'Question q2', 'Companies pay alone.', 'Sources differ', 'Set aside'])
    expect(page.text).toContain(words);
  const file = (await new Visitor(url).get(`/consultations/${c.id}/report.html`)).text;
  expect(file).toContain('Anna Demonstration');
  expect(file).toContain(`/claims/${c.claim}`);
  expect(file).toContain('Against: ');
  // A file is passed on to people with other rights: of a source it names the place, and repeats no words.
  expect(file).not.toContain('Nobody else will pay.');
  expect(file).not.toMatch(/Nobody repays us/);
});

test('made twice from the same data, it is the same but for its date', async () => {
  const c = await published();
  const get = (format: string) => new Visitor(url).get(`/consultations/${c.id}/report.${format}`);
  const [one, two] = [await get('html'), await get('html')];
  expect(undated(one.text)).toBe(undated(two.text));
  const at = new Date('2026-11-22T08:00:00Z');
  const [first, second] = [await get('docx'), await get('docx')];
  expect(Buffer.from(await steadyDocx(first.bytes, at)).equals(Buffer.from(await steadyDocx(second.bytes, at)))).toBe(
    true,
  );
  const parts = await Promise.all([first, second].map((f) => readZip(f.bytes, unpackLimits)));
  for (const [name, bytes] of parts[0]!) {
    if (name === 'docProps/core.xml') continue;
    expect([name, Buffer.from(bytes).equals(Buffer.from(parts[1]!.get(name)!))]).toEqual([name, true]);
  }
  // Packed in the same order, with the same times.
  expect([...parts[0]!.keys()]).toEqual([...parts[1]!.keys()]);
  expect(Buffer.from(await writeZip(parts[0]!)).equals(first.bytes)).toBe(true);
});

test.runIf(findChromium())('so is what is printed', async () => {
  const c = await published();
  const path = `/consultations/${c.id}/report.pdf`;
  const day = () => new Date().toISOString().slice(0, 10);
  let [one, two] = [await printed(new Visitor(url), path), await printed(new Visitor(url), path)];
  // The day stands on the page: made before and after midnight it is another.
  for (let begun = ''; begun !== day(); ) {
    begun = day();
    [one, two] = [await printed(new Visitor(url), path), await printed(new Visitor(url), path)];
  }
  expect(one.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(one.bytes.length).toBeGreaterThan(5000);
  const at = new Date('2026-11-22T08:00:00Z');
  const steady = (bytes: Buffer) => Buffer.from(steadyPdf(bytes, at));
  expect(steady(one.bytes).equals(steady(two.bytes))).toBe(true);
  expect(steady(one.bytes).toString('latin1')).toContain("/CreationDate (D:20261122080000+00'00')");
});

test('says how each sector answered each question, as it was published: few are withheld, survivor groups in no figure', async () => {
  const c = await published();
  const says = (sector: string, option: string) => ({ sector, answers: { q1: option } });
  const of = {
    media: [8, 7],
    academia: [5, 10],
    'regional-body': [6, 9],
    'employers-organisation': [9, 6],
    government: [2, 0],
  };
  await voicesOf(sql, c.id, c.questionnaire, 'organisations', [
    ...Object.entries(of).flatMap(([sector, [one, two]]) => [
      ...times(one!, says(sector, 'o1')),
      ...times(two!, says(sector, 'o2')),
    ]),
    ...times(37, says('survivor-group', 'o1')),
  ]);
  await sql.begin((tx) => publishFigures(tx as never, c.id, new Date(Date.now() + 20 * 86_400_000)));
  await server.settled();
  const get = async (path: string) => (await new Visitor(url).get(`/consultations/${c.id}/${path}`)).text;
  const shares = (html: string) => [...html.matchAll(/\d+ \(\d+%\)/g)].map(([share]) => share).sort();
  const known = shares(await get('results'));
  expect(known.length).toBeGreaterThan(3);
  expect(shares(await get('report'))).toEqual(known);
  const file = await get('report.html');
  // A file says in one table what the page draws: beside the sectors all together, too.
  expect(shares(file)).toEqual(expect.arrayContaining(known));
  for (const words of ['Media', 'Government', 'Share, every sector the same']) expect(file).toContain(words);
  for (const text of [await get('report'), file]) expect(text).not.toMatch(/\b37 \(\d|\b2 \(100%\)/);
});

test('a file for Word has its links, and its language', async () => {
  const c = await published();
  const file = await new Visitor(url).get(`/consultations/${c.id}/report.docx`);
  expect(file.headers.get('content-type')).toContain('wordprocessingml');
  const text = await wordsOf(file.bytes);
  expect(text).toContain('Shelters need their own budget line.');
  const links = Buffer.from((await readZip(file.bytes, unpackLimits)).get('word/_rels/document.xml.rels')!).toString();
  expect(links).toContain(`/claims/${c.claim}`);
  for (const [, id] of text.matchAll(/r:id="([^"]+)"/g)) expect(links).toContain(`"${id}"`);
});

test('is there for whoever may read the synthesis, and for nobody else', async () => {
  const c = await published({ readers: 'invited' });
  const draft = await aConsultationToCode(sql, over);
  const formats = ['', '.html', '.docx', ...(findChromium() ? ['.pdf'] : [])];
  for (const format of formats) {
    const path = `/consultations/${c.id}/report${format}`;
    expect((await new Visitor(url).get(path)).status).toBe(404);
    expect((await (await aPerson(sql)).at(url).get(path)).status).toBe(404);
    expect([path, (await printed(c.anna.at(url), path)).status]).toEqual([path, 200]);
    expect((await draft.anna.at(url).get(`/consultations/${draft.id}/report${format}`)).status).toBe(404);
  }
});
