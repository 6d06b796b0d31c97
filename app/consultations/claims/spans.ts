/** Letters of a text, in code points: the first is 0, `end` is the first that no longer belongs. */
export interface Span {
  start: number;
  end: number;
}

export interface Sentence extends Span {
  words: string;
}

const breaks = new Map<string, Intl.Segmenter>();

function segmenter(language: string): Intl.Segmenter {
  const found = breaks.get(language) ?? new Intl.Segmenter(language, { granularity: 'sentence' });
  breaks.set(language, found);
  return found;
}

/** The sentences of a text in their order, without the spaces around them; what shows nothing is none. */
export function sentencesOf(text: string, language: string): Sentence[] {
  const sentences: Sentence[] = [];
  let at = 0;
  for (const line of text.split(/(?<=\n)/)) {
    for (const { segment } of segmenter(language).segment(line)) {
      const lead = lengthOf(segment) - lengthOf(segment.trimStart());
      const words = segment.trim();
      if (words !== '') sentences.push({ start: at + lead, end: at + lead + lengthOf(words), words });
      at += lengthOf(segment);
    }
  }
  return sentences;
}

/** As a database and people count: a letter outside of the first plane is one, not two. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

export function wordsAt(text: string, { start, end }: Span): string {
  return [...text].slice(start, end).join('');
}

/** A span without the spaces at its ends; null where nothing is left, or where it reaches beyond the text. */
export function trimmed(text: string, span: Span): Span | null {
  const letters = [...text];
  let { start, end } = span;
  if (start < 0 || end > letters.length) return null;
  while (start < end && /\s/u.test(letters[start]!)) start++;
  while (end > start && /\s/u.test(letters[end - 1]!)) end--;
  return start < end ? { start, end } : null;
}

/** The spans of chosen sentences, by their places; those that follow one another are one passage. */
export function spansOf(sentences: Sentence[], chosen: number[]): Span[] {
  const spans: Span[] = [];
  let last = -2;
  for (const i of [...new Set(chosen)].sort((a, b) => a - b)) {
    const sentence = sentences[i];
    if (!sentence) continue;
    if (i === last + 1 && spans.length > 0) spans[spans.length - 1]!.end = sentence.end;
    else spans.push({ start: sentence.start, end: sentence.end });
    last = i;
  }
  return spans;
}
