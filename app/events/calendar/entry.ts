import { parseMarkdown } from '../../shared/rich-text/dialect';
import { plainTextOf } from '../../shared/rich-text/plain-text';
import type { EventRules } from '../event';
import type { Entry } from './ics';

/** What calendars are told of an event. The joining link is no part of it: only registration reads it. */
export interface CalendarEvent
  extends Pick<EventRules, 'id' | 'readers' | 'timeZone' | 'startsAt' | 'endsAt' | 'survivorSpeaks'> {
  slug: string;
  uid: string;
  sequence: number;
  announcedAt: Date | null;
  cancelledAt: Date | null;
  createdAt: Date;
  changedAt: Date;
  venue: string;
  title: string;
  /** As it was typed. */
  introduction: string;
}

/** The words that a calendar shows beside those of the event, in the reader's language. */
export interface CalendarWords {
  /** What an event is called where a survivor speaks. */
  neutral: string;
  page: string;
  join: string;
}

const longest = 1500;

/**
 * An event as the entry of a calendar. Calendars are shared, and shown on locked screens: where a survivor speaks an entry
 * holds general words and the time; of what is not public it holds the title, the time and the way to the page. `joining`
 * is given in a mail to somebody who is registered, and nowhere else: otherwise the conference is the event's page.
 */
export function entryOf(
  event: CalendarEvent,
  words: CalendarWords,
  url: string,
  more: { joining?: string; writtenAt?: Date; sequence?: number; cancelled?: true } = {},
): Entry {
  const page = `${url}/events/${event.id}/${event.slug}`;
  const known = {
    uid: uidOf(event, url),
    sequence: more.sequence ?? event.sequence,
    state: more.cancelled || event.cancelledAt ? 'cancelled' : event.announcedAt ? 'confirmed' : 'tentative',
    writtenAt: more.writtenAt ?? event.changedAt,
    createdAt: event.createdAt,
    changedAt: event.changedAt,
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    timeZone: event.timeZone,
    confidential: event.readers !== 'public' || event.survivorSpeaks,
  } satisfies Partial<Entry>;
  if (event.survivorSpeaks) return { ...known, title: words.neutral };
  if (event.readers !== 'public')
    return { ...known, title: event.title, description: page, page, joining: atPage(page, words) };
  const joining = more.joining ? { address: more.joining, label: words.join, video: true } : atPage(page, words);
  return {
    ...known,
    title: event.title,
    description: [beginning(event.introduction), page].filter(Boolean).join('\n\n'),
    place: event.venue,
    page,
    joining,
  };
}

/** How calendars know the event, for ever: neither its title nor its address is in it. */
export function uidOf(event: Pick<CalendarEvent, 'uid'>, url: string): string {
  return `${event.uid}@${new URL(url).hostname}`;
}

function atPage(page: string, words: CalendarWords): Entry['joining'] {
  return { address: page, label: words.page, video: false };
}

/** Calendars show a few lines, and marks as they were typed: the words alone. What follows is on the page. */
function beginning(markdown: string): string {
  const signs = [...plainTextOf(parseMarkdown(markdown), new Map()).trim()];
  return signs.length <= longest ? signs.join('') : `${signs.slice(0, longest).join('').trimEnd()}…`;
}
