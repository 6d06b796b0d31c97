import type { JSONContent } from '@tiptap/core';
import type { CarriedComment, CarriedThread } from './carried';
import { sizeOf } from './pieces';

/** A thread as a file has it: its comments, by the ids that stand at its edges in the text. */
export interface ReadThread {
  ids: string[];
  resolved: boolean;
  comments: CarriedComment[];
}

/** Takes the edges of threads out of a text, and says where they stood. A thread without a place stands at the beginning. */
export function takeThreads(
  blocks: JSONContent[],
  threads: ReadThread[],
): { content: JSONContent[]; threads: CarriedThread[] } {
  const places = new Map<string, { start?: number; end?: number }>();
  const strip = (nodes: JSONContent[], from: number): JSONContent[] => {
    let position = from;
    return nodes.flatMap((node) => {
      if (node.type === 'threadEdge') {
        const { id, edge } = node.attrs as { id: string; edge: 'start' | 'end' };
        const place = places.get(id) ?? {};
        // The reference of a comment comes after the end of its range, and is its end only where it has no range.
        places.set(id, { ...place, [edge]: place[edge] ?? position });
        return [];
      }
      const stripped = node.content ? { ...node, content: strip(node.content, position + 1) } : node;
      position += sizeOf(stripped);
      return [stripped];
    });
  };
  const content = strip(blocks, 0);
  const placed = threads.map(({ ids, resolved, comments }): CarriedThread => {
    const place = ids.map((id) => places.get(id)).find((each) => each !== undefined) ?? {};
    const to = place.end ?? place.start ?? 0;
    return { from: Math.min(place.start ?? to, to), to, resolved, comments };
  });
  return { content, threads: placed };
}
