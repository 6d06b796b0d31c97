import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { hash } from '@node-rs/argon2';
import { listDeciders } from '../../app/people/queries.server';
import { answerBy, decisionTask } from '../../app/people/waiting';
import { findHandles, type Mentioned } from '../../app/shared/rich-text/mentions';
import { renderText } from '../../app/shared/rich-text/render.server';
import { giveTask } from '../../app/tasks/commands.server';
import { announce } from '../announce';
import type { Sql, Tx } from '../connect';
import { putDue } from '../due';
import { putTargets } from './balance';
import { putCalls } from './calls';
import { putClaims } from './claims';
import { putCommittee } from './committee';
import { putConsultations } from './consultations';
import { putProposals } from './decisions';
import { putDocument } from './documents';
import { putEvents } from './events';
import { putFeedback } from './feedback';
import { putHeard, putVoices } from './heard';
import { beginProgrammes, putProgrammes } from './programmes';
import { putRecommendations } from './recommendations';
import { putSessions } from './sessions';
import { putStatements } from './statements';
import { putTalks } from './talks';
import { putWorkplans } from './workplan';
import { discussions, documents, instantAgo, instantOf, organisations, people } from './world';

type Ids = Map<string, number>;
type SeedDiscussion = (typeof discussions)[number];
type SeedPost = SeedDiscussion['posts'][number];

/**
 * Fills an empty database with an invented world: the six founding organisations with others of every sector and
 * region, people in each role, three discussions in different states, events past, going on and to come, and a joint programme that is being written. Everything is one transaction; the sign-ins
 * get random passwords, written to `demonstration.json` for the owner of the folder alone.
 */
