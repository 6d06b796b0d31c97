import fs from 'node:fs';

/** A count that a test made on its way, for the tables of the README: written down only where a bench asked for it. */
export function countFigure(name: string, value: number): void {
  if (process.env.FIGURES) fs.appendFileSync(process.env.FIGURES, `${JSON.stringify({ name, value })}\n`);
}
