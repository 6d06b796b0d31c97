import { refuse } from '../shared/refusal';
import { instantsTyped } from '../shared/zone.server';
import { mistakesOfTimes } from './event';
import type { TimesForm } from './forms-preparing';

export interface EventTimes {
  timeZone: string;
  startsAt: Date;
  endsAt: Date;
  registrationClosesAt: Date | null;
}

/**
 * The instants that a form's local times name in its zone. Refuses beside the field what is no time there: an hour that the
 * clocks leave out, one that comes twice where nobody has said which (the form asks), an end
 * before the beginning, a registration that closes after the end.
 */
export function timesTyped(form: TimesForm): EventTimes {
  const { at, fields } = instantsTyped(form, ['starts', 'ends', 'closes'], form.timeZone);
  const { starts: startsAt, ends: endsAt, closes: closesAt } = at;
  if (startsAt && endsAt && Object.keys(fields).length === 0) {
    Object.assign(fields, mistakesOfTimes(startsAt, endsAt));
    if (closesAt && closesAt > endsAt) fields.closes = 'events:refusals.closes-late';
  }
  if (Object.keys(fields).length > 0 || !startsAt || !endsAt)
    throw refuse('invalid', 'shared:errors.check-fields', { zone: form.timeZone }, fields);
  return { timeZone: form.timeZone, startsAt, endsAt, registrationClosesAt: closesAt };
}
