import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { readableBy } from '../../documents/visible.server';
import { peopleNamed } from '../../people/named.server';
import { isSecretariat, type Reader } from '../../people/person';
import { forgetActivity, setActivityRoles } from '../../people/roles.server';
import { refuse } from '../../shared/refusal';
import { renderText } from '../../shared/rich-text/render.server';
import { slugOf } from '../../shared/slug';
import { whyNotAnnounce, whyNotCancel } from '../consultation';
import type { NewForm, WhatForm } from '../forms-preparing';
import { deedOnConsultation, plantInstants } from './deed.server';

/**
 * Prepares a consultation, seen by nobody but its facilitators and the secretariat until it is announced. The text is that of
 * one language; other versions are added on the same screen. The same form sent twice, by its key `once`, leads to the
 * consultation that it has prepared.
 */
export async function prepareConsultation(sql: Sql, reader: Reader | null, form: NewForm): Promise<number> {
  if (!isSecretariat(reader) || !reader) throw refuse('not-found', 'shared:errors.not-found');
  return sql.begin(async (tx) => {
    await stopUnknown(tx, reader, form);
    const [row] = await tx<{ id: number }[]>`
      insert into consultation (slug, language, scope, region, theme, host_id, readers, participants, time_zone, feeds, feeds_document_id,
        created_by, once)
      values (${slugOf(form.title, 'consultation')}, ${form.language}, ${form.scope}, ${regionOf(form)}, ${themeOf(form)}, ${form.host},
        ${form.readers}, ${form.participants}, ${form.timeZone}, ${form.feeds}, ${form.feedsDocument}, ${reader.id}, ${form.once})
      on conflict (created_by, once) do nothing returning id`;
    if (!row) {
      const [before] = await tx<{ id: number }[]>`
        select id from consultation where created_by = ${reader.id} and once = ${form.once}`;
      return before!.id;
    }
    await putText(tx, row.id, form);
    await putAround(tx, row.id, form.language, form);
    await announce(tx, 'consultation.changed', { consultation: row.id });
    return row.id;
  }) as Promise<number>;
}

/**
 * Changes what a consultation is, but not its phases and parts. `version` is that of the page that was filled in: where
 * another change came first, the later one is told, and what it typed stays in its form.
 */
export async function changeConsultation(
  sql: Sql,
  reader: Reader | null,
  id: number,
  form: WhatForm & { version: number },
): Promise<void> {
  await deedOnConsultation(sql, reader, id, form.version, async (tx, c, by) => {
    if (c.cancelledAt) throw refuse('closed', 'consultations:refusals.cancelled');
    await stopUnknown(tx, by, form);
    await tx`
      update consultation set slug = case when language = ${form.language} then ${slugOf(form.title, 'consultation')} else slug end,
        scope = ${form.scope}, region = ${regionOf(form)}, theme = ${themeOf(form)}, host_id = ${form.host}, readers = ${form.readers},
        participants = ${form.participants}, time_zone = ${form.timeZone}, feeds = ${form.feeds}, feeds_document_id = ${form.feedsDocument}
      where id = ${id}`;
    await putText(tx, id, form);
    await putAround(tx, id, c.language, form);
    return 'consultation.changed';
  });
}

/** Announces: from now on its audience sees it, and its phases open at their instants. */
export async function announceConsultation(sql: Sql, reader: Reader | null, id: number, now: Date): Promise<void> {
  await deedOnConsultation(sql, reader, id, null, async (tx, c) => {
    const [row] = await tx<{ feeds: string; facilitators: number }[]>`
      select coalesce((select x.feeds from consultation_text x where x.consultation_id = ${id} and x.language = ${c.language}), '') as feeds,
        (select count(*)::int from activity_role r where r.activity = 'consultation' and r.activity_id = ${id} and r.role = 'facilitator') as facilitators`;
    const no = whyNotAnnounce({ ...c, ...row! }, now);
    if (no) throw no;
    await tx`update consultation set announced_at = ${now} where id = ${id}`;
    await plantInstants(tx, id);
    return 'consultation.announced';
  });
}

