import type { Sql } from '../../db/connect';
import { moveDigest } from './digests.server';
import { tellConsultations } from './telling/consultations.server';
import { tellDecisions } from './telling/decisions.server';
import { tellDiscussions } from './telling/discussions.server';
import { tellDocuments } from './telling/documents.server';
import { tellEvents } from './telling/events.server';
import { tellProgrammes } from './telling/programmes.server';

/** One thing that was announced and nobody was told of yet. */
export interface Untold {
  id: number;
  what: string;
  ids: Record<string, number | string>;
}

const atOnce = 200;
/** One process tells at a time, so that what has happened has one order. */
const lock = 1_600_160_001;

/**
 * Tells those who follow of what was announced, oldest first, in one transaction: they are told, and it waits no more, or
 * neither. Answers how many announcements were taken. What cannot be told, by a mistake of ours, is set aside and does not
 * hold up the rest.
 */
export async function tellSome(sql: Sql, now: Date): Promise<number> {
  const [waits] = await sql`select from untold where failed_at is null limit 1`;
  if (!waits) return 0;
  try {
    return await tellBatch(sql, now, atOnce);
  } catch (e) {
    if (!isOurs(e)) throw e;
    return await tellBatch(sql, now, 1).catch(async (mistake) => {
      if (!isOurs(mistake)) throw mistake;
      await sql`
        update untold set failed_at = now() where id = (select id from untold where failed_at is null order by id limit 1)`;
      return 1;
    });
  }
}

async function tellBatch(sql: Sql, now: Date, most: number): Promise<number> {
  return sql.begin(async (tx) => {
    const [{ mine } = { mine: false }] = await tx<
      { mine: boolean }[]
    >`select pg_try_advisory_xact_lock(${lock}) as mine`;
    if (!mine) return 0;
    const untold = await tx<Untold[]>`
      with taken as (
        delete from untold where id in (select id from untold where failed_at is null order by id limit ${most}) returning *
      )
      select id, what, ids from taken order by id`;
    await tellDiscussions(tx, ofSlice(untold, 'discussion', 'synthesis'), now);
    await tellDocuments(tx, ofSlice(untold, 'document'), now);
    await tellConsultations(tx, ofSlice(untold, 'consultation'), now);
    await tellDecisions(tx, ofSlice(untold, 'decision'), now);
    await tellProgrammes(tx, ofSlice(untold, 'programme'), now);
    await tellEvents(tx, ofSlice(untold, 'event'), now);
    for (const { ids } of untold.filter((u) => u.what === 'person.zone-changed'))
      await moveDigest(tx, Number(ids.person), now);
    return untold.length;
  }) as Promise<number>;
}

function ofSlice(untold: Untold[], ...slices: string[]): Untold[] {
  return untold.filter(({ what }) => slices.includes(what.split('.')[0]!));
}

/** A mistake in what is asked of the database, or in the code: it would come again. A lost connection would not. */
function isOurs(e: unknown): boolean {
  const code = (e as { code?: unknown }).code;
  if (typeof code !== 'string') return e instanceof TypeError || e instanceof RangeError;
  return /^(21|22|23|42)[0-9A-Z]{3}$/.test(code);
}
