import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { colourOf, colours, named, presenceFrom } from './carets';

const read = (name: string) => readFileSync(new URL(`../../../shared/ui/css/${name}.css`, import.meta.url), 'utf8');
const people = read('editor-people');
const tokens = read('tokens');

/** The colours of people before and after the sheet turns to dark, and the paper that is written on them. */
const [light, dark] = people.split('prefers-color-scheme: dark') as [string, string];
const colourIn = (css: string, n: number) => new RegExp(`\\.who-${n}\\s*{\\s*--who:\\s*(#[0-9a-f]{6})`).exec(css)?.[1];
const papers = [...tokens.matchAll(/--paper:\s*(#[0-9a-f]{6})/g)].map((m) => m[1]!);

/** Contrast by WCAG 2.2's definition. */
function contrast(a: string, b: string): number {
  const [more, less] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (more + 0.05) / (less + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

it.each(Array.from({ length: colours }, (_, n) => n))('a name can be read on colour %s, by day and by night', (n) => {
  expect(contrast(colourIn(light, n)!, papers[0]!)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(colourIn(dark, n)!, papers[1]!)).toBeGreaterThanOrEqual(4.5);
});

it('has a colour for everyone', () => {
  expect(colourOf(0)).toBe('who-0');
  expect(colourOf(colours * 3 + 2)).toBe('who-2');
});

it.each([
  [undefined, { person: 0, name: '?', organisation: null }],
  ['x', { person: 0, name: '?', organisation: null }],
  [
    { person: '7', name: 'A', organisation: 3 },
    { person: 7, name: 'A', organisation: null },
  ],
  [
    { person: -1, name: {}, organisation: 'O' },
    { person: 0, name: '?', organisation: 'O' },
  ],
  [
    { person: 1, name: 'x'.repeat(500) },
    { person: 1, name: 'x'.repeat(120), organisation: null },
  ],
])('takes %j for words and figures alone', (said, expected) => expect(presenceFrom(said)).toEqual(expected));

it('bears the name that is known of a person, whatever their window says, and none without a person', () => {
  const people = new Map([[7, { name: 'Amina Diallo', organisation: 'Northern Office' }]]);
  const said = { person: 7, name: 'Halima Owner', organisation: 'Lead Office' };
  expect(named(said, people)).toEqual({ person: 7, name: 'Amina Diallo', organisation: 'Northern Office' });
  expect(named({ ...said, person: 0 }, people)).toEqual({ person: 0, name: '?', organisation: null });
  expect(named({ ...said, person: 8 }, people)).toEqual({ ...said, person: 8 });
});
