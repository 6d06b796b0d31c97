import { announce } from '../../../db/announce';
import type { Sql } from '../../../db/connect';
import { dayOf } from '../../organisations/organisation';
import { isActive, type Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { type BeginInput, yearsMistake } from '../forms';
import { mayBegin } from '../programme';

/**
 * Begins a programme; sent twice, it is there once. The lead is its first partner. Gives its id. Refuses not-found to those who
 * may begin none.
 */
export async function beginProgramme(sql: Sql, reader: Reader, input: BeginInput, now: Date): Promise<number> {
  const mistake = yearsMistake(input);
  if (mistake) throw refuse('invalid', 'shared:errors.check-fields', undefined, { lastYear: mistake });
  return sql.begin(async (tx) => {
    const day = dayOf(now);
    const [lead] = await tx<{ id: number; member: boolean }[]>`
      select o.id, exists (select from membership m where m.organisation_id = o.id
        and m.since <= ${day}::date and (m.until is null or ${day}::date <= m.until)) as member
      from organisation o where o.id = ${input.lead}`;
    if (!isActive(reader) || !lead || !mayBegin(reader, lead)) throw refuse('not-found', 'shared:errors.not-found');
    const [made] = await tx<{ id: number }[]>`
      insert into programme (language, title, area, country, lead_id, currency, first_year, last_year, created_by, created_at, changed_at, once)
      values (${input.language}, ${input.title}, ${input.area}, ${input.country}, ${lead.id}, ${input.currency}, ${input.firstYear},
        ${input.lastYear}, ${reader.id}, ${now}, ${now}, ${input.once})
      on conflict (once) do nothing returning id`;
    if (!made) {
      const [before] = await tx<{ id: number }[]>`
        select id from programme where once = ${input.once} and created_by = ${reader.id}`;
      if (!before) throw refuse('not-found', 'shared:errors.not-found');
      return before.id;
    }
    await tx`insert into programme_partner (programme_id, organisation_id) values (${made.id}, ${lead.id})`;
    await announce(tx, 'programme.changed', { programme: made.id });
    return made.id;
  });
}
