import type { JSONContent } from '@tiptap/core';
import type { WriteOptions } from './carried';
import type { Changes, Look, Proposer } from './flow-types';
import type { Marks } from './pieces';

/** What is proposed about an element. `changed` tells of another kind of line, by its level: 0 is a paragraph. */
export class Proposals {
  readonly #options: WriteOptions;

  constructor(options: WriteOptions) {
    this.#options = options;
  }

  changesOf(node: JSONContent): Changes {
    const inserted = this.proposal(node, 'inserted');
    const deleted = this.proposal(node, 'deleted');
    return { ...(inserted ? { inserted } : {}), ...(deleted ? { deleted } : {}) };
  }

  proposal(node: JSONContent, name: string): Proposer | undefined {
    const written = readWritten(node, name);
    return written && this.proposerOf(written);
  }

  /** Of a line that is to be of another level. */
  changedLevel(node: JSONContent): { level: number; by: Proposer } | undefined {
    const written = readWritten(node, 'changed');
    if (!written) return undefined;
    const type = written.type ?? node.type;
    const attrs = (written.attrs ?? {}) as Record<string, unknown>;
    if (type !== 'paragraph' && type !== 'heading') return undefined;
    const level = type === 'paragraph' ? 0 : headingLevel(attrs.level ?? node.attrs?.level);
    return { level, by: this.proposerOf(written) };
  }

  proposerOf(mark: Record<string, unknown> | undefined): Proposer {
    const { authors, words } = this.#options;
    const name = authors.get(String(mark?.id)) ?? words.somebody;
    const at =
      typeof mark?.at === 'string' && !Number.isNaN(Date.parse(mark.at)) ? new Date(mark.at) : this.#options.at;
    return { name, at: at.toISOString() };
  }
}

function readWritten(node: JSONContent, name: string): Record<string, unknown> | undefined {
  const written = node.attrs?.[name];
  if (typeof written !== 'string') return undefined;
  try {
    const read: unknown = JSON.parse(written);
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

export function headingLevel(level: unknown): number {
  return Math.min(4, Math.max(1, Number(level ?? 1) || 1));
}

export function lookOf(marks: Marks): Look {
  const look: Look = {};
  for (const mark of marks) {
    if (mark.type === 'link') look.link = String(mark.attrs?.href ?? '');
    else if (['bold', 'italic', 'underline', 'strike', 'subscript', 'superscript'].includes(mark.type)) {
      look[mark.type as 'bold'] = true;
    }
  }
  return look;
}

export function proposedLook(marks: Marks, change: string): Look | undefined {
  try {
    const { add, remove } = JSON.parse(change) as { add?: Marks; remove?: string[] };
    return lookOf([...marks.filter((mark) => !remove?.includes(mark.type)), ...(add ?? [])]);
  } catch {
    return undefined;
  }
}
