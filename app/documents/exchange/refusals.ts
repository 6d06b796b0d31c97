import { type Refusal, refuse } from '../../shared/refusal';

const field = (
  key: string,
  kind: 'invalid' | 'too-large' = 'invalid',
  values?: Record<string, string | number>,
): Refusal => refuse(kind, 'shared:errors.check-fields', values, { file: `documents:import.refusals.${key}` });

/** Why a file cannot be taken in; each is shown beside the field of the file. */
export const refusals = {
  none: () => field('none'),
  kind: () => field('kind'),
  /** Called by the name of an office file, and none. */
  notNamed: (kind: string) => field('not-named', 'invalid', { kind }),
  /** Megabytes that a file may have. */
  tooLarge: () => field('too-large', 'too-large'),
  damaged: () => field('damaged'),
  encrypted: () => field('encrypted'),
  oldWord: () => field('old-word'),
  /** Unpacks to too much, nests too deeply, or holds more than a document can. */
  tooComplex: () => field('too-complex', 'too-large'),
  notText: () => field('not-text'),
  empty: () => field('empty'),
} as const satisfies Record<string, (kind: string) => Refusal>;

/** What one import may bring: bytes of the file, unpacked bytes, bytes of XML in one part, elements of it, characters of the text, blocks. */
export const importLimits = {
  bytes: 10 * 1024 * 1024,
  unpacked: 60 * 1024 * 1024,
  entries: 2000,
  xmlBytes: 16 * 1024 * 1024,
  elements: 600_000,
  depth: 200,
  characters: 1_000_000,
  blocks: 20_000,
  pictures: 100,
  threads: 500,
} as const;
