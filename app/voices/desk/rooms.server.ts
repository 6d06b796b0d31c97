import type { Db, Tx } from '../../../db/connect';
import { type Language, languages } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { reviewedVersion, reviewedVersions } from '../contributing/consent-texts.server';
import { newId } from '../crypto/tokens';
import { isWeek, weekOf } from '../week';
import { type ChecklistItem, items, languageItems, type Missing, missingOf, type RoomToCheck } from './checklist';
import { isAtWork, type Member, most } from './desk';
import { isId } from './opening.server';
import type { Tools } from './tools';

const nothing = () => refuse('not-found', 'desk:refusals.nothing');
const wrong = (name: string) =>
  refuse('invalid', 'forms:errors.check-fields', undefined, { [name]: 'forms:errors.field' });

export interface SomeRoom {
  id: string;
  name: string;
  state: 'preparing' | 'open' | 'closed';
  questions: Partial<Record<Language, string[]>>;
  answerWeeks: number | null;
  closesWeek: number;
  retentionWeeks: number;
  hasConversation: boolean;
}

/** A room that this person's organisation takes part in, or the one refusal of everything else. */
export async function findRoom(sql: Db, member: Member, id: string): Promise<SomeRoom> {
  if (!isAtWork(member) || !isId(id)) throw nothing();
  const [row] = await sql<SomeRoom[]>`
    select r.id, r.name, r.state, r.questions, r.answer_weeks, r.closes_week, r.retention_weeks, r.has_conversation
    from room r join room_organisation o on o.room = r.id and o.organisation = ${member.organisation}
    where r.id = ${id}`;
  if (!row) throw nothing();
  return row;
}

/** Rooms of this person's organisation, those that are open first. */
export async function listRooms(sql: Db, member: Member): Promise<SomeRoom[]> {
  if (!isAtWork(member)) return [];
  return sql<SomeRoom[]>`
    select r.id, r.name, r.state, r.questions, r.answer_weeks, r.closes_week, r.retention_weeks, r.has_conversation
    from room r join room_organisation o on o.room = r.id and o.organisation = ${member.organisation}
    order by array_position(array['open', 'preparing', 'closed'], r.state), r.name, r.id`;
}

export async function checkOf(sql: Db, room: string): Promise<RoomToCheck> {
  const [row] = await sql<RoomToCheck[]>`
    select r.questions, r.answer_weeks,
      (select count(*)::int from room_facilitator f join staff s on s.id = f.staff where f.room = r.id and s.state = 'active') as facilitators,
      coalesce((select jsonb_agg(jsonb_build_object('state', o.state, 'caseworkers',
          (select count(*) from staff s where s.organisation = o.id and s.role = 'caseworker' and s.state = 'active')))
        from room_organisation ro join organisation o on o.id = ro.organisation where ro.room = r.id), '[]') as organisations,
      coalesce((select jsonb_agg(jsonb_build_object('item', q.item, 'language', q.language))
        from room_requirement q where q.room = r.id and (q.item <> 'language-review'
          or encode(q.text_hash, 'hex') = (${sql.json(reviewedVersions())}::jsonb ->> q.language))), '[]') as requirements
    from room r where r.id = ${room}`;
  if (!row) throw nothing();
  return row;
}

export interface RoomPage extends SomeRoom {
  organisations: { id: string; name: string }[];
  facilitators: { id: string; name: string; organisation: string; training: string }[];
  requirements: {
    item: ChecklistItem;
    language: string;
    value: string;
    invented: boolean;
    by: string;
    week: number;
    /** A review of words that read otherwise now. */
    isOld: boolean;
  }[];
  /** What somebody asked to change, and a second person has not agreed to. */
  changes: { id: string; item: ChecklistItem; language: string; value: string; by: string }[];
  missing: Missing[];
}

