import { parseMarkdown } from './dialect';
import { erasePlaces } from './erase';
import { escapeMarkdown } from './escape';
import { type Folded, findFolded, fold, foldText, type Place } from './fold';
import type { Mentions } from './mentions';
import { renderText } from './render.server';
import { looksRendered, viewsOfHtml, viewsOfSource } from './views';

/** A marker that holds no letters, for when the marker itself would say what was erased. */
const silentMarker = '[…]';

/**
 * Whether somebody who reads `text` can read the passage in it: `text` may be Markdown, its HTML, its plain text, or
 * any other. Neither case, accents' spelling, kinds of quotes, line breaks, marks nor invisible characters make a
 * difference. A word of up to four letters at either end of the passage counts only as a word of its own; a passage without
 * letters or figures is nowhere.
 */
export function containsPassage(text: string, passage: string): boolean {
  const wanted = foldText(passage);
  if (!wanted.letters) return false;
  const source = text.normalize('NFC');
  const views = looksRendered(source) ? viewsOfHtml : viewsOfSource;
  return views.some((view) => findFolded(fold(view(source)), wanted).length > 0);
}

/**
 * Erases a passage, as a reader saw it, from the Markdown it was written in, and puts `marker` (plain text) in each
 * place. `count` is the number of places, 0 when the passage is not there; `text` is then as it was given.
 *
 * Give the `mentions` the text was rendered with: a reader saw the name, the source holds the handle.
 *
 * Afterwards `containsPassage` is false for the text and for the HTML and plain text rendered from it. Where the
 * passage cannot be cut out cleanly, more is erased rather than less: its paragraph, at worst the whole.
 */
export function erasePassage(
  markdown: string,
  passage: string,
  marker: string,
  options: { mentions?: Mentions } = {},
): { text: string; count: number } {
  const wanted = foldText(passage);
  if (!wanted.letters) return { text: markdown, count: 0 };
  const mark = containsPassage(marker, passage) ? silentMarker : marker;
  const erased = eraseInViews(markdown.normalize('NFC'), wanted, mark, options.mentions);
  if (!remains(erased.text, passage, options.mentions)) return erased.count ? erased : { text: markdown, count: 0 };
  return { text: eraseBlocks(erased.text, passage, mark, options.mentions), count: Math.max(1, erased.count) };
}

/** More passes than this only a text needs that was made for it; then its paragraphs are erased. */
const mostPasses = 8;

/** One view after the other until none finds anything: what one pass joins can form the passage anew. */
function eraseInViews(
  source: string,
  wanted: Folded,
  marker: string,
  mentions?: Mentions,
): { text: string; count: number } {
  let text = source;
  let count = 0;
  for (let pass = 0; pass < mostPasses; pass++) {
    let found = 0;
    for (const view of viewsOfSource) {
      const places = findFolded(fold(view(text, mentions)), wanted);
      // The words of the marker went with those around it to form the passage again.
      const formed = marker !== silentMarker && places.some((place) => touches(place, text, escapeMarkdown(marker)));
      if (formed) return eraseInViews(source, wanted, silentMarker, mentions);
      if (places.length) text = erasePlaces(text, places, marker);
      found += places.length;
    }
    if (!found) break;
    count += found;
  }
  return { text, count };
}

function touches({ from, to }: Place, text: string, marker: string): boolean {
  const at = text.lastIndexOf(marker, to - 1);
  return at >= 0 && at + marker.length > from;
}

function remains(markdown: string, passage: string, mentions?: Mentions): boolean {
  const { html, text } = renderText(markdown, { mentions });
  return [markdown, html, text].some((form) => containsPassage(form, passage));
}

function eraseBlocks(markdown: string, passage: string, marker: string, mentions?: Mentions): string {
  const lines = markdown.split('\n');
  for (const token of parseMarkdown(markdown).reverse()) {
    if (token.level > 0 || !token.map) continue;
    const [from, to] = token.map;
    if (!remains(lines.slice(from, to).join('\n'), passage, mentions)) continue;
    lines.splice(from, to - from, escapeMarkdown(marker), ...(lines[to]?.trim() ? [''] : []));
  }
  const text = lines.join('\n').trimEnd();
  if (!remains(text, passage, mentions)) return text;
  return escapeMarkdown(marker);
}
