import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import { putDue } from '../../db/due';
import { isSecretariat, type Reader } from '../people/person';
import { setActivityRoles } from '../people/roles.server';
import { isRefusal, type Refusal, refuse } from '../shared/refusal';
import { prepareLine, prepareText } from '../shared/rich-text/prepare';
import { renderText } from '../shared/rich-text/render.server';
import { instantOf } from '../shared/zone.server';
import { limits, mayFacilitate, stateOf } from './discussion';
import type { DiscussionForm, PhaseForm } from './forms-preparing';
import { type Ruled, readRules } from './rules.server';

/**
 * Prepares a discussion: a draft, seen by nobody but its facilitators and the secretariat until it is announced. The
 * text is that of one language; other versions are added on the same screen.
 */
export async function prepareDiscussion(sql: Sql, reader: Reader | null, form: DiscussionForm): Promise<number> {
  if (!isSecretariat(reader) || !reader) throw refuse('not-found', 'shared:errors.not-found');
  const text = preparedText(form);
  return sql.begin(async (tx) => {
    const [row] = await tx<{ id: number }[]>`
      insert into discussion (slug, language, time_zone, region, readers, writers, moderation, created_by)
      values (${slugOf(text.title)}, ${form.language}, ${form.timeZone}, ${form.region}, ${form.readers}, ${form.writers}, ${form.moderation}, ${reader.id})
      returning id`;
    const id = row!.id;
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

/** Adds a phase, or changes one. Its instants are given as local time in the discussion's own zone. */
export async function putPhase(
  sql: Sql,
  reader: Reader | null,
  id: number,
  form: PhaseForm & { version: number },
  now: Date,
): Promise<void> {
  await deedOn(sql, reader, id, form.version, async (tx, ruled) => {
    stopAfterSynthesis(ruled);
    const opensAt = instantOf(form.opens, ruled.timeZone);
    const closesAt = instantOf(form.closes, ruled.timeZone);
    const fields: Record<string, string> = {};
    if (!opensAt) fields.opens = 'discussions:refusals.no-such-time';
    if (!closesAt) fields.closes = 'discussions:refusals.no-such-time';
    const old = ruled.phases.find((p) => p.id === form.phase);
    if (form.phase && !old) throw refuse('not-found', 'shared:errors.not-found');
    if (opensAt && closesAt) {
      if (closesAt <= opensAt) fields.closes = 'discussions:refusals.closes-before';
      const others = ruled.phases.filter((p) => p.id !== form.phase);
      if (others.some((p) => opensAt < p.closesAt && p.opensAt < closesAt))
        fields.opens = 'discussions:refusals.overlaps';
      // What has begun has begun: its opening is part of the record.
      if (old && ruled.announcedAt && old.opensAt <= now && opensAt.getTime() !== old.opensAt.getTime())
        fields.opens = 'discussions:refusals.has-begun';
    }
    const title = line(form.title, limits.title, 'title', fields);
    const question = line(form.question, limits.question, 'question', fields);
    if (Object.keys(fields).length > 0) throw refuse('invalid', 'shared:errors.check-fields', undefined, fields);
    if (!old && ruled.phases.length >= limits.phases)
      throw refuse('too-much', 'discussions:refusals.too-many-phases', { count: limits.phases });
    let phaseId = old?.id;
    if (old) await tx`update phase set opens_at = ${opensAt}, closes_at = ${closesAt} where id = ${old.id}`;
    else {
      const [row] = await tx<{ id: number }[]>`
        insert into phase (discussion_id, position, opens_at, closes_at) values (${id}, ${ruled.phases.length + 1}, ${opensAt}, ${closesAt}) returning id`;
      phaseId = row!.id;
    }
    await tx`
      insert into phase_text (phase_id, language, title, question) values (${phaseId!}, ${form.language}, ${title}, ${question})
      on conflict (phase_id, language) do update set title = excluded.title, question = excluded.question`;
    await tx`
      update phase p set position = o.n from (select id, row_number() over (order by opens_at) as n from phase where discussion_id = ${id}) o
      where o.id = p.id`;
    await plantInstants(tx, id);
  });
}

/** Takes out a phase in which nobody has written. */
export async function removePhase(
  sql: Sql,
  reader: Reader | null,
  id: number,
  phase: number,
  version: number,
): Promise<void> {
  await deedOn(sql, reader, id, version, async (tx, ruled) => {
    stopAfterSynthesis(ruled);
    const old = ruled.phases.find((p) => p.id === phase);
    if (!old) throw refuse('not-found', 'shared:errors.not-found');
    // What has been announced keeps a question, and what has begun has begun.
    if (ruled.announcedAt && ruled.phases.length === 1) throw refuse('conflict', 'discussions:refusals.last-phase');
    if (ruled.announcedAt && old.opensAt <= new Date()) throw refuse('conflict', 'discussions:refusals.phase-begun');
    const [used] = await tx`select 1 from post where phase_id = ${phase} limit 1`;
    if (used) throw refuse('conflict', 'discussions:refusals.phase-used');
    await tx`delete from phase where id = ${phase}`;
    await tx`
      update phase p set position = o.n from (select id, row_number() over (order by opens_at) as n from phase where discussion_id = ${id}) o
      where o.id = p.id`;
    await plantInstants(tx, id);
  });
}

/** Closes the open phase now, or opens the next one now: the same as setting its instant to this one. */
export async function moveInstant(
  sql: Sql,
  reader: Reader | null,
  id: number,
  what: 'close-now' | 'open-now',
  now: Date,
): Promise<void> {
  await deedOn(sql, reader, id, null, async (tx, ruled) => {
    stopAfterSynthesis(ruled);
    const open = ruled.phases.find((p) => p.opensAt <= now && now < p.closesAt);
    const next = ruled.phases.find((p) => now < p.opensAt);
    if (what === 'close-now') {
      if (!ruled.announcedAt || !open) throw refuse('closed', 'discussions:refusals.nothing-open');
      await tx`update phase set closes_at = ${now} where id = ${open.id}`;
    } else {
      if (!ruled.announcedAt || open || !next) throw refuse('closed', 'discussions:refusals.nothing-to-open');
      await tx`update phase set opens_at = ${now} where id = ${next.id}`;
    }
    await plantInstants(tx, id);
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

/** Beats one and two of every deed of preparing: may they, and has nobody changed it meanwhile; then tell. */
async function deedOn(
  sql: Sql,
  reader: Reader | null,
  id: number,
  version: number | null,
  write: (tx: Tx, ruled: Ruled) => Promise<void>,
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select 1 from discussion where id = ${id} for update`;
    const ruled = await readRules(tx, reader, id);
    if (!mayFacilitate(reader, ruled.tie)) throw refuse('not-allowed', 'discussions:refusals.not-facilitator');
    if (version !== null && version !== ruled.version)
      throw refuse('conflict', 'discussions:refusals.changed-meanwhile');
    await write(tx, ruled);
    await tx`update discussion set version = version + 1 where id = ${id}`;
    await announce(tx, 'discussion.changed', { discussion: id });
  });
}

/** A published synthesis accounts for all posts: no phase may let in another one. */
function stopAfterSynthesis(ruled: Ruled): void {
  if (ruled.synthesisedAt) throw refuse('closed', 'discussions:refusals.synthesised');
}

/** One deed for each instant ahead, so that those who are reading are told when it comes. */
async function plantInstants(tx: Tx, id: number): Promise<void> {
  await tx`delete from due where deed = 'tell-instant' and about = ${tx.json({ discussion: id })}`;
  const rows = await tx<{ at: Date }[]>`
    select unnest(array[opens_at, closes_at]) as at from phase where discussion_id = ${id}`;
  for (const { at } of rows) {
    if (at.getTime() > Date.now())
      await putDue(tx, 'tell-instant', { discussion: id }, { at, key: `tell-instant:${id}:${at.toISOString()}` });
  }
}

async function putAudience(tx: Tx, id: number, form: DiscussionForm): Promise<void> {
  await tx`delete from discussion_invitation where discussion_id = ${id}`;
  if (form.invited.length > 0) {
    await tx`
      insert into discussion_invitation (discussion_id, organisation_id)
      select ${id}, o.id from organisation o where o.id in ${tx(form.invited)}`;
  }
  await setActivityRoles(tx, 'discussion', id, {
    facilitator: await named(tx, form.facilitators, 'facilitators'),
    participant: await named(tx, form.participants, 'participants'),
    observer: await named(tx, form.observers, 'observers'),
  });
}

/** The people that handles or addresses name. Throws beside the field, with the names that are nobody's. */
async function named(tx: Tx, names: string[], field: string): Promise<number[]> {
  if (names.length === 0) return [];
  const rows = await tx<{ id: number; handle: string; email: string }[]>`
    select id, handle, email from person where state = 'active' and (handle in ${tx(names)} or email in ${tx(names)})`;
  const known = new Set(rows.flatMap((r) => [r.handle.toLowerCase(), r.email.toLowerCase()]));
  const unknown = names.filter((n) => !known.has(n));
  if (unknown.length > 0) {
    throw refuse(
      'invalid',
      'discussions:refusals.unknown-people',
      { names: unknown.slice(0, 10).join(', ') },
      { [field]: 'discussions:refusals.unknown-people' },
    );
  }
  return rows.map((r) => r.id);
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

function line(raw: string, max: number, name: string, fields: Record<string, string>): string {
  const prepared: { text: string } | Refusal = prepareLine(raw, { max });
  if (!isRefusal(prepared)) return prepared.text;
  fields[name] = prepared.message === 'text:empty' ? 'text:empty' : 'discussions:refusals.line-too-long';
  return '';
}

/** The part of the address that is for people: Latin letters and digits, cut at a word. */
export function slugOf(title: string): string {
  const slug = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return (slug.length > 60 ? slug.slice(0, 60).replace(/-[^-]*$/, '') : slug) || 'discussion';
}
