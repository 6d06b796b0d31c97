import type { Db, Tx } from '../../../db/connect';
import { isLanguage } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { liveScopes } from '../consent';
import { alone } from '../contributing/chain.server';
import { isCurrentText } from '../contributing/consent-texts.server';
import { newId } from '../crypto/tokens';
import { tellVoice } from '../door/changes.server';
import { addWeeks, weekOf } from '../week';
import { isAtWork, type Member, most } from './desk';
import { type Resolved, whyNotDraft } from './drafting';
import { isFacilitatorOf } from './members.server';
import { consentsOf, isId } from './opening.server';
import { findRoom } from './rooms.server';
import { supportedThemes, withholdUnsupported } from './theme-support.server';
import type { Tools } from './tools';

const nothing = () => refuse('not-found', 'desk:refusals.nothing');

interface ThemeRow {
  id: string;
  room: string;
  state: 'draft' | 'released' | 'ended';
  words: string;
  writtenBy: string;
  isGiven: boolean;
}

/**
 * Writes a theme in a facilitator's own words. It rests on nothing yet, and nobody outside reads it. `id` is random but for
 * the demonstration.
 */
export async function writeTheme(
  tools: Tools,
  member: Member,
  room: string,
  input: { words: string; language: string } & Resolved,
  id: string = newId(),
): Promise<string> {
  await facilitating(tools.sql, member, room);
  const words = input.words.trim();
  const fields: Record<string, string> = {};
  if (words === '' || words.length > most.theme) fields.words = 'forms:errors.field';
  if (!isLanguage(input.language)) fields.language = 'forms:errors.field';
  if (Object.keys(fields).length > 0) throw refuse('invalid', 'forms:errors.check-fields', undefined, fields);
  const told = whyNotDraft('words', words, input);
  if (told) throw told;
  await tools.sql`
    insert into theme (id, room, language, words, written_by) values (${id}, ${room}, ${input.language}, ${words}, ${member.id})`;
  return id;
}

async function facilitating(sql: Db, member: Member, room: string): Promise<void> {
  if (!isAtWork(member) || !isId(room) || !(await isFacilitatorOf(sql, member, room))) throw nothing();
}

async function lockTheme(tx: Tx, member: Member, theme: string): Promise<ThemeRow> {
  if (!isAtWork(member) || !isId(theme)) throw nothing();
  const [row] = await tx<ThemeRow[]>`
    select t.id, t.room, t.state, t.words, t.written_by, t.is_given from theme t
    join room_organisation o on o.room = t.room and o.organisation = ${member.organisation}
    where t.id = ${theme} and t.state <> 'ended' for update of t`;
  if (!row) throw nothing();
  return row;
}

/**
 * Says that a contribution supports a theme, or no longer: whoever has a key of it, under a live yes to be mixed with
 * others' views (or to stand alone). A released theme that loses its need is withheld in this very deed.
 */
export async function setSupport(
  tools: Tools,
  member: Member,
  theme: string,
  contribution: string,
  supports: boolean,
): Promise<void> {
  const week = weekOf(tools.now());
  await alone(tools.sql, async (tx) => {
    const row = await lockTheme(tx, member, theme);
    if (!isId(contribution)) throw nothing();
    const [mine] = await tx`
      select from contribution c join wrapped_key k on k.contribution = c.id and k.reader = ${member.id}
      where c.id = ${contribution} and c.room = ${row.room} and c.state = 'kept' and c.organisation = ${member.organisation}
        and c.expires_week >= ${week} for update of c`;
    if (!mine) throw nothing();
    const stood = (await supportedThemes(tx, [theme], week)).has(theme);
    if (!supports) {
      await tx`delete from theme_support where theme = ${theme} and contribution = ${contribution}`;
      await withholdUnsupported(tx, [theme], week);
      return;
    }
    const live = liveScopes(await consentsOf(tx, contribution), week);
    const yes = live.get('theme') ?? live.get('theme_alone');
    if (!yes) throw refuse('conflict', 'desk:gate.no-consent');
    if (!isCurrentText(yes)) throw refuse('conflict', 'desk:gate.ask-again');
    await tx`
      insert into theme_support (theme, contribution) values (${theme}, ${contribution}) on conflict do nothing`;
    const stands = (await supportedThemes(tx, [theme], week)).has(theme);
    if (!stood && stands && row.state === 'released' && row.isGiven) await tellVoice(tx, theme, 'released');
  });
}

