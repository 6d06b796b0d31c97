import type { EventRules } from '../event';

/** How long before an event somebody is reminded. */
export const remindersBefore = ['day', 'hour'] as const;
export type ReminderBefore = (typeof remindersBefore)[number];

const hour = 3_600_000;
const lengths: Record<ReminderBefore, number> = { day: 24 * hour, hour };

/** What somebody has chosen; both, who has chosen nothing. */
export interface ReminderChoice {
  day: boolean;
  hour: boolean;
}

export const usualChoice: ReminderChoice = { day: true, hour: true };

type Times = Pick<EventRules, 'announcedAt' | 'cancelledAt' | 'startsAt'>;

/** The instant of a reminder; null where there is to be none: not announced, cancelled, or too late for it. */
export function reminderAt(event: Times, before: ReminderBefore, now: Date): Date | null {
  if (!event.announcedAt || event.cancelledAt) return null;
  const at = new Date(event.startsAt.getTime() - lengths[before]);
  return at > now ? at : null;
}

/**
 * What is to be done when a reminder comes up. An event that was moved to later is waited for. A reminder that comes late,
 * because nothing ran, still comes before the event; not beside the next one, which would say the same.
 */
export function whatToDo(event: Times, before: ReminderBefore, now: Date): 'remind' | 'wait' | 'drop' {
  if (!event.announcedAt || event.cancelledAt || event.startsAt <= now) return 'drop';
  const left = event.startsAt.getTime() - now.getTime();
  if (left > lengths[before]) return 'wait';
  return before === 'day' && left <= lengths.hour ? 'drop' : 'remind';
}
