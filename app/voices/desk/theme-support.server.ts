import type { Db, Tx } from '../../../db/connect';
import { tellVoice } from '../door/changes.server';

/**
 * Which of these themes have the support they need in this week: live consent to `theme` of at least so many contributors
 * of at least so many organisations as the room asks (three of two), or of one who allowed `theme_alone` (behaviour 20).
 * Asked at every reading: a theme that loses its need is withheld in the same request, with no job between.
 */
export async function supportedThemes(sql: Db, themes: string[], week: number): Promise<Set<string>> {
  if (themes.length === 0) return new Set();
  const rows = await sql<{ theme: string }[]>`
    with support as (
      select s.theme, c.contributor, c.organisation,
        ${live(sql, 'theme', week)} as mixed, ${live(sql, 'theme_alone', week)} as alone
      from theme_support s join contribution c on c.id = s.contribution
      where s.theme = any(${themes}::uuid[]) and c.state = 'kept')
    select t.id as theme from theme t join room r on r.id = t.room
    where t.id = any(${themes}::uuid[]) and (
      exists (select from support s where s.theme = t.id and s.alone)
      or ((select count(distinct s.contributor) from support s where s.theme = t.id and s.mixed) >= r.theme_contributors
        and (select count(distinct s.organisation) from support s where s.theme = t.id and s.mixed) >= r.theme_organisations))`;
  return new Set(rows.map((r) => r.theme));
}

/** The last word on a scope counts: given, and not past its week. */
function live(sql: Db, scope: string, week: number) {
  return sql`coalesce((
    select e.state = 'given' and e.expires_week >= ${week} from consent_event e
    where e.contribution = c.id and e.scope = ${scope} order by e.n desc limit 1), false)`;
}

/**
 * To be called in the deed that takes support away (a withdrawal, a consent changed), after it is taken: tells the
 * platform of each released theme among these that does not stand any more.
 */
export async function withholdUnsupported(tx: Tx, themes: string[], week: number): Promise<void> {
  const standing = await supportedThemes(tx, themes, week);
  const fallen = await tx<{ id: string }[]>`
    select id from theme where id = any(${themes}::uuid[]) and state = 'released' and not (id = any(${[...standing]}::uuid[]))`;
  for (const theme of fallen) await tellVoice(tx, theme.id, 'withheld');
}

/** Themes that rest on a contribution: to be read before its support is deleted. */
export async function themesOn(sql: Db, contributions: string[]): Promise<string[]> {
  const rows = await sql<{ theme: string }[]>`
    select distinct theme from theme_support where contribution = any(${contributions}::uuid[])`;
  return rows.map((r) => r.theme);
}