export async function readRoom(sql: Db, member: Member, id: string): Promise<RoomPage> {
  const room = await findRoom(sql, member, id);
  const organisations = await sql<{ id: string; name: string }[]>`
    select o.id, o.name from room_organisation r join organisation o on o.id = r.organisation where r.room = ${id} order by o.name`;
  const facilitators = await sql<RoomPage['facilitators']>`
    select s.id, s.name, o.name as organisation, f.training from room_facilitator f join staff s on s.id = f.staff
    join organisation o on o.id = s.organisation where f.room = ${id} and s.state = 'active' order by s.name`;
  const requirements = await sql<RoomPage['requirements']>`
    select q.item, q.language, q.value, q.invented, s.name as by, q.week, q.item = 'language-review'
      and encode(q.text_hash, 'hex') is distinct from (${sql.json(reviewedVersions())}::jsonb ->> q.language) as is_old
    from room_requirement q join staff s on s.id = q.by where q.room = ${id} order by q.item, q.language`;
  const changes = await sql<RoomPage['changes']>`
    select a.id, a.detail ->> 'item' as item, a.detail ->> 'language' as language, a.detail ->> 'value' as value, s.name as by
    from two_person_act a join staff s on s.id = a.asked_by
    where a.room = ${id} and a.what = 'change-requirement' and a.state = 'asked' order by a.week, a.id`;
  return { ...room, organisations, facilitators, requirements, changes, missing: missingOf(await checkOf(sql, id)) };
}

export interface RoomSettings {
  name: string;
  answerWeeks: number | null;
  closesWeek: number;
  retentionWeeks: number;
  hasConversation: boolean;
}

function checkSettings(s: RoomSettings): void {
  if (s.name.trim() === '' || s.name.length > most.name) throw wrong('name');
  if (s.answerWeeks !== null && !(s.answerWeeks >= 1 && s.answerWeeks <= 52)) throw wrong('answerWeeks');
  if (!isWeek(s.closesWeek)) throw wrong('closesWeek');
  if (!(s.retentionWeeks >= 1 && s.retentionWeeks <= 156)) throw wrong('retentionWeeks');
}

/** Makes a room, which asks nothing of anybody before it is complete and two people have opened it. */
export async function makeRoom(tools: Tools, member: Member, settings: RoomSettings): Promise<string> {
  if (!isAtWork(member)) throw nothing();
  checkSettings(settings);
  const id = newId();
  await tools.sql.begin(async (tx) => {
    await tx`
      insert into room (id, name, answer_weeks, closes_week, retention_weeks, has_conversation)
      values (${id}, ${settings.name}, ${settings.answerWeeks}, ${settings.closesWeek}, ${settings.retentionWeeks}, ${settings.hasConversation})`;
    await tx`insert into room_organisation (room, organisation) values (${id}, ${member.organisation})`;
  });
  return id;
}

/** What an open room promises is not changed any more: people have said yes to it. */
async function preparing(sql: Db, member: Member, id: string): Promise<void> {
  const room = await findRoom(sql, member, id);
  if (room.state !== 'preparing') throw refuse('conflict', 'desk:refusals.room-open');
}

export async function changeRoom(tools: Tools, member: Member, id: string, settings: RoomSettings): Promise<void> {
  checkSettings(settings);
  await preparing(tools.sql, member, id);
  await tools.sql`
    update room set name = ${settings.name}, answer_weeks = ${settings.answerWeeks}, closes_week = ${settings.closesWeek},
      retention_weeks = ${settings.retentionWeeks}, has_conversation = ${settings.hasConversation} where id = ${id} and state = 'preparing'`;
}

/** Questions of a language, one a line; none takes the language away. */
export async function askIn(tools: Tools, member: Member, id: string, language: string, lines: string): Promise<void> {
  if (!languages.includes(language as Language)) throw wrong('language');
  const questions = lines
    .split('\n')
    .map((l) => l.trim())
    .filter((l) => l !== '');
  if (questions.length > most.questions || questions.some((q) => q.length > most.question)) throw wrong('questions');
  await preparing(tools.sql, member, id);
  await tools.sql`
    update room set questions = case when ${questions.length} = 0 then questions - ${language}::text
      else jsonb_set(questions, array[${language}::text], ${tools.sql.json(questions)}) end
    where id = ${id} and state = 'preparing'`;
}

