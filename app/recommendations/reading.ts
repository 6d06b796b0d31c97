import type { RecommendationKind } from './recommendation';

/** A recommendation as a document has it. */
export interface ReadRecommendation {
  /** "(g) (ii)", as in the document. */
  number: string;
  /** The sentence under which it stands, without its colon. */
  heading: string;
  kind: RecommendationKind;
  text: string;
  /** Line of the text on which it begins, from 1. */
  line: number;
}

export interface ReadOutcome {
  title: string;
  place: string;
  /** ISO dates; null where no line says when it was held. */
  from: string | null;
  until: string | null;
  /** The heading above it, such as the name of a series or who held it. */
  organisers: string;
  recommendations: ReadRecommendation[];
}

export interface ReadOutcomes {
  outcomes: ReadOutcome[];
  /** Lines of which it is not known what they are: shown before anything is applied, so that nothing is lost unseen. */
  unknown: { line: number; text: string }[];
}

/**
 * Reads outcome documents from a text or from Markdown: headings that say where and when an event was held, sentences that
 * end with a colon, and below them numbered recommendations, (a) or 1., with (i), (ii) inside. Every line ends as part of one
 * of these, or among those not known. Dates are read in English.
 */
export function readOutcomes(text: string): ReadOutcomes {
  const reading: Reading = {
    outcomes: [],
    unknown: [],
    above: null,
    heading: '',
    open: null,
    gap: true,
    top: '',
    sub: '',
  };
  text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .forEach((raw, i) => {
      // Two headings set in bold without a blank between them.
      const parts = raw.split('****');
      if (parts.length > 1) for (const part of parts) take(reading, `**${part.replaceAll('**', '')}**`, i + 1);
      else take(reading, raw, i + 1);
    });
  giveUp(reading);
  return { outcomes: reading.outcomes, unknown: reading.unknown.sort((a, b) => a.line - b.line) };
}

interface Reading extends ReadOutcomes {
  /** A heading that no event has taken yet. */
  above: { line: number; text: string } | null;
  heading: string;
  /** What the next line may go on with. */
  open: ReadRecommendation | null;
  /** A blank line has come since. */
  gap: boolean;
  /** The last number, and the last inside it: what tells (i) after (h) from (i) inside it. */
  top: string;
  sub: string;
}

const itemLine = /^(\s*)(?:[-*+•]\s+)?\(?([a-z]{1,2}|[ivx]{1,5}|\d{1,3})[).]\s+(.+)$/;

function take(reading: Reading, raw: string, line: number): void {
  const plain = plainOf(raw);
  if (plain === '') {
    reading.gap = true;
    return;
  }
  const heading = headingOf(raw) ?? (heldIn(plain) && !itemLine.test(raw) ? plain : null);
  const item = itemLine.exec(raw);
  if (heading !== null) takeHeading(reading, heading, line);
  else if (item) takeItem(reading, { indent: item[1]!.length, mark: item[2]!, text: plainOf(item[3]!) }, line);
  else takeWords(reading, plain, line);
}

/** What is neither a heading nor numbered: it goes on with the line before, heads what follows, or is not known. */
function takeWords(reading: Reading, plain: string, line: number): void {
  if (reading.open && !reading.gap) {
    reading.open.text = `${reading.open.text} ${plain}`;
    return;
  }
  if (plain.endsWith(':') && reading.outcomes.length > 0) {
    giveUp(reading);
    Object.assign(reading, { heading: plain.slice(0, -1), open: null, gap: false, top: '', sub: '' });
    return;
  }
  reading.unknown.push({ line, text: plain });
}

function plainOf(raw: string): string {
  return raw
    .replaceAll('**', '')
    .replaceAll(/<\/?sup>/g, '')
    .replaceAll('\\$', '$')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A line of Markdown that is a heading, or all bold. */
function headingOf(raw: string): string | null {
  const marked = /^#{1,6}\s+(.*)$/.exec(raw.trim()) ?? /^\*\*(.+)\*\*$/.exec(raw.trim());
  return marked ? plainOf(marked[1]!) : null;
}

function takeHeading(reading: Reading, text: string, line: number): void {
  const held = heldIn(text);
  if (held) {
    reading.outcomes.push({ ...held, organisers: reading.above?.text ?? '', recommendations: [] });
    reading.above = null;
  } else {
    giveUp(reading);
    reading.above = { line, text };
  }
  Object.assign(reading, { heading: '', open: null, gap: true, top: '', sub: '' });
}

/** A heading that nothing came to stand under is not known. */
function giveUp(reading: Reading): void {
  if (reading.above) reading.unknown.push(reading.above);
  reading.above = null;
}

function takeItem(
  reading: Reading,
  { indent, mark, text }: { indent: number; mark: string; text: string },
  line: number,
) {
  // What stands under a heading that names no event is an outcome all the same: where and when can be added.
  if (reading.outcomes.length === 0 || reading.above) {
    reading.outcomes.push({
      title: reading.above?.text ?? '',
      place: '',
      from: null,
      until: null,
      organisers: '',
      recommendations: [],
    });
    reading.above = null;
    reading.heading = '';
  }
  const inside = isInside(reading, indent, mark);
  if (inside) reading.sub = mark;
  else Object.assign(reading, { top: mark, sub: '' });
  const kind = /\bconclusions?\b/i.test(reading.heading) ? 'conclusion' : 'recommendation';
  const number = inside ? `(${reading.top}) (${mark})` : `(${mark})`;
  reading.open = { number, heading: reading.heading, kind, text, line };
  reading.outcomes.at(-1)!.recommendations.push(reading.open);
  reading.gap = false;
}

const romans = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii', 'xiii', 'xiv', 'xv'];

/** Whether a Roman number is one inside the last number: by its indent, or because it goes on from the one before it. */
function isInside({ top, sub }: Reading, indent: number, mark: string): boolean {
  const place = romans.indexOf(mark);
  if (top === '' || place < 0) return false;
  if (indent > 0) return true;
  const next = mark.length === 1 && mark.charCodeAt(0) === top.charCodeAt(0) + 1 && top.length === 1;
  return !next && (place === 0 ? sub === '' : romans[place - 1] === sub);
}

const months = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november'],
  'december',
];
const heldLine =
  /^(.+?),?\s+held (?:in|at) (.+?),?\s+(?:from |on )(\d{1,2})(?: ([A-Za-z]+))?(?:(?: to | and |\s?[-–]\s?)(\d{1,2}))?(?: ([A-Za-z]+))? (\d{4})\.?$/i;

/** "…, held in Kampala from 19 to 22 June 2007": title, place and days; null where a line does not say so. */
function heldIn(text: string): Pick<ReadOutcome, 'title' | 'place' | 'from' | 'until'> | null {
  const [, title, place, day, month, lastDay, lastMonth, year] = heldLine.exec(text) ?? [];
  if (!title) return null;
  const until = dayOf(lastDay ?? day!, lastMonth ?? month, year!);
  const from = dayOf(day!, month ?? lastMonth, year!);
  return from && until && from <= until ? { title, place: place!, from, until } : null;
}

function dayOf(day: string, month: string | undefined, year: string): string | null {
  const at = months.indexOf((month ?? '').toLowerCase());
  const date = new Date(Date.UTC(Number(year), at, Number(day)));
  return at >= 0 && date.getUTCDate() === Number(day) ? date.toISOString().slice(0, 10) : null;
}
