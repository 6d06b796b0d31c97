import type { Db } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import type { SourceKind } from '../claim';
import { type Span, sentencesOf, spansOf } from '../spans';
import { findSource } from './sources.server';

/** The passages that a form names: what was marked, or else the sentences that were ticked, as they stand in the source now. */
export async function spansFrom(
  sql: Db,
  reader: Reader,
  consultation: number,
  typed: {
    source: { kind: SourceKind; id: number };
    sentences: number[];
    start?: number | undefined;
    end?: number | undefined;
  },
): Promise<Span[]> {
  const { start, end, sentences, source } = typed;
  if (start !== undefined && end !== undefined && start < end) return [{ start, end }];
  const found = await findSource(sql, consultation, reader, source);
  return found ? spansOf(sentencesOf(found.words, found.language), sentences) : [];
}
