import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('./css/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

type Colours = Record<string, string>;

/** The colour tokens of the first `:root` block after `from`, e.g. `{ ink: '#1d2429' }`. */
function tokensAfter(css: string, from: string): Colours {
  const block = css.slice(css.indexOf(from)).match(/:root\s*{([^}]*)}/)![1]!;
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/gi)].map((m) => [m[1]!, m[2]!]));
}

const css = read('tokens.css');
const light = tokensAfter(css, ':root');
const dark = { ...light, ...tokensAfter(css, '(prefers-color-scheme: dark)') };

/** Contrast of two colours by WCAG 2.2's definition, from 1 to 21. */
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

const grounds = ['paper', 'surface', 'sunken'];
const softs = ['brand-soft', 'accent-soft', 'good-soft', 'bad-soft'];

/** What stands on what because it is inherited, and so is in no single rule. */
const inherited: [ink: string, ground: string][] = [
  ...['ink', 'ink-2', 'ink-3', 'brand', 'accent', 'good', 'bad'].flatMap((ink) =>
    grounds.map((g): [string, string] => [ink, g]),
  ),
  ...['ink', 'ink-2', 'brand'].flatMap((ink) => softs.map((g): [string, string] => [ink, g])),
];

/** Every rule that sets both, wherever it is. */
const written: [ink: string, ground: string][] = readdirSync(folder).flatMap((name) =>
  [...read(name).matchAll(/{([^{}]*)}/g)].flatMap(([, rule]): [string, string][] => {
    const ink = rule!.match(/(?:^|[\s;])color:\s*var\(--([\w-]+)\)/)?.[1];
    const ground = rule!.match(/(?:^|[\s;])background(?:-color)?:\s*var\(--([\w-]+)\)/)?.[1];
    return ink && ground ? [[ink, ground]] : [];
  }),
);

const pairs = [...new Map([...inherited, ...written].map((p) => [p.join(' on '), p])).values()];

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_, colours) => {
  it.each(pairs)('%s on %s can be read', (ink, ground) => {
    expect(contrast(colours[ink]!, colours[ground]!)).toBeGreaterThanOrEqual(4.5);
  });

  // WCAG 2.2, 1.4.11: what one must see to know that it is a control, and where the focus is.
  it.each(['line-2', 'focus', 'brand', 'accent'].flatMap((edge) => grounds.map((g) => [edge, g])))(
    '%s on %s can be seen',
    (edge, ground) => {
      expect(contrast(colours[edge]!, colours[ground]!)).toBeGreaterThanOrEqual(3);
    },
  );
});

it('finds the rules it checks', () => {
  expect(written).toContainEqual(['brand-ink', 'brand']);
  expect(Object.keys(light).length).toBeGreaterThan(15);
  expect(dark.paper).not.toBe(light.paper);
});
