import { expect, it } from 'vitest';
import { type Drawable, plotted } from './plot';

const of = (baseline: number, target: number, ...values: [string, number][]): Drawable => ({
  baseline: { on: '2026-01-01', shown: String(baseline), drawn: baseline },
  target: { on: '2026-12-31', shown: String(target), drawn: target },
  values: values.map(([on, drawn], i) => ({ id: i + 1, on, shown: String(drawn), drawn })),
});

it.each<[string, Drawable]>([
  ['rising', of(2, 8, ['2026-06-01', 5])],
  ['falling', of(90, 30, ['2026-03-29', 80], ['2026-10-25', 40])],
  ['below nought', of(-5, -1, ['2026-06-01', -3])],
  ['all the same', of(3, 3, ['2026-06-01', 3])],
  ['all nought', of(0, 0)],
  ['far beyond its target, after its day', of(0, 10, ['2027-06-01', 400])],
])('%s stays within its frame, in the order of time', (_, drawable) => {
  for (const rtl of [false, true]) {
    const { points, width, height, target, path } = plotted(drawable, rtl);
    for (const { x, y } of points) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(height);
    }
    expect(target.y).toBeGreaterThan(0);
    expect(target.y).toBeLessThan(height);
    const xs = path.split(' ').map((p) => Number(p.split(',')[0]));
    expect(xs).toEqual([...xs].sort((a, b) => (rtl ? b - a : a - b)));
  }
});

it('draws more above less', () => {
  const { points, target } = plotted(of(2, 8, ['2026-06-01', 5]), false);
  expect(points[1]!.y).toBeLessThan(points[0]!.y);
  expect(target.y).toBeLessThan(points[1]!.y);
});
