import { zoneNames } from '../shared/zones';
import { placeName, regions, subRegionsOf, world } from './places';

/** Regions by name and time zones, for the fields of a form; named on the server, since browsers' names differ. */
export function placesAndZones(language: string): { regions: { value: string; label: string }[]; zones: string[] } {
  const codes = [world, ...regions.flatMap((r) => [r, ...subRegionsOf(r)])];
  return {
    regions: codes.map((value) => ({ value, label: placeName(value, language) })),
    zones: zoneNames(),
  };
}