export async function seedWorld(sql: Sql, dataDir: string, now = new Date()): Promise<void> {
  const accounts: { role: string; name: string; email: string; password: string }[] = [];
  await sql.begin(async (tx) => {
    const organisationIds = await putOrganisations(tx);
    const personIds = await putPeople(tx, organisationIds, accounts);
    const mentions = mentionsOfWorld();
    await putVoices(tx);
    const postIds: Ids = new Map();
    for (const discussion of discussions) {
      const own = await putDiscussion(tx, discussion, { organisationIds, personIds, mentions, now });
      for (const [key, id] of own) postIds.set(`${discussion.key}/${key}`, id);
    }
    const programmeIds = await beginProgrammes(tx, { organisationIds, personIds, now });
    for (const document of documents)
      await putDocument(tx, document, { organisationIds, personIds, postIds, programmeIds, now });
    const eventIds = await putEvents(tx, { organisationIds, personIds, now });
    await putTalks(tx, { eventIds, personIds, now });
    await putFeedback(tx, { eventIds, personIds, now });
    const consultationIds = await putConsultations(tx, { organisationIds, personIds, eventIds, now });
    await putStatements(tx, { consultationIds, personIds, now });
    await putSessions(tx, { eventIds, consultationIds });
    await putTargets(tx, { consultationIds });
    await putClaims(tx, { consultationIds, organisationIds, personIds, postIds, now });
    await putProgrammes(tx, { programmeIds, consultationIds, organisationIds, personIds, now });
    await putRecommendations(tx, { organisationIds, personIds, now });
    await putProposals(tx, { organisationIds, personIds, now });
    await putCalls(tx, { organisationIds, personIds, now });
    await putWorkplans(tx, { organisationIds, personIds, now });
    await putCommittee(tx, { organisationIds, personIds, eventIds, now });
    await putDecisions(tx, now);
    await announce(tx, 'demonstration.seeded', {});
  });
  fs.mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, 'demonstration.json');
  // The room beside it keeps its own sign-ins in the same file, and may have been there before.
  const kept = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
  const whole = { ...kept, note: 'Invented accounts of the demonstration.', accounts };
  fs.writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`, { mode: 0o600 });
  fs.chmodSync(file, 0o600);
}

async function putOrganisations(tx: Tx): Promise<Ids> {
  const ids: Ids = new Map();
  for (const o of organisations) {
    const [row] = await tx<{ id: number }[]>`
      insert into organisation (handle, name, short_name, names, sector, sector_detail, region, country, mandate, invented)
      values (${o.handle}, ${o.name}, ${o.shortName}, ${tx.json((o.names ?? {}) as never)}, ${o.sector}, ${o.sectorDetail ?? null},
        ${o.region}, ${o.country ?? null}, ${o.mandate}, ${o.invented})
      returning id`;
    ids.set(o.key, row!.id);
    if (o.member) {
      await tx`insert into membership (organisation_id, since, may_chair, founding) values (${row!.id}, ${o.member.since}, ${o.member.mayChair}, true)`;
    }
  }
  return ids;
}

async function putPeople(
  tx: Tx,
  organisationIds: Ids,
  accounts: { role: string; name: string; email: string; password: string }[],
): Promise<Ids> {
  const ids: Ids = new Map();
  for (const p of people) {
    let passwordHash: string | null = null;
    if (p.demonstration) {
      const password = randomBytes(12).toString('base64url');
      passwordHash = await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
      accounts.push({ role: p.demonstration, name: p.name, email: p.email, password });
    }
    const organisation = organisationIds.get(p.organisation)!;
    const [row] = await tx<{ id: number }[]>`
      insert into person (handle, email, name, password_hash, organisation_id, state, secretariat, language, time_zone, demonstration, email_confirmed_at, decided_at)
      values (${p.handle}, ${p.email}, ${p.name}, ${passwordHash}, ${organisation}, ${p.state}, ${p.secretariat}, ${p.language}, ${p.timeZone}, true,
        now(), ${p.state === 'active' ? tx`now()` : null})
      returning id`;
    ids.set(p.key, row!.id);
    if (p.office)
      await tx`insert into organisation_role (organisation_id, person_id, role) values (${organisation}, ${row!.id}, ${p.office})`;
  }
  return ids;
}

function mentionsOfWorld(): Map<string, Mentioned> {
  return new Map<string, Mentioned>([
    ...people.map((p): [string, Mentioned] => [p.handle, { kind: 'person', name: p.name }]),
    ...organisations.map((o): [string, Mentioned] => [
      o.handle,
      { kind: 'organisation', name: o.shortName ?? o.name, href: `/organisations/${o.handle}` },
    ]),
  ]);
}

interface World {
  organisationIds: Ids;
  personIds: Ids;
  mentions: Map<string, Mentioned>;
  now: Date;
}

async function putDiscussion(tx: Tx, d: SeedDiscussion, world: World): Promise<Ids> {
  const { now, personIds, organisationIds } = world;
  const person = (key: string) => personIds.get(key)!;
  const [row] = await tx<{ id: number }[]>`
    insert into discussion (slug, language, time_zone, region, readers, writers, moderation, created_by, created_at, announced_at)
    values (${d.key}, ${d.language}, ${d.timeZone}, ${d.region}, ${d.audience.readers}, ${d.audience.writers}, ${d.moderation},
      ${person(d.createdBy)}, ${instantAgo(d.announced, now)}, ${instantAgo(d.announced, now)})
    returning id`;
  const id = row!.id;
  for (const [language, title] of Object.entries(d.title)) {
    const introduction = (d.introduction as Record<string, string>)[language] ?? '';
    await tx`
      insert into discussion_text (discussion_id, language, title, introduction, introduction_html)
      values (${id}, ${language}, ${title as string}, ${introduction}, ${renderText(introduction, { headingBase: 1 }).html})`;
  }
  const phaseIds: number[] = [];
  for (const [position, phase] of d.phases.entries()) {
    const opens = instantOf(phase.opens, d.timeZone, now);
    const closes = instantOf(phase.closes, d.timeZone, now);
    const [p] = await tx<{ id: number }[]>`
      insert into phase (discussion_id, position, opens_at, closes_at) values (${id}, ${position + 1}, ${opens}, ${closes}) returning id`;
    phaseIds.push(p!.id);
    for (const [language, title] of Object.entries(phase.title)) {
      const question = (phase.question as Record<string, string>)[language] ?? phase.question.en;
      await tx`insert into phase_text (phase_id, language, title, question) values (${p!.id}, ${language}, ${title as string}, ${question})`;
    }
    for (const at of [opens, closes]) {
      if (at > now)
        await putDue(tx, 'tell-instant', { discussion: id }, { at, key: `tell-instant:${id}:${at.toISOString()}` });
    }
  }
  for (const key of d.audience.invited ?? []) {
    await tx`insert into discussion_invitation (discussion_id, organisation_id) values (${id}, ${organisationIds.get(key)!})`;
  }
  for (const [role, keys] of [
    ['facilitator', d.facilitators],
    ['observer', d.observers ?? []],
  ] as const) {
    for (const key of keys) {
      await tx`insert into activity_role (activity, activity_id, person_id, role) values ('discussion', ${id}, ${person(key)}, ${role})`;
    }
  }
  const postIds: Ids = new Map();
  for (const post of d.posts) postIds.set(post.key, await putPost(tx, id, phaseIds, post, postIds, world));
  if (d.synthesis) await putSynthesis(tx, id, d, postIds, world);
  return postIds;
}

async function putPost(
  tx: Tx,
  discussion: number,
  phaseIds: number[],
  post: SeedPost,
  postIds: Ids,
  world: World,
): Promise<number> {
  const { now, personIds, mentions } = world;
  const author = personIds.get(post.author)!;
  const { html, text } = renderText(post.body, { mentions, headingBase: 3 });
  const at = instantAgo(post.ago, now);
  const hidden = post.hidden;
  const [row] = await tx<{ id: number }[]>`
    insert into post (discussion_id, phase_id, author_id, organisation_id, in_reply_to, language, body, html, plain, state, version,
      written_at, shown_at, edited_at, state_reason, state_by, state_at)
    values (${discussion}, ${phaseIds[post.phase]!}, ${author}, (select organisation_id from person where id = ${author}),
      ${post.inReplyTo ? postIds.get(post.inReplyTo)! : null}, ${post.language}, ${post.body}, ${html}, ${text}, ${hidden ? 'hidden' : 'shown'},
      ${post.edited ? 2 : 1}, ${at}, ${at}, ${post.edited ? instantAgo(post.edited.ago, now) : null},
      ${hidden?.reason ?? null}, ${hidden ? personIds.get(hidden.by)! : null}, ${hidden ? instantAgo(hidden.ago, now) : null})
    returning id`;
  const id = row!.id;
  if (post.edited) {
    await tx`
      insert into post_revision (post_id, version, body, html, replaced_at, replaced_by)
      values (${id}, 1, ${post.edited.earlier}, ${renderText(post.edited.earlier, { mentions, headingBase: 3 }).html}, ${instantAgo(post.edited.ago, now)}, ${author})`;
  }
  await putMentions(tx, id, post.body, at);
  for (const r of post.reactions ?? []) {
    await tx`insert into reaction (post_id, person_id, kind) values (${id}, ${personIds.get(r.by)!}, ${r.kind}) on conflict do nothing`;
  }
  for (const t of post.translations ?? []) {
    const rendered = renderText(t.body, { mentions, headingBase: 3 });
    await tx`
      insert into post_translation (post_id, language, body, html, plain, by_person, of_version)
      values (${id}, ${t.language}, ${t.body}, ${rendered.html}, ${rendered.text}, ${personIds.get(t.by)!}, ${post.edited ? 2 : 1})`;
  }
  return id;
}

/** Whom a post mentions, told already: the demonstration sends no mail. */
async function putMentions(tx: Tx, post: number, body: string, at: Date): Promise<void> {
  const handles = findHandles(body);
  if (handles.length === 0) return;
  await tx`
    insert into mention (post_id, person_id, at, told_at)
    select ${post}, id, ${at}, ${at} from person where handle in ${tx(handles)} and id <> (select author_id from post where id = ${post})`;
  await tx`
    insert into mention (post_id, organisation_id, at, told_at)
    select ${post}, id, ${at}, ${at} from organisation where handle in ${tx(handles)}`;
}

/** Who waits to be let in, among the tasks of those who decide. */
async function putDecisions(tx: Tx, now: Date): Promise<void> {
  const waiting = await tx<
    { id: number; organisationId: number | null }[]
  >`select id, organisation_id from person where state = 'waiting'`;
  for (const person of waiting) {
    for (const personId of await listDeciders(tx, person.organisationId)) {
      await giveTask(tx, {
        personId,
        key: decisionTask(person.id),
        what: 'people:task.decide',
        about: { person: person.id, ...(person.organisationId ? { organisation: person.organisationId } : {}) },
        place: '/people',
        dueAt: answerBy(now),
      });
    }
  }
}

async function putSynthesis(tx: Tx, discussion: number, d: SeedDiscussion, postIds: Ids, world: World): Promise<void> {
  const { now, personIds } = world;
  const s = d.synthesis!;
  const by = personIds.get(s.by)!;
  const published = instantAgo(s.published, now);
  await tx`
    insert into synthesis (discussion_id, language, started_at, published_at, published_by, ask_until)
    values (${discussion}, ${d.language}, ${instantAgo(s.started, now)}, ${published}, ${by}, ${new Date(published.getTime() + 14 * 86_400_000)})`;
  for (const [language, introduction] of Object.entries(s.introduction)) {
    await tx`
      insert into synthesis_text (discussion_id, language, title, introduction, introduction_html)
      values (${discussion}, ${language}, ${(d.title as Record<string, string>)[language] ?? d.title.en}, ${introduction}, ${renderText(introduction, { headingBase: 2 }).html})`;
  }
  for (const [position, statement] of s.statements.entries()) {
    const [row] = await tx<
      { id: number }[]
    >`insert into statement (discussion_id, position) values (${discussion}, ${position + 1}) returning id`;
    for (const [language, body] of Object.entries(statement.text)) {
      const { html, text } = renderText(body, { headingBase: 3 });
      await tx`insert into statement_text (statement_id, language, body, html, plain) values (${row!.id}, ${language}, ${body}, ${html}, ${text})`;
    }
    for (const key of statement.cites) {
      await tx`
        insert into citation (citing_kind, citing_id, cited_kind, cited_id, cited_version, made_by)
        select 'statement', ${row!.id}, 'post', p.id, p.version, ${by} from post p where p.id = ${postIds.get(key)!}`;
    }
    await tx`
      insert into reflection (statement_id, person_id, asked_at, until)
      select distinct ${row!.id}::bigint, p.author_id, ${published}::timestamptz, ${new Date(published.getTime() + 14 * 86_400_000)}::timestamptz from citation c join post p on p.id = c.cited_id
      where c.citing_kind = 'statement' and c.citing_id = ${row!.id}`;
    for (const r of statement.reflections ?? []) {
      const correction = 'correction' in r ? r.correction : '';
      await tx`
        update reflection set answer = ${r.answer}, correction = ${correction}, correction_html = ${correction ? renderText(correction, { headingBase: 4 }).html : ''},
          answered_at = ${instantAgo(r.ago, now)}
        where statement_id = ${row!.id} and person_id = ${personIds.get(r.by)!}`;
    }
  }
  await putHeard(tx, d.key, by, published);
  for (const w of s.waivers.posts) {
    await tx`insert into waiver (discussion_id, kind, subject, reason, by_person) values (${discussion}, 'post', ${String(postIds.get(w.post)!)}, ${w.reason}, ${by})`;
  }
  for (const w of s.waivers.sectors) {
    await tx`insert into waiver (discussion_id, kind, subject, reason, by_person) values (${discussion}, 'sector', ${w.sector}, ${w.reason}, ${by})`;
  }
}
