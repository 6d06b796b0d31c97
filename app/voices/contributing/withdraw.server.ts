import type { DropSessions, Tools } from './contributing';
import { erase } from './erasing.server';

/**
 * Takes back one contribution, or all. When this returns, nothing of it can be read by anybody, from any copy. `isOver`:
 * nothing of hers is left, and her codes open nothing.
 */
export async function withdraw(
  tools: Tools,
  dropSessions: DropSessions,
  contributor: string,
  contribution: string | null,
): Promise<{ erased: number; isOver: boolean }> {
  return erase(
    tools,
    dropSessions,
    { contributor, ...(contribution ? { contributions: [contribution] } : {}) },
    'withdrawn',
  );
}
