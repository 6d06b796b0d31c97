import { z } from 'zod';
import { contentLanguages, isContentLanguage } from '../shared/languages';
import { dayTyped, idTyped, lineOrNothing, lineTyped, textOrNothing } from '../shared/typed';
import { nameField } from './names';
import { handlePattern, limits, placeFilters, reservedHandles } from './organisation';
import { type Area, type Country, countriesOf, isArea, isCountry, subRegionOfCountry } from './places';
import { isDetail, isSector, type Sector } from './sectors';

const key = (name: string) => `organisations:mistakes.${name}`;

const versionShape = { version: idTyped('shared:errors.field') };

const nameShape = lineOrNothing({ max: limits.name, long: key('name-long') });
const furtherNames = Object.fromEntries(contentLanguages.map((l) => [nameField(l), nameShape])) as Record<
  string,
  typeof nameShape
>;

const wordsShape = {
  name: lineTyped({ max: limits.name, empty: key('name-empty'), long: key('name-long') }),
  shortName: lineOrNothing({ max: limits.shortName, long: key('short-name-long') }),
  language: z.string().refine(isContentLanguage, key('language')),
  mandate: textOrNothing({ max: limits.mandate, long: key('mandate-long') }),
  ...furtherNames,
};

const placeShape = {
  /** A sector, or a sector and its detail: 'academia', 'academia/kind.university'. One choice, so they always match. */
  sector: z.string().transform((raw, ctx) => {
    const [sector, detail, ...more] = raw.split('/');
    if (isSector(sector) && more.length === 0 && (detail === undefined || isDetail(sector, detail))) {
      return { sector: sector as Sector, sectorDetail: detail ?? null };
    }
    ctx.addIssue({ code: 'custom', message: key('sector') });
    return z.NEVER;
  }),
  region: z.string().refine((raw) => raw === '' || isArea(raw), key('region')),
  country: z.string().refine((raw) => raw === '' || isCountry(raw), key('country')),
};

/** What an organisation says of itself. */
export interface Words {
  name: string;
  shortName: string | null;
  language: string;
  mandate: string;
  /** By language, without the organisation's own. */
  names: Record<string, string>;
}

/** Where it stands among the others. */
export interface Place {
  sector: Sector;
  sectorDetail: string | null;
  region: Area;
  country: Country | null;
}

function wordsFrom(
  form: Record<string, unknown> & { name: string; shortName: string | null; language: string; mandate: string | null },
): Words {
  const names: Record<string, string> = {};
  for (const language of contentLanguages) {
    const name = form[nameField(language)];
    if (typeof name === 'string' && language !== form.language) names[language] = name;
  }
  return { name: form.name, shortName: form.shortName, language: form.language, mandate: form.mandate ?? '', names };
}

/** A region that was left open follows from the country; a country must lie in the region that was chosen. */
function placeFrom(
  form: { sector: { sector: Sector; sectorDetail: string | null }; region: string; country: string },
  ctx: z.RefinementCtx,
): Place {
  const country = isCountry(form.country) ? form.country : null;
  const region = isArea(form.region) ? form.region : country && subRegionOfCountry(country);
  if (!region) {
    ctx.addIssue({ code: 'custom', message: key('region'), path: ['region'] });
    return z.NEVER;
  }
  if (country && !countriesOf(region).includes(country)) {
    ctx.addIssue({ code: 'custom', message: key('country-elsewhere'), path: ['country'] });
    return z.NEVER;
  }
  return { ...form.sector, region, country };
}

export const wordsForm = z.object({ ...versionShape, ...wordsShape }).transform((form) => ({
  version: form.version,
  words: wordsFrom(form),
}));

export const wholeForm = z.object({ ...versionShape, ...wordsShape, ...placeShape }).transform((form, ctx) => ({
  version: form.version,
  words: wordsFrom(form),
  place: placeFrom(form, ctx),
}));

export const newForm = z
  .object({
    handle: z
      .string()
      .transform((raw) => raw.trim().toLowerCase())
      .refine(
        (handle) => handlePattern.test(handle) && handle.length >= 3 && !reservedHandles.includes(handle),
        key('handle'),
      ),
    ...wordsShape,
    ...placeShape,
  })
  .transform((form, ctx) => ({ handle: form.handle, words: wordsFrom(form), place: placeFrom(form, ctx) }));

export const membershipForm = z.object({
  ...versionShape,
  /** The `since` of the founding membership that is changed; empty for a new one. */
  was: z.union([z.literal(''), dayTyped('shared:errors.field')]).transform((was) => was || null),
  since: dayTyped(key('day')),
  mayChair: z.enum(['yes', 'no'], { error: key('may-chair') }).transform((answer) => answer === 'yes'),
});

export const removeMembershipForm = z.object({ ...versionShape, was: dayTyped('shared:errors.field') });

/** What the address of the list may ask; what it does not know counts as nothing. */
export const listSearch = z.object({
  sector: z
    .string()
    .refine(isSector)
    .transform((s) => s as Sector)
    .optional()
    .catch(undefined),
  region: z
    .enum(placeFilters as [string, ...string[]])
    .optional()
    .catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  q: z.string().optional(),
});
