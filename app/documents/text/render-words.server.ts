import type { Fragment, Mark, Node } from '@tiptap/pm/model';
import { placeOfVoice } from '~/heard/voices';
import { isAllowedAddress } from '~/shared/rich-text/addresses';
import { escapeHtml } from '~/shared/rich-text/render.server';
import { isVoiceId } from '~/voices/door/protocol';
import { isKindInText } from '../../citations/citation';
import { isProposalMark, proposalOf } from './proposals';
import { most, proposedAs, type Within, type Writing } from './render.server';

const elements: Record<string, string> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  subscript: 'sub',
  superscript: 'sup',
};

/**
 * The words of a block. An element stays open for as long as its mark goes on, so that a link with a bold word in it is
 * one link; `within` is what the whole block is proposed as.
 */
export function wordsHtml(writing: Writing, content: Fragment, within?: Within): string {
  let html = '';
  let open: Mark[] = [];
  const closeTo = (length: number) => {
    for (; open.length > length; open.pop()) html += closing(open.at(-1)!);
  };
  content.forEach((node) => {
    const marks = node.marks.filter((mark) => opening(writing, mark));
    let same = 0;
    while (same < open.length && same < marks.length && open[same]!.eq(marks[same]!)) same++;
    closeTo(same);
    for (const mark of marks.slice(same)) html += opening(writing, mark);
    open = [...marks];
    html += inlineHtml(writing, node);
  });
  closeTo(0);
  return within && html ? changedHtml(writing, within, html) : html;
}

function opening(writing: Writing, mark: Mark): string {
  const name = mark.type.name;
  if (elements[name]) return `<${elements[name]}>`;
  if (name === 'link') {
    const href = String(mark.attrs.href);
    return isAllowedAddress(href) ? `<a href="${escapeHtml(href)}" rel="nofollow noopener">` : '';
  }
  if (!isProposalMark(mark) || !writing.shown) return '';
  const id = escapeHtml(proposalOf(mark).id);
  const tag = tagOf(mark);
  const unseen = tag === 'span' ? '' : unseenHtml(writing, tag);
  return `<${tag} class="proposed-${name}" data-suggestion="${id}">${unseen}`;
}

function closing(mark: Mark): string {
  return `</${elements[mark.type.name] ?? (mark.type.name === 'link' ? 'a' : tagOf(mark))}>`;
}

function tagOf(mark: Mark): 'ins' | 'del' | 'span' {
  return mark.type.name === 'insertion' ? 'ins' : mark.type.name === 'deletion' ? 'del' : 'span';
}

/** Words before what comes or goes, since few screen readers tell `ins` and `del` by themselves. */
function unseenHtml(writing: Writing, tag: 'ins' | 'del'): string {
  const words = writing.options.words?.[tag === 'ins' ? 'comes' : 'goes'];
  return words ? `<span class="unseen">${escapeHtml(words)} </span>` : '';
}

function changedHtml(writing: Writing, tag: 'ins' | 'del', html: string): string {
  return `<${tag}>${unseenHtml(writing, tag)}${html}</${tag}>`;
}

function inlineHtml(writing: Writing, node: Node): string {
  if (node.isText) return escapeHtml(node.text!);
  if (node.type.name === 'hardBreak') return proposed(writing, node, '<br>');
  if (node.type.name === 'footnote') return proposed(writing, node, noteHtml(writing, node));
  if (node.type.name === 'voice') return proposed(writing, node, voiceHtml(writing, node));
  return node.type.name === 'citation' ? proposed(writing, node, citationHtml(writing, node)) : '';
}

function proposed(writing: Writing, node: Node, html: string): string {
  const tag = proposedAs(writing, node);
  return tag && html ? changedHtml(writing, tag, html) : html;
}

/** The sign of a note; its words come at the end of the text. */
function noteHtml(writing: Writing, node: Node): string {
  const number = writing.notes.length + 1;
  const note = { number, html: '', plain: node.textContent };
  // Taken before its words are written: nothing in them is a note, but the number is.
  writing.notes.push(note);
  note.html = wordsHtml(writing, node.content);
  const label = writing.options.words?.note(number);
  const says = label ? ` aria-label="${escapeHtml(label)}"` : '';
  return `<sup><a href="#note-${number}" id="note-ref-${number}" role="doc-noteref"${says}>${number}</a></sup>`;
}

/** The notes, each with the way back to where it is set. */
export function notesHtml(writing: Writing): string {
  if (!writing.notes.length) return '';
  const { words } = writing.options;
  const items = writing.notes.map(({ number, html }) => {
    const label = words ? ` aria-label="${escapeHtml(words.back(number))}"` : '';
    const back = `<a href="#note-ref-${number}" role="doc-backlink"${label}>↩</a>`;
    return `<li id="note-${number}" dir="auto">${html} ${back}</li>`;
  });
  const title = words ? `<h2 id="notes">${escapeHtml(words.notes)}</h2>` : '';
  const named = words ? ' aria-labelledby="notes"' : '';
  return `<section class="notes" role="doc-endnotes"${named}>${title}<ol>${items.join('')}</ol></section>`;
}

/** Without `cite` a number that leads to the list of sources; a reference that no editor makes is nothing. */
function citationHtml(writing: Writing, node: Node): string {
  const { kind, cited, key, version } = node.attrs;
  if (!isKindInText(kind) || !/^[1-9]\d{0,14}$/.test(String(cited))) return '';
  if (writing.citations.length >= most.citations) return '';
  const place = {
    anchor: anchorFor(writing, /^[\w-]{1,60}$/.test(key ?? '') ? key : `${kind}-${cited}`),
    kind,
    cited: Number(cited),
    version: /^[1-9]\d{0,8}$/.test(String(version)) ? Number(version) : 1,
    section: writing.section,
    block: writing.block,
  };
  writing.citations.push(place);
  const { cite, words } = writing.options;
  const number = writing.citations.length;
  if (cite) {
    const html = cite(place.kind, place.cited, place.version);
    if (html) return html;
    return words ? `<span class="citation nothing">${escapeHtml(words.nothingCited)}</span>` : '';
  }
  const label = words ? ` aria-label="${escapeHtml(words.citation(number))}"` : '';
  return `<sup class="citation"><a href="#source-${place.anchor}"${label}>[${number}]</a></sup>`;
}

/** A place without words: the survivor room is asked when somebody reads. Whatever is no reference of its is nothing. */
function voiceHtml(writing: Writing, node: Node): string {
  const voice = node.attrs.id;
  if (!isVoiceId(voice) || writing.voices.length >= most.voices) return '';
  writing.voices.push({
    anchor: anchorFor(writing, `voice-${voice}`),
    voice,
    section: writing.section,
    block: writing.block,
  });
  return placeOfVoice(voice);
}

/** Copied with its paragraph, a citation bears the key of the first. */
function anchorFor(writing: Writing, key: string): string {
  const times = (writing.keys.get(key) ?? 0) + 1;
  writing.keys.set(key, times);
  return times === 1 ? key : `${key}-${times}`;
}
