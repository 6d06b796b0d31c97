import { placeName } from '../organisations/places';
import { type Asked, idOf } from '../shared/edge.server';
import { type ContentLanguage, languageNames } from '../shared/languages';
import { languageWays, mayPrepareEvent, nextInstant, stateOf } from './event';
import { type EventView, readEvent } from './queries/event.server';

/** What the page of an event shows, as plain data; its other parts come from registration, calendars and talk. */
export async function loadEventPage(asked: Asked, event: EventView) {
  const { reader, language, keep } = asked;
  const now = asked.now();
  const mayPrepare = mayPrepareEvent(reader, event.tie);
  keep({ tags: [`event:${event.id}`, 'events', 'consultations', 'everything'], until: nextInstant(event, now) });
  return {
    id: event.id,
    path: `/events/${event.id}/${event.slug}`,
    slug: event.slug,
    title: event.title,
    textLanguage: event.textLanguage,
    askedBy: event.askedBy,
    introductionHtml: event.introductionHtml,
    state: stateOf(event, now),
    kind: event.kind,
    readers: event.readers,
    region: placeName(event.region, language),
    timeZone: event.timeZone,
    startsAt: event.startsAt.toISOString(),
    endsAt: event.endsAt.toISOString(),
    // Where a survivor can be found at an hour is told to those who have a place, and to nobody else.
    venue: event.survivorSpeaks && !mayPrepare ? '' : event.venue,
    hasVenue: event.venue !== '',
    survivorSpeaks: event.survivorSpeaks,
    ownLanguage: event.language,
    cancelledReason: event.cancelledReason,
    cancelledAt: event.cancelledAt?.toISOString() ?? null,
    themes: event.themes,
    sectors: event.sectors,
    languages: languageWays.map((how) => ({
      how,
      names: event.languages
        .filter((l) => l.how === how)
        .map((l) => languageNames[l.language as ContentLanguage] ?? l.language),
    })),
    speakers: event.speakers,
    facilitators: event.facilitators,
    moves: event.moves,
    series: event.series,
    materials: event.materials,
    invited: event.invitedOrganisations,
    mayPrepare,
    zone: reader?.timeZone ?? null,
    asOf: now.toISOString(),
  };
}

export type EventPageData = Awaited<ReturnType<typeof loadEventPage>>;

/** The event that the address names, as this reader may see it. */
export async function eventAsked(asked: Asked): Promise<EventView> {
  return readEvent(asked.sql, asked.reader, idOf(asked.params.id), asked.language);
}
