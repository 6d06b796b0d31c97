/** Of an hour that comes twice when clocks are set back, which is meant; null where it comes once. */
export type Which = 'first' | 'second' | null;

export type TimeStyle = 'date' | 'date-time' | 'time' | 'day-time' | 'full' | 'day' | 'month' | 'weekday';

const styles: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  'date-time': { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit' },
  'day-time': { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  weekday: { weekday: 'long' },
};

// Making a formatter costs a hundred times its use; a page of posts would make dozens.
const formatters = new Map<string, Intl.DateTimeFormat>();
const relatives = new Map<string, Intl.RelativeTimeFormat>();

/** An instant (ISO 8601) in words, in a language and an IANA time zone; an unknown zone counts as UTC. */
export function formatTime(instant: string, language: string, zone: string, style: TimeStyle): string {
  const key = `${language} ${zone} ${style}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(localeOf(language), {
      ...styles[style],
      timeZone: isZone(zone) ? zone : 'UTC',
    });
    formatters.set(key, formatter);
  }
  return formatter.format(new Date(instant));
}

/** From one instant to another in one zone: the day is said once where it is the same there. */
export function formatSpan(from: string, until: string, language: string, zone: string): string {
  const sameDay = formatTime(from, language, zone, 'date') === formatTime(until, language, zone, 'date');
  const [first, last] = [
    formatTime(from, language, zone, 'full'),
    formatTime(until, language, zone, sameDay ? 'time' : 'full'),
  ].map(withHourWhole);
  return `${first} – ${last}`;
}

/** The hour and the half of the day that follows it stay on one line: in Arabic the letter alone began the next. */
function withHourWhole(said: string): string {
  return said.replace(/ (\p{L}{1,2})$/u, '\u00A0$1');
}

/** How far the clocks of a zone are from UTC at an instant: "UTC+5:30". The same in every language, and read from the left. */
export function offsetOf(instant: string, zone: string): string {
  const key = `offset ${zone}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = offsetFormatter(zone);
    formatters.set(key, formatter);
  }
  const name = formatter.formatToParts(new Date(instant)).find((part) => part.type === 'timeZoneName')?.value ?? 'UTC';
  return name.replace('GMT', 'UTC');
}

function offsetFormatter(zone: string): Intl.DateTimeFormat {
  const timeZone = isZone(zone) ? zone : 'UTC';
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'shortOffset' });
  } catch {
    // Browsers from before 2021 know no offsets by name, and say the zone in short instead.
    return new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'short' });
  }
}

/** "3 days ago", "in 2 hours": only beside an absolute time. */
export function relativeTime(instant: string, now: string, language: string): string {
  let formatter = relatives.get(language);
  if (!formatter) {
    formatter = new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto' });
    relatives.set(language, formatter);
  }
  const seconds = (Date.parse(instant) - Date.parse(now)) / 1000;
  const size = Math.abs(seconds);
  if (size < 3600) return formatter.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return formatter.format(Math.round(seconds / 3600), 'hour');
  if (size < 86_400 * 60) return formatter.format(Math.round(seconds / 86_400), 'day');
  return formatter.format(Math.round(seconds / (86_400 * 30.44)), 'month');
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** British order of dates for English; Western digits in Arabic, as the United Nations' pages have them. */
function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : language === 'ar' ? 'ar-u-nu-latn' : language;
}
