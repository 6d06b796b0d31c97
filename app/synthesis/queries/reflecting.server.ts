import type { Db } from '../../../db/connect';
import { readCited } from '../../citations/queries.server';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { whyNotReflect } from '../synthesis';
import { type StatementView, viewOfWhole } from './reading.server';
import { type OwnReflection, readWhole } from './whole.server';

/** A statement about which one is asked; its sources are one's own posts alone. */
export interface AskedStatement
  extends Pick<StatementView, 'id' | 'number' | 'html' | 'language' | 'correctedAt' | 'sources'> {
  own: OwnReflection;
  withdrawn: boolean;
  mayAnswer: boolean;
}

export interface ReflectionPage {
  discussion: { id: number; title: string; language: string; path: string };
  asked: AskedStatement[];
}

/**
 * The statements about which this person is asked, with the words of theirs that are cited, in two statements. Throws
 * not-found for everyone who is asked nothing here.
 */
export async function readReflections(
  sql: Db,
  reader: Reader,
  id: number,
  language: string,
  now: Date,
): Promise<ReflectionPage> {
  const whole = await readWhole(sql, reader, id, language, { own: true });
  const mine = whole.statements.flatMap((s) => (s.own ? (s.citations ?? []).filter((c) => c.mine) : []));
  const things = await readCited(
    sql,
    mine.map((c) => ({ kind: c.kind, id: c.cited })),
    reader,
    language,
  );
  const view = viewOfWhole(whole, things, reader, language);
  const asked = whole.statements.flatMap((row, i) => {
    const s = view.statements[i]!;
    if (!row.own) return [];
    const until = new Date(row.own.until);
    return [
      {
        id: s.id,
        number: s.number,
        html: s.html,
        language: s.language,
        correctedAt: s.correctedAt,
        sources: s.sources.filter((_, n) => row.citations![n]!.mine),
        own: row.own,
        withdrawn: s.withdrawn !== null,
        mayAnswer:
          whyNotReflect({ personId: reader.id, until, withdrawn: s.withdrawn !== null }, reader, now) === undefined,
      },
    ];
  });
  if (asked.length === 0) throw refuse('not-found', 'shared:errors.not-found');
  const { title, language: of, path } = view.discussion;
  return { discussion: { id, title, language: of, path }, asked };
}
