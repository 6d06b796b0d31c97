import type { Tx } from '../../../db/connect';
import type { Language } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { renewEpochsOf } from '../conversation/epochs.server';
import { pairOf } from '../crypto/boxes';
import type { Opening } from '../crypto/contribution';
import { weekOf } from '../week';
import { type NewAccount, prepareAccount, putAccount, putOrganisation } from './accounts.server';
import { whyNotOpen } from './asking.server';
import type { ChecklistItem } from './checklist';
import { type ActKind, leastReaders, type Member, type StaffRole, whyNotAgree, whyNotAsk } from './desk';
import { consentsOf, isId, mayBeReader, rewrapAll } from './opening.server';
import { keepRequirement, requirementOf } from './rooms.server';
import type { Tools } from './tools';

const nothing = () => refuse('not-found', 'desk:refusals.nothing');

interface Act {
  id: string;
  what: ActKind;
  organisation: string | null;
  room: string | null;
  staff: string | null;
  contribution: string | null;
  sealed: Buffer | null;
  detail: {
    name?: string;
    caseworkers?: [string, string];
    role?: StaffRole;
    training?: string;
    platformOrganisation?: number | null;
    item?: string;
    language?: string;
    value?: string;
    /** Of a review of a language: the version of the words that it is of (hex). */
    reviewed?: string | null;
  };
  askedBy: string;
  state: 'asked' | 'done' | 'refused';
}

/** What came of an act: sign-ins to hand over, shown this once; and who has no sessions any more. */
export interface Agreed {
  what: ActKind;
  accounts: NewAccount[];
  endSessionsOf: string[];
}

/** Whose it is to decide: people of the organisation it is about, of a room's organisations, or everybody at work. */
function mayDecide(tx: Tx, member: Member) {
  return tx`(
    case when a.what = 'open-organisation' then true
      when a.organisation is not null then a.organisation = ${member.organisation}
      else exists (select from room_organisation o where o.room = a.room and o.organisation = ${member.organisation}) end)`;
}

/**
 * Agrees to what a colleague asked, and does it: in one transaction with the record of both. Whatever stood when it was
 * asked is asked again. Keys that are no longer any good are destroyed after the commit.
 */
export async function agree(tools: Tools, member: Member, privateKey: Buffer, id: string): Promise<Agreed> {
  const no = whyNotAsk(member);
  if (no) throw no;
  if (!isId(id)) throw nothing();
  const prepared = await prepare(tools, id);
  const done = await tools.sql.begin(async (tx) => {
    const [act] = await tx<Act[]>`
      select a.* from two_person_act a where a.id = ${id} and a.what <> 'grant-again' and ${mayDecide(tx, member)} for update`;
    if (!act) throw nothing();
    const whyNot = whyNotAgree(act, member);
    if (whyNot) throw whyNot;
    const shreds = await perform(tools, tx, member, privateKey, act, prepared);
    await tx`
      update two_person_act set state = 'done', agreed_by = ${member.id}, sealed = null, week = ${weekOf(tools.now())} where id = ${id}`;
    return { act, shreds };
  });
  await tools.shred.destroy(done.shreds);
  const ended = done.act.what === 'end-staff' ? [done.act.staff!] : [];
  return { what: done.act.what, accounts: prepared.map((p) => p.account), endSessionsOf: ended };
}

/** Says no; whoever asked may too, and takes it back so. */
export async function refuseAct(tools: Tools, member: Member, id: string): Promise<void> {
  const no = whyNotAsk(member);
  if (no || !isId(id)) throw nothing();
  await tools.sql.begin(async (tx) => {
    const [act] = await tx<Act[]>`
      select a.* from two_person_act a where a.id = ${id} and a.state = 'asked'
        and (a.asked_by = ${member.id} or ${mayDecide(tx, member)}) for update`;
    if (!act) throw nothing();
    await tx`update two_person_act set state = 'refused', sealed = null where id = ${id}`;
  });
}

type Prepared = Awaited<ReturnType<typeof prepareAccount>>[];

/** Stretching passphrases takes longer than a transaction should be open. */
async function prepare(tools: Tools, id: string): Promise<Prepared> {
  const [act] = await tools.sql<Act[]>`select * from two_person_act where id = ${id} and state = 'asked'`;
  if (act?.what === 'add-staff')
    return [await prepareAccount(tools, { name: act.detail.name!, role: act.detail.role! })];
  if (act?.what !== 'open-organisation') return [];
  const prepared: Prepared = [];
  for (const name of act.detail.caseworkers!) prepared.push(await prepareAccount(tools, { name, role: 'caseworker' }));
  return prepared;
}

