import ICAL from 'ical.js';
import nodeIcal from 'node-ical';

export interface ReadEntry {
  event: ICAL.Component;
  uid: string;
  sequence: number;
  status: string;
  startsAt: Date;
  endsAt: Date;
  /** The value of a property, or null where there is none. */
  value: (name: string) => string | null;
}

export interface ReadCalendar {
  calendar: ICAL.Component;
  value: (name: string) => string | null;
  events: ReadEntry[];
}

/** What ical.js makes of a calendar, with nothing but the zones that stand in the text itself. */
export function readCalendar(text: string): ReadCalendar {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents('vevent').map((event) => {
    const value = valueIn(event);
    const time = (name: string) => (event.getFirstPropertyValue(name) as ICAL.Time).toJSDate();
    return {
      event,
      value,
      uid: value('uid')!,
      sequence: Number(value('sequence')),
      status: value('status')!,
      startsAt: time('dtstart'),
      endsAt: time('dtend'),
    };
  });
  return { calendar, value: valueIn(calendar), events };
}

function valueIn(component: ICAL.Component) {
  return (name: string) => component.getFirstPropertyValue(name)?.toString() ?? null;
}

/** The same read by node-ical, whose zones are those of the machine. */
export function readByOther(text: string): { uid: string; startsAt: Date; endsAt: Date; title: string }[] {
  return Object.values(nodeIcal.sync.parseICS(text))
    .filter((c) => c?.type === 'VEVENT')
    .map((c) => c as nodeIcal.VEvent)
    .map((e) => ({
      uid: e.uid,
      startsAt: new Date(Number(e.start)),
      endsAt: new Date(Number(e.end)),
      title: String(e.summary),
    }));
}

/** What somebody holds who takes in calendars one after the other: of each entry the highest sequence, as RFC 5546 has it. */
export class Subscriber {
  readonly held = new Map<string, ReadEntry>();

  takesIn(text: string): this {
    for (const entry of readCalendar(text).events) {
      const before = this.held.get(entry.uid);
      if (!before || entry.sequence >= before.sequence) this.held.set(entry.uid, entry);
    }
    return this;
  }
}
