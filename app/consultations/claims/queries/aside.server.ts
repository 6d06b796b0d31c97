import type { ListedSource } from './sources.server';

/** What was set aside, with the reasons: what this reader may read of it, and how many there are beside. */
export interface Aside {
  sources: ListedSource[];
  hidden: number;
}

export function asideOf(sources: ListedSource[]): Aside {
  const waived = sources.filter((s) => s.state === 'waived');
  const shown = waived.filter((s) => s.words !== null);
  return { sources: shown, hidden: waived.length - shown.length };
}
