import { type Refusal, refuse } from '../../shared/refusal';
import { type Finding, lint } from '../lint';

/** Between passages in a hidden field: no key types it. */
const between = '\u241e';

/** What a form with a draft says besides its words: passages that were shown, and whether their writer stands for them. */
export interface Resolved {
  seen: string;
  resolved: boolean;
}

const canStand = new Set<Finding['kind']>(['name', 'other', 'meeting']);

/**
 * Whoever drafts must resolve what the lint finds (behaviour 26): numbers, addresses, dates and the like have to go, and
 * of what looks like a name or a number of some kind the writer has to say, having seen that very passage, that it tells
 * of nobody. `find`: what is looked for, more in answers than in what is said of views.
 */
export function whyNotDraft(
  field: string,
  text: string,
  { seen, resolved }: Resolved,
  find: (text: string) => Finding[] = lint,
): Refusal | undefined {
  const findings = find(text);
  const shown = new Set(seen.split(between));
  const must = findings.filter((f) => !canStand.has(f.kind));
  const may = findings.filter((f) => canStand.has(f.kind));
  if (must.length === 0 && (may.length === 0 || (resolved && may.every((f) => shown.has(f.text))))) return undefined;
  const quoted = (of: Finding[]) => of.map((f) => `«${f.text}»`).join(' ');
  const [message, passages] =
    must.length > 0 ? (['desk:lint.must', quoted(must)] as const) : (['desk:lint.may', quoted(may)] as const);
  return refuse(
    'invalid',
    message,
    { passages, seen: must.length > 0 ? '' : may.map((f) => f.text).join(between) },
    { [field]: message },
  );
}

const even = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();
const leftOut = /[[(]?(?:…|\.{3})[\])]?/;
const isPartOfWord = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{M}\p{N}]/u.test(sign);

/**
 * Whether words stand in a text as they are, but for how they are spaced: whole, or as passages of it in its own order,
 * with an ellipsis for what is left out between them.
 */
export function standIn(text: string, words: string): boolean {
  const body = even(text);
  const wholeWordsFrom = (passage: string, from: number): number => {
    for (let at = body.indexOf(passage, from); at >= 0; at = body.indexOf(passage, at + 1)) {
      const after = at + passage.length;
      const cuts =
        (isPartOfWord(body[at - 1]) && isPartOfWord(passage[0])) ||
        (isPartOfWord(body[after]) && isPartOfWord(passage.at(-1)));
      if (!cuts) return after;
    }
    return -1;
  };
  const whole = even(words);
  if (whole !== '' && wholeWordsFrom(whole, 0) >= 0) return true;
  const passages = whole.split(leftOut).map(even);
  let from = 0;
  for (const passage of passages.filter((p) => p !== '')) {
    from = wholeWordsFrom(passage, from);
    if (from < 0) return false;
  }
  return from > 0;
}

/** A rule of the publication gate, said at the desk: the gate's own "not allowed" would be a page that is not there. */
export function atDesk(no: Refusal | undefined): Refusal | undefined {
  return no && refuse('conflict', no.message);
}
