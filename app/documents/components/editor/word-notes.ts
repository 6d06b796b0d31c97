/*
 * Notes as word processors put them on the clipboard: a sign with a link in the text, and the words at the end. Here
 * the words stand in the text, where the sign was.
 */

interface Kind {
  /** The link in the text. */
  sign: string;
  /** Id of the note that a sign leads to. */
  idOf: (href: string) => string | undefined;
  /** In the note, the link back. */
  back: string;
}

const kinds: Kind[] = [
  // Word
  {
    sign: 'a[href^="#_ftn"]:not([href^="#_ftnref"])',
    idOf: (h) => h.replace('#_ftn', 'ftn'),
    back: 'a[href^="#_ftnref"]',
  },
  {
    sign: 'a[href^="#_edn"]:not([href^="#_ednref"])',
    idOf: (h) => h.replace('#_edn', 'edn'),
    back: 'a[href^="#_ednref"]',
  },
  // LibreOffice
  { sign: 'a.sdfootnoteanc', idOf: (h) => /^#(sdfootnote\d+)sym$/.exec(h)?.[1], back: 'a.sdfootnotesym' },
  { sign: 'a.sdendnoteanc', idOf: (h) => /^#(sdendnote\d+)sym$/.exec(h)?.[1], back: 'a.sdendnotesym' },
  // Google Docs
  { sign: 'a[href^="#ftnt"]:not([href^="#ftnt_ref"])', idOf: (h) => h.slice(1), back: 'a[href^="#ftnt_ref"]' },
];

export function bringNotesHome(body: Element): void {
  for (const kind of kinds) {
    for (const sign of [...body.querySelectorAll(kind.sign)]) bringHome(body, sign, kind);
  }
  for (const list of body.querySelectorAll('[data-style*="footnote-list"], [data-style*="endnote-list"]'))
    list.remove();
}

function bringHome(body: Element, sign: Element, { idOf, back }: Kind): void {
  // Word lays spans around the link that raise it, others a <sup>: these go with the sign.
  const parent = sign.parentElement;
  const outer = parent?.tagName === 'SUP' && parent.children.length === 1 ? parent : sign;
  const id = idOf(sign.getAttribute('href') ?? '');
  const found = id === undefined ? null : body.querySelector(`[id="${CSS.escape(id)}"]`);
  const words = found && noteWords(found, back);
  if (!words) {
    // A sign whose note was not copied along leads nowhere.
    outer.remove();
    return;
  }
  const note = body.ownerDocument.createElement('span');
  note.setAttribute('data-footnote', '');
  note.append(...words);
  outer.replaceWith(note);
}

/** What stands in a note, its paragraphs run together: a note of ours has one line of words. */
function noteWords(found: Element, back: string): Node[] {
  const holder = found.matches(back) ? (found.closest('div') ?? found.parentElement!) : found;
  for (const link of holder.querySelectorAll(back)) (link.closest('sup') ?? link).remove();
  const paragraphs = [...holder.querySelectorAll('p')];
  const words = (paragraphs.length ? paragraphs : [holder]).flatMap((p, i): Node[] => [
    ...(i > 0 ? [holder.ownerDocument.createTextNode(' ')] : []),
    ...p.childNodes,
  ]);
  holder.remove();
  const first = words.find((node) => node.textContent?.trim());
  const text = first?.nodeType === Node.TEXT_NODE ? (first as Text) : undefined;
  if (text) text.data = text.data.trimStart();
  return words;
}
