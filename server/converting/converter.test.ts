import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { plainOptions, withProposals } from '../../app/documents/exchange/test-carried';
import { isRefusal } from '../../app/shared/refusal';
import { type ConverterOptions, openConverter } from './converter';

const entry = path.join(import.meta.dirname, 'worker-from-source.mjs');
const log = { info() {}, warn() {}, error() {} };
const open: ReturnType<typeof openConverter>[] = [];
const converter = (options: Partial<ConverterOptions> = {}) => {
  const opened = openConverter({ entry, log, ...options });
  open.push(opened);
  return opened;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.stop()));
});

const markdown = new TextEncoder().encode('# Named\n\nWords.\n');
const refused = (deed: Promise<unknown>) =>
  deed.then(
    () => undefined,
    (e) => (isRefusal(e) ? (e.fields?.file ?? e.message) : e),
  );

test('reads and writes as the readers and writers do, and says what they refuse', async () => {
  const { convert } = converter();
  expect((await convert({ deed: 'read', bytes: markdown, language: 'en' })).document.title).toBe('Named');
  const written = await convert({ deed: 'write', format: 'docx', document: withProposals(), options: plainOptions });
  const back = await convert({ deed: 'read', bytes: written, language: 'en' });
  expect(new Set([...back.proposers.values()].map(({ name }) => name))).toEqual(new Set(['Person 1', 'Person 2']));
  const pdf = convert({ deed: 'read', bytes: new TextEncoder().encode('%PDF-1.7'), language: 'en' });
  expect(await refused(pdf)).toBe('documents:import.refusals.kind');
}, 30_000);

test('what takes too long is refused, and the next one gets a new thread', async () => {
  const slow = converter({ limitMs: 1 });
  expect(await refused(slow.convert({ deed: 'read', bytes: markdown, language: 'en' }))).toBe(
    'documents:export.refusals.too-long',
  );
}, 30_000);

test('only so many wait, and whoever comes then is told', async () => {
  const { convert } = converter({ threads: 1, mostWaiting: 1 });
  const all = [1, 2, 3].map(() => refused(convert({ deed: 'read', bytes: markdown, language: 'en' })));
  expect(await Promise.all(all)).toEqual([undefined, undefined, 'documents:export.refusals.busy']);
}, 30_000);
