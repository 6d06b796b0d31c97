import { IANAZone } from 'luxon';

/**
 * What a calendar is told of a time zone (VTIMEZONE, RFC 5545, 3.6.5). Written from the same rules by which the pages
 * show times, and true for every instant from `from` to `to`: blocks of ready collections follow another edition of the
 * time zone database, and then an entry lies an hour beside what the page says. Years that go by one rule are said
 * as that rule, which every calendar reads; years that do not (the month of fasting in Morocco) change by change.
 */
export function zoneBlock(zone: string, from: Date, to: Date): string[] {
  const years = { first: from.getUTCFullYear() - 1, last: to.getUTCFullYear() + 1 };
  const changes = changesOf(zone, Date.UTC(years.first, 0, 1), Date.UTC(years.last + 1, 0, 1));
  const before = changes.length === 0 || changes[0]!.at > from.getTime() ? [alwaysOf(zone, years.first)] : [];
  const observances = [...before, ...changesInWords(changes, years)];
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observances.flat(), 'END:VTIMEZONE'];
}

/** Whether calendars need a block for this zone: UTC is said by a letter, and a zone that nobody knows is read as UTC. */
export function needsBlock(zone: string): boolean {
  return IANAZone.isValidZone(zone) && !/^(Etc\/)?(UTC|UCT|Universal|Zulu)$/i.test(zone);
}

/** Local time on the clocks of the zone, as `20270328T090000`. */
export function localTime(at: Date, zone: string): string {
  return stampOf(at.getTime() + offsetAt(zone, at.getTime()));
}

/**
 * Whether this local time comes twice there, when clocks are put back. The first is meant (RFC 5545, 3.3.5), but not
 * every calendar reads it so: such a time is said in UTC.
 */
export function comesTwice(at: Date, zone: string): boolean {
  const own = offsetAt(zone, at.getTime());
  return [-day, day].some((away) => {
    const other = offsetAt(zone, at.getTime() + away);
    return other !== own && offsetAt(zone, at.getTime() + own - other) === other;
  });
}

/** Clocks of a zone are put from one distance to UTC to another. Distances in milliseconds. */
interface Change {
  at: number;
  from: number;
  to: number;
}

const day = 24 * 3_600_000;
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

function offsetAt(zone: string, at: number): number {
  return Math.round(IANAZone.create(zone).offset(at) * 60_000);
}

/** Every change between two instants. None of the world's clocks is changed twice within five days. */
function changesOf(zone: string, first: number, last: number): Change[] {
  const changes: Change[] = [];
  for (let at = first; at < last; at += 5 * day) {
    const until = Math.min(at + 5 * day, last);
    const [from, to] = [offsetAt(zone, at), offsetAt(zone, until)];
    if (from === to) continue;
    let [low, high] = [at, until];
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (offsetAt(zone, middle) === from) low = middle;
      else high = middle;
    }
    changes.push({ at: high, from, to });
  }
  return changes;
}

function alwaysOf(zone: string, year: number): string[] {
  const offset = offsetAt(zone, Date.UTC(year, 0, 1));
  return observance({ at: Date.UTC(year, 0, 1) - offset, from: offset, to: offset });
}

/** Changes that come once in each of the years by one rule are said together, all others one by one. */
function changesInWords(changes: Change[], years: { first: number; last: number }): string[][] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const { month, time } = localParts(change);
    const key = `${change.from} ${change.to} ${month} ${time}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].flatMap((group) => {
    const rule = ruleOf(group, years);
    return rule ? [observance(group[0]!, rule)] : group.map((change) => observance(change));
  });
}

/** `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`, where that names each of these changes; undefined where no rule does. */
function ruleOf(group: Change[], { first, last }: { first: number; last: number }): string | undefined {
  const parts = group.map(localParts);
  const everyYear = parts.length === last - first + 1 && parts.every((p, i) => p.year === first + i);
  if (!everyYear) return undefined;
  const shared = parts[0]!.names.find((name) => parts.every((p) => p.names.includes(name)));
  return shared && `FREQ=YEARLY;BYMONTH=${parts[0]!.month};BYDAY=${shared}`;
}

/** When a change comes, on the clocks before it; and what its day can be called, as in "the last Sunday". */
function localParts({ at, from }: Change) {
  const local = new Date(at + from);
  const [year, month, date] = [local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate()];
  const weekday = weekdays[local.getUTCDay()]!;
  const isLast = date + 7 > new Date(Date.UTC(year, month, 0)).getUTCDate();
  const number = Math.ceil(date / 7);
  const names = [...(isLast ? [`-1${weekday}`] : []), ...(number < 5 ? [`${number}${weekday}`] : [])];
  return { year, month, time: local.toISOString().slice(11, 19), names };
}

function observance({ at, from, to }: Change, rule?: string): string[] {
  const kind = to > from ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    `DTSTART:${stampOf(at + from)}`,
    `TZOFFSETFROM:${distance(from)}`,
    `TZOFFSETTO:${distance(to)}`,
    ...(rule ? [`RRULE:${rule}`] : []),
    `END:${kind}`,
  ];
}

function stampOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '');
}

/** `+0545`, and with seconds where a zone of long ago had them. */
function distance(ms: number): string {
  const seconds = Math.abs(ms) / 1000;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const digits = parts.slice(0, parts[2] ? 3 : 2).map((n) => String(n).padStart(2, '0'));
  return (ms < 0 ? '-' : '+') + digits.join('');
}
