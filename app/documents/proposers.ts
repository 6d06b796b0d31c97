import type { Authored } from '../shared/texts';
import type { Struct } from './text/proposal-writers';

/** Whose a suggestion is, as far as the log of the text knows. */
export interface Proposer {
  person: number | null;
  organisation: number | null;
  /** Who put it into the text as it stands there, where that is somebody else: as when they divided its paragraph. */
  through: number | null;
}

/**
 * Whose each suggestion is. The marks in a text say whatever the client that wrote them said, so what they claim holds
 * where the log bears it out: the person wrote them. Where somebody else did, who may have divided the paragraph or put
 * it back, the one who is claimed is named together with them, if they have written in this text at all; and else they
 * alone. The organisation is the one for which the log says that the person wrote.
 */
export function proposersOf(
  suggestions: { id: string; person: number | null; organisation: number | null }[],
  structs: ReadonlyMap<string, readonly Struct[]>,
  authors: readonly Authored[],
): Map<string, Proposer> {
  const byClient = grouped(authors, (a) => a.client);
  const byPerson = grouped(authors, (a) => a.person);
  const writerOf = ({ client, clock }: Struct) =>
    byClient.get(client)?.find(({ from, to }) => from <= clock && clock < to);
  return new Map(
    suggestions.map((claimed): [string, Proposer] => {
      const writers = (structs.get(claimed.id) ?? []).flatMap((struct) => writerOf(struct) ?? []);
      const own = writers.find((w) => w.person === claimed.person);
      if (own) return [claimed.id, { person: own.person, organisation: own.organisation, through: null }];
      const [writer] = writers;
      const known = claimed.person === null ? undefined : byPerson.get(claimed.person);
      const through = writer?.person ?? null;
      if (!known) return [claimed.id, { person: through, organisation: writer?.organisation ?? null, through: null }];
      const as = known.find((a) => a.organisation === claimed.organisation) ?? known.at(-1)!;
      return [claimed.id, { person: as.person, organisation: as.organisation, through }];
    }),
  );
}

function grouped(authors: readonly Authored[], by: (author: Authored) => number): Map<number, Authored[]> {
  const groups = new Map<number, Authored[]>();
  for (const author of authors) {
    const group = groups.get(by(author));
    if (group) group.push(author);
    else groups.set(by(author), [author]);
  }
  return groups;
}
