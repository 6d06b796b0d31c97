import { placeName, regions, world } from '../organisations/places';
import { isSecretariat } from '../people/person';
import type { Asked } from '../shared/edge.server';
import { type ContentLanguage, languageNames } from '../shared/languages';
import { nextInstant, phaseAt, stateOf } from './consultation';
import { listSearch } from './forms';
import { type ListedConsultation, listConsultations, listLength } from './queries/list.server';
import type { ShownConsultation } from './shown';

/** The list as its address asks for it: which consultations, and what else can be chosen. One statement. */
export async function loadList(asked: Asked) {
  const { sql, reader, language, url, keep, t } = asked;
  const now = asked.now();
  const search = listSearch.parse(Object.fromEntries(url.searchParams));
  const { consultations, total } = await listConsultations(sql, reader, { ...search, inLanguage: language, now });
  keep({ tags: ['consultations', 'everything'], until: untilOf(consultations, now) });
  return {
    title: t('consultations:title'),
    search: { ...search, page: undefined },
    total,
    page: search.page,
    pages: Math.max(1, Math.ceil(total / listLength)),
    mayPrepare: isSecretariat(reader),
    zone: reader?.timeZone ?? 'UTC',
    regions: [world, ...regions].map((value) => ({ value, label: placeName(value, language) })),
    /** The name of what is chosen, where it is none of those. */
    region: search.region ? placeName(search.region, language) : null,
    consultations: consultations.map((c) => shownConsultation(c, language, now)),
  };
}

export type ListData = Awaited<ReturnType<typeof loadList>>;

export function shownConsultation(c: ListedConsultation, language: string, now: Date): ShownConsultation {
  const phase = phaseAt(c, now);
  const next = c.phases.find((p) => now < p.opensAt);
  return {
    id: c.id,
    path: `/consultations/${c.id}/${c.slug}`,
    title: c.title,
    language: c.textLanguage,
    state: stateOf(c, now),
    scope: c.scope,
    readers: c.readers,
    region: placeName(c.region, language),
    theme: c.theme,
    host: c.host,
    feeds: c.feeds,
    languages: namesOf(c.languages),
    phase: phase ? { kind: phase.kind, closesAt: phase.closesAt.toISOString() } : null,
    next: next ? { kind: next.kind, opensAt: next.opensAt.toISOString() } : null,
  };
}

export function namesOf(languages: string[]): string {
  return languages.map((l) => languageNames[l as ContentLanguage] ?? l).join(' · ');
}

/** Until when a page that shows these stays true by itself; null where nothing is ahead. */
export function untilOf(consultations: Parameters<typeof nextInstant>[0][], now: Date): Date | null {
  const instants = consultations.map((c) => nextInstant(c, now)).filter((at) => at !== null);
  return instants.length ? new Date(Math.min(...instants.map(Number))) : null;
}
