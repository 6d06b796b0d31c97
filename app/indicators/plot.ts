/** What is drawn of an indicator: figures as floats, days as ISO dates. */
export interface Drawable {
  baseline: { on: string; shown: string; drawn: number };
  target: { on: string; shown: string; drawn: number };
  values: readonly { id: number; on: string; shown: string; drawn: number }[];
}

export interface Point {
  key: string;
  x: number;
  y: number;
  shown: string;
  isBaseline: boolean;
  /** Its figure stands below it, where above it the line of the target would run through it. */
  isBelow: boolean;
}

const size = { width: 480, height: 200, side: 28, top: 26, bottom: 26 };

/**
 * Where the points lie: days from the baseline to the target along the line, figures from the least to the most that is drawn.
 * Nought is within it where all figures are on one side of it, since a length that does not begin at nought shows a lie. Time runs
 * from the right where the page does.
 */
export function plotted({ baseline, target, values }: Drawable, rtl: boolean) {
  const all = [baseline.drawn, target.drawn, ...values.map((v) => v.drawn)];
  const least = Math.min(0, ...all);
  const most = Math.max(0, ...all);
  const days = [baseline.on, target.on, ...values.map((v) => v.on)].map((day) => Date.parse(`${day}T12:00:00Z`));
  const first = Math.min(...days);
  const last = Math.max(...days);
  const round = (n: number) => Math.round(n * 10) / 10;
  const xOf = (day: string) => {
    const along = last === first ? 0 : (Date.parse(`${day}T12:00:00Z`) - first) / (last - first);
    const x = size.side + along * (size.width - 2 * size.side);
    return round(rtl ? size.width - x : x);
  };
  const yOf = (figure: number) =>
    round(
      most === least
        ? size.height / 2
        : size.top + ((most - figure) / (most - least)) * (size.height - size.top - size.bottom),
    );
  const points: Point[] = [
    { key: 'baseline', on: baseline.on, shown: baseline.shown, drawn: baseline.drawn, isBaseline: true },
    ...values.map((v) => ({ key: String(v.id), on: v.on, shown: v.shown, drawn: v.drawn, isBaseline: false })),
  ].map(({ on, drawn, ...p }) => {
    const y = yOf(drawn);
    const above = y - yOf(target.drawn);
    return { ...p, x: xOf(on), y, isBelow: above > -2 && above < 26 };
  });
  const path = [...points]
    .sort((a, b) => (rtl ? b.x - a.x : a.x - b.x))
    .map((p) => `${p.x},${p.y}`)
    .join(' ');
  return {
    width: size.width,
    height: size.height,
    points,
    path,
    target: { y: yOf(target.drawn) },
    nought: { y: yOf(0) },
  };
}
