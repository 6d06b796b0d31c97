import { refuse } from '../shared/refusal';
import { instantsOf, localOf } from '../shared/zone.server';
import { mistakesOfTimes } from './event';
import type { TimesForm, Which } from './forms-preparing';

export interface EventTimes {
  timeZone: string;
  startsAt: Date;
  endsAt: Date;
  registrationClosesAt: Date | null;
}

/**
 * The instants that a form's local times name in its zone. Refuses beside the field what is no time there: an hour that the
 * clocks leave out, one that comes twice where nobody has said which (`events:refusals.time-twice`: the form asks), an end
 * before the beginning, a registration that closes after the end.
 */
export function instantsTyped(form: TimesForm): EventTimes {
  const fields: Record<string, string> = {};
  const read = (name: string, local: string, which: Which) => {
    const [first, second] = instantsOf(local, form.timeZone);
    if (!first) fields[name] = 'events:refusals.time-skipped';
    else if (second && !which) fields[name] = 'events:refusals.time-twice';
    return second && which === 'second' ? second : first;
  };
  const startsAt = read('starts', form.starts, form.startsWhich);
  const endsAt = read('ends', form.ends, form.endsWhich);
  const closesAt = form.closes === '' ? null : read('closes', form.closes, form.closesWhich);
  if (startsAt && endsAt && Object.keys(fields).length === 0) {
    Object.assign(fields, mistakesOfTimes(startsAt, endsAt));
    if (closesAt && closesAt > endsAt) fields.closes = 'events:refusals.closes-late';
  }
  if (Object.keys(fields).length > 0 || !startsAt || !endsAt)
    throw refuse('invalid', 'shared:errors.check-fields', { zone: form.timeZone }, fields);
  return { timeZone: form.timeZone, startsAt, endsAt, registrationClosesAt: closesAt ?? null };
}

/** An instant as the form shows it, and which of two hours of one name it is; null where the hour comes once. */
export function asTyped(at: Date | null, zone: string): { local: string; which: Which } {
  if (!at) return { local: '', which: null };
  const local = localOf(at, zone);
  const [first, second] = instantsOf(local, zone);
  if (!first || !second) return { local, which: null };
  return { local, which: Math.abs(Number(at) - Number(first)) < 60_000 ? 'first' : 'second' };
}