/** Returns names of shred keys to destroy. */
async function perform(
  tools: Tools,
  tx: Tx,
  member: Member,
  privateKey: Buffer,
  act: Act,
  prepared: Prepared,
): Promise<string[]> {
  switch (act.what) {
    case 'open-organisation': {
      const organisation = await putOrganisation(tx, act.detail.name!, prepared);
      await tx`
        update organisation set platform_organisation = ${act.detail.platformOrganisation ?? null} where id = ${organisation}`;
      return [];
    }
    case 'end-organisation':
      await endOrganisation(tx, act.organisation!);
      return [];
    case 'add-staff':
      // The two who agreed stand for her; she is at work from her first sign-in.
      for (const p of prepared) await putAccount(tx, p, act.organisation!, member.id);
      return [];
    case 'end-staff':
      return endStaff(tools, tx, member, privateKey, act.staff!);
    case 'assign': {
      if (!act.sealed) throw refuse('conflict', 'desk:refusals.already-decided');
      const [to] = await tx<{ role: StaffRole }[]>`select role from staff where id = ${act.staff} and state = 'active'`;
      const [kept] = await tx`select from contribution where id = ${act.contribution} and state = 'kept' for update`;
      if (!to || !kept) throw refuse('conflict', 'desk:refusals.already-decided');
      const consents = await consentsOf(tx, act.contribution!);
      if (!mayBeReader(to.role, consents, weekOf(tools.now()))) throw refuse('conflict', 'desk:gate.no-consent');
      await tx`
        insert into wrapped_key (contribution, reader, reader_kind, blob)
        values (${act.contribution}, ${act.staff}, 'staff', ${act.sealed})
        on conflict (contribution, reader) do update set blob = excluded.blob`;
      return [];
    }
    case 'unassign':
      return unassign(tools, tx, member, privateKey, act.contribution!, act.staff!);
    case 'set-facilitator':
      await setFacilitator(tx, act);
      await renewEpochsOf(tools, tx, [act.room!]);
      return [];
    case 'unset-facilitator':
      await tx`delete from room_facilitator where room = ${act.room} and staff = ${act.staff}`;
      await renewEpochsOf(tools, tx, [act.room!]);
      return [];
    case 'join-room':
      await tx`
        insert into room_organisation (room, organisation) values (${act.room}, ${act.organisation}) on conflict do nothing`;
      return [];
    case 'open-room':
      await whyNotOpen(tx, act.room!);
      await tx`update room set state = 'open' where id = ${act.room} and state = 'preparing'`;
      return [];
    case 'change-requirement': {
      const { item = '', language = '', value = '', reviewed } = act.detail;
      const textHash = reviewed ? Buffer.from(reviewed, 'hex') : null;
      const by = { by: act.askedBy, week: weekOf(tools.now()), textHash };
      await keepRequirement(tx, act.room!, requirementOf({ item, language, value }), by);
      return [];
    }
    case 'grant-again':
      throw nothing();
  }
}

async function setFacilitator(tx: Tx, act: Act): Promise<void> {
  const [still] = await tx`
    select from staff s join room_organisation o on o.organisation = s.organisation and o.room = ${act.room}
    where s.id = ${act.staff} and s.role = 'facilitator' and s.state = 'active'
      -- Nobody in the conversation has shut her organisation out (behaviour 22).
      and not exists (select from group_member m join contribution c on c.contributor = m.contributor
        join exclusion e on e.contribution = c.id join organisation mine on mine.id = s.organisation
        join platform_organisation p on p.id = mine.platform_organisation
        where m.room = ${act.room} and m.state = 'in'
          and ((e.kind = 'organisation' and e.value = p.id::text) or (e.kind = 'category' and e.value = p.category)))`;
  if (!still) throw refuse('conflict', 'desk:refusals.no-facilitator');
  await tx`
    insert into room_facilitator (room, staff, training) values (${act.room}, ${act.staff}, ${act.detail.training!})
    on conflict (room, staff) do update set training = excluded.training`;
}

async function endOrganisation(tx: Tx, organisation: string): Promise<void> {
  const [kept] = await tx`select from contribution where organisation = ${organisation} and state = 'kept' limit 1`;
  // Words that people of support hold in trust are not left to nobody.
  if (kept) throw refuse('conflict', 'desk:refusals.still-holds');
  await tx`update organisation set state = 'ended' where id = ${organisation}`;
  await tx`update staff set state = 'ended' where organisation = ${organisation}`;
  await tx`update invitation set state = 'ended' where organisation = ${organisation} and state = 'open'`;
}

/**
 * Somebody leaves. Her keys go, and what the colleague who agrees can open is wrapped anew for those who stay, under new
 * shred keys: an old copy of the rows and her passphrase open nothing. Refused where nobody living could open something
 * afterwards.
 */
