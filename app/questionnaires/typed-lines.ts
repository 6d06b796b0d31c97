import type { Typed } from './answer';
import { type Content, type Question, questionsOf } from './content';

/** Marks of direction may stand before it: whoever writes Arabic types them. */
const aLine = /^\s*[\u200e\u200f\u2066-\u2069]*(q\d{1,6})(?:\.([or]\d{1,4}))?\s*[:=](.*)$/iu;

/** What was typed in from a form on paper, by the marks that are printed on it; and the lines that say nothing. */
export interface TypedLines {
  typed: Map<string, Typed>;
  wrong: { line: number; why: 'no-mark' | 'unknown' | 'twice' | 'file' }[];
}

/**
 * Lines such as `q3: o2`, `q4: o1, o3`, `q5.r2: o1`, `q6.o2: 1`, `q7: 3,5`, `q9: words`. What follows on lines without a mark
 * belongs to the text before it.
 */
export function readTypedLines(content: Content, text: string): TypedLines {
  const questions = new Map(questionsOf(content).map((q) => [q.id, q]));
  const read: TypedLines = { typed: new Map(), wrong: [] };
  let open: Question | null = null;
  for (const [i, raw] of text.split(/\r\n?|\n/).entries()) {
    const wrong = (why: TypedLines['wrong'][number]['why']) => read.wrong.push({ line: i + 1, why });
    const [, id, mark = '', said = ''] = aLine.exec(raw) ?? [];
    if (id === undefined) {
      if (open?.type === 'text') append(read.typed.get(open.id)!, raw);
      else if (raw.trim() !== '') wrong('no-mark');
      continue;
    }
    open = null;
    const part = mark.toLowerCase();
    const question = questions.get(id.toLowerCase());
    const parts = (question && read.typed.get(question.id)) ?? {};
    if (!question || !isPart(question, part)) wrong('unknown');
    else if (question.type === 'file') wrong('file');
    else if (parts[part]) wrong('twice');
    else {
      parts[part] = saidOf(question, said.trim());
      read.typed.set(question.id, parts);
      open = question;
    }
  }
  return read;
}

function isPart({ type, rows, options }: Question, part: string): boolean {
  if (type === 'matrix') return rows.some((r) => r.id === part);
  if (type === 'ranking') return options.some((o) => o.id === part);
  return part === '';
}

function saidOf({ type }: Question, said: string): string[] {
  if (type === 'multiple') return said.split(/[\s,;،؛]+/).flatMap((mark) => (mark ? [mark.toLowerCase()] : []));
  return [type === 'single' || type === 'matrix' ? said.toLowerCase() : said];
}

function append(parts: Typed, more: string): void {
  parts[''] = [`${parts['']?.[0] ?? ''}\n${more}`];
}

/** The marks of a form, to be filled in: what stands in the field before anything is typed. */
export function marksOf(content: Content): string {
  return questionsOf(content)
    .filter((q) => q.type !== 'file')
    .flatMap((q) => {
      if (q.type === 'matrix') return q.rows.map((r) => `${q.id}.${r.id}: `);
      if (q.type === 'ranking') return q.options.map((o) => `${q.id}.${o.id}: `);
      return [`${q.id}: `];
    })
    .join('\n');
}
