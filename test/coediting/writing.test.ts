import { afterAll, afterEach, expect, test } from 'vitest';
import { aParagraph, Editor, everyoneLeaves, looseRules, Wire, wordsIn } from '../support/coediting';
import { anOrganisation, aPerson } from '../support/people';
import { serverForFile } from '../support/server';

const documents = looseRules();
const server = await serverForFile({ extras: { texts: { ...documents.rules, quietMs: 100 } } });
const { sql, url } = server;
const [ann, bob, cid] = [
  await aPerson(sql),
  await aPerson(sql, { organisation: await anOrganisation(sql) }),
  await aPerson(sql),
];
let room = 1000;

afterEach(() => {
  everyoneLeaves();
  room++;
});
afterAll(everyoneLeaves);

test('two people with y-websocket write in one text', async () => {
  const [a, b] = [new Editor(url, ann, room), new Editor(url, bob, room)];
  await Promise.all([a.synced(), b.synced()]);
  a.write('From Ann.');
  await b.sees((text) => text.includes('From Ann.'));
  b.write('From Bob.');
  await a.sees((text) => text === 'From Ann.\nFrom Bob.');
  const late = new Editor(url, cid, room);
  await late.sees((text) => text === 'From Ann.\nFrom Bob.');
});

test('what a second person receives is committed by then', async () => {
  const a = await new Wire(url, ann, room).joins();
  const b = await new Wire(url, bob, room).joins();
  for (let i = 0; i < 20; i++) {
    a.update(aParagraph(`Words ${i}.`));
    await b.reads(`Words ${i}.`);
    const [row] = await sql<{ n: number }[]>`
      select (select count(*) from joint_update where room = ${room}) + (select folds from joint_text where room = ${room}) as n`;
    expect(row!.n).toBeGreaterThan(0);
    expect(wordsIn(await server.coediting.texts.read(room))).toContain(`Words ${i}.`);
  }
});
