import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = new URL('../routes/', import.meta.url);
/** The conversation hears of what changes over its socket; a document that is brought in is new; the last has no form. */
const others = new Set(['discussions.$id.($slug).tsx', 'documents.import.tsx', '$.tsx']);

const screens = readdirSync(folder)
  .filter((name) => name.endsWith('.tsx') && !others.has(name))
  .map((name) => ({ name, source: readFileSync(new URL(name, folder), 'utf8') }))
  .filter(({ source }) => /export const action\b/.test(source) && /export const loader\b/.test(source));

it.each(screens)('$name shows what stands now when its form came too late', ({ source }) => {
  expect(source).toContain('export const shouldRevalidate = rereadAfterConflict;');
});

it('there are screens with forms', () => expect(screens.length).toBeGreaterThan(30));
