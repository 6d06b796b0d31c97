import MarkdownIt from 'markdown-it';
import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import Token from 'markdown-it/lib/token.mjs';
import { addressLength, isAllowedAddress } from './addresses';
import { splitHandles } from './handles';

/**
 * The Markdown that people write here: paragraphs, line breaks, headings, lists, quotes, links, emphasis, strong and
 * code within a line. The page, the mail, the editor and redaction all read a text with this one parser; with two,
 * what one of them shows could be hidden from the other.
 *
 * Everything that is not in the list is left off by name (we start from nothing), and what is not understood stays
 * visible as it was typed. So a definition of a reference, a table, raw HTML or an image cannot hide words.
 */
const parser = new MarkdownIt('zero', { html: false, linkify: true, breaks: true });
parser.enable(['blockquote', 'list', 'heading']);
parser.enable(['newline', 'escape', 'backticks', 'emphasis', 'link', 'autolink', 'entity', 'linkify']);
parser.validateLink = isAllowedAddress;
parser.linkify
  .set({ fuzzyLink: false, fuzzyEmail: true })
  .add('ftp:', null)
  .add('//', null)
  .add('http:', { validate: (text, pos) => addressLength(text, pos) });

parser.block.ruler.before('table', 'too-deep', tooDeep);
parser.block.ruler.push('quote-ends', quoteEnds, { alt: ['blockquote'] });
parser.core.ruler.after('linkify', 'handles', markHandles);
parser.core.ruler.after('linkify', 'links', checkLinks);
parser.core.ruler.after('linkify', 'directions', dropDirections);

/** Block tokens of markdown-it; in `children` also `mention` (`content` as written, `meta` the handle). */
export function parseMarkdown(markdown: string): Token[] {
  return parser.parse(markdown, {});
}

/** Quotes in quotes and lists in lists end here (a list counts twice). Deeper marks are shown as they were typed. */
const deepest = 12;

/** Without it a line of thousands of `>` costs the stack, and the parser's own limit would drop the words. */
function tooDeep(state: StateBlock, from: number, to: number, silent: boolean): boolean {
  if (silent || state.level < deepest) return false;
  let next = from + 1;
  while (next < to && !state.isEmpty(next) && state.sCount[next]! >= state.blkIndent) next++;
  state.line = next;
  state.push('paragraph_open', 'p', 1).map = [from, next];
  const inline = state.push('inline', '', 0);
  inline.content = state.getLines(from, next, state.blkIndent, false).trim();
  inline.map = [from, next];
  inline.children = [];
  state.push('paragraph_close', 'p', -1);
  return true;
}

/**
 * CommonMark lets a line without `>` go on with the quote before it. Whoever answers directly under a quote would see
 * their own words in another person's mouth.
 */
function quoteEnds(_state: StateBlock, _from: number, _to: number, silent: boolean): boolean {
  return silent;
}

function eachInline(state: StateCore, change: (children: Token[]) => Token[]): void {
  for (const token of state.tokens) {
    if (token.type === 'inline' && token.children) token.children = change(token.children);
  }
}

/** What `prepareText` takes from a text can come back as `&#x202E;`. */
function dropDirections(state: StateCore): void {
  eachInline(state, (children) => {
    for (const token of children) {
      const entity = token.type === 'text_special' && token.info === 'entity';
      token.content = token.content.replace(entity ? /[\u202A-\u202E\u2066-\u2069]/g : /[\u202A-\u202E]/g, '');
    }
    return children;
  });
}

/** A link that leads nowhere is its words; a link without words shows where it leads. */
function checkLinks(state: StateCore): void {
  eachInline(state, (children) => {
    if (!children.some((token) => token.type === 'link_open')) return children;
    const kept: Token[] = [];
    let href: string | undefined;
    let start = 0;
    for (const token of children) {
      if (token.type === 'link_open') {
        const address = String(token.attrGet('href') ?? '');
        href = isAllowedAddress(address) ? address : undefined;
        start = kept.length + 1;
        if (!href) continue;
      }
      if (token.type === 'link_close') {
        if (!href) continue;
        const words = kept.slice(start).map((t) => t.content);
        if (!/[^\p{White_Space}\p{Default_Ignorable_Code_Point}]/u.test(words.join('')))
          kept.push(textToken(href, token.level + 1));
      }
      kept.push(token);
    }
    return kept;
  });
}

function markHandles(state: StateCore): void {
  eachInline(state, (children) => {
    let before = '';
    let inLink = 0;
    return children.flatMap((token, i) => {
      if (token.type === 'link_open') inLink++;
      if (token.type === 'link_close') inLink--;
      const parts = token.type === 'text' && !inLink ? splitHandles(token.content, before) : [];
      if (token.type === 'softbreak' || token.type === 'hardbreak') before = '';
      else before = token.content.at(-1) ?? before;
      if (token.info === 'escape' && token.content === '@' && /^[a-z0-9]/i.test(children[i + 1]?.content ?? '')) {
        token.type = 'escaped_at';
      }
      if (!parts.some((part) => typeof part !== 'string')) return [token];
      return parts.map((part) => {
        if (typeof part === 'string') return textToken(part, token.level);
        const mention = new Token('mention', '', 0);
        mention.content = part.written;
        mention.meta = part.handle;
        mention.level = token.level;
        return mention;
      });
    });
  });
}

function textToken(content: string, level: number): Token {
  const token = new Token('text', '', 0);
  token.content = content;
  token.level = level;
  return token;
}
