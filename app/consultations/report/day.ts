import { formatTime } from '../../shared/time';

/** A day (ISO date) in words, whatever the reader's zone: it is nobody's hour. */
export function dayOf(day: string, language: string): string {
  return formatTime(`${day}T12:00:00Z`, language, 'UTC', 'date');
}
