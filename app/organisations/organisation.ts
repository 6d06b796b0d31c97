import { isSecretariat, type Reader, speaksFor } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';
import { type Area, groupings, isRegion, type Region, regionOf, regions, subRegionsOf, world } from './places';

export const limits = { name: 200, shortName: 40, mandate: 2000, handle: 40 };

/** Handles of organisations hold no dot; people's do. */
export const handlePattern = /^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$/;

/** Addresses under /organisations that are pages of their own and can name no organisation. */
export const reservedHandles: readonly string[] = ['new'];

/** A time on the Steering Committee. Days are ISO dates (UTC); `until` is the last day, null where no end is set. */
export interface Membership {
  since: string;
  until: string | null;
  mayChair: boolean;
}

/** The day of an instant, as memberships count days. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

export function currentMembership<M extends Membership>(memberships: M[], day: string): M | undefined {
  return memberships.find((m) => m.since <= day && (m.until === null || day <= m.until));
}

/** Only among those whose membership says so does the chair rotate (strategic plan, on the Steering Committee): never by kind. */
export function mayChairOn(memberships: Membership[], day: string): boolean {
  return currentMembership(memberships, day)?.mayChair === true;
}

/** Sector, place and handle belong to the secretariat's record. */
export function mayAdministerOrganisations(reader: Reader | null): boolean {
  return isSecretariat(reader);
}

/** Names and mandate: an organisation says itself what it is called and what it is for. */
export function mayEditWords(reader: Reader | null, organisationId: number): boolean {
  return isSecretariat(reader) || speaksFor(reader, organisationId);
}

/** A membership with how it came about: entered with the committee's beginning, or by its decisions. */
export interface StoredMembership extends Membership {
  founding: boolean;
  /** A decision made, changed or ended it. */
  decided: boolean;
}

/**
 * Why a founding membership cannot be entered so. Founding members all began on one day; whoever came later came by a decision, and
 * what was decided is changed by another decision. `began`: the day of the others, null where there are none. `stored`: what the
 * organisation has already.
 */
export function whyNotFounding(stored: StoredMembership[], began: string | null, since: string): Refusal | undefined {
  if (stored.some((m) => !m.founding || m.decided)) return refuse('closed', 'organisations:refusals.by-decision');
  return began !== null && since !== began ? wrong('since', 'organisations:mistakes.not-founding') : undefined;
}

function wrong(field: string, key: string): Refusal {
  return refuse('invalid', 'shared:errors.check-fields', undefined, { [field]: key });
}

/** What the list can be narrowed to: a region of M49, or those who work everywhere. */
export type PlaceFilter = Region | typeof world;

export const placeFilters: readonly PlaceFilter[] = [...regions, world];

/** All areas whose organisations count under a filter: the region, its groupings and its sub-regions. */
export function areasUnder(filter: PlaceFilter): Area[] {
  if (!isRegion(filter)) return [world];
  return [filter, ...groupings.filter((g) => regionOf(g) === filter), ...subRegionsOf(filter)];
}
