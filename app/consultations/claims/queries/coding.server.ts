import { randomUUID } from 'node:crypto';
import type { Db } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import { type ContentLanguage, isContentLanguage, pickVersion } from '../../../shared/languages';
import { refuse } from '../../../shared/refusal';
import type { CountedKind, Side } from '../claim';
import { placeOf } from '../places.server';
import { sentencesOf } from '../spans';
import { headOf, readToCode } from './board.server';
import { kindOrder, type Source, sourcesOf, stateColumns } from './sources.server';
import { type ClaimRow, readWholeClaims } from './whole.server';

interface Row extends Omit<Source, 'at'> {
  at: Date;
  all: number;
  coded: number;
  next: { kind: CountedKind; id: number } | null;
}

/** A passage of the source that somebody has tagged, as it lies in its present words. */
export interface TaggedPassage {
  id: number;
  claim: number;
  number: number;
  side: Side;
  by: string;
  start: number;
  end: number;
}

/**
 * One source to be read and coded: the one that was asked for, or the first that no claim rests on. Throws not-found where
 * that is none of this consultation's, or not for this reader.
 */
export async function readCoding(
  sql: Db,
  reader: Reader,
  id: number,
  language: string,
  asked: { kind: CountedKind; id: number } | null,
  now: Date,
) {
  const consultation = await readToCode(sql, reader, id, now);
  const whole = await readWholeClaims(sql, id, language);
  const row = await findNext(sql, id, reader, asked);
  if (asked && !(row && row.kind === asked.kind && row.id === asked.id))
    throw refuse('not-found', 'shared:errors.not-found');
  const there = whole.claims.filter((c) => !c.withdrawnAt);
  return {
    ...headOf(consultation, whole),
    sections: whole.sections,
    claims: there.map((c) => {
      const text = pickVersion(c.texts ?? [], language, c.language);
      return { id: c.id, number: whole.claims.indexOf(c) + 1, section: c.section, words: text?.body ?? '' };
    }),
    source: row ? sourceView(row, whole.claims) : null,
    all: row?.all ?? 0,
    coded: row?.coded ?? 0,
    next: row?.next ?? null,
    once: randomUUID(),
    language: (isContentLanguage(language) ? language : 'en') satisfies ContentLanguage,
  };
}

export type Coding = Awaited<ReturnType<typeof readCoding>>;
export type CodedSource = NonNullable<Coding['source']>;

async function findNext(
  sql: Db,
  consultation: number,
  reader: Reader,
  asked: { kind: string; id: number } | null,
): Promise<Row | undefined> {
  const [row] = await sql<Row[]>`
    with ordered as (
      select x.*, row_number() over (order by ${kindOrder(sql)}, x.at, x.id) as place
      from (select s.*, ${stateColumns(sql, consultation)} from ${sourcesOf(sql, consultation, reader)} s where s.visible) x
    ), chosen as (
      select * from ordered order by (kind = ${asked?.kind ?? null} and id = ${asked?.id ?? null}) desc nulls last, state <> 'unused', place limit 1
    )
    select c.kind, c.id, c.version, c.sector, c.author, c.organisation, c.words, c.language, c.at, c.section, c.state,
      (select count(*)::int from ordered) as all, (select count(*)::int from ordered where state = 'coded') as coded,
      (select jsonb_build_object('kind', o.kind, 'id', o.id) from ordered o where o.state = 'unused' and o.place <> c.place
        order by o.place < c.place, o.place limit 1) as next
    from chosen c`;
  return row;
}

function sourceView(row: Row, claims: ClaimRow[]) {
  const { all: _, coded: _c, next: _n, at, ...source } = row;
  const tagged = claims.flatMap((claim, i) =>
    (claim.passages ?? []).flatMap((g): TaggedPassage[] => {
      if (g.kind !== row.kind || g.source !== row.id || g.start === null) return [];
      const place = placeOf(row.words, { start: g.start, end: g.end!, hash: g.hash! });
      if (!place) return [];
      const { start, end } = place;
      return [{ id: g.id, claim: claim.id, number: i + 1, side: g.side, by: g.by, start, end }];
    }),
  );
  return { ...source, at: at.toISOString(), sentences: sentencesOf(row.words, row.language), tagged };
}
