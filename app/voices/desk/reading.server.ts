import { refuse } from '../../shared/refusal';
import { liveScopes, type Scope } from '../consent';
import { isCurrentText } from '../contributing/consent-texts.server';
import { lockBeside, unlock, unlockBeside } from '../crypto/contribution';
import { newId } from '../crypto/tokens';
import { whyNotUse } from '../gate';
import { lintOfAnswer } from '../lint-meeting';
import { weekOf } from '../week';
import { isAtWork, type Member, most } from './desk';
import { atDesk, type Resolved, whyNotDraft } from './drafting';
import { openFor } from './opening.server';
import type { Tools } from './tools';

export interface Assigned {
  id: string;
  room: string;
  language: string;
  provenance: 'direct' | 'proxy' | 'group';
  week: number;
  /** Nobody of hers at the desk, this person, has opened it. */
  isNew: boolean;
  /** Answers of the contributor's that nobody has read. */
  answers: number;
}

/** What somebody has a key of: newest week first, and within a week in an order that tells nothing. */
export async function listAssigned(tools: Tools, member: Member): Promise<Assigned[]> {
  if (!isAtWork(member)) return [];
  return tools.sql<Assigned[]>`
    select c.id, r.name as room, c.language, c.provenance, c.week,
      not exists (select from reader_event e where e.contribution = c.id and e.reader = ${member.id}) as is_new,
      (select count(*)::int from reply p where p.contribution = c.id and p.by_contributor and not p.is_read) as answers
    from contribution c join wrapped_key k on k.contribution = c.id and k.reader = ${member.id} join room r on r.id = c.room
    where c.state = 'kept' and c.expires_week >= ${weekOf(tools.now())} and c.organisation = ${member.organisation}
    order by c.week desc, c.id`;
}

export interface Opened {
  id: string;
  room: string;
  language: string;
  provenance: 'direct' | 'proxy' | 'group';
  week: number;
  expiresWeek: number;
  text: string;
  /** What she allows at this moment. */
  scopes: Scope[];
  exclusions: string[];
  replies: { id: string; byContributor: boolean; text: string; week: number }[];
  readers: { id: string; name: string }[];
}

/** Opens what is assigned to somebody. Each opening is counted, by week, and shown to the contributor without names (24). */
export async function readContribution(tools: Tools, member: Member, privateKey: Buffer, id: string): Promise<Opened> {
  const { sql } = tools;
  const week = weekOf(tools.now());
  const { row, opening, consents } = await openFor(tools, sql, member, privateKey, id);
  const no = whyNotUse('read', { state: row.state, consents, exclusions: [], week, audience: 'support' });
  if (no) throw refuse('not-found', 'desk:refusals.nothing');
  const text = unlock({ ...opening, body: row.body }).toString('utf8');
  await sql`
    insert into reader_event (contribution, whose, reader, week)
    values (${id}, ${row.organisation === member.organisation ? 'support' : 'another'}, ${member.id}, ${week}) on conflict do nothing`;
  const replies = await sql<{ id: string; byContributor: boolean; body: Buffer; week: number }[]>`
    select id, by_contributor, body, week from reply where contribution = ${id} order by week, id`;
  await sql`update reply set is_read = true where contribution = ${id} and by_contributor and not is_read`;
  const readers = await sql<{ id: string; name: string }[]>`
    select s.id, s.name from wrapped_key k join staff s on s.id = k.reader and s.state <> 'ended'
    where k.contribution = ${id} order by s.name`;
  const exclusions = await sql<{ name: string }[]>`
    select coalesce(p.name, e.value) as name from exclusion e
    left join platform_organisation p on e.kind = 'organisation' and p.id::text = e.value
    where e.contribution = ${id} order by 1`;
  const { room, language, provenance, expiresWeek } = row;
  return {
    id,
    room,
    language,
    provenance,
    week: row.week,
    expiresWeek,
    text,
    scopes: [...liveScopes(consents, week).keys()],
    exclusions: exclusions.map((e) => e.name),
    replies: replies.map((r) => ({
      id: r.id,
      byContributor: r.byContributor,
      text: unlockBeside(opening, { table: 'reply', column: 'body', rowId: r.id }, r.body).toString('utf8'),
      week: r.week,
    })),
    readers,
  };
}

/** Answers a contributor, who reads it when she comes back: only where she allows replies, and after what tells has gone. */
export async function writeReply(
  tools: Tools,
  member: Member,
  privateKey: Buffer,
  contribution: string,
  input: { text: string } & Resolved,
): Promise<void> {
  if (input.text.trim() === '' || input.text.length > most.reply)
    throw refuse('invalid', 'forms:errors.check-fields', undefined, { text: 'forms:errors.field' });
  const id = newId();
  const week = weekOf(tools.now());
  await tools.sql.begin(async (tx) => {
    await tx`select from contribution where id = ${contribution} for update`;
    const { row, opening, consents } = await openFor(tools, tx, member, privateKey, contribution);
    const use = { state: row.state, consents, exclusions: [], week, audience: 'contributor' as const };
    const no = atDesk(whyNotUse('reply', { ...use, begins: { isCurrent: isCurrentText } }));
    if (no) throw no;
    const told = whyNotDraft('text', input.text, input, lintOfAnswer);
    if (told) throw told;
    const plain = Buffer.from(input.text, 'utf8');
    const body = lockBeside(opening, { table: 'reply', column: 'body', rowId: id }, plain);
    plain.fill(0);
    await tx`insert into reply (id, contribution, body, week) values (${id}, ${contribution}, ${body}, ${week})`;
  });
}
