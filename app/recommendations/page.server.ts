import { randomUUID } from 'node:crypto';
import { type Area, placeName, regionOf, regions, world } from '../organisations/places';
import { organisationChoices } from '../organisations/queries.server';
import { type Asked, idOf, signedIn } from '../shared/edge.server';
import { contentLanguages, languageNames, pickVersion } from '../shared/languages';
import { refuse } from '../shared/refusal';
import { themes } from '../shared/themes';
import { isOverdue, isSettled, lastDay, mayFollowUp } from '../tasks/commitment';
import { registerSearch } from './forms';
import { findOutcome } from './outcomes.server';
import { countRecommendations, listLength, listRecommendations, readRecommendation } from './queries.server';
import { mayKeepRegister } from './recommendation';

const areaOf = (area: Area) => regionOf(area) ?? world;

/** The register with its counts by region and theme. Two statements. */
export async function loadRegister(asked: Asked) {
  const { sql, reader, language, url } = asked;
  const search = registerSearch.parse(Object.fromEntries(url.searchParams));
  const today = lastDay(asked.now());
  const { recommendations, total } = await listRecommendations(sql, { ...search, language, today });
  const counts = await countRecommendations(sql, today);
  const line = (of: typeof counts) => ({
    open: of.filter((c) => !isSettled(c.state)).reduce((n, c) => n + c.count, 0),
    done: of.filter((c) => c.state === 'done').reduce((n, c) => n + c.count, 0),
    all: of.reduce((n, c) => n + c.count, 0),
    overdue: of.reduce((n, c) => n + c.overdue, 0),
  });
  return {
    recommendations: recommendations.map(({ changedAt: _, outcomeId, ...r }) => ({
      ...r,
      outcomeId,
      region: placeName(r.region, language),
      isOverdue: isOverdue(r, today),
    })),
    total,
    page: search.page,
    pages: Math.ceil(total / listLength),
    chosen: {
      state: search.state ?? null,
      region: search.region ?? null,
      theme: search.theme ?? null,
      sector: search.sector ?? null,
      outcome: search.outcome ?? null,
      overdue: search.overdue ?? null,
    },
    whole: line(counts),
    regions: [...regions, world].flatMap((code) => {
      const of = counts.filter((c) => areaOf(c.region) === code);
      return of.length > 0 ? [{ key: code as string, name: placeName(code, language), ...line(of) }] : [];
    }),
    themes: [...themes, null].flatMap((theme) => {
      const of = counts.filter((c) => c.theme === theme);
      return of.length > 0 ? [{ key: theme, ...line(of) }] : [];
    }),
    mayImport: mayKeepRegister(reader),
    search: url.search,
  };
}

export type RegisterData = Awaited<ReturnType<typeof loadRegister>>;

/** One recommendation, with the forms of those who follow it up. Two statements at most. */
export async function loadRecommendation(asked: Asked) {
  const { sql, reader, language, params } = asked;
  const now = asked.now();
  const r = await readRecommendation(sql, reader, idOf(params.id), language, now);
  const mayKeep = mayKeepRegister(reader);
  const { changedAt: _, ...rest } = r;
  return {
    ...rest,
    region: placeName(r.region, language),
    isOverdue: isOverdue(r, lastDay(now)),
    today: now.toISOString().slice(0, 10),
    mayKeep,
    mayFollowUp: mayFollowUp({ ownerOrganisationId: r.ownerId, ownerPersonId: null }, reader),
    organisations: mayKeep ? await organisationChoices(sql, language) : [],
    languages: contentLanguages.map((code) => ({ value: code, label: languageNames[code] })),
    writes: reader?.language ?? language,
    once: randomUUID(),
  };
}

export type RecommendationData = Awaited<ReturnType<typeof loadRecommendation>>;

/** What forms of those who keep the register choose from; not-found for everybody else. No statement. */
function choices(asked: Asked) {
  if (!mayKeepRegister(signedIn(asked))) throw refuse('not-found', 'shared:errors.not-found');
  return {
    languages: contentLanguages.map((code) => ({ value: code as string, label: languageNames[code] })),
    regions: [world, ...regions].map((code) => ({ code: code as string, name: placeName(code, asked.language) })),
    writes: asked.language as string,
  };
}

/** The page of the importer, for the secretariat. */
export function loadImport(asked: Asked) {
  return { ...choices(asked), once: randomUUID() };
}

/** The form for an event that is not in the register yet. */
export function loadNewOutcome(asked: Asked) {
  return { ...choices(asked), once: randomUUID() };
}

export type NewOutcomeData = ReturnType<typeof loadNewOutcome>;

/** An event of the register with its entries, for those who keep it. One statement. */
export async function loadOutcome(asked: Asked) {
  const rest = choices(asked);
  const found = await findOutcome(asked.sql, idOf(asked.params.id), asked.language);
  if (!found) throw refuse('not-found', 'shared:errors.not-found');
  return { ...found, ...rest, text: pickVersion(found.texts, asked.language, found.language)! };
}

export type OutcomeData = Awaited<ReturnType<typeof loadOutcome>>;

export type ImportData = ReturnType<typeof loadImport>;
