import { placeName } from '../organisations/places';
import { type ContentLanguage, languageNames } from '../shared/languages';
import { nextInstant, stateOf } from './event';
import type { ListedEvent } from './queries/list.server';
import type { ShownEvent } from './shown';

export function shownEvent(e: ListedEvent, language: string, now: Date): ShownEvent {
  return {
    id: e.id,
    path: `/events/${e.id}/${e.slug}`,
    title: e.title,
    language: e.textLanguage,
    state: stateOf(e, now),
    kind: e.kind,
    readers: e.readers,
    region: placeName(e.region, language),
    timeZone: e.timeZone,
    startsAt: e.startsAt.toISOString(),
    endsAt: e.endsAt.toISOString(),
    themes: e.themes,
    languages: [...new Set(e.languages.map((l) => l.language))]
      .map((l) => languageNames[l as ContentLanguage] ?? l)
      .join(' · '),
    venue: e.venue,
    movedFrom: e.movedFrom !== null,
  };
}

/** Until when a page that shows these events stays true by itself; null where nothing is ahead. */
export function untilOf(events: Parameters<typeof nextInstant>[0][], now: Date): Date | null {
  const instants = events.map((e) => nextInstant(e, now)).filter((at) => at !== null);
  return instants.length ? new Date(Math.min(...instants.map(Number))) : null;
}
