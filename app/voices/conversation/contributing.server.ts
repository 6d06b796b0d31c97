import type { Db, Tx } from '../../../db/connect';
import { refuse } from '../../shared/refusal';
import { lockWaiting } from '../crypto/epochs';
import { newId, shuffled } from '../crypto/tokens';
import { leastFacilitators } from '../desk/desk';
import type { Tools } from '../desk/tools';
import { withNewKey } from '../new-key.server';
import { weekOf } from '../week';
import { mostMessage, mostWaiting, pseudonyms, type Said } from './conversation';
import { beginEpoch, currentEpoch, facilitatorsOf } from './epochs.server';
import { readReleased } from './reading.server';

export interface OwnConversation {
  /** Whether there is one that she may join or is in. */
  state: 'none' | 'may-join' | 'in';
  pseudonym: string | null;
  messages: Said[];
  /** How many of her own wait for a facilitator. */
  waiting: number;
}

interface Standing {
  room: string;
  organisation: string;
  hasConversation: boolean;
  isOpen: boolean;
  pseudonym: string | null;
  isIn: boolean;
}

async function standing(sql: Db, contributor: string, week: number): Promise<Standing> {
  const [row] = await sql<Standing[]>`
    select c.room, c.organisation, r.has_conversation, (r.state = 'open' and r.closes_week >= ${week}) as is_open,
      m.pseudonym, coalesce(m.state = 'in', false) as is_in
    from contributor c join room r on r.id = c.room
    left join group_member m on m.room = c.room and m.contributor = c.id
    where c.id = ${contributor} and exists (select from contribution k where k.contributor = c.id and k.state = 'kept')`;
  if (!row) throw refuse('not-found', 'voice:conversation.none');
  return row;
}

/** What the contributor's page shows of a conversation. Nothing of who else is there but what they have said. */
export async function readConversation(
  tools: Tools,
  contributor: string,
  privateKey: Buffer,
): Promise<OwnConversation> {
  const { sql } = tools;
  const week = weekOf(tools.now());
  const s = await standing(sql, contributor, week);
  const none: OwnConversation = { state: 'none', pseudonym: null, messages: [], waiting: 0 };
  if (!s.hasConversation) return none;
  if (!s.isIn) return (await mayJoin(sql, contributor, s)) && s.isOpen ? { ...none, state: 'may-join' } : none;
  const [count] = await sql<{ n: number }[]>`
    select count(*)::int as n from group_message where contributor = ${contributor} and state = 'waiting'`;
  const messages = await readReleased(tools, sql, { room: s.room, reader: contributor, privateKey });
  return { state: 'in', pseudonym: s.pseudonym, messages, waiting: count!.n };
}

/** Joins under a name that is given, and begins a new key: what was said before stays with those who said it. */
export async function joinConversation(tools: Tools, contributor: string): Promise<void> {
  const week = weekOf(tools.now());
  await tools.sql.begin(async (tx) => {
    const { room } = await standing(tx, contributor, week);
    await tx`select from room where id = ${room} for update`;
    const s = await standing(tx, contributor, week);
    if (s.isIn) return;
    if (!s.hasConversation || !s.isOpen) throw refuse('not-found', 'voice:conversation.none');
    if (!(await mayJoin(tx, contributor, s))) throw refuse('closed', 'voice:conversation.none');
    if ((await facilitatorsOf(tx, s.room)).length < leastFacilitators)
      throw refuse('closed', 'voice:conversation.paused');
    const pseudonym = s.pseudonym ?? (await freePseudonym(tx, s.room));
    await tx`
      insert into group_member (room, contributor, pseudonym) values (${s.room}, ${contributor}, ${pseudonym})
      on conflict (room, contributor) do update set state = 'in'`;
    await beginEpoch(tools, tx, s.room);
  });
}

async function freePseudonym(tx: Tx, room: string): Promise<string> {
  const taken = await tx<{ pseudonym: string }[]>`select pseudonym from group_member where room = ${room}`;
  const used = new Set(taken.map((t) => t.pseudonym));
  const free = shuffled(pseudonyms.map((p) => p[0]).filter((key) => !used.has(key)));
  if (!free[0]) throw refuse('closed', 'voice:conversation.none');
  return free[0];
}

export async function leaveConversation(tools: Tools, contributor: string): Promise<void> {
  await tools.sql.begin(async (tx) => {
    const s = await standing(tx, contributor, weekOf(tools.now()));
    if (!s.isIn) return;
    await tx`update group_member set state = 'out' where contributor = ${contributor}`;
    await beginEpoch(tools, tx, s.room);
  });
}

