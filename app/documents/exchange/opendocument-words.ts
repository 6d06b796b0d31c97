import { escapeXml } from '../../attachments/clean/xml';
import { isRightToLeft } from '../text/direction';
import type { CarriedThread } from './carried';

import type { Changes, Look, Piece, Proposer } from './flow-types';

// Signs that XML cannot hold; a file with one of them in it is opened by no program.
const unwritable = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Words as text nodes of OpenDocument, which takes several blanks for one. */
export function odWords(words: string): string {
  return escapeXml(words.replace(unwritable, ''))
    .replace(/\r?\n/g, ' ')
    .replace(/\t/g, '<text:tab/>')
    .replace(/^ | $|(?<= ) +/g, (blanks) => `<text:s text:c="${blanks.length}"/>`);
}

/** Written into the part as they are met: looks of words, regions of changes. */
export class OdWords {
  readonly looks = new Map<string, string>();
  readonly #regions: string[] = [];
  readonly #threads: CarriedThread[];
  #notes = 0;

  constructor(threads: CarriedThread[]) {
    this.#threads = threads;
  }

  get trackedChanges(): string {
    return this.#regions.length
      ? `<text:tracked-changes text:track-changes="false">${this.#regions.join('')}</text:tracked-changes>`
      : '';
  }

  /** A region in which somebody inserted something; answers its id. */
  insertion(by: Proposer): string {
    return this.#region(`<text:insertion>${info(by)}</text:insertion>`);
  }

  /** What somebody would delete stands in the region; in the text its place is marked. */
  deletion(by: Proposer, lines: string[]): string {
    const id = this.#region(
      `<text:deletion>${info(by)}${lines.map((line) => `<text:p>${line}</text:p>`).join('')}</text:deletion>`,
    );
    return `<text:change text:change-id="${id}"/>`;
  }

  #region(content: string): string {
    const id = `ct${this.#regions.length + 1}`;
    this.#regions.push(`<text:changed-region xml:id="${id}" text:id="${id}">${content}</text:changed-region>`);
    return id;
  }

  pieces(pieces: Piece[]): string {
    let out = '';
    for (let i = 0; i < pieces.length; i++) {
      const piece = pieces[i]!;
      const link = piece.kind === 'words' ? piece.look.link : undefined;
      if (link === undefined) {
        out += this.#tracked(piece);
        continue;
      }
      let linked = '';
      for (let next: Piece | undefined = piece; next?.kind === 'words' && next.look.link === link; next = pieces[++i])
        linked += this.#tracked(next);
      i--;
      out += `<text:a xlink:type="simple" xlink:href="${escapeXml(link)}" text:style-name="Internet_20_link">${linked}</text:a>`;
    }
    return out;
  }

  #tracked(piece: Piece): string {
    if (piece.kind === 'thread') return this.#thread(piece);
    const written = this.#plain(piece);
    const { inserted, deleted }: Changes = piece.changes;
    if (deleted) return this.deletion(deleted, [written]);
    if (!inserted) return written;
    const id = this.insertion(inserted);
    return `<text:change-start text:change-id="${id}"/>${written}<text:change-end text:change-id="${id}"/>`;
  }

  #plain(piece: Exclude<Piece, { kind: 'thread' }>): string {
    if (piece.kind === 'break') return '<text:line-break/>';
    if (piece.kind === 'note') {
      const number = ++this.#notes;
      const body = `<text:p text:style-name="Footnote">${this.pieces(piece.pieces)}</text:p>`;
      return `<text:note text:id="ftn${number}" text:note-class="footnote"><text:note-citation>${number}</text:note-citation><text:note-body>${body}</text:note-body></text:note>`;
    }
    const look = this.#look(piece.look);
    return look ? `<text:span text:style-name="${look}">${odWords(piece.words)}</text:span>` : odWords(piece.words);
  }

  #look(look: Look): string {
    const parts = [
      look.bold && ['b', 'fo:font-weight="bold" style:font-weight-complex="bold"'],
      look.italic && ['i', 'fo:font-style="italic" style:font-style-complex="italic"'],
      look.underline && ['u', 'style:text-underline-style="solid" style:text-underline-width="auto"'],
      look.strike && ['s', 'style:text-line-through-style="solid"'],
      look.superscript && ['p', 'style:text-position="super 58%"'],
      look.subscript && ['l', 'style:text-position="sub 58%"'],
    ].filter((part): part is string[] => Array.isArray(part));
    if (!parts.length) return '';
    const name = `T${parts.map(([letter]) => letter).join('')}`;
    this.looks.set(name, parts.map(([, property]) => property).join(' '));
    return name;
  }

  #thread({ index, edge }: Piece & { kind: 'thread' }): string {
    const thread = this.#threads[index];
    if (!thread) return '';
    const names = thread.comments.map((_, i) => `c${index + 1}-${i + 1}`);
    if (edge === 'end') return names.map((name) => `<office:annotation-end office:name="${name}"/>`).join('');
    return thread.comments
      .map(({ author, at, words }, i) => {
        const lines = words
          .split('\n')
          .map((line) => `<text:p>${odWords(line)}</text:p>`)
          .join('');
        const date = at ? `<dc:date>${at.slice(0, 19)}</dc:date>` : '';
        const parent = i ? ` loext:parent-name="${names[0]}"` : '';
        const resolved = thread.resolved ? ' loext:resolved="true"' : '';
        return `<office:annotation office:name="${names[i]}"${parent}${resolved}><dc:creator>${odWords(author)}</dc:creator>${date}${lines}</office:annotation>`;
      })
      .join('');
  }
}

function info({ name, at }: Proposer): string {
  return `<office:change-info><dc:creator>${odWords(name)}</dc:creator><dc:date>${at.slice(0, 19)}</dc:date></office:change-info>`;
}

export function isRtlLine(pieces: Piece[], otherwise: boolean): boolean {
  return isRightToLeft(pieces.map((piece) => (piece.kind === 'words' ? piece.words : '')).join(''), otherwise);
}
