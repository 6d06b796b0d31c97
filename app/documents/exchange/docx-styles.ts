import {
  AlignmentType,
  BorderStyle,
  type INumberingOptions,
  type IStylesOptions,
  LevelFormat,
  LineRuleType,
} from 'docx';

/** Twips: 20 to the point, 1440 to the inch. A4 with margins of 2.5 cm. */
export const page = { width: 11_906, height: 16_838, margin: 1417 } as const;
export const columnWidth = page.width - 2 * page.margin;

export const deepestList = 9;
const step = 397;

const ink = '1D3F5E';
const font = { ascii: 'Arial', hAnsi: 'Arial', cs: 'Arial', eastAsia: 'Arial' };

const heading = (level: number, size: number, before: number, italics = false) => ({
  run: { bold: true, italics, size, color: ink, font },
  paragraph: {
    spacing: { before, after: 100, line: 264, lineRule: LineRuleType.AUTO },
    keepNext: true,
    keepLines: true,
    outlineLevel: level - 1,
  },
});

const lines = (line: number, after: number, before = 0) => ({
  spacing: { before, after, line, lineRule: LineRuleType.AUTO },
});

/**
 * Names of Word's own styles, so that whoever edits the file finds them, and other programs understand them. Those that
 * the library writes by itself are changed in `default`: a style that stands twice is one that Word offers to repair.
 */
export function stylesFor(language: { value: string; bidirectional?: string }): IStylesOptions {
  const style = (id: string, name: string, paragraph: object, run: object = {}, basedOn = 'Normal') => ({
    id,
    name,
    basedOn,
    next: basedOn,
    quickFormat: true,
    paragraph,
    run,
  });
  const quoted = { style: BorderStyle.SINGLE, size: 18, space: 10, color: 'B8C4D0' };
  return {
    default: {
      document: { run: { font, size: 21, language }, paragraph: lines(288, 140) },
      title: { run: { bold: true, size: 44, color: ink, font }, paragraph: lines(264, 320) },
      heading1: heading(1, 32, 480),
      heading2: heading(2, 26, 360),
      heading3: heading(3, 22, 280),
      heading4: heading(4, 21, 220, true),
      listParagraph: { paragraph: { contextualSpacing: true } },
      hyperlink: { run: { color: '1B4F8A', underline: { type: 'single' } } },
      footnoteText: { run: { size: 17 }, paragraph: lines(240, 40) },
    },
    paragraphStyles: [
      // What all others are based on: the library leaves it out, and pandoc then knows none of them.
      { id: 'Normal', name: 'Normal', quickFormat: true },
      style('Quote', 'Quote', { indent: { left: step, right: step }, border: { left: quoted } }, { color: '33414E' }),
      style('Caption', 'caption', lines(252, 240, 60), { size: 18, color: '4A5560' }),
      ...Array.from({ length: 5 }, (_, i) => {
        const number = i ? String(i + 1) : '';
        const paragraph = { indent: { left: step * (i + 1) }, contextualSpacing: true };
        return style(`ListContinue${number}`, `List Continue ${number}`.trim(), paragraph);
      }),
      style('TableContents', 'Table Contents', lines(252, 40, 40), { size: 18 }),
      style('TableHeading', 'Table Heading', { keepNext: true }, { bold: true }, 'TableContents'),
      style('CommentText', 'annotation text', lines(240, 40), { size: 18 }),
    ],
  };
}

const dashes = ['•', '–', '▪'];

/** One list of signs, and one of numbers for each number that a list begins with: Word counts by these. */
export function numberingFor(starts: Iterable<number>): INumberingOptions {
  const level = (n: number, format: 'bullet' | 'decimal', text: string, start: number) => ({
    level: n,
    format: format === 'bullet' ? LevelFormat.BULLET : LevelFormat.DECIMAL,
    text,
    start,
    alignment: AlignmentType.START,
    style: { paragraph: { indent: { left: step * (n + 1), hanging: 340 } } },
  });
  const levels = Array.from({ length: deepestList }, (_, n) => n);
  return {
    config: [
      { reference: 'signs', levels: levels.map((n) => level(n, 'bullet', dashes[n % 3]!, 1)) },
      ...Array.from(new Set(starts), (start) => ({
        reference: `numbers-${start}`,
        levels: levels.map((n) => level(n, 'decimal', `%${n + 1}.`, start)),
      })),
    ],
  };
}
