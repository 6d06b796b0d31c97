import { type ContentLanguage, isContentLanguage } from '../shared/languages';
import { isRefusal } from '../shared/refusal';
import { prepareLine } from '../shared/rich-text/prepare';
import { limits, type Option } from './content';

/** Options as a person edits them, one to a line; `o1:` before those that have an id, so that each keeps it. */
export function linesOf(options: Option[], language: string): string {
  const wording = (o: Option) => (isContentLanguage(language) ? o.texts[language] : undefined) ?? '';
  return options.map((o) => `${o.id}: ${wording(o)}`).join('\n');
}

type Lines = { options: Option[]; next: number } | { mistake: 'too-many' | 'too-long' | 'unknown-id' | 'twice' };

/**
 * Reads them back. A line with an id is that option, wherever it stands now; one without is new; an id whose line is gone is
 * taken out. `letter` begins the ids: o for options, r for rows.
 */
export function readLines(
  text: string,
  before: Option[],
  { language, letter, next, max }: { language: ContentLanguage; letter: 'o' | 'r'; next: number; max: number },
): Lines {
  const lines = split(text, letter);
  if (lines.length > max) return { mistake: 'too-many' };
  const options: Option[] = [];
  let free = next;
  for (const { id, words } of lines) {
    const prepared = words === '' ? { text: '' } : prepareLine(words, { max: limits.option });
    if (isRefusal(prepared) && prepared.message === 'text:too-long') return { mistake: 'too-long' };
    const label = isRefusal(prepared) ? '' : prepared.text;
    if (id === null) {
      if (label === '') continue;
      options.push({ id: `${letter}${free++}`, texts: { [language]: label } });
      continue;
    }
    const known = before.find((o) => o.id === id);
    if (!known) return { mistake: 'unknown-id' };
    if (options.some((o) => o.id === id)) return { mistake: 'twice' };
    if (label !== '') options.push({ ...known, texts: { ...known.texts, [language]: label } });
  }
  return { options, next: free };
}

/** The same for a translation: it gives words to what is there, and changes nothing else. */
export function translateLines(
  text: string,
  before: Option[],
  { language, letter }: { language: ContentLanguage; letter: 'o' | 'r' },
): { options: Option[] } | { mistake: 'too-long' | 'unknown-id' | 'no-id' } {
  const words = new Map<string, string>();
  for (const line of split(text, letter)) {
    if (line.id === null) return { mistake: 'no-id' };
    if (!before.some((o) => o.id === line.id)) return { mistake: 'unknown-id' };
    const prepared = line.words === '' ? { text: '' } : prepareLine(line.words, { max: limits.option });
    if (isRefusal(prepared) && prepared.message === 'text:too-long') return { mistake: 'too-long' };
    words.set(line.id, isRefusal(prepared) ? '' : prepared.text);
  }
  return {
    options: before.map((o) => {
      const { [language]: _, ...others } = o.texts;
      const label = words.get(o.id);
      return { ...o, texts: label ? { ...others, [language]: label } : others };
    }),
  };
}

function split(text: string, letter: string): { id: string | null; words: string }[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, id, words] =
        new RegExp(`^[\\u200e\\u200f\\u2066-\\u2069]*(${letter}\\d{1,4})\\s*:(.*)$`, 'u').exec(line) ?? [];
      return id === undefined ? { id: null, words: line } : { id, words: words!.trim() };
    });
}