export interface Requirement {
  item: ChecklistItem;
  /** Empty for what is needed once. */
  language: Language | '';
  value: string;
}

/** One item of the checklist, as a form says it; refuses what is none. */
export function requirementOf(input: { item: string; language: string; value: string }): Requirement {
  const item = items.find((i) => i === input.item);
  if (!item) throw wrong('item');
  const language = languages.find((l) => l === input.language);
  const perLanguage = (languageItems as readonly string[]).includes(item);
  if (perLanguage && !language) throw wrong('language');
  const value = input.value.trim();
  if (value.length > most.requirement) throw wrong('value');
  return { item, language: perLanguage ? language! : '', value };
}

/** The version of the words that a review is of; null for what is no review. */
export function reviewedBy({ item, language }: Pick<Requirement, 'item' | 'language'>): Buffer | null {
  return item === 'language-review' && language !== '' ? reviewedVersion(language) : null;
}

/** Lays an item down: `by` stands for it by name, in this week. */
export async function keepRequirement(
  tx: Tx,
  room: string,
  { item, language, value }: Requirement,
  { by, week, textHash }: { by: string; week: number; textHash: Buffer | null },
): Promise<void> {
  await tx`
    insert into room_requirement (room, item, language, value, by, week, text_hash)
    values (${room}, ${item}, ${language}, ${value}, ${by}, ${week}, ${textHash})
    on conflict (room, item, language) do update set value = excluded.value, by = excluded.by, week = excluded.week,
      text_hash = excluded.text_hash, invented = false`;
}

/** Writes down one item of the checklist of a room in preparation: whoever writes it stands for it by name, in this week. */
export async function putRequirement(
  tools: Tools,
  member: Member,
  id: string,
  input: { item: string; language: string; value: string },
): Promise<void> {
  const wanted = requirementOf(input);
  await findRoom(tools.sql, member, id);
  await tools.sql.begin(async (tx) => {
    const [room] = await tx<Pick<SomeRoom, 'state'>[]>`select state from room where id = ${id} for share`;
    // Two people opened the room on what stands here, the number to call in danger too: one alone does not change it.
    if (room?.state !== 'preparing')
      throw refuse('invalid', 'forms:errors.check-fields', undefined, { value: 'desk:refusals.not-alone' });
    if (wanted.value === '') {
      await tx`delete from room_requirement where room = ${id} and item = ${wanted.item} and language = ${wanted.language}`;
      return;
    }
    const week = weekOf(tools.now());
    await keepRequirement(tx, id, wanted, { by: member.id, week, textHash: reviewedBy(wanted) });
  });
}

/** Closes a room: nobody new comes in, and what was said stays until its time is over. */
export async function closeRoom(tools: Tools, member: Member, id: string): Promise<void> {
  const room = await findRoom(tools.sql, member, id);
  if (room.state !== 'open') throw refuse('conflict', 'desk:refusals.already-decided');
  await tools.sql`update room set state = 'closed' where id = ${id}`;
}

/** Who could be set as a facilitator of a room, which organisations could join it, and whether its opening was asked. */
export async function listCandidates(
  sql: Db,
  room: string,
): Promise<{ mayFacilitate: { id: string; name: string }[]; mayJoin: { id: string; name: string }[]; asked: boolean }> {
  const mayFacilitate = await sql<{ id: string; name: string }[]>`
    select s.id, s.name from staff s join room_organisation o on o.organisation = s.organisation and o.room = ${room}
    where s.role = 'facilitator' and s.state = 'active'
      and not exists (select from room_facilitator f where f.room = ${room} and f.staff = s.id) order by s.name, s.id`;
  const mayJoin = await sql<{ id: string; name: string }[]>`
    select o.id, o.name from organisation o where o.state = 'open'
      and not exists (select from room_organisation r where r.room = ${room} and r.organisation = o.id) order by o.name`;
  const [row] = await sql<{ asked: boolean }[]>`
    select exists (select from two_person_act where room = ${room} and what = 'open-room' and state = 'asked') as asked`;
  return { mayFacilitate, mayJoin, asked: row!.asked };
}
