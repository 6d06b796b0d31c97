import type { Value } from './answer';
import { type Question, wordsIn } from './content';
import { optionWords, sayValue } from './shown';

/** One set of answers as an export holds it; who gave it is null where that is nobody's to know. */
export interface Sheet {
  id: string;
  version: number;
  language: string;
  onPaper: boolean;
  at: Date | null;
  who: string | null;
  answers: Record<string, Value>;
}

/** A cell is a figure or a text; nothing is ever a formula. */
export type Cell = string | number;

export interface ColumnNames {
  response: string;
  version: string;
  language: string;
  at: string;
  who: string;
  onPaper: string;
}

/**
 * Answers as a table: a row for each set of answers, a column for each field, its id first in its heading so that columns
 * of two exports can be laid side by side. A matrix has a column for each row, a ranking one for each option.
 */
export function tableOf(
  questions: Question[],
  sheets: Sheet[],
  names: ColumnNames,
  { wanted, own, anonymous }: { wanted: string; own: string; anonymous: boolean },
): Cell[][] {
  const columns = questions.flatMap((q) => columnsOf(q, wanted, own));
  const head = [
    names.response,
    names.version,
    names.language,
    ...(anonymous ? [] : [names.at, names.who]),
    names.onPaper,
  ];
  const rows = sheets.map((s): Cell[] => [
    s.id,
    s.version,
    s.language,
    ...(anonymous ? [] : [s.at?.toISOString() ?? '', s.who ?? '']),
    s.onPaper ? 1 : 0,
    ...columns.map((c) => c.cell(s.answers[c.question])),
  ]);
  return [[...head, ...columns.map((c) => c.heading)], ...rows];
}

interface Column {
  question: string;
  heading: string;
  cell: (value: Value | undefined) => Cell;
}

function columnsOf(q: Question, wanted: string, own: string): Column[] {
  const label = wordsIn(q.texts, wanted, own)?.words.label ?? '';
  if (q.type === 'matrix')
    return q.rows.map((r) => ({
      question: q.id,
      heading: `${q.id}.${r.id} ${label}: ${optionWords(r, wanted, own).text}`,
      cell: (value) => {
        const chosen = (value as Record<string, string> | undefined)?.[r.id];
        const option = q.options.find((o) => o.id === chosen);
        return option ? optionWords(option, wanted, own).text : (chosen ?? '');
      },
    }));
  if (q.type === 'ranking')
    return q.options.map((o) => ({
      question: q.id,
      heading: `${q.id}.${o.id} ${label}: ${optionWords(o, wanted, own).text}`,
      cell: (value) => {
        const place = ((value as string[] | undefined) ?? []).indexOf(o.id);
        return place < 0 ? '' : place + 1;
      },
    }));
  return [
    {
      question: q.id,
      heading: `${q.id} ${label}`,
      cell: (value) => (value === undefined ? '' : typeof value === 'number' ? value : sayValue(q, value, wanted, own)),
    },
  ];
}