/** Releases a theme as its second reader, with the batch of next week; refused where its support is too small (20). */
export async function releaseTheme(tools: Tools, member: Member, theme: string, resolved: Resolved): Promise<void> {
  const week = weekOf(tools.now());
  await alone(tools.sql, async (tx) => {
    const row = await lockTheme(tx, member, theme);
    await facilitating(tx, member, row.room);
    if (row.state !== 'draft') throw refuse('conflict', 'desk:refusals.already-decided');
    if (row.writtenBy === member.id) throw refuse('conflict', 'desk:refusals.second-person');
    if (!(await supportedThemes(tx, [theme], week)).has(theme))
      throw refuse('conflict', 'desk:refusals.too-little-support');
    const told = whyNotDraft('words', row.words, resolved);
    if (told) throw told;
    await tx`
      update theme set state = 'released', second_reader = ${member.id}, batch_week = ${addWeeks(week, 1)} where id = ${theme}`;
  });
}

/** Ends a theme for good; what cites it is told. */
export async function endTheme(tools: Tools, member: Member, theme: string): Promise<void> {
  await alone(tools.sql, async (tx) => {
    const row = await lockTheme(tx, member, theme);
    await facilitating(tx, member, row.room);
    await tx`update theme set state = 'ended' where id = ${theme}`;
    await tx`delete from theme_support where theme = ${theme}`;
    if (row.state === 'released') await tellVoice(tx, theme, 'gone');
  });
}

export interface ListedTheme {
  id: string;
  words: string;
  language: string;
  state: 'draft' | 'released';
  mine: boolean;
  mayRelease: boolean;
  /** Whether it has the support it needs; never how much, for the numbers are small. */
  isSupported: boolean;
  /** Contributions that this person has a key of, and whether each supports it. */
  contributions: { id: string; week: number; supports: boolean }[];
}

/** Themes of a room, for its facilitators, and for the caseworkers who say what supports them. */
export async function listThemes(
  tools: Tools,
  member: Member,
  room: string,
): Promise<{ themes: ListedTheme[]; isFacilitator: boolean }> {
  const { sql } = tools;
  await findRoom(sql, member, room);
  const week = weekOf(tools.now());
  const isFacilitator = await isFacilitatorOf(sql, member, room);
  const rows = await sql<(ThemeRow & { language: string; state: 'draft' | 'released' })[]>`
    select id, words, language, state, written_by from theme where room = ${room} and state <> 'ended' order by state, id`;
  const standing = await supportedThemes(
    sql,
    rows.map((r) => r.id),
    week,
  );
  const own = await sql<{ id: string; week: number; supports: string[] }[]>`
    select c.id, c.week, coalesce((select array_agg(s.theme) from theme_support s where s.contribution = c.id), '{}') as supports
    from contribution c join wrapped_key k on k.contribution = c.id and k.reader = ${member.id}
    where c.room = ${room} and c.state = 'kept' and c.organisation = ${member.organisation} and c.expires_week >= ${week}
    order by c.week desc, c.id`;
  const themes = rows.map((r) => ({
    id: r.id,
    words: r.words,
    language: r.language,
    state: r.state,
    mine: r.writtenBy === member.id,
    mayRelease: isFacilitator && r.state === 'draft' && r.writtenBy !== member.id,
    isSupported: standing.has(r.id),
    contributions: own.map((c) => ({ id: c.id, week: c.week, supports: c.supports.includes(r.id) })),
  }));
  return { themes, isFacilitator };
}
