import type { Db } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import type { ListedSource } from './sources.server';
import { listSources } from './sources.server';

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

/** The same for a page of its own; one statement. */
export async function readAside(sql: Db, consultation: number, reader: Reader | null): Promise<Aside> {
  return asideOf(await listSources(sql, consultation, reader));
}
