import type { CalendarEvent, CalendarWords } from './entry';
import { inUtc } from './ics';
import { needsBlock } from './zone-rules';

/**
 * Addresses that put an event into a calendar of Google or of Microsoft (one's own, or that of one's work), for whoever opens no file: it is filled in there, and
 * saved by the person. Whoever runs that calendar reads what stands in the address: where a survivor speaks the time alone,
 * of what is not public the title and the way to the page.
 */
export function addToLinks(
  event: Pick<
    CalendarEvent,
    'id' | 'slug' | 'title' | 'venue' | 'readers' | 'survivorSpeaks' | 'startsAt' | 'endsAt' | 'timeZone'
  >,
  words: Pick<CalendarWords, 'neutral'>,
  url: string,
): { google: string; outlook: string; office: string } {
  const { startsAt, endsAt, timeZone, survivorSpeaks } = event;
  const title = survivorSpeaks ? words.neutral : event.title;
  const details = survivorSpeaks ? '' : `${url}/events/${event.id}/${event.slug}`;
  const place = event.readers === 'public' && !survivorSpeaks ? event.venue : '';
  const google = new URL('https://calendar.google.com/calendar/render');
  const dates = `${inUtc(startsAt)}/${inUtc(endsAt)}`;
  const ctz = needsBlock(timeZone) ? timeZone : '';
  put(google, { action: 'TEMPLATE', text: title, dates, ctz, details, location: place });
  const times = { startdt: startsAt.toISOString(), enddt: endsAt.toISOString() };
  const filled = {
    path: '/calendar/action/compose',
    rru: 'addevent',
    ...times,
    subject: title,
    body: details,
    location: place,
  };
  const microsoft = (host: string) => {
    const address = new URL(`https://${host}/calendar/0/deeplink/compose`);
    put(address, filled);
    return address.href;
  };
  return { google: google.href, outlook: microsoft('outlook.live.com'), office: microsoft('outlook.office.com') };
}

function put(url: URL, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) if (value) url.searchParams.set(name, value);
}
