import { stringify } from 'csv-stringify/sync';
import { Feed } from 'feed';
import type { Db } from '../../db/connect';
import type { Reader } from '../people/person';
import { stateOf } from './event';
import type { ScheduleSearch } from './forms';
import { type ListedEvent, listEvents } from './queries/list.server';

const most = 500;
const mostInFeed = 50;

interface Asked {
  search: ScheduleSearch;
  language: string;
  publicUrl: string;
  now: Date;
}

/**
 * Rows of an export: what the schedule shows of each event, to whoever may see it. Who speaks is not among them, and how to
 * join never is.
 */
async function rowsOf(sql: Db, reader: Reader | null, { search, language, publicUrl, now }: Asked) {
  const { events } = await listEvents(sql, reader, { ...search, page: 1, inLanguage: language, now, length: most });
  const ways = (e: ListedEvent, how: string) => e.languages.filter((l) => l.how === how).map((l) => l.language);
  return events.map((e) => ({
    id: e.id,
    address: addressOf(e, publicUrl),
    title: e.title,
    language: e.textLanguage,
    kind: e.kind,
    state: stateOf(e, now),
    readers: e.readers,
    startsAt: e.startsAt.toISOString(),
    endsAt: e.endsAt.toISOString(),
    timeZone: e.timeZone,
    region: e.region,
    venue: e.venue,
    themes: e.themes,
    spoken: ways(e, 'spoken'),
    interpreted: ways(e, 'interpreted'),
    captions: ways(e, 'captions'),
  }));
}

/** The schedule as comma-separated values, UTF-8 with a mark so that spreadsheets read it; formula cells are made text. */
export async function csvOfEvents(sql: Db, reader: Reader | null, asked: Asked): Promise<string> {
  const rows = await rowsOf(sql, reader, asked);
  const columns = [
    ...['id', 'address', 'title', 'language', 'kind', 'state', 'readers', 'startsAt', 'endsAt', 'timeZone', 'region'],
    ...['venue', 'themes', 'spoken', 'interpreted', 'captions'],
  ];
  const joined = rows.map((r) => ({
    ...r,
    themes: r.themes.join(' '),
    spoken: r.spoken.join(' '),
    interpreted: r.interpreted.join(' '),
    captions: r.captions.join(' '),
  }));
  return stringify(joined, { header: true, columns, bom: true, record_delimiter: 'windows', escape_formulas: true });
}

/** The same as data. */
export async function jsonOfEvents(sql: Db, reader: Reader | null, asked: Asked) {
  return { address: `${asked.publicUrl}/events`, events: await rowsOf(sql, reader, asked) };
}

/**
 * Public events as an Atom feed (RFC 4287), those announced or changed last first: a feed is fetched without a session. An entry's
 * date is that of its last change, so that a move shows in a reader; when it is stands in its words, in its own zone.
 */
export async function atomOfEvents(
  sql: Db,
  asked: Asked,
  title: string,
  say: (event: ListedEvent) => string,
): Promise<{ atom: string; events: ListedEvent[] }> {
  const { search, language, publicUrl, now } = asked;
  const { events } = await listEvents(sql, null, { ...search, page: 1, inLanguage: language, now, length: mostInFeed });
  const dated = [...events].sort((a, b) => Number(b.changedAt) - Number(a.changedAt) || b.id - a.id);
  const feed = new Feed({
    id: `${publicUrl}/events`,
    title,
    link: `${publicUrl}/events`,
    language,
    updated: dated[0]?.changedAt ?? new Date(0),
    feedLinks: { atom: `${publicUrl}/events.atom` },
    generator: 'Plenary',
    copyright: '',
  });
  for (const e of dated) {
    const link = addressOf(e, publicUrl);
    feed.addItem({
      id: `${publicUrl}/events/${e.id}`,
      link,
      title: e.title,
      description: say(e),
      date: e.changedAt,
      author: [{ name: 'Plenary' }],
      ...(e.announcedAt ? { published: e.announcedAt } : {}),
    });
  }
  return { atom: feed.atom1(), events };
}

function addressOf(e: ListedEvent, publicUrl: string): string {
  return `${publicUrl}/events/${e.id}/${e.slug}`;
}
