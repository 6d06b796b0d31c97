import { fromBase32 } from '../../app/voices/crypto/base32';
import { ready } from '../../app/voices/crypto/boxes';
import { newInvitation } from '../../app/voices/crypto/codes';
import type { Secrets } from '../../app/voices/crypto/secrets';
import type { ShredStore } from '../../app/voices/crypto/shred';
import { invitationHmac } from '../../app/voices/crypto/stretch';
import { stepOf, totpCode } from '../../app/voices/crypto/totp';
import { openWithPassphrase } from '../../app/voices/desk/account-keys.server';
import { prepareAccount, putAccount } from '../../app/voices/desk/accounts.server';
import { languageItems, onceItems } from '../../app/voices/desk/checklist';
import type { Member, StaffRole } from '../../app/voices/desk/desk';
import { findMember } from '../../app/voices/desk/members.server';
import { reviewedBy } from '../../app/voices/desk/rooms.server';
import { addWeeks, weekOf } from '../../app/voices/week';
import type { Sql } from '../../db/connect';

/** What `roomForFile()` gives, as far as people and rooms are made of it. */
export interface SomeRoomProcess {
  sql: Sql;
  keys: Secrets;
  shred: ShredStore;
  now(): Date;
}

export interface SomeStaff {
  id: string;
  name: string;
  signIn: string;
  role: StaffRole;
  organisation: string;
  passphrase: string;
  /** Undefined where the account was made without one. */
  recovery: string | undefined;
  privateKey: Buffer;
  /** A code that is good at this moment and was not used: each call takes the next of the three steps there are. */
  code(): string;
  member(): Promise<Member>;
}

let count = 0;

/** An invented support organisation, open, straight into the table; what commands refuse is tested at the commands. */
export async function aSupportOrganisation(
  room: Pick<SomeRoomProcess, 'sql'>,
  values: { name?: string; state?: 'waiting' | 'open' | 'ended'; platformOrganisation?: number } = {},
): Promise<string> {
  const [row] = await room.sql<{ id: string }[]>`
    insert into organisation (name, state, platform_organisation)
    values (${values.name ?? `Support ${++count} (invented)`}, ${values.state ?? 'open'}, ${values.platformOrganisation ?? null}) returning id`;
  return row!.id;
}

/** Somebody of staff who is at work: active, signed in once, of an organisation that is open. */
export async function aStaff(
  room: SomeRoomProcess,
  values: {
    role?: StaffRole;
    organisation?: string;
    name?: string;
    state?: 'waiting' | 'active' | 'ended';
    withRecovery?: boolean;
  } = {},
): Promise<SomeStaff> {
  await ready();
  const organisation = values.organisation ?? (await aSupportOrganisation(room));
  const name = values.name ?? `Worker ${++count} (invented)`;
  const prepared = await prepareAccount(room, {
    name,
    role: values.role ?? 'caseworker',
    withRecovery: values.withRecovery ?? false,
  });
  const { account, secrets } = prepared;
  await putAccount(room.sql, prepared, organisation);
  const state = values.state ?? 'active';
  await room.sql`
    update staff set state = ${state}, has_signed_in = ${state !== 'waiting'}, has_own_secrets = true where id = ${account.id}`;
  const privateKey = await openWithPassphrase(room.keys, { id: account.id, ...secrets }, account.passphrase!);
  const secret = fromBase32(account.totpSecret!)!;
  let used = 0;
  return {
    id: account.id,
    name,
    signIn: account.signIn,
    role: account.role,
    organisation,
    passphrase: account.passphrase!,
    recovery: account.recovery,
    privateKey: privateKey!,
    code() {
      const step = Math.max(stepOf(room.now()) - 1, used + 1);
      used = step;
      return totpCode(secret, step);
    },
    member: async () => (await findMember(room.sql, account.id))!,
  };
}

