import { stringify } from 'csv-stringify/sync';
import type { Cell } from '../../questionnaires/table';
import { writeOds } from '../../questionnaires/write-ods';
import type { Asked } from '../../shared/edge.server';
import { noSector } from './counting';
import { loadPublished } from './page.server';

/** The figures as comma-separated values, for everybody who may see the page and no more than it shows; no formulas. Two statements. */
export async function exportFiguresCsv(asked: Asked): Promise<Response> {
  const { id, rows } = await readFigures(asked);
  const text = stringify(
    rows.map((row) => row.map(harmless)),
    {
      bom: true,
      record_delimiter: 'windows',
      escape_formulas: true,
      quoted_match: /[\r\n]/,
    },
  );
  return file(text, 'text/csv; charset=utf-8', `consultation-${id}-results.csv`);
}

/** Some spreadsheets look past spaces for the sign of a formula; the library does not. */
const harmless = (cell: Cell): Cell => (typeof cell === 'string' && /^\s+[=+\-@]/.test(cell) ? `'${cell}` : cell);

/** The same as a spreadsheet. */
export async function exportFiguresOds(asked: Asked): Promise<Response> {
  const { id, title, rows } = await readFigures(asked);
  const { t, language } = asked;
  const bytes = writeOds([{ name: t('results:export.figures'), rows }], { title, language });
  return file(
    new Uint8Array(bytes),
    'application/vnd.oasis.opendocument.spreadsheet',
    `consultation-${id}-results.ods`,
  );
}

/** A line for each figure: of which question and answer, counted in which way, of which sector. What is withheld is empty. */
async function readFigures(asked: Asked): Promise<{ id: number; title: string; rows: Cell[][] }> {
  const { t, reader, from } = asked;
  const { data } = await loadPublished(asked);
  await asked.limit('export', reader ? String(reader.id) : from);
  const names = ['questionnaire', 'question', 'answer', 'way', 'sector', 'count', 'share', 'answered', 'effective'];
  const rows: Cell[][] = [names.map((name) => t(`results:export.${name}`))];
  const figure = (n: number | null | undefined): Cell => n ?? '';
  const share = (n: number | null, of: number | null): Cell =>
    n === null || of === null ? '' : Math.round((100 * n) / of);
  const sector = (of: string) => t(of === noSector ? 'results:no-sector' : `sectors:${of}.name`);
  for (const { title, questions } of data.questionnaires) {
    for (const { question: q, views } of questions) {
      for (const view of views) {
        const row = q.rows.find((r) => r.id === view.row)?.label.text;
        const asks = [title.text, [q.id, q.label.text, row].filter(Boolean).join(' · ')];
        for (const [c, column] of view.columns.entries()) {
          const answer = q.options.find((o) => o.id === column)?.label.text ?? column;
          const line = (way: string, of: string, ...figures: Cell[]) =>
            rows.push([...asks, answer, t(`results:export.way-${way}`), of, ...figures]);
          line(
            'all',
            '',
            figure(view.total[c]),
            share(view.total[c] ?? null, view.answered),
            figure(view.answered),
            '',
          );
          line(
            'equal',
            '',
            '',
            figure(view.weighted[c]),
            figure(view.weighing?.voices),
            figure(view.weighing?.effective),
          );
          for (const r of view.rows)
            line(
              'sector',
              sector(r.of),
              figure(r.counts[c]),
              share(r.counts[c] ?? null, r.answered),
              figure(r.answered),
              '',
            );
          if (view.survivors) line('survivors', '', figure(view.survivors[c]), '', '', '');
        }
      }
    }
  }
  return { id: data.id, title: data.title, rows };
}

function file(body: string | Uint8Array<ArrayBuffer>, type: string, name: string): Response {
  return new Response(body, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'private, no-store',
    },
  });
}
