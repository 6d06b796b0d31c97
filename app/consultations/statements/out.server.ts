import { stringify } from 'csv-stringify/sync';
import type { Asked } from '../../shared/edge.server';
import { noSector } from './figures';
import { readResultsAsked } from './page.server';

/** One row for each statement and sector of which figures are shown, and one for all sectors together. */
interface Row {
  statement: number;
  words: string;
  language: string;
  /** Key of the sector; 'all' for all together, 'none' for people without an organisation. */
  sector: string;
  agreement: number | null;
  voters: number | null;
  agree: number | null;
  disagree: number | null;
  pass: number | null;
}

const columns = ['statement', 'words', 'language', 'sector', 'agreement', 'voters', 'agree', 'disagree', 'pass'];

/**
 * The results as comma-separated values, as far as this reader is shown them on the page: what is withheld is empty. UTF-8 with
 * a mark so that spreadsheets read it; formula cells are made text.
 */
export async function resultsCsv(asked: Asked): Promise<{ consultation: number; csv: string }> {
  const { consultation, results } = await readResultsAsked(asked);
  const rows = results.statements.flatMap((s): Row[] => {
    const said = { statement: s.number, words: s.words, language: s.language };
    if (!s.shown) return [];
    const { agreement, voters, agree, disagree, pass, sectors } = s.shown;
    return [
      { ...said, sector: 'all', agreement, voters, agree, disagree, pass },
      ...sectors.map((row) => ({ ...said, ...row, sector: row.sector === noSector ? 'none' : row.sector })),
    ];
  });
  return {
    consultation: consultation.id,
    csv: stringify(rows, { header: true, columns, bom: true, record_delimiter: 'windows', escape_formulas: true }),
  };
}
