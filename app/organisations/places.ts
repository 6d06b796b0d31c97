import { countriesBySubRegion } from './countries';

/** M49: the whole world. Also the region of an organisation that works everywhere. */
export const world = '001';

/** The five regions of M49, with the sub-regions in the order in which the standard lists them. */
const regionTable = {
  '002': { name: 'Africa', subRegions: ['015', '014', '017', '018', '011'] },
  '019': { name: 'Americas', subRegions: ['021', '013', '029', '005'] },
  '142': { name: 'Asia', subRegions: ['143', '030', '034', '035', '145'] },
  '150': { name: 'Europe', subRegions: ['151', '154', '039', '155'] },
  '009': { name: 'Oceania', subRegions: ['053', '054', '057', '061'] },
} as const;

/** Areas between region and sub-region that organisations name as their own: M49 has these two. */
const groupingTable = {
  '202': { name: 'Sub-Saharan Africa', region: '002', subRegions: ['014', '017', '018', '011'] },
  '419': { name: 'Latin America and the Caribbean', region: '019', subRegions: ['013', '029', '005'] },
} as const;

const subRegionNames = {
  '015': 'Northern Africa',
  '014': 'Eastern Africa',
  '017': 'Middle Africa',
  '018': 'Southern Africa',
  '011': 'Western Africa',
  '021': 'Northern America',
  '013': 'Central America',
  '029': 'Caribbean',
  '005': 'South America',
  '143': 'Central Asia',
  '030': 'Eastern Asia',
  '034': 'Southern Asia',
  '035': 'South-eastern Asia',
  '145': 'Western Asia',
  '151': 'Eastern Europe',
  '154': 'Northern Europe',
  '039': 'Southern Europe',
  '155': 'Western Europe',
  '053': 'Australia and New Zealand',
  '054': 'Melanesia',
  '057': 'Micronesia',
  '061': 'Polynesia',
} as const satisfies Record<(typeof regionTable)[Region]['subRegions'][number], string>;

/** One of the five M49 regions: the unit in which the balance of a consultation is measured. */
export type Region = keyof typeof regionTable;
/** One of the 22 geographical sub-regions, such as '014', Eastern Africa. */
export type SubRegion = keyof typeof subRegionNames;
export type Grouping = keyof typeof groupingTable;
/** Where an organisation works: the world, a region, a grouping or a sub-region. */
export type Area = typeof world | Region | Grouping | SubRegion;
/** An ISO 3166-1 alpha-2 code, in capitals. */
export type Country = {
  [K in keyof typeof countriesBySubRegion]: keyof (typeof countriesBySubRegion)[K];
}[keyof typeof countriesBySubRegion];

// Written out: keys such as '142' would come first from Object.keys, since they look like array indexes and '002' does not.
export const regions: readonly Region[] = ['002', '019', '142', '150', '009'];
export const groupings: readonly Grouping[] = ['202', '419'];

const subRegionRegion = new Map<string, Region>();
for (const region of regions) {
  for (const subRegion of regionTable[region].subRegions) subRegionRegion.set(subRegion, region);
}

const countryPlaces = new Map<string, { name: string; subRegion: SubRegion | undefined }>();
for (const [area, names] of Object.entries(countriesBySubRegion)) {
  for (const [code, name] of Object.entries(names)) {
    countryPlaces.set(code, { name, subRegion: isSubRegion(area) ? area : undefined });
  }
}

/** All 249 country codes, by code. */
export const countries: readonly Country[] = ([...countryPlaces.keys()] as Country[]).sort();

export function isRegion(code: unknown): code is Region {
  return typeof code === 'string' && Object.hasOwn(regionTable, code);
}

export function isSubRegion(code: unknown): code is SubRegion {
  return typeof code === 'string' && Object.hasOwn(subRegionNames, code);
}

export function isGrouping(code: unknown): code is Grouping {
  return typeof code === 'string' && Object.hasOwn(groupingTable, code);
}

export function isArea(code: unknown): code is Area {
  return code === world || isRegion(code) || isGrouping(code) || isSubRegion(code);
}

export function isCountry(code: unknown): code is Country {
  return typeof code === 'string' && countryPlaces.has(code);
}

export function subRegionsOf(area: Region | Grouping): readonly SubRegion[] {
  return isRegion(area) ? regionTable[area].subRegions : groupingTable[area].subRegions;
}

