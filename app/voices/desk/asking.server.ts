import type { Db, Tx } from '../../../db/connect';
import { type Refusal, refuse } from '../../shared/refusal';
import { rewrap } from '../crypto/contribution';
import { newId } from '../crypto/tokens';
import { weekOf } from '../week';
import { languagesOf, missingOf } from './checklist';
import { type ActKind, type Member, most, type StaffRole, whyNotAsk } from './desk';
import { isId, mayBeReader, openFor } from './opening.server';
import { checkOf, findRoom, requirementOf, reviewedBy } from './rooms.server';
import type { Tools } from './tools';

const nothing = () => refuse('not-found', 'desk:refusals.nothing');

/** What somebody at the desk may ask for; a second person has to agree before anything of it is done. */
export type Ask =
  | { what: 'open-organisation'; name: string; caseworkers: [string, string]; platformOrganisation?: number | null }
  | { what: 'end-organisation' }
  | { what: 'add-staff'; name: string; role: StaffRole }
  | { what: 'end-staff'; staff: string }
  | { what: 'assign' | 'unassign'; contribution: string; staff: string }
  | { what: 'set-facilitator'; room: string; staff: string; training: string }
  | { what: 'unset-facilitator'; room: string; staff: string }
  | { what: 'join-room'; room: string; organisation: string }
  | { what: 'open-room'; room: string }
  | { what: 'change-requirement'; room: string; item: string; language: string; value: string };

interface NewAct {
  what: ActKind;
  organisation?: string | null;
  room?: string | null;
  staff?: string | null;
  contribution?: string | null;
  sealed?: Buffer | null;
  detail?: Record<string, unknown>;
}

/** Asks for an act. `organisation` of its row says whose people may agree: null where everybody at work may. */
export async function ask(tools: Tools, member: Member, privateKey: Buffer, input: Ask): Promise<string> {
  const no = whyNotAsk(member);
  if (no) throw no;
  return tools.sql.begin(async (tx) =>
    put(tx, member, weekOf(tools.now()), await actOf(tools, tx, member, privateKey, input)),
  );
}

async function actOf(tools: Tools, tx: Tx, member: Member, privateKey: Buffer, input: Ask): Promise<NewAct> {
  const own = { what: input.what, organisation: member.organisation };
  switch (input.what) {
    case 'open-organisation': {
      const names = [input.name, ...input.caseworkers];
      if (names.some((n) => n.trim() === '' || n.length > most.name)) throw field('name');
      const { name, caseworkers, platformOrganisation = null } = input;
      return { what: input.what, detail: { name, caseworkers, platformOrganisation } };
    }
    case 'end-organisation':
      return own;
    case 'add-staff': {
      if (input.name.trim() === '' || input.name.length > most.name) throw field('name');
      return { ...own, detail: { name: input.name, role: input.role } };
    }
    case 'end-staff':
      return { ...own, staff: (await colleague(tx, member, input.staff)).id };
    case 'assign': {
      const { opening, consents } = await openFor(tools, tx, member, privateKey, input.contribution);
      const to = await colleague(tx, member, input.staff);
      if (!mayBeReader(to.role, consents, weekOf(tools.now()))) throw refuse('conflict', 'desk:gate.no-consent');
      if (to.state !== 'active') throw refuse('conflict', 'desk:refusals.not-signed-in');
      const { blob } = rewrap(opening, { reader: to.id, publicKey: to.publicKey });
      return { ...own, staff: to.id, contribution: opening.id, sealed: blob };
    }
    case 'unassign': {
      const { opening } = await openFor(tools, tx, member, privateKey, input.contribution);
      const from = await colleague(tx, member, input.staff, true);
      return { ...own, staff: from.id, contribution: opening.id };
    }
    case 'set-facilitator': {
      if (input.training.trim() === '' || input.training.length > most.training) throw field('training');
      const room = await findRoom(tx, member, input.room);
      const staff = await facilitatorIn(tx, room.id, input.staff);
      return { what: input.what, room: room.id, staff, detail: { training: input.training } };
    }
    case 'unset-facilitator': {
      const room = await findRoom(tx, member, input.room);
      if (!isId(input.staff)) throw nothing();
      const [there] = await tx`select from room_facilitator where room = ${room.id} and staff = ${input.staff}`;
      if (!there) throw nothing();
      return { what: input.what, room: room.id, staff: input.staff };
    }
    case 'join-room': {
      const room = await findRoom(tx, member, input.room);
      if (!isId(input.organisation)) throw nothing();
      const [there] = await tx`select from organisation where id = ${input.organisation} and state = 'open'`;
      if (!there) throw nothing();
      return { what: input.what, room: room.id, organisation: input.organisation };
    }
    case 'open-room': {
      const room = await findRoom(tx, member, input.room);
      if (room.state !== 'preparing') throw refuse('conflict', 'desk:refusals.already-decided');
      await whyNotOpen(tx, room.id);
      return { what: input.what, room: room.id };
    }
    case 'change-requirement': {
      const room = await findRoom(tx, member, input.room);
      if (room.state === 'preparing') throw refuse('conflict', 'desk:refusals.already-decided');
      const { item, language, value } = requirementOf(input);
      // A room that is open lacks nothing: what it stands on is put in other words, and not taken away.
      if (value === '') throw field('value');
      if (language !== '' && !languagesOf(room.questions).includes(language)) throw field('language');
      const reviewed = reviewedBy({ item, language })?.toString('hex') ?? null;
      return { what: input.what, room: room.id, detail: { item, language, value, reviewed } };
    }
  }
}

/** @throws the list of what is missing, as it stands at this moment. */
export async function whyNotOpen(tx: Db, room: string): Promise<void> {
  if (missingOf(await checkOf(tx, room)).length > 0) throw refuse('conflict', 'desk:refusals.missing');
}

async function colleague(tx: Db, member: Member, id: string, orSelf = false) {
  if (!isId(id) || (id === member.id && !orSelf)) throw nothing();
  const [row] = await tx<{ id: string; state: string; role: StaffRole; publicKey: Buffer }[]>`
    select id, state, role, public_key from staff
    where id = ${id} and organisation = ${member.organisation} and state <> 'ended'`;
  if (!row) throw nothing();
  return row;
}

async function facilitatorIn(tx: Db, room: string, id: string): Promise<string> {
  if (!isId(id)) throw nothing();
  const [row] = await tx<{ id: string }[]>`
    select s.id from staff s join room_organisation o on o.organisation = s.organisation and o.room = ${room}
    where s.id = ${id} and s.role = 'facilitator' and s.state = 'active'`;
  if (!row)
    throw refuse('invalid', 'desk:refusals.no-facilitator', undefined, { staff: 'desk:refusals.no-facilitator' });
  return row.id;
}

async function put(tx: Tx, member: Member, week: number, act: NewAct): Promise<string> {
  const id = newId();
  await tx`
    insert into two_person_act (id, what, organisation, room, staff, contribution, sealed, detail, asked_by, week)
    values (${id}, ${act.what}, ${act.organisation ?? null}, ${act.room ?? null}, ${act.staff ?? null}, ${act.contribution ?? null},
      ${act.sealed ?? null}, ${tx.json((act.detail ?? {}) as never)}, ${member.id}, ${week})`;
  return id;
}

function field(name: string): Refusal {
  return refuse('invalid', 'forms:errors.check-fields', undefined, { [name]: 'forms:errors.field' });
}
