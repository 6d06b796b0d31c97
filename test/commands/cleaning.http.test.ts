import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { Visitor } from '../support/browser-like';
import { aDiscussion } from '../support/discussions';
import { aPerson } from '../support/people';
import { serverForFile } from '../support/server';
import { slowPdf, smallPng } from '../support/slow-file';

const server = await serverForFile({ extras: { cleaning: { limitMs: 600, threads: 1 } } });
const { sql, url } = server;

function postWith(bytes: Uint8Array, name: string): FormData {
  const form = new FormData();
  const fields = {
    deed: 'post',
    as: 'post',
    body: 'The words stay.',
    language: 'en',
    inReplyTo: '',
    once: randomUUID(),
  };
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('files', new Blob([new Uint8Array(bytes)]), name);
  return form;
}

test('while a slow file is cleaned others are answered; past the limit it is refused in plain words, and the next is cleaned', async () => {
  const d = await aDiscussion(sql, { title: 'Files that take long' });
  const author = (await aPerson(sql)).at(url);
  const answered: string[] = [];
  const slow = author.post(d.path, postWith(slowPdf(), 'slow.pdf')).then((answer) => {
    answered.push('the file');
    return answer;
  });
  await vi.waitFor(() => expect(server.logged.some((line) => line.includes('cleaning a file'))).toBe(true), {
    timeout: 20_000,
  });
  for (let page = 0; page < 3; page++) {
    expect((await new Visitor(url).get('/discussions')).status).toBe(200);
    answered.push('a page');
  }
  const refused = await slow;
  expect(answered).toEqual(['a page', 'a page', 'a page', 'the file']);
  expect(refused.status).toBe(429);
  expect(refused.text).toContain('it takes too long to check');
  expect(refused.text).toContain('slow.pdf');
  expect(refused.text).toContain('The words stay.');

  const written = await author.post(d.path, postWith(smallPng, 'next.png'), { follow: false });
  expect(written.status).toBe(303);
  const files =
    await sql`select f.name, f.type from attachment f join post p on p.id = f.post_id where p.discussion_id = ${d.id}`;
  expect([...files]).toEqual([{ name: 'next.png', type: 'image/png' }]);
});
