import type { PlaceChoices } from './components/organisation-form';
import { countries, groupings, placeName, regionOf, regions, subRegionsOf, world } from './places';

/** Everywhere that a form offers, named in a language: on the server, since browsers may name places otherwise. */
export function placeChoices(language: string): PlaceChoices {
  const choice = (code: string, group?: string) => ({
    value: code,
    label: placeName(code, language),
    ...(group ? { group } : {}),
  });
  const collator = new Intl.Collator(language);
  return {
    regions: [
      choice(world),
      ...regions.flatMap((region) => {
        const group = placeName(region, language);
        const inside = [region, ...groupings.filter((g) => regionOf(g) === region), ...subRegionsOf(region)];
        return inside.map((code) => choice(code, group));
      }),
    ],
    countries: countries.map((code) => choice(code)).sort((a, b) => collator.compare(a.label, b.label)),
  };
}

/** Region and country by name, for one line: "Eastern Africa · Kenya". */
export function placeInWords(place: { region: string; country: string | null }, language: string): string {
  return [place.region, place.country].flatMap((code) => (code ? [placeName(code, language)] : [])).join(' · ');
}
