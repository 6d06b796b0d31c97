import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import type { Place, Words } from './forms';
import { mayAdministerOrganisations, mayEditWords, type StoredMembership, whyNotFounding } from './organisation';

interface Stored extends Words, Place {
  id: number;
  version: number;
}

const unseen = () => refuse('not-found', 'shared:errors.not-found');

/**
 * Adds an organisation; returns its id. Refuses invalid where the handle is taken, unless the same form was sent twice:
 * then what is there is what was asked for.
 */
export async function addOrganisation(
  sql: Sql,
  reader: Reader,
  { handle, words, place }: { handle: string; words: Words; place: Place },
): Promise<number> {
  if (!mayAdministerOrganisations(reader)) throw unseen();
  return sql.begin(async (tx) => {
    const [added] = await tx<{ id: number }[]>`
      insert into organisation (handle, language, name, short_name, names, mandate, sector, sector_detail, region, country)
      values (${handle}, ${words.language}, ${words.name}, ${words.shortName}, ${tx.json(words.names)}, ${words.mandate},
        ${place.sector}, ${place.sectorDetail}, ${place.region}, ${place.country})
      on conflict (handle) do nothing returning id`;
    if (!added) {
      const there = await lock(tx, handle);
      if (saysTheSame(there, words) && standsTheSame(there, place)) return there.id;
      throw refuse('invalid', 'shared:errors.check-fields', undefined, {
        handle: 'organisations:mistakes.handle-taken',
      });
    }
    await announce(tx, 'organisation.changed', { organisation: added.id });
    return added.id;
  }) as Promise<number>;
}

/**
 * Changes what an organisation says of itself and, by the secretariat, where it stands. Refuses conflict where someone
 * changed it since the form was read (`version`); a form sent twice is done once.
 */
export async function changeOrganisation(
  sql: Sql,
  reader: Reader,
  handle: string,
  { version, words, place }: { version: number; words: Words; place?: Place },
): Promise<void> {
  await sql.begin(async (tx) => {
    const there = await lock(tx, handle);
    if (!mayEditWords(reader, there.id)) throw unseen();
    if (place && !mayAdministerOrganisations(reader)) throw refuse('not-allowed', 'organisations:refusals.place');
    if (saysTheSame(there, words) && (!place || standsTheSame(there, place))) return;
    keepBoth(there, version);
    const { sector, sectorDetail, region, country } = place ?? there;
    await tx`
      update organisation set language = ${words.language}, name = ${words.name}, short_name = ${words.shortName},
        names = ${tx.json(words.names)}, mandate = ${words.mandate}, sector = ${sector}, sector_detail = ${sectorDetail},
        region = ${region}, country = ${country}, version = version + 1
      where id = ${there.id}`;
    await announce(tx, 'organisation.changed', { organisation: there.id });
  });
}

/**
 * Enters a founding member of the Steering Committee, or corrects what was entered: another day or right to chair than the one that
 * began on `was`. Everything after that is for the committee to decide. Refuses closed where it has, invalid where the others began
 * on another day, conflict where the organisation changed meanwhile.
 */
export async function setMembership(
  sql: Sql,
  reader: Reader,
  handle: string,
  { version, was, since, mayChair }: { version: number; was: string | null; since: string; mayChair: boolean },
): Promise<void> {
  await sql.begin(async (tx) => {
    const there = await lockToAdminister(tx, reader, handle);
    const { stored, began } = await foundingOf(tx, there.id);
    if (stored.some((m) => m.founding && !m.decided && m.since === since && m.mayChair === mayChair)) return;
    keepBoth(there, version);
    if (was && !stored.some((m) => m.since === was))
      throw refuse('conflict', 'organisations:refusals.changed-meanwhile');
    const why = whyNotFounding(stored, began, since);
    if (why) throw why;
    await tx`delete from membership where organisation_id = ${there.id}`;
    await tx`
      insert into membership (organisation_id, since, may_chair, founding)
      values (${there.id}, ${since}::date, ${mayChair}, true)`;
    await touch(tx, there.id);
  });
}

/** Takes back a founding membership that was entered by mistake, and on which no decision and no term of the chair rests. */
export async function removeMembership(
  sql: Sql,
  reader: Reader,
  handle: string,
  { version, was }: { version: number; was: string },
): Promise<void> {
  await sql.begin(async (tx) => {
    const there = await lockToAdminister(tx, reader, handle);
    const { stored, chaired } = await foundingOf(tx, there.id);
    if (!stored.some((m) => m.since === was)) return;
    keepBoth(there, version);
    if (chaired || stored.some((m) => !m.founding || m.decided))
      throw refuse('closed', 'organisations:refusals.by-decision');
    await tx`delete from membership where organisation_id = ${there.id} and since = ${was}::date`;
    await touch(tx, there.id);
  });
}

async function lock(tx: Tx, handle: string): Promise<Stored> {
  const [row] = await tx<Stored[]>`
    select id, version, language, name, short_name, names, mandate, sector, sector_detail, region, country
    from organisation where handle = ${handle} for update`;
  if (!row) throw unseen();
  return row;
}

async function lockToAdminister(tx: Tx, reader: Reader, handle: string): Promise<Stored> {
  if (!mayAdministerOrganisations(reader)) throw unseen();
  return lock(tx, handle);
}

/** What one organisation has, and the day on which the others began. Two that are entered at once see each other. */
async function foundingOf(
  tx: Tx,
  organisation: number,
): Promise<{ stored: StoredMembership[]; began: string | null; chaired: boolean }> {
  await tx`select pg_advisory_xact_lock(hashtext('committee'))`;
  const stored = await tx<StoredMembership[]>`
    select since::text as since, until::text as until, may_chair, founding, (decided_by is not null or ceased_by is not null) as decided
    from membership where organisation_id = ${organisation}`;
  const [others] = await tx<{ began: string | null; chaired: boolean }[]>`
    select min(since)::text as began, exists (select from term t where t.organisation_id = ${organisation}) as chaired
    from membership where founding and organisation_id <> ${organisation}`;
  return { stored, ...others! };
}

/** The later of two edits is told, and neither overwrites the other. */
function keepBoth(there: Stored, version: number): void {
  if (there.version !== version) throw refuse('conflict', 'organisations:refusals.changed-meanwhile');
}

async function touch(tx: Tx, organisation: number): Promise<void> {
  await tx`update organisation set version = version + 1 where id = ${organisation}`;
  await announce(tx, 'organisation.changed', { organisation });
}

function saysTheSame(a: Words, b: Words): boolean {
  const names = (w: Words) => JSON.stringify(Object.entries(w.names).sort());
  return (
    a.name === b.name &&
    a.shortName === b.shortName &&
    a.language === b.language &&
    a.mandate === b.mandate &&
    names(a) === names(b)
  );
}

function standsTheSame(a: Place, b: Place): boolean {
  return a.sector === b.sector && a.sectorDetail === b.sectorDetail && a.region === b.region && a.country === b.country;
}