/** An area with the groupings and sub-regions inside it; the world is itself alone, since everything is inside it. */
export function areasWithin(area: Area): readonly Area[] {
  if (area === world || isSubRegion(area)) return [area];
  const inside = subRegionsOf(area);
  const grouped = groupings.filter((g) => g !== area && isRegion(area) && groupingTable[g].region === area);
  return [area, ...grouped, ...inside];
}

/** The codes of all countries in an area, sorted by code. The world holds Antarctica too, which no region does. */
export function countriesOf(area: Area): readonly Country[] {
  if (area === world) return countries;
  const inside: readonly SubRegion[] = isSubRegion(area) ? [area] : subRegionsOf(area);
  return countries.filter((code) => {
    const subRegion = subRegionOfCountry(code);
    return subRegion !== undefined && inside.includes(subRegion);
  });
}

/** Undefined for Antarctica, which M49 puts in no sub-region. */
export function subRegionOfCountry(code: Country): SubRegion | undefined {
  return countryPlaces.get(code)?.subRegion;
}

/** Undefined for Antarctica, which M49 puts in no region. */
export function regionOfCountry(code: Country): Region | undefined {
  return regionOf(subRegionOfCountry(code) ?? world);
}

/** The region that an area counts for where balance is measured; undefined for the world, which counts for none. */
export function regionOf(area: Area): Region | undefined {
  if (isRegion(area)) return area;
  if (isGrouping(area)) return groupingTable[area].region;
  return subRegionRegion.get(area);
}

/**
 * Names that the United Nations use and the Unicode data behind Intl do not. Without them the platform of a United Nations
 * initiative would name a State, or an M49 area, otherwise than its own organisations do.
 */
const unitedNationsNames: Record<string, Record<string, string>> = {
  en: {
    [world]: 'World',
    CD: 'Democratic Republic of the Congo',
    CG: 'Congo',
    FK: 'Falkland Islands (Malvinas)',
    MM: 'Myanmar',
    PS: 'State of Palestine',
    '053': 'Australia and New Zealand',
    '419': 'Latin America and the Caribbean',
  },
  fr: {
    CD: 'République démocratique du Congo',
    CG: 'Congo',
    FK: 'Îles Falkland (Malvinas)',
    MM: 'Myanmar',
    PS: 'État de Palestine',
    '053': 'Australie et Nouvelle-Zélande',
    '419': 'Amérique latine et Caraïbes',
  },
  ar: {
    CD: 'جمهورية الكونغو الديمقراطية',
    CG: 'الكونغو',
    FK: 'جزر فوكلاند (مالفيناس)',
    MM: 'ميانمار',
    PS: 'دولة فلسطين',
    '053': 'أستراليا ونيوزيلندا',
    '419': 'أمريكا اللاتينية ومنطقة البحر الكاريبي',
  },
};

function englishName(code: string): string | undefined {
  if (code === world) return 'World';
  if (isRegion(code)) return regionTable[code].name;
  if (isGrouping(code)) return groupingTable[code].name;
  if (isSubRegion(code)) return subRegionNames[code];
  return countryPlaces.get(code)?.name;
}

// Making one DisplayNames reads a locale's whole table; a list of 249 countries would make 249 of them.
const displayNames = new Map<string, Intl.DisplayNames | undefined>();

function displayNamesIn(language: string): Intl.DisplayNames | undefined {
  if (!displayNames.has(language)) {
    let names: Intl.DisplayNames | undefined;
    try {
      names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    } catch {
      // A malformed language, or a browser without Intl.DisplayNames: our own English names answer.
    }
    displayNames.set(language, names);
  }
  return displayNames.get(language);
}

/**
 * The name of a country or an M49 area in a language (BCP 47): the United Nations' name where ours differs from Intl's, else
 * Intl's, else our own English one, else the code itself. Browsers carry other versions of the Unicode data than the server,
 * so name places in a loader: a name made again while hydrating may differ.
 */
export function placeName(code: string, language: string): string {
  const [primary = language] = language.split('-');
  const preferred = unitedNationsNames[primary]?.[code];
  if (preferred) return preferred;
  const english = englishName(code);
  if (english === undefined) return code;
  return displayNamesIn(language)?.of(code) ?? english;
}
