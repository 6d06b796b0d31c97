import { countries, groupings, placeName, regionOf, regions, subRegionsOf, world } from '../organisations/places';

interface Choice {
  value: string;
  label: string;
}

/** Areas of M49 for a list to choose from: the world, then each region with what is in it. */
export function areaChoices(language: string): Choice[] {
  const of = (code: string): Choice => ({ value: code, label: placeName(code, language) });
  const within = regions.flatMap((region) => [
    of(region),
    ...groupings.filter((g) => regionOf(g) === region).map((code) => inside(code, language)),
    ...subRegionsOf(region).map((code) => inside(code, language)),
  ]);
  return [of(world), ...within];
}

function inside(code: string, language: string): Choice {
  return { value: code, label: `– ${placeName(code, language)}` };
}

/** Countries by their names. */
export function countryChoices(language: string): Choice[] {
  const sorted = new Intl.Collator(language);
  return countries
    .map((code) => ({ value: code as string, label: placeName(code, language) }))
    .sort((a, b) => sorted.compare(a.label, b.label));
}
