import { describe, expect, it } from 'vitest';
import arabic from '../../../shared/locales/ar/help.json';
import english from '../../../shared/locales/en/help.json';
import french from '../../../shared/locales/fr/help.json';
import type { Around } from './use-editing';
import { writingKeys } from './writing-keys';

/** As a keyboard has it: `Mod-Alt-m` is Ctrl, Alt and M. */
function pressed(name: string): string {
  const letter = (key: string) => (key.length === 1 ? key.toUpperCase() : key);
  return name
    .split(/-(?=.)/)
    .map((key) => (key === 'Mod' ? 'Ctrl' : letter(key)))
    .join('+');
}

describe.each([
  ['English', english],
  ['French', french],
  ['Arabic', arabic],
])('the help page in %s', (_, { page }) => {
  const section = page.sections.find(({ id }) => id === 'writing-together');
  const told = (section?.keys?.rows ?? []).map(({ keys }) => keys.join('+'));

  it('names each key of the editor once', () => {
    const names = Object.keys(writingKeys({ current: {} as Around })).filter((name) => name !== 'Escape');
    expect(names.length).toBeGreaterThan(8);
    for (const name of names) expect(told).toContain(pressed(name));
    expect(new Set(told).size).toBe(told.length);
  });
});