/** Says that an announced consultation does not take place, and why. It stays where it was, so that nobody waits for it. */
export async function cancelConsultation(
  sql: Sql,
  reader: Reader | null,
  id: number,
  { reason, version }: { reason: string; version: number },
  now: Date,
): Promise<void> {
  await deedOnConsultation(sql, reader, id, version, async (tx, c) => {
    const no = whyNotCancel(c, now);
    if (no) throw no;
    await tx`update consultation set cancelled_at = ${now}, cancelled_reason = ${reason} where id = ${id}`;
    await plantInstants(tx, id);
    return 'consultation.cancelled';
  });
}

/**
 * Deletes a consultation that was never announced. Refuses closed once it was: then it is cancelled, and says so; and as a
 * conflict while a questionnaire was made for it, which is deleted on its own page.
 */
export async function discardConsultation(sql: Sql, reader: Reader | null, id: number, version: number): Promise<void> {
  await deedOnConsultation(sql, reader, id, version, async (tx, c) => {
    if (c.announcedAt) throw refuse('closed', 'consultations:refusals.was-announced');
    const [asked] = await tx`
      select from questionnaire where subject_kind = 'consultation' and subject_id = ${id} limit 1`;
    if (asked) throw refuse('conflict', 'consultations:refusals.has-questionnaire');
    await forgetActivity(tx, 'consultation', id);
    await tx`delete from consultation where id = ${id}`;
    return 'consultation.changed';
  });
}

function regionOf(form: WhatForm): string {
  return form.scope === 'region' ? form.region : '001';
}

function themeOf(form: WhatForm): string | null {
  return form.scope === 'theme' ? form.theme : null;
}

/** A host or a document that is not there, or not for whoever names it, is a mistake beside its field. */
async function stopUnknown(tx: Tx, by: Reader, form: WhatForm): Promise<void> {
  const [row] = await tx<{ host: boolean; document: boolean }[]>`
    select exists (select from organisation where id = ${form.host}) as host,
      ${form.feedsDocument}::bigint is null
        or exists (select from document d where d.id = ${form.feedsDocument} and ${readableBy(tx, by, new Date())})
        or exists (select from consultation c where c.feeds_document_id = ${form.feedsDocument}) as document`;
  const fields: Record<string, string> = {};
  if (!row!.host) fields.host = 'consultations:refusals.no-host';
  if (!row!.document) fields.feedsDocument = 'shared:errors.field';
  if (Object.keys(fields).length > 0) throw refuse('invalid', 'shared:errors.check-fields', undefined, fields);
}

async function putText(tx: Tx, id: number, form: WhatForm): Promise<void> {
  await tx`
    insert into consultation_text (consultation_id, language, title, purpose, purpose_html, feeds)
    values (${id}, ${form.language}, ${form.title}, ${form.purpose}, ${renderText(form.purpose, { headingBase: 2 }).html}, ${form.feedsWords})
    on conflict (consultation_id, language) do update
    set title = excluded.title, purpose = excluded.purpose, purpose_html = excluded.purpose_html, feeds = excluded.feeds`;
}

/** In which languages it is held, its own among them, and who facilitates it: each set whole. */
async function putAround(tx: Tx, id: number, own: string, form: WhatForm): Promise<void> {
  await tx`delete from consultation_language where consultation_id = ${id}`;
  await tx`
    insert into consultation_language (consultation_id, language)
    select ${id}, l from unnest(${[...new Set([own, ...form.languages])]}::text[]) l`;
  const facilitator = await peopleNamed(tx, form.facilitators, 'facilitators');
  const [others] = await tx<{ participant: number[] | null; observer: number[] | null }[]>`
    select array_agg(person_id) filter (where role = 'participant') as participant,
      array_agg(person_id) filter (where role = 'observer') as observer
    from activity_role where activity = 'consultation' and activity_id = ${id}`;
  // Those who take part or observe by name were named elsewhere, and stay so.
  await setActivityRoles(tx, 'consultation', id, {
    facilitator,
    participant: others?.participant ?? [],
    observer: others?.observer ?? [],
  });
}
