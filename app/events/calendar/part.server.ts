import type { Asked } from '../../shared/edge.server';
import { stateOf } from '../event';
import type { EventView } from '../queries/event.server';
import { addToLinks } from './add-to';
import { calendarWords } from './calendars.server';
import { schemaOf } from './schema-org';

/** How an event gets into a calendar, as the page of the event shows it; nothing is read for it. */
export interface CalendarPartData {
  /** Null once it is over or cancelled. */
  add: { file: string; google: string; outlook: string; office: string } | null;
  series: { file: string; subscribe: string } | null;
  discreet: boolean;
  /** Whether this reader may have a calendar of their own. */
  own: boolean;
  /** What search engines read, which have no account. */
  schema: string | null;
}

export function calendarPart({ reader, t, publicUrl, now }: Asked, event: EventView): CalendarPartData {
  const state = stateOf(event, now());
  const series = event.series && event.announcedAt !== null ? `/events/series/${event.series.id}.ics` : undefined;
  return {
    add:
      state === 'announced' || state === 'live'
        ? { file: `/events/${event.id}.ics`, ...addToLinks(event, calendarWords(t), publicUrl) }
        : null,
    series:
      series === undefined ? null : { file: series, subscribe: `${publicUrl.replace(/^https?:/, 'webcal:')}${series}` },
    discreet: event.survivorSpeaks,
    own: reader !== null,
    schema: reader ? null : schemaOf(event, publicUrl),
  };
}
