import type { JSONContent } from '@tiptap/core';
import { type CarriedThread, citedKey, type WriteOptions } from './carried';
import { lookOf, type Proposals, proposedLook } from './flow-proposals';
import type { Changes, Piece } from './flow-types';
import { type Marks, noteContent } from './pieces';

interface Edge {
  at: number;
  index: number;
  edge: 'start' | 'end';
}

/** The words of lines as pieces, with the edges of threads where they stand: it counts along as the text is walked. */
export class WordsFlow {
  /** Where in the text the next node stands, as ProseMirror counts. */
  position = 0;
  readonly #options: WriteOptions;
  readonly #proposals: Proposals;
  readonly #edges: Edge[];
  #nextEdge = 0;

  constructor(threads: CarriedThread[], options: WriteOptions, proposals: Proposals) {
    this.#options = options;
    this.#proposals = proposals;
    this.#edges = threads
      .flatMap(({ from, to }, index): Edge[] => [
        { at: from, index, edge: 'start' },
        { at: Math.max(from, to), index, edge: 'end' },
      ])
      .sort(
        (a, b) =>
          a.at - b.at || (a.index === b.index ? 0 : a.edge === b.edge ? a.index - b.index : a.edge === 'end' ? -1 : 1),
      );
  }

  inline(node: JSONContent, around: Changes): Piece[] {
    const pieces: Piece[] = [];
    this.edgesUpTo(this.position, pieces);
    const changes = { ...around, ...this.#proposals.changesOf(node) };
    if (node.type === 'text') {
      this.#cutAtEdges(node, changes, pieces);
    } else if (node.type === 'footnote') {
      const start = this.position;
      this.position += 1;
      const inner = noteContent(node.content ?? []).flatMap((each) =>
        this.inline(each, {}).filter((p) => p.kind !== 'thread'),
      );
      this.position = start + 2 + (node.content ?? []).reduce((sum, each) => sum + (each.text?.length ?? 1), 0);
      pieces.push({ kind: 'note', pieces: inner, changes });
    } else {
      this.position += 1;
      if (node.type === 'hardBreak') pieces.push({ kind: 'break', changes });
      if (node.type === 'citation') pieces.push(...this.#citation(node, changes));
    }
    return pieces;
  }

  /** Words in several pieces where threads begin or end within them. */
  #cutAtEdges(node: JSONContent, changes: Changes, pieces: Piece[]): void {
    const words = node.text ?? '';
    let from = 0;
    for (
      let edge = this.#edges[this.#nextEdge];
      edge && edge.at < this.position + words.length;
      edge = this.#edges[this.#nextEdge]
    ) {
      const cut = edge.at - this.position;
      if (cut > from) pieces.push(this.#words(words.slice(from, cut), node.marks ?? [], changes));
      from = cut;
      this.edgesUpTo(edge.at, pieces);
    }
    if (from < words.length) pieces.push(this.#words(words.slice(from), node.marks ?? [], changes));
    this.position += words.length;
  }

  edgesUpTo(position: number, pieces: Piece[]): void {
    for (let edge = this.#edges[this.#nextEdge]; edge && edge.at <= position; edge = this.#edges[++this.#nextEdge]) {
      pieces.push({ kind: 'thread', index: edge.index, edge: edge.edge });
    }
  }

  #words(words: string, marks: Marks, around: Changes): Piece {
    const changes = { ...around };
    const look = lookOf(marks);
    const modification = marks.find((mark) => mark.type === 'modification');
    const proposed = modification && proposedLook(marks, String(modification.attrs?.change ?? ''));
    for (const mark of marks) {
      if (mark.type === 'insertion') changes.inserted = this.#proposals.proposerOf(mark.attrs);
      if (mark.type === 'deletion') changes.deleted = this.#proposals.proposerOf(mark.attrs);
    }
    const piece: Piece = { kind: 'words', words, look, changes };
    return proposed
      ? { ...piece, proposed: { look: proposed, by: this.#proposals.proposerOf(modification.attrs) } }
      : piece;
  }

  #citation(node: JSONContent, changes: Changes): Piece[] {
    const cited = this.#options.citations.get(citedKey(node.attrs?.kind, node.attrs?.cited));
    const words = (said: string, link?: string): Piece => ({
      kind: 'words',
      words: said,
      look: link ? { link } : {},
      changes,
    });
    if (!cited) return [words(`[${this.#options.words.hiddenSource}]`)];
    return [words('['), words(cited.title, cited.address), words(']')];
  }
}
