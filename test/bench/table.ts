import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/* What every report says the same way: tables, aims, and the machine that was measured. */

export interface Aim {
  what: string;
  measured: number;
  aim: number;
  unit: string;
  /** Whether more than the aim is what is wanted; otherwise less is. */
  atLeast?: boolean;
}

export function isMet({ measured, aim, atLeast }: Aim): boolean {
  return atLeast ? measured >= aim : measured <= aim;
}

export function printTable(head: string[], rows: string[][]): void {
  if (rows.length === 0) {
    console.log('not taken in this run');
    return;
  }
  const widths = head.map((h, i) => Math.max(h.length, ...rows.map((r) => r[i]!.length)));
  for (const row of [head, ...rows])
    console.log(row.map((c, i) => (i === 0 ? c.padEnd(widths[i]!) : c.padStart(widths[i]!))).join('  '));
}

export function printAims(aims: Aim[]): void {
  console.log('\nAims');
  printTable(
    ['', 'measured', 'aim', ''],
    aims.map((a) => [
      a.what,
      `${number(a.measured)} ${a.unit}`,
      `${a.atLeast ? '≥' : '≤'} ${number(a.aim)} ${a.unit}`,
      isMet(a) ? 'met' : 'NOT MET',
    ]),
  );
}

const loadBefore = os.loadavg();

/** Writes figures to `test-results/<name>.json`, with when and on what they were measured. */
export function writeFigures(root: string, name: string, quick: boolean, figures: object, aims: Aim[]): void {
  const file = path.join(root, 'test-results', `${name}.json`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const machine = {
    node: process.version,
    system: `${os.type()} ${os.release()}`,
    cores: os.cpus().length,
    processor: os.cpus()[0]?.model,
    loadBefore,
    loadAfter: os.loadavg(),
  };
  const judged = aims.map((a) => ({ ...a, met: isMet(a) }));
  const all = { at: new Date().toISOString(), quick, machine, ...figures, aims: judged };
  fs.writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
  console.log(`\nWritten to ${path.relative(root, file)}`);
}

/** Three figures that count, and whole numbers from a hundred on. */
export function number(n: number): string {
  if (Number.isNaN(n)) return 'none';
  if (Number.isInteger(n) || Math.abs(n) >= 100) return thousands(Math.round(n));
  return n.toPrecision(Math.abs(n) < 1 ? 2 : 3);
}

export function thousands(n: number): string {
  return n.toLocaleString('en');
}
