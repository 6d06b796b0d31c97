import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { TFunction } from 'i18next';
import { isRightToLeft } from '../documents/text/direction';
import { type Content, wordsIn } from './content';
import { type ShownQuestion, shownSections } from './shown';

const box = '\u2610';

/**
 * A questionnaire to be filled in on paper or in a word processor. Beside each field stands its mark, `q3`, `q4.r2`, `o1`: by
 * these the answers are typed back in.
 */
export async function writeForm(
  content: Content,
  { wanted, own, t }: { wanted: string; own: string; t: TFunction },
): Promise<Buffer> {
  const head = wordsIn(content.texts, wanted, own);
  const isRtl = (head?.language ?? wanted) === 'ar';
  const form = new Form(isRtl, t);
  const children: FileChild[] = [form.line(head?.words.title ?? '', { heading: HeadingLevel.TITLE })];
  for (const text of (head?.words.introduction ?? '').split(/\n+/).filter(Boolean)) children.push(form.line(text));
  children.push(form.line(t('questionnaires:paper.how'), { italics: true }));
  for (const section of shownSections(content, wanted, own)) {
    if (section.title.text) children.push(form.line(section.title.text, { heading: HeadingLevel.HEADING_1 }));
    for (const text of section.introduction.split(/\n+/).filter(Boolean)) children.push(form.line(text));
    for (const question of section.questions) children.push(...form.question(question));
  }
  const file = new Document({
    title: head?.words.title ?? '',
    creator: 'Plenary',
    lastModifiedBy: 'Plenary',
    styles: {
      default: {
        document: {
          run: { font: 'Calibri', size: 22, language: { value: isRtl ? 'en-GB' : wanted, bidirectional: 'ar-SA' } },
        },
      },
    },
    sections: [{ footers: { default: new Footer({ children: [form.footer()] }) }, children }],
  });
  return Packer.toBuffer(file);
}

class Form {
  readonly #isRtl: boolean;
  readonly #t: TFunction;

  constructor(isRtl: boolean, t: TFunction) {
    this.#isRtl = isRtl;
    this.#t = t;
  }

  line(
    text: string,
    {
      heading,
      italics = false,
      before = '',
      bold = false,
    }: {
      heading?: (typeof HeadingLevel)[keyof typeof HeadingLevel];
      italics?: boolean;
      before?: string;
      bold?: boolean;
    } = {},
  ): Paragraph {
    const rtl = isRightToLeft(text, this.#isRtl);
    const run = (words: string, more: { bold?: boolean; italics?: boolean } = {}) =>
      new TextRun({ text: words, rightToLeft: rtl, ...more });
    return new Paragraph({
      ...(heading ? { heading } : {}),
      bidirectional: rtl,
      keepNext: bold,
      spacing: { before: bold ? 240 : 60, after: 60 },
      // A mark is Latin in every language: it keeps its own direction.
      children: [...(before ? [new TextRun({ text: `${before}  `, bold: true })] : []), run(text, { italics, bold })],
    });
  }

  question(q: ShownQuestion): FileChild[] {
    const t = this.#t;
    const required = q.required ? ` (${t('questionnaires:answer.required')})` : '';
    const out: FileChild[] = [this.line(q.label.text + required, { before: q.id, bold: true })];
    if (q.condition) {
      const { label, answer, question } = q.condition;
      const words = t('questionnaires:answer.asked-if', { question: `${question} ${label.text}`, answer: answer.text });
      out.push(this.line(words, { italics: true }));
    }
    if (q.hint) out.push(this.line(q.hint, { italics: true }));
    return [...out, ...this.#field(q)];
  }

  #field(q: ShownQuestion): FileChild[] {
    const t = this.#t;
    switch (q.type) {
      case 'single':
      case 'multiple':
        return q.options.map((o) => this.line(o.label.text, { before: `${box} ${o.id}` }));
      case 'scale':
        return [this.#table([this.#steps(q)])];
      case 'matrix':
        return [
          this.#table([
            [`${q.id}`, ...q.options.map((o) => `${o.id} ${o.label.text}`)],
            ...q.rows.map((r) => [`${q.id}.${r.id} ${r.label.text}`, ...q.options.map(() => box)]),
          ]),
        ];
      case 'ranking':
        return [
          this.line(t('questionnaires:answer.hint-ranking', { count: q.options.length }), { italics: true }),
          ...q.options.map((o) => this.line(o.label.text, { before: `____ ${q.id}.${o.id}` })),
        ];
      case 'number':
        return [this.line(`______________ ${q.unit}`)];
      case 'date':
        return [this.line(`____-__-__ (${t('questionnaires:paper.date')})`)];
      case 'text':
        return [this.#table([[' '], [' '], [' ']])];
      case 'file':
        return [this.line(t('questionnaires:paper.file'), { italics: true })];
    }
  }

  #steps({ scale, low, high }: ShownQuestion): string[] {
    const steps = Array.from({ length: scale.max - scale.min + 1 }, (_, i) => `${box} ${scale.min + i}`);
    return [...(low ? [low] : []), ...steps, ...(high ? [high] : [])];
  }

  #table(rows: string[][]): Table {
    const edge = { style: BorderStyle.SINGLE, size: 4, color: '8B8578' };
    return new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      visuallyRightToLeft: this.#isRtl,
      borders: { top: edge, bottom: edge, left: edge, right: edge, insideHorizontal: edge, insideVertical: edge },
      rows: rows.map(
        (cells, i) =>
          new TableRow({
            cantSplit: true,
            tableHeader: i === 0 && rows.length > 1 && cells.length > 1,
            children: cells.map((text) => new TableCell({ children: [this.line(text)] })),
          }),
      ),
    });
  }

  footer(): Paragraph {
    return new Paragraph({
      alignment: AlignmentType.END,
      bidirectional: this.#isRtl,
      children: [new TextRun({ size: 16, children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
    });
  }
}
