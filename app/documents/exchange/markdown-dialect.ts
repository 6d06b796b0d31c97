import MarkdownIt, { type PluginSimple } from 'markdown-it';
import type Token from 'markdown-it/lib/token.mjs';
import footnotes from 'markdown-it-footnote';

/**
 * The Markdown of whole documents: CommonMark with tables, strikethrough and footnotes. Not the dialect of posts
 * (shared/rich-text/dialect), which leaves out what could hide words in a discussion.
 */
const parser = new MarkdownIt({ html: true, linkify: false, typographer: false, breaks: false });
// Its types are those of the CommonJS form of the parser.
parser.use(footnotes as unknown as PluginSimple);
// Its tail drops notes that nothing points to, with their words.
parser.core.ruler.disable('footnote_tail');
// Addresses are checked where the text is made; here they stay as they were written.
parser.validateLink = () => true;
parser.normalizeLink = (address) => address;
parser.normalizeLinkText = (address) => address;

/** The tokens of a text, and those of its notes within a line (`^[…]`) by the number that refers to them. */
export function parseDocument(markdown: string): { tokens: Token[]; notes: Map<number, Token[]> } {
  const kept: { footnotes?: { list?: { tokens?: Token[] }[] } } = {};
  const tokens = parser.parse(markdown, kept);
  const notes = new Map<number, Token[]>();
  for (const [id, note] of (kept.footnotes?.list ?? []).entries()) if (note?.tokens) notes.set(id, note.tokens);
  return { tokens, notes };
}
