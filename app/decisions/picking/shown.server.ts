import type { CitedThings } from '../../citations/queries.server';
import type { EvidenceKind } from '../evidence';

/** A piece of evidence as it is noted, with the title of a document that this reader may read. */
export interface EvidenceRow {
  id: number;
  kind: EvidenceKind;
  cited: number;
  version: number;
  title: string | null;
  language: string | null;
}

/** A piece as this reader may see it: its words and how it stands; of a survivor's voice the reference alone. */
export function shownEvidence({ id, kind, cited, version, title, language }: EvidenceRow, things: CitedThings) {
  const which = { id, kind, cited };
  if (kind === 'document') {
    if (title === null) return { what: 'nothing', ...which } as const;
    return { what: 'document', ...which, title, language: language ?? 'en', path: `/documents/${cited}` } as const;
  }
  const thing = things(kind, cited);
  if (thing.kind === 'voice')
    return thing.state === 'gone'
      ? ({ what: 'gone', ...which } as const)
      : ({ what: 'voice', ...which, voice: thing.voice } as const);
  if (thing.kind === 'nothing') {
    const what = ({ 'not-for-you': 'nothing', hidden: 'withheld', gone: 'gone' } as const)[thing.why];
    return { what, ...which } as const;
  }
  const { author, organisation, excerpt: words, path } = thing;
  const changed = thing.version !== version;
  return { what: 'words', ...which, author, organisation, words, language: thing.language, path, changed } as const;
}

export type ShownEvidence = ReturnType<typeof shownEvidence>;
