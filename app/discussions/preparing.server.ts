import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import { peopleNamed } from '../people/named.server';
import { isSecretariat, type Reader } from '../people/person';
import { setActivityRoles } from '../people/roles.server';
import { isRefusal, refuse } from '../shared/refusal';
import { prepareText } from '../shared/rich-text/prepare';
import { renderText } from '../shared/rich-text/render.server';
import { slugOf as slugFrom } from '../shared/slug';
import { limits, stateOf } from './discussion';
import type { DiscussionForm } from './forms-preparing';
import { deedOn, line, plantInstants } from './preparing-deed.server';

/**
 * Prepares a discussion: a draft, seen by nobody but its facilitators and the secretariat until it is announced. The
 * text is that of one language; other versions are added on the same screen. The same form sent twice, by its key
 * `once`, leads to the discussion that it has prepared.
 */
export async function prepareDiscussion(
  sql: Sql,
  reader: Reader | null,
  form: DiscussionForm & { once?: string },
): Promise<number> {
  if (!isSecretariat(reader) || !reader) throw refuse('not-found', 'shared:errors.not-found');
  const text = preparedText(form);
  return sql.begin(async (tx) => {
    const [row] = await tx<{ id: number }[]>`
      insert into discussion (slug, language, time_zone, region, readers, writers, moderation, created_by, once)
      values (${slugOf(text.title)}, ${form.language}, ${form.timeZone}, ${form.region}, ${form.readers}, ${form.writers}, ${form.moderation}, ${reader.id}, ${form.once ?? null})
      on conflict (created_by, once) do nothing returning id`;
    if (!row) {
      const [before] = await tx<{ id: number }[]>`
        select id from discussion where created_by = ${reader.id} and once = ${form.once!}`;
      return before!.id;
    }
    const id = row.id;
    await tx`
      insert into discussion_text (discussion_id, language, title, introduction, introduction_html)
      values (${id}, ${form.language}, ${text.title}, ${text.introduction}, ${text.introductionHtml})`;
    await putAudience(tx, id, form);
    await announce(tx, 'discussion.changed', { discussion: id });
    return id;
  }) as Promise<number>;
}

/**
 * Changes what a discussion is. `version` is that of the page that was filled in: where another change came first,
 * the later one is told, and what it typed stays in its form. Who may read is checked anew for everyone present.
 */
export async function changeDiscussion(
  sql: Sql,
  reader: Reader | null,
  id: number,
  form: DiscussionForm & { version: number },
): Promise<void> {
  await deedOn(sql, reader, id, form.version, async (tx, ruled) => {
    const text = preparedText(form);
    await tx`
      update discussion set slug = case when language = ${form.language} then ${slugOf(text.title)} else slug end,
        time_zone = ${form.timeZone}, region = ${form.region}, readers = ${form.readers}, writers = ${form.writers}, moderation = ${form.moderation}
      where id = ${id}`;
    await tx`
      insert into discussion_text (discussion_id, language, title, introduction, introduction_html)
      values (${id}, ${form.language}, ${text.title}, ${text.introduction}, ${text.introductionHtml})
      on conflict (discussion_id, language) do update
      set title = excluded.title, introduction = excluded.introduction, introduction_html = excluded.introduction_html`;
    await putAudience(tx, id, form);
    await announce(tx, 'discussion.audience-changed', { discussion: id });
    if (form.timeZone !== ruled.timeZone) await plantInstants(tx, id);
  });
}

/** Announces: from now on its audience sees it. It needs a phase, and someone who facilitates. */
export async function announceDiscussion(sql: Sql, reader: Reader | null, id: number, now: Date): Promise<void> {
  await deedOn(sql, reader, id, null, async (tx, ruled) => {
    if (ruled.announcedAt) return;
    if (ruled.phases.length === 0) throw refuse('conflict', 'discussions:refusals.no-phase');
    if (stateOf({ ...ruled, announcedAt: now }, now) === 'closed')
      throw refuse('conflict', 'discussions:refusals.all-past');
    const [facilitator] =
      await tx`select 1 from activity_role where activity = 'discussion' and activity_id = ${id} and role = 'facilitator' limit 1`;
    if (!facilitator) throw refuse('conflict', 'discussions:refusals.no-facilitator');
    await tx`update discussion set announced_at = ${now} where id = ${id}`;
    await plantInstants(tx, id);
  });
}

async function putAudience(tx: Tx, id: number, form: DiscussionForm): Promise<void> {
  await tx`delete from discussion_invitation where discussion_id = ${id}`;
  if (form.invited.length > 0) {
    await tx`
      insert into discussion_invitation (discussion_id, organisation_id)
      select ${id}, o.id from organisation o where o.id in ${tx(form.invited)}`;
  }
  await setActivityRoles(tx, 'discussion', id, {
    facilitator: await peopleNamed(tx, form.facilitators, 'facilitators'),
    participant: await peopleNamed(tx, form.participants, 'participants'),
    observer: await peopleNamed(tx, form.observers, 'observers'),
  });
}

function preparedText(form: DiscussionForm): { title: string; introduction: string; introductionHtml: string } {
  const fields: Record<string, string> = {};
  const title = line(form.title, limits.title, 'title', fields);
  const prepared =
    form.introduction.trim() === '' ? { text: '' } : prepareText(form.introduction, { max: limits.introduction });
  if (isRefusal(prepared)) fields.introduction = prepared.message;
  if (form.readers === 'invited' && form.writers !== 'invited') fields.writers = 'discussions:refusals.writers-wider';
  const values = isRefusal(prepared) ? prepared.values : undefined;
  if (Object.keys(fields).length > 0) throw refuse('invalid', 'shared:errors.check-fields', values, fields);
  const introduction = (prepared as { text: string }).text;
  return {
    title,
    introduction,
    introductionHtml: introduction ? renderText(introduction, { headingBase: 1 }).html : '',
  };
}

/** The part of the address that is for people. */
export function slugOf(title: string): string {
  return slugFrom(title, 'discussion');
}
