import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createDocument } from '../../app/documents/commands/creating.server';
import { announce } from '../../db/announce';
import { Visitor } from '../support/browser-like';
import { aConsultation, aPart } from '../support/consultations';
import { aDiscussion } from '../support/discussions';
import { aText } from '../support/documents';
import { anEvent } from '../support/events';
import { anOrganisation, aPerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const asked = 'Asked for by the consultation';
const get = async (path: string, who = new Visitor(url)) => (await who.get(path)).text;

async function aProgramme(): Promise<string> {
  const secretariat = await (await aPerson(sql, { secretariat: true })).reader();
  const lead = await anOrganisation(sql);
  const id = await createDocument(
    sql,
    server.coediting.texts,
    secretariat,
    {
      title: 'A programme (invented)',
      language: 'en',
      template: 'blank',
      lead,
      readers: 'public',
      once: randomUUID(),
      text: aText(),
    },
    new Date(),
  );
  return `/documents/${id}`;
}

test('a discussion, an event and a document say which consultation asks for them, also where their page was kept', async () => {
  const discussion = await aDiscussion(sql);
  const event = await anEvent(sql);
  const document = await aProgramme();
  const paths = [discussion.path, event.path, document];
  for (const path of [...paths, ...paths]) expect([path, (await get(path)).includes(asked)]).toEqual([path, false]);
  const c = await aConsultation(sql);
  await aPart(sql, c, { kind: 'discussion', subject: discussion.id });
  await aPart(sql, c, { kind: 'session', subject: event.id });
  await aPart(sql, c, { kind: 'draft', subject: Number(document.split('/')[2]) });
  await sql.begin((tx) => announce(tx, 'consultation.changed', { consultation: c.id }));
  for (const path of paths) {
    await expect.poll(() => get(path), { timeout: 30_000 }).toContain(asked);
    expect(await get(path)).toContain(`href="/consultations/${c.id}/${c.slug}"`);
  }
});

test('one that is for invited organisations is named to those alone who may see it', async () => {
  const inside = await anOrganisation(sql);
  const discussion = await aDiscussion(sql);
  const c = await aConsultation(sql, {
    readers: 'invited',
    invited: [inside],
    title: 'Canary of a closed consultation',
    parts: [{ kind: 'discussion', subject: discussion.id }],
  });
  const member = await aPerson(sql, { organisation: inside });
  expect(await get(discussion.path)).not.toContain(asked);
  expect(await get(discussion.path, (await aPerson(sql)).at(url))).not.toContain(asked);
  expect(await get(discussion.path, member.at(url))).toContain(`href="/consultations/${c.id}/${c.slug}"`);
  expect(await get('/')).not.toContain('Canary of a closed consultation');
  expect(await get('/', member.at(url))).toContain('Canary of a closed consultation');
});

test('the start page lists the consultations in which one can take part now, and no others', async () => {
  const open = await aConsultation(sql, { title: 'Canary that is open' });
  await aConsultation(sql, { title: 'Canary that is over', starts: [-96, -72, -48, -24, -12, -6] });
  await sql.begin((tx) => announce(tx, 'consultation.announced', { consultation: open.id }));
  await expect.poll(() => get('/'), { timeout: 30_000 }).toContain('Canary that is open');
  const page = await get('/');
  expect(page).toContain('Consultations open now');
  expect(page).toContain(`href="/consultations/${open.id}/${open.slug}"`);
  expect(page).not.toContain('Canary that is over');
});
