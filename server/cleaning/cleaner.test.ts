import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { isRefusal } from '../../app/shared/refusal';
import { slowPdf, smallPng } from '../../test/support/slow-file';
import { type Cleaner, type CleanerOptions, openCleaner } from './cleaner';

const entry = path.join(import.meta.dirname, 'worker-from-source.mjs');
const log = { info() {}, warn() {}, error() {} };
const open: Cleaner[] = [];
const cleaner = (options: Partial<CleanerOptions> = {}) => {
  const opened = openCleaner({ entry, log, threads: 1, ...options });
  open.push(opened);
  return opened;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((c) => c.stop()));
});

const said = async (cleaned: ReturnType<Cleaner['cleanFile']>) => {
  const result = await cleaned;
  return isRefusal(result) ? `${result.message} ${result.values?.name}` : `${result.type} ${result.name}`;
};

test('answers as the cleaning itself does, and leaves the caller its bytes', async () => {
  const { cleanFile } = cleaner();
  const bytes = new Uint8Array(smallPng);
  expect(await said(cleanFile(bytes, 'a.jpeg'))).toBe('image/png a.png');
  expect(bytes).toEqual(new Uint8Array(smallPng));
  expect(await said(cleanFile(Buffer.from('x'), 'dir/b.exe'))).toBe('attachments:refusals.kind b.exe');
});

test('a file past the limit is refused, and the next one is cleaned by a new thread', async () => {
  const { cleanFile } = cleaner({ limitMs: 500 });
  const both = await Promise.all([said(cleanFile(slowPdf(), 'slow.pdf')), said(cleanFile(smallPng, 'next.png'))]);
  expect(both).toEqual(['attachments:refusals.too-slow slow.pdf', 'image/png next.png']);
  expect(await said(cleanFile(smallPng, 'later.png'))).toBe('image/png later.png');
});

test('two threads work side by side: what is quick does not wait for what is slow', async () => {
  const { cleanFile } = cleaner({ threads: 2 });
  const order: string[] = [];
  await Promise.all([
    said(cleanFile(slowPdf(), 'slow.pdf')).then((result) => order.push(result)),
    said(cleanFile(smallPng, 'quick.png')).then((result) => order.push(result)),
  ]);
  expect(order).toEqual(['image/png quick.png', 'application/pdf slow.pdf']);
});

test('only so many wait, and whoever comes then is told', async () => {
  const { cleanFile } = cleaner({ mostWaiting: 1 });
  const all = [1, 2, 3].map((n) => said(cleanFile(smallPng, `${n}.png`)));
  expect(await Promise.all(all)).toEqual(['image/png 1.png', 'image/png 2.png', 'attachments:refusals.busy 3.png']);
});

test('once it is stopped, nobody waits for an answer that does not come', async () => {
  const { cleanFile, stop } = cleaner();
  await said(cleanFile(smallPng, 'first.png'));
  const under = [said(cleanFile(slowPdf(), 'slow.pdf')), said(cleanFile(smallPng, 'waiting.png'))];
  await stop();
  expect(await Promise.all(under)).toEqual([
    'attachments:refusals.too-slow slow.pdf',
    'attachments:refusals.busy waiting.png',
  ]);
  expect(await said(cleanFile(smallPng, 'late.png'))).toBe('attachments:refusals.busy late.png');
});

test('a thread that cannot begin is a fault, and told as one', async () => {
  const { cleanFile } = cleaner({ entry: path.join(import.meta.dirname, 'not-there.mjs') });
  await expect(cleanFile(smallPng, 'a.png')).rejects.toThrow('did not begin');
});
