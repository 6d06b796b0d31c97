import { announce } from '../../db/announce';
import type { Sql } from '../../db/connect';
import { isSecretariat, type Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { movedByDays } from '../shared/zone.server';
import { raiseSequence } from './preparing-deed.server';
import { readEventRules } from './queries/rules.server';

/**
 * Moves every event of a series that has not begun and is not cancelled by so many days, at the same hour of its own place,
 * also over a change of clocks. All of them or none. Those announced keep their old time to be seen, and calendars are told.
 * The secretariat's. Refusals: not-found, conflict (changed meanwhile, or nothing is ahead), invalid (`days`: one would have
 * begun already, or falls into an hour that the clocks leave out). Returns how many were moved.
 */
export async function moveSeries(
  sql: Sql,
  reader: Reader | null,
  id: number,
  { days, version }: { days: number; version: number },
  now: Date,
): Promise<number> {
  if (!isSecretariat(reader) || !reader) throw refuse('not-found', 'shared:errors.not-found');
  return sql.begin(async (tx) => {
    const [series] = await tx<{ version: number }[]>`select version from event_series where id = ${id} for update`;
    if (!series) throw refuse('not-found', 'shared:errors.not-found');
    if (series.version !== version) throw refuse('conflict', 'events:refusals.changed-meanwhile');
    const ahead = await tx<{ id: number }[]>`
      select id from event where series_id = ${id} and cancelled_at is null and starts_at > ${now} order by id for update`;
    if (ahead.length === 0) throw refuse('conflict', 'events:refusals.nothing-ahead');
    for (const { id: event } of ahead) {
      const rules = await readEventRules(tx, reader, event);
      const moved = (at: Date) => {
        const to = movedByDays(at, rules.timeZone, days);
        if (to) return to;
        const fields = { days: 'preparing:mistakes.time-skipped' };
        throw refuse('invalid', 'shared:errors.check-fields', { zone: rules.timeZone }, fields);
      };
      const startsAt = moved(rules.startsAt);
      if (startsAt <= now)
        throw refuse('invalid', 'shared:errors.check-fields', undefined, { days: 'events:refusals.past' });
      if (rules.announcedAt)
        await tx`
          insert into event_move (event_id, at, from_starts_at, from_ends_at, from_time_zone, by_person)
          values (${event}, clock_timestamp(), ${rules.startsAt}, ${rules.endsAt}, ${rules.timeZone}, ${reader.id})`;
      await tx`
        update event set starts_at = ${startsAt}, ends_at = ${moved(rules.endsAt)},
          registration_closes_at = ${rules.registrationClosesAt && moved(rules.registrationClosesAt)},
          version = version + 1, changed_at = now()
        where id = ${event}`;
      await raiseSequence(tx, rules);
      await announce(tx, rules.announcedAt ? 'event.moved' : 'event.changed', { event });
    }
    await tx`update event_series set version = version + 1 where id = ${id}`;
    await announce(tx, 'event.series-changed', { series: id });
    return ahead.length;
  }) as Promise<number>;
}