/** Writes a message, which is sealed to the facilitators alone until one of them releases it. */
export async function writeMessage(tools: Tools, contributor: string, text: string): Promise<void> {
  if (text.trim() === '' || text.length > mostMessage)
    throw refuse('invalid', 'forms:errors.check-fields', undefined, { text: 'forms:errors.field' });
  const id = newId();
  const week = weekOf(tools.now());
  await withNewKey(tools.shred, async (shred) => {
    await tools.sql.begin(async (tx) => {
      const s = await standing(tx, contributor, week);
      if (!s.isIn) throw refuse('not-found', 'voice:conversation.none');
      await tx`select from room where id = ${s.room} for update`;
      const facilitators = await facilitatorsOf(tx, s.room);
      if (!s.isOpen || facilitators.length < leastFacilitators) throw refuse('closed', 'voice:conversation.paused');
      const [count] = await tx<{ n: number }[]>`
        select count(*)::int as n from group_message where contributor = ${contributor} and state = 'waiting'`;
      if (count!.n >= mostWaiting) throw refuse('too-much', 'voice:conversation.enough');
      await putWaiting(tools, tx, { id, shred, room: s.room, contributor, staff: null, text, facilitators, week });
    });
  });
}

/** @internal Shared with the facilitators' side. */
export async function putWaiting(
  tools: Tools,
  tx: Tx,
  m: {
    id: string;
    shred: string;
    room: string;
    contributor: string | null;
    staff: string | null;
    text: string;
    facilitators: { reader: string; publicKey: Buffer }[];
    week: number;
  },
): Promise<void> {
  const epoch = (await currentEpoch(tx, m.room)) ?? (await beginEpoch(tools, tx, m.room));
  const shredKey = await tools.shred.read(m.shred);
  const plain = Buffer.from(m.text, 'utf8');
  const { body, wrapped } = lockWaiting({ message: m.id, text: plain, facilitators: m.facilitators, shredKey });
  plain.fill(0);
  await tx`
    insert into group_message (id, room, epoch, contributor, staff, body, shred, week)
    values (${m.id}, ${m.room}, ${epoch}, ${m.contributor}, ${m.staff}, ${body}, ${m.shred}, ${m.week})`;
  for (const w of wrapped)
    await tx`insert into group_message_key (message, reader, blob) values (${m.id}, ${w.reader}, ${w.blob})`;
}

/**
 * Takes everything back that a contributor said, and takes her out: part of a withdrawal, in its transaction. Returns
 * the names of shred keys, to be destroyed after the commit.
 */
export async function withdrawFromConversation(tools: Tools, tx: Tx, contributor: string): Promise<string[]> {
  const [member] = await tx<{ room: string; state: string }[]>`
    select room, state from group_member where contributor = ${contributor}`;
  if (!member) return [];
  const gone = await tx<{ shred: string }[]>`
    update group_message set state = 'withdrawn', body = null where contributor = ${contributor} and body is not null
    returning shred`;
  await tx`
    delete from group_message_key k using group_message m where m.id = k.message and m.contributor = ${contributor}`;
  if (member.state === 'in') {
    await tx`update group_member set state = 'out' where contributor = ${contributor}`;
    await beginEpoch(tools, tx, member.room);
  }
  return gone.map((g) => g.shred);
}

/**
 * Whether nobody is there whom she has excluded, and nobody there has excluded the organisation that supports her
 * (behaviour 22: exclusions bind who is in a room together).
 */
async function mayJoin(sql: Db, contributor: string, s: Standing): Promise<boolean> {
  const [row] = await sql<{ no: boolean }[]>`
    with there as (
      select o.platform_organisation as id from room_facilitator f join staff p on p.id = f.staff
        join organisation o on o.id = p.organisation where f.room = ${s.room} and p.state = 'active'
      union select o.platform_organisation from group_member m join contributor c on c.id = m.contributor
        join organisation o on o.id = c.organisation where m.room = ${s.room} and m.state = 'in' and c.id <> ${contributor}),
    mine as (
      select e.kind, e.value from exclusion e join contribution c on c.id = e.contribution where c.contributor = ${contributor}),
    theirs as (
      select e.kind, e.value from exclusion e join contribution c on c.id = e.contribution
        join group_member m on m.contributor = c.contributor
      where m.room = ${s.room} and m.state = 'in' and c.contributor <> ${contributor})
    select exists (select from there t join platform_organisation p on p.id = t.id join mine x
        on (x.kind = 'organisation' and x.value = p.id::text) or (x.kind = 'category' and x.value = p.category))
      or exists (select from organisation o join platform_organisation p on p.id = o.platform_organisation join theirs x
        on (x.kind = 'organisation' and x.value = p.id::text) or (x.kind = 'category' and x.value = p.category)
        where o.id = ${s.organisation}) as no`;
  return !row!.no;
}
