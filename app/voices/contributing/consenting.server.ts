import type { Db, Tx } from '../../../db/connect';
import type { Language } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { type ConsentEvent, liveScopes, requiredScope, type Scope, scopes } from '../consent';
import { pairOf } from '../crypto/boxes';
import { rewrap } from '../crypto/contribution';
import { readersFor } from '../desk/readers.server';
import { withholdUnsupported } from '../desk/theme-support.server';
import { tellVoices } from '../door/changes.server';
import { addWeeks, type Week, weekOf } from '../week';
import { alone, consentsOf, sayAll } from './chain.server';
import type { Returned, Tools } from './contributing';
import { bury, retire } from './erasing.server';
import { releasedOf } from './exclusions.server';

/** How one scope stands, as she sees it: a yes to words that were changed since is asked again. */
export interface ScopeNow {
  scope: Scope;
  state: 'yes' | 'no' | 'ended' | 'again';
}

export function scopesNow(
  events: readonly ConsentEvent[],
  week: Week,
  isCurrent: (event: ConsentEvent) => boolean,
): ScopeNow[] {
  const live = liveScopes(events, week);
  return scopes.map((scope) => {
    const yes = live.get(scope);
    const last = events.findLast((e) => e.scope === scope);
    if (yes) return { scope, state: isCurrent(yes) ? 'yes' : 'again' };
    return { scope, state: last?.state === 'given' ? 'ended' : 'no' };
  });
}

interface Change {
  contribution: string;
  scope: Scope;
  yes: boolean;
  /** Of the words that she read. */
  textHash: Buffer;
  language: Language;
}

/**
 * One scope of one contribution becomes yes or no, by itself. A no works in the same request: what stood on it is given
 * no more and its keys are destroyed before this returns. Reading is ended by taking the words back, not here.
 */
export async function changeConsent(tools: Tools, who: Returned, change: Change): Promise<void> {
  const { contribution, scope, yes } = change;
  if (scope === requiredScope && !yes) throw refuse('invalid', 'voice:consent.reading');
  const week = weekOf(tools.now());
  const dead = await alone(tools.sql, async (tx) => {
    const mine = await lockedOf(tx, who.contributor, contribution);
    if (!mine) throw refuse('conflict', 'voice:consent.not-live');
    const { textHash, language } = change;
    const state = yes ? 'given' : 'withdrawn';
    await sayAll(tx, contribution, [{ scope, state, textHash, language, week, expiresWeek: mine.expiresWeek }]);
    if (yes) {
      if (scope === 'share_with_facilitator') await share(tools, tx, who, mine);
      return { keys: [], ids: [] };
    }
    return end(tx, contribution, scope, week);
  });
  await bury(tools, dead);
}

interface Mine {
  id: string;
  room: string;
  organisation: string;
  shred: string;
  expiresWeek: Week;
}

async function lockedOf(tx: Tx, contributor: string, contribution: string): Promise<Mine | null> {
  const [row] = await tx<Mine[]>`
    select id, room, organisation, shred, expires_week from contribution
    where id = ${contribution} and contributor = ${contributor} and state = 'kept' for update`;
  return row ?? null;
}

/** What rests on a scope ends with it, and nothing else does. */
async function end(tx: Tx, contribution: string, scope: Scope, week: Week) {
  if (scope === 'quote' || scope === 'paraphrase') {
    const rows = await tx<{ id: string }[]>`
      select id from excerpt where contribution = ${contribution} and form = ${scope}`;
    return retire(
      tx,
      rows.map((r) => r.id),
    );
  }
  if (scope === 'theme' || scope === 'theme_alone') await loosen(tx, contribution, week);
  if (scope === 'share_with_facilitator') await unshare(tx, contribution);
  if (scope === 'publish_outside') await tellVoices(tx, await releasedOf(tx, [contribution]), 'released');
  return { keys: [], ids: [] };
}

/** The support itself goes where neither scope holds it any more; a theme under its need is withheld in the same deed. */
async function loosen(tx: Tx, contribution: string, week: Week): Promise<void> {
  const live = liveScopes(await consentsOf(tx, contribution), week);
  const rows = await tx<{ theme: string }[]>`select theme from theme_support where contribution = ${contribution}`;
  if (!live.has('theme') && !live.has('theme_alone'))
    await tx`delete from theme_support where contribution = ${contribution}`;
  await withholdUnsupported(
    tx,
    rows.map((r) => r.theme),
    week,
  );
}

async function share(tools: Tools, tx: Tx, who: Returned, mine: Mine): Promise<void> {
  const [own] = await tx<{ blob: Buffer }[]>`
    select blob from wrapped_key where contribution = ${mine.id} and reader = ${who.contributor}`;
  if (!own) return;
  const shredKey = await tools.shred.read(mine.shred);
  const keys = pairOf(who.privateKey);
  const has = await tx<{ reader: string }[]>`select reader from wrapped_key where contribution = ${mine.id}`;
  const all = await readersFor(tx, { ...mine, withFacilitators: true });
  for (const reader of all.filter((r) => !has.some((h) => h.reader === r.reader))) {
    const { blob } = rewrap({ id: mine.id, reader: who.contributor, blob: own.blob, keys, shredKey }, reader);
    await tx`
      insert into wrapped_key (contribution, reader, reader_kind, blob) values (${mine.id}, ${reader.reader}, ${reader.kind}, ${blob})`;
  }
  shredKey.fill(0);
}

async function unshare(tx: Tx, contribution: string): Promise<void> {
  await tx`
    delete from wrapped_key k using staff s
    where k.contribution = ${contribution} and s.id = k.reader and s.role = 'facilitator'`;
}

/**
 * Keeps a contribution for the room's time from now on, by a new yes to everything that is a yes now (behaviour 28).
 * Each yes keeps the words it was said to.
 */
export async function keepLonger(tools: Tools, contributor: string, contribution: string): Promise<void> {
  const week = weekOf(tools.now());
  await alone(tools.sql, async (tx) => {
    const mine = await lockedOf(tx, contributor, contribution);
    const weeks = mine && (await retentionOf(tx, mine.room));
    if (!mine || !weeks) throw refuse('conflict', 'voice:consent.not-live');
    const expiresWeek = addWeeks(week, weeks);
    const live = [...liveScopes(await consentsOf(tx, contribution), week).values()];
    const again = live.map(({ scope, textHash, language }) => ({ scope, textHash, language }));
    await sayAll(
      tx,
      contribution,
      again.map((yes) => ({ ...yes, state: 'given' as const, week, expiresWeek })),
    );
    await tx`update contribution set expires_week = ${expiresWeek} where id = ${contribution}`;
    await tx`update contributor set expires_week = greatest(expires_week, ${expiresWeek}) where id = ${contributor}`;
    await approveAgain(tx, contribution, live, week);
  });
}

/** A wording is approved under one yes to `quote`; saying that yes again for longer takes nothing of it back. */
async function approveAgain(tx: Tx, contribution: string, before: ConsentEvent[], week: Week): Promise<void> {
  const old = before.find((e) => e.scope === 'quote');
  const now = liveScopes(await consentsOf(tx, contribution), week).get('quote');
  if (!old || !now) return;
  await tx`
    update excerpt set approved_consent = ${now.hash}
    where contribution = ${contribution} and approved_consent = ${old.hash}`;
}

async function retentionOf(sql: Db, room: string): Promise<number | null> {
  const [row] = await sql<{ retentionWeeks: number }[]>`select retention_weeks from room where id = ${room}`;
  return row?.retentionWeeks ?? null;
}
