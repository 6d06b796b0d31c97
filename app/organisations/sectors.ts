/**
 * The sectors whose balance consultations owe (strategic plan, section 8), in two levels: the sector, and under it the ways in
 * which organisations of one sector differ. Names are in the locale namespace `sectors`.
 */
export const sectors = {
  government: {
    details: {
      kind: [
        'labour',
        'interior',
        'justice',
        'social-affairs',
        'foreign-affairs',
        'development-cooperation',
        'national-coordination',
      ],
    },
  },
  igo: { details: { kind: ['united-nations', 'other-international'] } },
  'regional-body': { details: { kind: ['political', 'security', 'migration', 'economic'] } },
  'civil-society': {
    details: {
      size: ['small', 'medium', 'large'],
      focus: [
        'victim-assistance',
        'prevention',
        'child-rights',
        'migrants-rights',
        'womens-rights',
        'legal-aid',
        'research-advocacy',
        'faith-based',
      ],
    },
  },
  'workers-organisation': { details: { kind: ['national', 'sectoral', 'international-federation'] } },
  'migrants-organisation': { details: { kind: ['workers', 'returnees', 'diaspora'] } },
  'employers-organisation': { details: { kind: ['national', 'sectoral', 'small-enterprises', 'international'] } },
  'private-sector': {
    details: {
      size: ['small', 'medium', 'large'],
      industry: [
        'agriculture-fishing',
        'construction',
        'domestic-care',
        'finance',
        'hospitality-travel',
        'manufacturing',
        'recruitment',
        'retail',
        'technology',
        'transport',
      ],
    },
  },
  academia: { details: { kind: ['university', 'research-institute', 'training-institute'] } },
  media: { details: { kind: ['broadcast', 'print', 'online', 'news-agency'] } },
  'survivor-group': { details: {} },
} as const satisfies Record<string, { details: Partial<Record<Dimension, readonly string[]>> }>;

/** A way in which organisations of one sector differ. */
export type Dimension = 'kind' | 'size' | 'focus' | 'industry';

export type Sector = keyof typeof sectors;

type DetailsOf<S extends Sector> = (typeof sectors)[S]['details'];
type Joined<D> = {
  [K in keyof D & string]: D[K] extends readonly (infer Value extends string)[] ? `${K}.${Value}` : never;
}[keyof D & string];

/**
 * The second level, as one text with its dimension before the dot: 'focus.child-rights', 'kind.university'. An organisation
 * holds a sector and at most one of these, the one by which it is best known. `never` for a sector that has no second level.
 */
export type SectorDetail<S extends Sector = Sector> = { [K in S]: Joined<DetailsOf<K>> }[S];

export const sectorKeys = Object.keys(sectors) as readonly Sector[];

export function isSector(value: unknown): value is Sector {
  return typeof value === 'string' && Object.hasOwn(sectors, value);
}

/** Every detail of a sector, in the order in which a form offers them. */
export function detailsOf<S extends Sector>(sector: S): readonly SectorDetail<S>[] {
  const details: Partial<Record<string, readonly string[]>> = sectors[sector].details;
  return Object.entries(details).flatMap(([dimension, values = []]) =>
    values.map((value) => `${dimension}.${value}` as SectorDetail<S>),
  );
}

/** Whether a text is a detail of this very sector: 'kind.national' is one of a workers' organisation, not of a university. */
export function isDetail<S extends Sector>(sector: S, detail: unknown): detail is SectorDetail<S> {
  return typeof detail === 'string' && (detailsOf(sector) as readonly string[]).includes(detail);
}

/** The locale key of a sector's name. */
export function sectorNameKey(sector: Sector): string {
  return `sectors:${sector}.name`;
}

/** The locale key of a detail's name; the same text means another thing under another sector, so both are needed. */
export function detailNameKey<S extends Sector>(sector: S, detail: SectorDetail<S>): string {
  return `sectors:${sector}.${detail}`;
}

/** The locale key of a dimension's name, for the heading over its details. */
export function dimensionNameKey(dimension: Dimension): string {
  return `sectors:dimension.${dimension}`;
}