async function endStaff(tools: Tools, tx: Tx, member: Member, privateKey: Buffer, staff: string): Promise<string[]> {
  const held = await tx<{ contribution: string }[]>`
    select k.contribution from wrapped_key k join contribution c on c.id = k.contribution and c.state = 'kept'
    where k.reader = ${staff} order by k.contribution for update of c`;
  await tx`update staff set state = 'ended', recovery_wrapped = null where id = ${staff}`;
  await tx`delete from wrapped_key where reader = ${staff}`;
  await tx`delete from group_message_key where reader = ${staff}`;
  await tx`delete from group_key where reader = ${staff}`;
  await tx`update two_person_act set state = 'refused', sealed = null where staff = ${staff} and state = 'asked' and what <> 'end-staff'`;
  const rooms = await tx<{ room: string }[]>`delete from room_facilitator where staff = ${staff} returning room`;
  const [lost] = await tx`
    select from contribution c where c.id = any(${held.map((h) => h.contribution)}::uuid[])
      and not exists (select from wrapped_key k join staff s on s.id = k.reader and s.state = 'active' where k.contribution = c.id) limit 1`;
  if (lost) throw refuse('conflict', 'desk:refusals.last-reader');
  const shreds: string[] = [];
  for (const { contribution } of held) {
    const opening = await openingOf(tools, tx, member, privateKey, contribution);
    if (opening) shreds.push(await rewrapAll(tools, tx, opening));
  }
  await renewEpochsOf(
    tools,
    tx,
    rooms.map((r) => r.room),
  );
  return shreds;
}

async function unassign(
  tools: Tools,
  tx: Tx,
  member: Member,
  privateKey: Buffer,
  contribution: string,
  staff: string,
): Promise<string[]> {
  await tx`select from contribution where id = ${contribution} for update`;
  await tx`delete from wrapped_key where contribution = ${contribution} and reader = ${staff}`;
  const [left] = await tx<{ n: number }[]>`
    select count(*)::int as n from wrapped_key k join staff s on s.id = k.reader and s.state = 'active'
    where k.contribution = ${contribution}`;
  if (left!.n < leastReaders) throw refuse('conflict', 'desk:refusals.two-readers');
  const opening = await openingOf(tools, tx, member, privateKey, contribution);
  return opening ? [await rewrapAll(tools, tx, opening)] : [];
}

/** What opens a contribution for somebody, or null where she is not one of its readers. */
async function openingOf(
  tools: Tools,
  tx: Tx,
  member: Member,
  privateKey: Buffer,
  contribution: string,
): Promise<Opening | null> {
  const [row] = await tx<{ shred: string; blob: Buffer }[]>`
    select c.shred, k.blob from contribution c join wrapped_key k on k.contribution = c.id and k.reader = ${member.id}
    where c.id = ${contribution} and c.state = 'kept'`;
  if (!row) return null;
  const shredKey = await tools.shred.read(row.shred);
  return { id: contribution, reader: member.id, blob: row.blob, keys: pairOf(privateKey), shredKey };
}

export interface ListedAct {
  id: string;
  what: ActKind;
  state: 'asked' | 'done' | 'refused';
  askedBy: string;
  agreedBy: string | null;
  /** Name of whom or what it is about. */
  about: string | null;
  room: string | null;
  /** Of a change of what a room stands on: which item, and its new words. */
  item: ChecklistItem | null;
  language: Language | null;
  value: string | null;
  week: number;
  mine: boolean;
}

/** What waits for a second person, and the record of what two have done: of this organisation and its rooms. */
export async function listActs(tools: Pick<Tools, 'sql'>, member: Member): Promise<ListedAct[]> {
  if (whyNotAsk(member)) return [];
  return tools.sql.begin(
    (tx) => tx<ListedAct[]>`
      select a.id, a.what, a.state, p.name as asked_by, q.name as agreed_by,
        coalesce(s.name, a.detail->>'name', o.name) as about, r.name as room,
        a.detail->>'item' as item, nullif(a.detail->>'language', '') as language, a.detail->>'value' as value, a.week, a.asked_by = ${member.id} as mine
      from two_person_act a join staff p on p.id = a.asked_by left join staff q on q.id = a.agreed_by
      left join staff s on s.id = a.staff left join room r on r.id = a.room
      left join organisation o on o.id = a.organisation and a.what in ('join-room', 'end-organisation')
      where a.asked_by = ${member.id} or ${mayDecide(tx, member)}
      order by a.state = 'asked' desc, a.week desc, a.id limit 100`,
  );
}
