import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import type { Place, Words } from './forms';
import { type Membership, mayAdministerOrganisations, mayEditWords, whyNotMembership } from './organisation';

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
 * Stores a time on the Steering Committee, as the committee has decided it: a new one, or another shape of the one that
 * began on `was`. Refuses invalid where it overlaps with another, conflict where the organisation changed meanwhile.
 */
export async function setMembership(
  sql: Sql,
  reader: Reader,
  handle: string,
  { version, was, ...wanted }: Membership & { version: number; was: string | null },
): Promise<void> {
  await sql.begin(async (tx) => {
    const there = await lockToAdminister(tx, reader, handle);
    const all = await membershipsOf(tx, there.id);
    const others = all.filter((m) => m.since !== was);
    if (all.some((m) => m.since === wanted.since && m.until === wanted.until && m.mayChair === wanted.mayChair)) return;
    keepBoth(there, version);
    if (was && others.length === all.length) throw refuse('conflict', 'organisations:refusals.changed-meanwhile');
    const why = whyNotMembership(others, wanted);
    if (why) throw why;
    if (was) await tx`delete from membership where organisation_id = ${there.id} and since = ${was}::date`;
    await tx`
      insert into membership (organisation_id, since, until, may_chair)
      values (${there.id}, ${wanted.since}::date, ${wanted.until}::date, ${wanted.mayChair})`;
    await touch(tx, there.id);
  });
}

/** Takes back a membership that was stored by mistake; one that ends is given its last day instead. */
export async function removeMembership(
  sql: Sql,
  reader: Reader,
  handle: string,
  { version, was }: { version: number; was: string },
): Promise<void> {
  await sql.begin(async (tx) => {
    const there = await lockToAdminister(tx, reader, handle);
    const all = await membershipsOf(tx, there.id);
    if (!all.some((m) => m.since === was)) return;
    keepBoth(there, version);
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

function membershipsOf(tx: Tx, organisation: number): Promise<Membership[]> {
  return tx<Membership[]>`
    select since::text, until::text, may_chair from membership where organisation_id = ${organisation}`;
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
