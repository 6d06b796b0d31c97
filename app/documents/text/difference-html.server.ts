import { escapeHtml } from '~/shared/rich-text/render.server';
import { type Entry, isSame, type Part } from './difference';

/** What is said of a difference, in the language of the page. */
export interface DifferenceWords {
  /** Before what came, what went, and what looks otherwise; for those who hear the page. */
  added: string;
  removed: string;
  look: string;
  /** Beside a block that stands elsewhere, that was another kind of block, that shows another picture. */
  moved: string;
  otherKind: string;
  otherPicture: string;
  /** In the place of so many blocks in which nothing changed. */
  unchanged: (blocks: number) => string;
  /** A citation: `kind` is 'post', 'statement', 'passage', 'claim' or 'decision'. */
  cited: (kind: string, id: string) => string;
  /** The name of a table, which can be moved by keys. */
  table: string;
}

/**
 * A difference as a page: what went in `del`, what came in `ins`, blocks in which nothing changed left out but for the
 * one beside a change and the heading above it. '' where the two texts say the same.
 */
export function differenceHtml(entries: Entry[], words: DifferenceWords): string {
  if (isSame(entries)) return '';
  const shown = shownAround(entries);
  let html = '';
  let list = false;
  let left = 0;
  const close = () => {
    if (list) html += '</ul>';
    list = false;
    if (left) html += `<p class="unchanged">${escapeHtml(words.unchanged(left))}</p>`;
    left = 0;
  };
  entries.forEach((entry, i) => {
    if (!shown.has(i)) {
      if (!left) close();
      left++;
      return;
    }
    if (left || entry.kind !== 'item') close();
    if (entry.kind === 'item' && !list) {
      html += '<ul>';
      list = true;
    }
    html += entryHtml(entry, words);
  });
  close();
  return html;
}

function shownAround(entries: Entry[]): Set<number> {
  const shown = new Set<number>();
  let heading: number | undefined;
  entries.forEach((entry, i) => {
    if (entry.change !== 'same') {
      if (heading !== undefined) shown.add(heading);
      for (const near of [i - 1, i, i + 1]) if (near >= 0 && near < entries.length) shown.add(near);
    }
    if (entry.kind === 'heading') heading = i;
  });
  return shown;
}

function entryHtml(entry: Entry, words: DifferenceWords): string {
  const notes = [entry.moved && words.moved, entry.was && words.otherKind, entry.picture && words.otherPicture];
  const said = notes
    .flatMap((note) => (note ? [`<small class="changed-how">${escapeHtml(note)}</small> `] : []))
    .join('');
  const attributes = `${entry.change === 'same' ? '' : ` class="${entry.change}"`} dir="auto"`;
  const content = said + partsHtml(entry.parts, words);
  switch (entry.kind) {
    case 'heading':
      return `<h${entry.level + 1}${attributes}>${content}</h${entry.level + 1}>`;
    case 'item':
      return `<li${attributes}${entry.level > 1 ? ` data-level="${entry.level}"` : ''}>${content}</li>`;
    case 'quote':
      return `<blockquote${attributes}><p dir="auto">${content}</p></blockquote>`;
    case 'rule':
      return ruleHtml(entry, words);
    case 'table':
      return said + tableHtml(entry, words);
    default:
      return `<p${attributes}>${content}</p>`;
  }
}

/** A line across the page has no words of its own: a sign stands for it where it came or went. */
function ruleHtml({ change }: Entry, words: DifferenceWords): string {
  if (change !== 'added' && change !== 'removed') return '<hr>';
  return `<p class="${change}">${partsHtml([{ change, text: '⁂' }], words)}</p>`;
}

function tableHtml(entry: Entry, words: DifferenceWords): string {
  const rows = (entry.rows ?? []).map(({ change, cells }) => {
    const made = cells.map((cell) => `<td dir="auto">${partsHtml(cell, words)}</td>`).join('');
    return `<tr${change === 'same' ? '' : ` class="${change}"`}>${made}</tr>`;
  });
  const region = `class="table" role="region" tabindex="0" aria-label="${escapeHtml(words.table)}"`;
  return `<div ${region}><table><tbody>${rows.join('')}</tbody></table></div>`;
}

const tags = { added: 'ins', removed: 'del', look: 'span class="look"', same: '' };

function partsHtml(parts: Part[], words: DifferenceWords): string {
  return parts.map((part) => partHtml(part, words)).join('');
}

function partHtml({ change, text, cited }: Part, words: DifferenceWords): string {
  const shown = cited ? `[${words.cited(cited.kind, cited.id)}]` : text;
  const html = escapeHtml(shown).replaceAll('\n', '<br>');
  const tag = tags[change];
  // Said before every change, since few screen readers tell `ins` and `del` by themselves.
  const unseen = change === 'same' ? '' : `<span class="unseen">${escapeHtml(words[change])} </span>`;
  return tag ? `<${tag}>${unseen}${html}</${tag.split(' ')[0]}>` : html;
}
