import { addressOf, joinLines, parameterOf, textOf } from './lines';
import { comesTwice, localTime, needsBlock, zoneBlock } from './zone-rules';

/** One event as a calendar holds it. */
export interface Entry {
  /** The same for ever, whatever else changes: `<uuid>@<host>`. */
  uid: string;
  /** Raised at each change that calendars have to follow (RFC 5545, 3.8.7.4). */
  sequence: number;
  state: 'tentative' | 'confirmed' | 'cancelled';
  /** When this was written (DTSTAMP): of a feed, when what it says last changed, so that the same is said alike. */
  writtenAt: Date;
  createdAt: Date;
  changedAt: Date;
  startsAt: Date;
  endsAt: Date;
  /** IANA name. */
  timeZone: string;
  title: string;
  description?: string;
  place?: string;
  /** Address of the event's page. */
  page?: string;
  /** Where one joins (CONFERENCE, RFC 7986), with what the link is called. */
  joining?: { address: string; label: string; video: boolean };
  /** Told to calendars that are shared: others see that there is something, and no more (CLASS:PRIVATE). */
  confidential: boolean;
  /** Of an invitation: who sends it and the one whom it is for. Nobody else is ever named. */
  invitation?: { organizer: { name: string; address: string }; attendee: string };
}

export interface Calendar {
  entries: Entry[];
  method?: 'REQUEST' | 'CANCEL';
  /** Of a feed: what it is called, how often it is looked at, and the zone whose clocks it knows where it is empty. */
  feed?: { name: string; everyHours: number; timeZone: string };
}

/**
 * A calendar as text (RFC 5545, with RFC 7986 and, with a method, RFC 5546). Written here and not by a library: those at
 * hand wrote the clock of the server beside the name of another zone, a DTSTAMP that was not in UTC, no CONFERENCE, and
 * parameters that others cannot read.
 */
export function writeCalendar({ entries, method, feed }: Calendar): string {
  return joinLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Plenary//Plenary//EN',
    'CALSCALE:GREGORIAN',
    ...(method ? [`METHOD:${method}`] : []),
    ...(feed ? feedLines(feed) : []),
    ...zonesOf(entries, feed),
    ...entries.flatMap((entry) => entryLines(entry, method)),
    'END:VCALENDAR',
  ]);
}

function feedLines(feed: NonNullable<Calendar['feed']>): string[] {
  return [
    `NAME:${textOf(feed.name)}`,
    `X-WR-CALNAME:${textOf(feed.name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:PT${feed.everyHours}H`,
    // What Outlook reads in place of the line above.
    `X-PUBLISHED-TTL:PT${feed.everyHours}H`,
  ];
}

/** One block for each zone, true for all its entries; a calendar without any component would not be one. */
function zonesOf(entries: Entry[], feed: Calendar['feed']): string[] {
  const spans = new Map<string, { from: number; to: number }>();
  for (const { timeZone, startsAt, endsAt } of entries.filter(isLocal)) {
    const span = spans.get(timeZone) ?? { from: Number(startsAt), to: Number(endsAt) };
    spans.set(timeZone, { from: Math.min(span.from, Number(startsAt)), to: Math.max(span.to, Number(endsAt)) });
  }
  if (entries.length === 0 && feed)
    spans.set(needsBlock(feed.timeZone) ? feed.timeZone : 'Etc/UTC', { from: 0, to: 0 });
  return [...spans].flatMap(([zone, { from, to }]) => zoneBlock(zone, new Date(from), new Date(to)));
}

function entryLines(entry: Entry, method: Calendar['method']): string[] {
  const { invitation, joining } = entry;
  const page = entry.page && addressOf(entry.page);
  const conference = joining && addressOf(joining.address);
  return [
    'BEGIN:VEVENT',
    `UID:${textOf(entry.uid)}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${inUtc(entry.writtenAt)}`,
    `CREATED:${inUtc(entry.createdAt)}`,
    `LAST-MODIFIED:${inUtc(entry.changedAt)}`,
    timeLine('DTSTART', entry.startsAt, entry),
    timeLine('DTEND', entry.endsAt, entry),
    `SUMMARY:${textOf(entry.title)}`,
    ...(entry.description ? [`DESCRIPTION:${textOf(entry.description)}`] : []),
    ...(entry.place ? [`LOCATION:${textOf(entry.place)}`] : []),
    ...(page ? [`URL:${page}`] : []),
    ...(joining && conference ? [conferenceLine(joining, conference)] : []),
    `STATUS:${entry.state.toUpperCase()}`,
    ...(entry.state === 'cancelled' ? ['TRANSP:TRANSPARENT'] : []),
    ...(entry.confidential ? ['CLASS:PRIVATE'] : []),
    ...(invitation ? invitationLines(invitation, method) : []),
    'END:VEVENT',
  ];
}

function conferenceLine({ label, video }: NonNullable<Entry['joining']>, address: string): string {
  return `CONFERENCE;VALUE=URI;${video ? 'FEATURE=AUDIO,VIDEO;' : ''}LABEL=${parameterOf(label)}:${address}`;
}

/** Whoever is registered has said that they come: their calendar is not to ask them, and nobody waits for an answer. */
function invitationLines({ organizer, attendee }: NonNullable<Entry['invitation']>, method: Calendar['method']) {
  const answer = method === 'CANCEL' ? '' : ';PARTSTAT=ACCEPTED;RSVP=FALSE';
  return [
    `ORGANIZER;CN=${parameterOf(organizer.name)}:mailto:${mailbox(organizer.address)}`,
    `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT${answer}:mailto:${mailbox(attendee)}`,
  ];
}

/** An address after `mailto:` (RFC 6068): what has a meaning in an address of a link is written by its number. */
function mailbox(address: string): string {
  return encodeURIComponent(address).replaceAll('%40', '@').replaceAll('%2B', '+');
}

/** Whether an entry is written by the clocks of its zone, at both its ends. */
function isLocal({ timeZone, startsAt, endsAt }: Entry): boolean {
  return needsBlock(timeZone) && !comesTwice(startsAt, timeZone) && !comesTwice(endsAt, timeZone);
}

function timeLine(name: string, at: Date, entry: Entry): string {
  return isLocal(entry) ? `${name};TZID=${entry.timeZone}:${localTime(at, entry.timeZone)}` : `${name}:${inUtc(at)}`;
}

/** `20270328T090000Z` */
export function inUtc(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
