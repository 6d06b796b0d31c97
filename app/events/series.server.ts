import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import { isSecretariat, type Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { slugOf } from '../shared/slug';
import type { SeriesForm } from './forms-preparing';
import { rendered } from './texts.server';

/** Makes a series, to which events are then put. The secretariat's; the same form sent twice makes one, by its key `once`. */
export async function createSeries(
  sql: Sql,
  reader: Reader | null,
  form: SeriesForm & { once: string },
): Promise<number> {
  if (!isSecretariat(reader) || !reader) throw refuse('not-found', 'shared:errors.not-found');
  return sql.begin(async (tx) => {
    const [row] = await tx<{ id: number }[]>`
      insert into event_series (slug, language, created_by, once)
      values (${slugOf(form.title, 'series')}, ${form.language}, ${reader.id}, ${form.once})
      on conflict (created_by, once) do nothing returning id`;
    if (!row) {
      const [before] = await tx<{ id: number }[]>`
        select id from event_series where created_by = ${reader.id} and once = ${form.once}`;
      return before!.id;
    }
    await putText(tx, row.id, form);
    await announce(tx, 'event.series-changed', { series: row.id });
    return row.id;
  }) as Promise<number>;
}

/** Changes the text of a series in one language; refuses conflict where it was changed since the page was opened. */
export async function changeSeries(
  sql: Sql,
  reader: Reader | null,
  id: number,
  form: SeriesForm & { version: number },
): Promise<void> {
  if (!isSecretariat(reader)) throw refuse('not-found', 'shared:errors.not-found');
  await sql.begin(async (tx) => {
    const [series] = await tx<{ version: number }[]>`select version from event_series where id = ${id} for update`;
    if (!series) throw refuse('not-found', 'shared:errors.not-found');
    if (series.version !== form.version) throw refuse('conflict', 'events:refusals.changed-meanwhile');
    await tx`
      update event_series set version = version + 1,
        slug = case when language = ${form.language} then ${slugOf(form.title, 'series')} else slug end
      where id = ${id}`;
    await putText(tx, id, form);
    await announce(tx, 'event.series-changed', { series: id });
  });
}

async function putText(tx: Tx, id: number, form: SeriesForm): Promise<void> {
  const introduction = rendered(form.introduction);
  await tx`
    insert into event_series_text (series_id, language, title, introduction, introduction_html)
    values (${id}, ${form.language}, ${form.title}, ${introduction.text}, ${introduction.html})
    on conflict (series_id, language) do update
    set title = excluded.title, introduction = excluded.introduction, introduction_html = excluded.introduction_html`;
}