export interface SomeOpenRoom {
  id: string;
  /** Support organisations of the room, each with two caseworkers. */
  organisations: { id: string; caseworkers: [SomeStaff, SomeStaff] }[];
  facilitators: [SomeStaff, SomeStaff];
}

export const someQuestions = {
  en: ['What should a service do better?', 'What works well?'],
  fr: ['Que devrait mieux faire un service ?', 'Qu’est-ce qui marche bien ?'],
  ar: ['ما الذي ينبغي أن تحسنه الخدمة؟', 'ما الذي يسير على ما يرام؟'],
};

/** A room that lacks nothing of the go-live checklist, with organisations, caseworkers and two facilitators. */
export async function anOpenRoom(
  room: SomeRoomProcess,
  values: {
    organisations?: number;
    hasConversation?: boolean;
    closesInWeeks?: number;
    retentionWeeks?: number;
    questions?: Partial<typeof someQuestions>;
  } = {},
): Promise<SomeOpenRoom> {
  const week = weekOf(room.now());
  const questions = values.questions ?? someQuestions;
  const organisations: SomeOpenRoom['organisations'] = [];
  for (let n = 0; n < (values.organisations ?? 1); n++) {
    const id = await aSupportOrganisation(room);
    const caseworkers: [SomeStaff, SomeStaff] = [
      await aStaff(room, { organisation: id }),
      await aStaff(room, { organisation: id }),
    ];
    organisations.push({ id, caseworkers });
  }
  const first = organisations[0]!;
  const facilitators: [SomeStaff, SomeStaff] = [
    await aStaff(room, { role: 'facilitator', organisation: first.id }),
    await aStaff(room, { role: 'facilitator', organisation: first.id }),
  ];
  const [row] = await room.sql<{ id: string }[]>`
    insert into room (name, state, questions, answer_weeks, closes_week, retention_weeks, has_conversation)
    values (${`Room ${++count} (invented)`}, 'open', ${room.sql.json(questions as never)}, 4, ${addWeeks(week, values.closesInWeeks ?? 8)},
      ${values.retentionWeeks ?? 13}, ${values.hasConversation ?? false}) returning id`;
  const id = row!.id;
  for (const o of organisations)
    await room.sql`insert into room_organisation (room, organisation) values (${id}, ${o.id})`;
  for (const f of facilitators)
    await room.sql`insert into room_facilitator (room, staff, training) values (${id}, ${f.id}, 'Trained (invented)')`;
  const wanted = [
    ...onceItems.map((item) => ({ item, language: '' })),
    ...languageItems.flatMap((item) => Object.keys(questions).map((language) => ({ item, language }))),
  ];
  for (const { item, language } of wanted) {
    await room.sql`
      insert into room_requirement (room, item, language, value, invented, by, week, text_hash)
      values (${id}, ${item}, ${language}, ${item === 'emergency-number' ? '112 (invented)' : 'Invented for a test.'}, true,
        ${first.caseworkers[0].id}, ${week}, ${reviewedBy({ item, language: language as 'en' })})`;
  }
  return { id, organisations, facilitators };
}

/** An invitation that was not used: its code as it stands on the slip of paper, and as it is read. */
export async function anInvitation(
  room: SomeRoomProcess,
  open: SomeOpenRoom,
  values: { organisation?: number; provenance?: 'direct' | 'proxy' | 'group'; expiresInWeeks?: number } = {},
): Promise<{ id: string; shown: string; canonical: string }> {
  const of = open.organisations[values.organisation ?? 0]!;
  const code = newInvitation();
  const { hmac, keyId } = invitationHmac(room.keys, code.canonical);
  const [row] = await room.sql<{ id: string }[]>`
    insert into invitation (hmac, key_id, room, organisation, provenance, made_by, expires_week)
    values (${hmac}, ${keyId}, ${open.id}, ${of.id}, ${values.provenance ?? 'direct'}, ${of.caseworkers[0].id},
      ${addWeeks(weekOf(room.now()), values.expiresInWeeks ?? 2)}) returning id`;
  return { id: row!.id, ...code };
}
