import type { JSONContent } from '@tiptap/core';
import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { livePartsIn } from '../live/expand';
import { textWithTables } from '../live/shown.server';
import { textSchema } from '../text/schema';
import type { CarriedThread } from './carried';

/**
 * A file is read where nothing is live: parts of programmes go with it as tables, as they stand for this reader, and the places
 * of comments move with the words around them.
 */
export async function withLiveParts(
  { sql, reader, language, now }: { sql: Db; reader: Reader | null; language: string; now: Date },
  { text, threads }: { text: JSONContent; threads: CarriedThread[] },
): Promise<{ text: JSONContent; threads: CarriedThread[] }> {
  if (livePartsIn(text).length === 0) return { text, threads };
  const places: number[] = [];
  textSchema.nodeFromJSON(text).descendants((node, at) => {
    if (node.type.name === 'programmePart') places.push(at);
  });
  const sizes: number[] = [];
  const shown = await textWithTables(sql, reader, text, language, now, {
    put: (blocks) => sizes.push(blocks.reduce((sum, block) => sum + textSchema.nodeFromJSON(block).nodeSize, 0)),
  });
  const moved = (position: number) =>
    places.reduce((to, at, i) => (at < position ? to + (sizes[i] ?? 1) - 1 : to), position);
  return { text: shown, threads: threads.map((t) => ({ ...t, from: moved(t.from), to: moved(t.to) })) };
}
