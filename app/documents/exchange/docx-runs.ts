import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  ExternalHyperlink,
  FootnoteReferenceRun,
  type IRunOptions,
  Paragraph,
  type ParagraphChild,
  Run,
  TextRun,
} from 'docx';
import { isRightToLeft } from '../text/direction';
import { DeletedWords, type Revisions, tracked } from './docx-parts';
import type { Look, Piece } from './flow-types';

/** Words as runs, with what is proposed about them, their notes, and where threads begin and end. */
export class RunsForWord {
  readonly notes: Record<string, { children: Paragraph[] }> = {};
  readonly #revisions: Revisions;
  /** The numbers of comments, by the place of their thread. */
  readonly #comments: number[][];
  readonly #isRtl: boolean;

  constructor(revisions: Revisions, comments: number[][], isRtl: boolean) {
    this.#revisions = revisions;
    this.#comments = comments;
    this.#isRtl = isRtl;
  }

  runs(pieces: Piece[]): ParagraphChild[] {
    const runs: ParagraphChild[] = [];
    for (let i = 0; i < pieces.length; i++) {
      const piece = pieces[i]!;
      const link = piece.kind === 'words' ? piece.look.link : undefined;
      if (link === undefined) {
        runs.push(...this.#run(piece));
        continue;
      }
      const linked: ParagraphChild[] = [];
      for (let next = piece; next?.kind === 'words' && next.look.link === link; next = pieces[++i]!)
        linked.push(...this.#run(next));
      i--;
      runs.push(new ExternalHyperlink({ link, children: linked }));
    }
    return runs;
  }

  #run(piece: Piece): ParagraphChild[] {
    switch (piece.kind) {
      case 'thread':
        return (this.#comments[piece.index] ?? []).flatMap((id) =>
          piece.edge === 'start'
            ? [new CommentRangeStart(id)]
            : [new CommentRangeEnd(id), new Run({ children: [new CommentReference(id)] })],
        ) as ParagraphChild[];
      case 'break':
        return [tracked(new TextRun({ break: 1 }), piece.changes, this.#revisions) as ParagraphChild];
      case 'note':
        return [tracked(this.#note(piece.pieces), piece.changes, this.#revisions) as ParagraphChild];
      default: {
        const { words, changes, proposed } = piece;
        const look = lookOf(proposed?.look ?? piece.look, isRightToLeft(words));
        const revision = proposed && { ...lookOf(piece.look, false), ...this.#revisions.of(proposed.by) };
        const said = changes.deleted ? { children: [new DeletedWords(words)] } : { text: words };
        return [
          tracked(
            new TextRun({ ...look, ...said, ...(revision ? { revision } : {}) }),
            changes,
            this.#revisions,
          ) as ParagraphChild,
        ];
      }
    }
  }

  #note(pieces: Piece[]): Run {
    const number = Object.keys(this.notes).length + 1;
    const paragraph = { style: 'FootnoteText', bidirectional: isRightToLeft(wordsOf(pieces), this.#isRtl) };
    this.notes[number] = {
      children: [new Paragraph({ ...paragraph, children: [new TextRun(' '), ...this.runs(pieces)] })],
    };
    return new FootnoteReferenceRun(number);
  }
}

function lookOf(look: Look, rightToLeft: boolean): IRunOptions {
  return {
    ...(look.bold ? { bold: true, boldComplexScript: true } : {}),
    ...(look.italic ? { italics: true, italicsComplexScript: true } : {}),
    ...(look.underline ? { underline: {} } : {}),
    ...(look.strike ? { strike: true } : {}),
    ...(look.subscript ? { subScript: true } : {}),
    ...(look.superscript ? { superScript: true } : {}),
    ...(look.link === undefined ? {} : { style: 'Hyperlink' }),
    ...(rightToLeft ? { rightToLeft: true } : {}),
  };
}

export function wordsOf(pieces: Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'words' ? piece.words : '')).join('');
}

/** Words without marks, in their own direction. */
export function plainRuns(words: string): TextRun[] {
  return words ? [new TextRun({ text: words, ...(isRightToLeft(words) ? { rightToLeft: true } : {}) })] : [];
}
