import { parseMarkdown } from '../../shared/rich-text/dialect';
import { fold, foldText, piecesOf } from '../../shared/rich-text/fold';
import type { Mentions } from '../../shared/rich-text/mentions';
import { erasePassage } from '../../shared/rich-text/redact';
import { marker } from '../facilitation';

/** Letters and figures below which words are a name or a turn of phrase that two people may both have used. */
const leastQuoted = 12;
const leastSentence = 20;
/** Han and its neighbours say in one sign what takes an alphabet four letters. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** The words of a post that goes as a whole, ready to be looked for in what others wrote. */
export interface Source {
  /** All versions, folded: what is quoted is found in here. */
  letters: string[];
  /** Sentences and lines that are too long to be the same by chance. */
  sentences: { text: string; letters: string }[];
}

/** `plains`: the plain text of every version of the post. */
export function sourceOf(plains: string[]): Source {
  const sentences = new Map<string, string>();
  for (const plain of plains) {
    // What the post itself quotes is somebody else's, and stays with them.
    const own = plain.replace(/^> .*$/gm, '');
    for (const text of [own.trim(), ...own.split('\n').flatMap(sentencesOf)]) {
      const { letters } = foldText(text);
      const enough = text === own.trim() ? leastQuoted : leastSentence;
      if (weight(letters) >= enough) sentences.set(letters, text);
    }
  }
  return {
    letters: plains.map((plain) => foldText(plain.replace(/^> .*$/gm, '')).letters),
    // Longest first: a sentence that is part of another is gone with it.
    sentences: [...sentences]
      .map(([letters, text]) => ({ text, letters }))
      .sort((a, b) => b.letters.length - a.letters.length),
  };
}

/** Not Intl.Segmenter: for a long post with many versions it would take seconds, in which nobody else is answered. */
function sentencesOf(line: string): string[] {
  return line
    .split(/(?<=[.!?؟…]["'”’»)\]]?)\s+|(?<=[。！？])/u)
    .map((sentence) => sentence.trim())
    .filter(Boolean);
}

function weight(letters: string): number {
  let sum = 0;
  for (const c of letters) sum += unspaced.test(c) ? 4 : 1;
  return sum;
}

/**
 * Takes out of a text (Markdown) what it repeats of the source: quoted lines, words in quotation marks, and whole
 * sentences. `plain` is the text as a reader sees it. The rest stays as its author wrote it. Null where nothing is.
 */
export function eraseQuotes(markdown: string, plain: string, source: Source, mentions?: Mentions): string | null {
  let text = eraseBlocks(markdown, source);
  for (const passage of [...quotedIn(plain, source), ...sentencesIn(plain, source)]) {
    text = erasePassage(text, passage, marker, mentions ? { mentions } : {}).text;
  }
  return text === markdown ? null : text;
}

/** Whether a text repeats the source at all; a reason must not bring back what it gives the reason for. */
export function repeats(text: string, source: Source): boolean {
  return eraseQuotes(text, text, source) !== null;
}

function isFrom(source: Source, letters: string): boolean {
  return letters !== '' && source.letters.some((all) => all.includes(letters));
}

/** Quoted lines that stand in the source, however few: replaced where they stand, so that no other place suffers. */
function eraseBlocks(markdown: string, source: Source): string {
  if (!markdown.includes('>')) return markdown;
  const lines = markdown.split('\n');
  const tokens = parseMarkdown(markdown);
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i]!;
    if (token.type !== 'blockquote_open' || token.level > 0 || !token.map) continue;
    let end = i + 1;
    while (tokens[end]!.level > 0) end++;
    const said = tokens
      .slice(i, end)
      .filter((t) => t.type === 'inline')
      .map((t) => foldText((t.children ?? []).map((c) => c.content || ' ').join('')).letters)
      .filter(Boolean);
    if (said.length === 0 || !said.every((letters) => isFrom(source, letters))) continue;
    const [from, to] = token.map;
    const after = lines.slice(from, to).findLastIndex((line) => line.trim() !== '') + 1;
    lines.splice(from, after, `> ${marker}`);
  }
  return lines.join('\n');
}

const quotation = /[“«„‟‹「『"]([^“”«»„‟‹›「」『』"]{3,})[”»‟“›」』"]/gu;

function quotedIn(plain: string, source: Source): string[] {
  const quoted: string[] = [];
  for (const paragraph of plain.split('\n\n')) {
    const lines = paragraph.split('\n');
    if (lines.every((line) => line.startsWith('> '))) quoted.push(lines.map((line) => line.slice(2)).join('\n'));
  }
  for (const [, words] of plain.matchAll(quotation)) quoted.push(words!);
  return quoted.filter((words) => {
    const { letters } = foldText(words);
    return weight(letters) >= leastQuoted && isFrom(source, letters);
  });
}

function sentencesIn(plain: string, source: Source): string[] {
  const { letters } = fold(piecesOf(plain.normalize('NFC')));
  return source.sentences.filter((s) => letters.includes(s.letters)).map((s) => s.text);
}
