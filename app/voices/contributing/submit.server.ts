import type { Tx } from '../../../db/connect';
import type { Language } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { requiredScope, type Scope, scopes } from '../consent';
import { type KeyPair, makeKeyPair } from '../crypto/boxes';
import { type Locked, lock } from '../crypto/contribution';
import { unwrapPrivate, wrapPrivate } from '../crypto/private-keys';
import { stretchReceipt } from '../crypto/stretch';
import { newId } from '../crypto/tokens';
import { readersFor } from '../desk/readers.server';
import { withNewKey } from '../new-key.server';
import { addWeeks, type Week, weekOf } from '../week';
import { sayAll } from './chain.server';
import { type Busy, most, type Provenance, type Tools } from './contributing';
import { placeOf } from './entering.server';
import { type Exclusions, putExclusions } from './exclusions.server';

/** Everything of one contribution, as it stands when she says: send. Nothing of it was stored before. */
export interface Submission {
  text: string;
  language: Language;
  /** What she said yes to, each with the version of the words she read. Reading by support must be among them. */
  given: { scope: Scope; textHash: Buffer }[];
  exclusions: Exclusions;
  by: ByInvitation | { contributor: string };
}

/** The first one: makes the contributor, who has kept these codes before anything is sent. */
export interface ByInvitation {
  invitation: string;
  /** Canonical, as `newReceipt` gives it. */
  receipt: string;
  withdrawReceipt?: string | undefined;
  /** Id of the contributor to be made, where the form that comes twice cannot be told by her code. */
  makes?: string;
}

export interface Submitted {
  contributor: string;
  /** Null where these very words were sent before: the form came twice. */
  contribution: string | null;
  /** Hers, for the session that goes on; null for somebody who was here already. */
  privateKey: Buffer | null;
}

/**
 * Stores a contribution: the shred key first, then all rows in one transaction. Whoever is stopped half way has either
 * all of it under the code she kept, or nothing. Refuses 'conflict' where the invitation was used or the room closed
 * meanwhile, 'too-much' where the organisation has no room for more this week.
 */
export async function submit(tools: Tools, busy: Busy, submission: Submission): Promise<Submitted> {
  const { sql, shred, now } = tools;
  if (!submission.given.some((g) => g.scope === requiredScope)) throw refuse('invalid', 'voice:choices.missing');
  if (submission.text.trim() === '') throw refuse('invalid', 'voice:views.empty');
  // Questions stand in the text beside the answers; what she typed was measured before.
  if (submission.text.length > most.views + 4000) throw refuse('invalid', 'voice:errors.check');
  const week = weekOf(now());
  const { by } = submission;
  const codes = 'invitation' in by ? await stretchCodes(tools, busy, by) : null;
  return withNewKey(shred, async (name, key) => {
    const stored = await sql.begin(async (tx) => {
      const who = codes
        ? await arrive(tx, by as ByInvitation, codes, submission.language, week)
        : await alreadyHere(tx, by);
      if ('contribution' in who) return who;
      const contribution = await keep(tx, submission, who, { name, key }, week);
      return { contributor: who.id, contribution, privateKey: who.keys?.privateKey ?? null };
    });
    if (!stored.contribution) await shred.destroy([name]);
    return stored;
  });
}

interface Stretched {
  lookup: Buffer;
  kek: Buffer;
  keyId: number;
}

async function stretchCodes(tools: Tools, busy: Busy, by: ByInvitation) {
  const all = await busy(() => stretchReceipt(tools.keys, by.receipt));
  const second = by.withdrawReceipt;
  const withdraw = second ? await busy(() => stretchReceipt(tools.keys, second)) : null;
  return { all, withdraw };
}

/** The same form came twice, by an impatient finger: the second time finds what the first one stored. */
async function knownBy(tx: Tx, { lookup, kek }: Stretched): Promise<Submitted | null> {
  const [row] = await tx<{ contributor: string; wrappedPrivate: Buffer }[]>`
    select contributor, wrapped_private from receipt where lookup = ${lookup} and can = 'all'`;
  if (!row) return null;
  const { privateKey } = unwrapPrivate(kek, placeOf(row.contributor), row.wrappedPrivate);
  return { contributor: row.contributor, contribution: null, privateKey };
}

interface Who {
  id: string;
  room: string;
  organisation: string;
  provenance: Provenance;
  publicKey: Buffer;
  keys: KeyPair | null;
}

