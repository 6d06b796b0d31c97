import type { EventView } from '../queries/event.server';

/**
 * What search engines read of a public event (schema.org/Event), as the text of a data block: nothing in it can end the
 * block. Null where it is not public, or a survivor speaks: what names the event is not handed to be copied. Who speaks
 * stands on the page alone.
 */
export function schemaOf(
  event: Pick<
    EventView,
    | 'id'
    | 'slug'
    | 'title'
    | 'textLanguage'
    | 'introductionHtml'
    | 'venue'
    | 'readers'
    | 'survivorSpeaks'
    | 'announcedAt'
    | 'cancelledAt'
    | 'startsAt'
    | 'endsAt'
  > & { moves: { fromStartsAt: string }[] },
  url: string,
): string | null {
  if (event.readers !== 'public' || event.survivorSpeaks || !event.announcedAt) return null;
  const page = `${url}/events/${event.id}/${event.slug}`;
  const online = { '@type': 'VirtualLocation', url: page };
  const place = { '@type': 'Place', name: event.venue, address: event.venue };
  const movedFrom = event.moves
    .map((m) => m.fromStartsAt)
    .find((from) => Date.parse(from) !== event.startsAt.getTime());
  const state = event.cancelledAt ? 'EventCancelled' : movedFrom ? 'EventRescheduled' : 'EventScheduled';
  const described = {
    '@context': 'https://schema.org',
    '@type': 'Event',
    '@id': page,
    name: event.title,
    description: plainOf(event.introductionHtml) || undefined,
    inLanguage: event.textLanguage,
    url: page,
    startDate: event.startsAt.toISOString(),
    endDate: event.endsAt.toISOString(),
    previousStartDate: movedFrom && new Date(movedFrom).toISOString(),
    eventStatus: `https://schema.org/${state}`,
    eventAttendanceMode: `https://schema.org/${event.venue ? 'MixedEventAttendanceMode' : 'OnlineEventAttendanceMode'}`,
    location: event.venue ? [place, online] : online,
    organizer: { '@type': 'Organization', name: 'Plenary', url },
  };
  return JSON.stringify(described).replace(/[<>&\u2028\u2029]/g, escaped);
}

const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

const signs: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };

/** The words of a text that we have rendered ourselves. */
function plainOf(html: string): string {
  const words = html.replace(/<[^>]*>/g, ' ').replace(/&(lt|gt|quot|#39|amp);/g, (sign) => signs[sign]!);
  return words.replace(/\s+/g, ' ').trim().slice(0, 2000);
}