/** Uses up the invitation, and makes a contributor of whoever holds it. */
async function arrive(
  tx: Tx,
  by: ByInvitation,
  codes: { all: Stretched; withdraw: Stretched | null },
  language: Language,
  week: Week,
): Promise<Who | Submitted> {
  const [used] = await tx<{ room: string; organisation: string; provenance: Provenance }[]>`
    update invitation set state = 'used' where id = ${by.invitation} and state = 'open' and expires_week >= ${week}
    returning room, organisation, provenance`;
  if (!used) {
    const before = await knownBy(tx, codes.all);
    if (before) return before;
    throw closed();
  }
  const id = by.makes ?? newId();
  const keys = makeKeyPair();
  const retention = await openFor(tx, used, week);
  const made = await tx`
    insert into contributor (id, room, organisation, public_key, provenance, language, expires_week)
    values (${id}, ${used.room}, ${used.organisation}, ${keys.publicKey}, ${used.provenance}, ${language}, ${addWeeks(week, retention)})
    on conflict (id) do nothing`;
  if (made.count === 0) throw sentBefore();
  await tx`
    insert into receipt (lookup, key_id, contributor, can, wrapped_private)
    values (${codes.all.lookup}, ${codes.all.keyId}, ${id}, 'all', ${wrapPrivate(codes.all.kek, placeOf(id), keys.privateKey)})`;
  if (codes.withdraw)
    await tx`
      insert into receipt (lookup, key_id, contributor, can)
      values (${codes.withdraw.lookup}, ${codes.withdraw.keyId}, ${id}, 'withdraw')`;
  return { id, ...used, publicKey: keys.publicKey, keys };
}

async function alreadyHere(tx: Tx, by: Submission['by']): Promise<Who> {
  if (!('contributor' in by)) throw closed();
  const [row] = await tx<Omit<Who, 'keys'>[]>`
    select id, room, organisation, provenance, public_key from contributor where id = ${by.contributor}
      and exists (select from receipt where contributor = id) for update`;
  if (!row) throw closed();
  return { ...row, keys: null };
}

/** Weeks for which the room keeps what is sent now. */
async function openFor(tx: Tx, at: { room: string; organisation: string }, week: Week): Promise<number> {
  const [row] = await tx<{ retentionWeeks: number }[]>`
    select r.retention_weeks from room r, organisation o where r.id = ${at.room} and o.id = ${at.organisation}
      and r.state = 'open' and r.closes_week >= ${week} and o.state = 'open'`;
  if (!row) throw closed();
  return row.retentionWeeks;
}

/** The contribution and what belongs to it, for her organisation's people and for herself. */
async function keep(tx: Tx, s: Submission, who: Who, shred: { name: string; key: Buffer }, week: Week) {
  const expires = addWeeks(week, await openFor(tx, who, week));
  const withFacilitators = s.given.some((g) => g.scope === 'share_with_facilitator');
  const support = await readersFor(tx, { ...who, withFacilitators });
  // Words that nobody of support could open would be words to nobody.
  if (!support.some((r) => r.kind === 'staff')) throw closed();
  const kinds = new Map<string, string>(support.map((r) => [r.reader, r.kind]));
  const readers = [...support, { reader: who.id, publicKey: who.publicKey }];
  const id = newId();
  const text = Buffer.from(s.text);
  const locked = lock({ id, text, readers, shredKey: shred.key });
  text.fill(0);
  await whyNotMore(tx, who.organisation, week, locked);
  await tx`
    insert into contribution (id, contributor, room, organisation, provenance, language, body, size_bucket, shred, week, expires_week)
    values (${id}, ${who.id}, ${who.room}, ${who.organisation}, ${who.provenance}, ${s.language}, ${locked.body},
      ${locked.sizeBucket}, ${shred.name}, ${week}, ${expires})`;
  for (const { reader, blob } of locked.wrapped)
    await tx`
      insert into wrapped_key (contribution, reader, reader_kind, blob)
      values (${id}, ${reader}, ${kinds.get(reader) ?? 'contributor'}, ${blob})`;
  const given = new Map(s.given.map((g) => [g.scope, g.textHash]));
  const said = scopes.flatMap((scope) => {
    const hash = given.get(scope);
    const yes = { scope, state: 'given' as const, language: s.language, week, expiresWeek: expires };
    return hash ? [{ ...yes, textHash: hash }] : [];
  });
  await sayAll(tx, id, said);
  await putExclusions(tx, id, s.exclusions);
  await tx`update contributor set expires_week = greatest(expires_week, ${expires}) where id = ${who.id}`;
  return id;
}

/** A week's bytes of an organisation, so that a hostile holder of invitations cannot fill the disk. No day is kept. */
async function whyNotMore(tx: Tx, organisation: string, week: Week, { sizeBucket }: Locked): Promise<void> {
  const [row] = await tx<{ full: boolean }[]>`
    select coalesce((select sum(c.size_bucket) from contribution c where c.organisation = o.id and c.week = ${week}), 0)
      + ${sizeBucket} > o.daily_bytes::bigint * 7 as full
    from organisation o where o.id = ${organisation}`;
  if (row?.full) throw refuse('too-much', 'voice:errors.enough-today');
}

/** A form that was sent and answered comes again: by a page that is loaded anew, or by two presses. */
export const sentBefore = () => refuse('conflict', 'desk:typing.again');

function closed() {
  return refuse('conflict', 'voice:enter.closed');
}
