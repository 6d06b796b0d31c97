import type { Db } from '../../../../db/connect';
import { viewPairs, wordsOf } from '../../statements/queries/words.server';
import type { StatementView } from '../../statements/views';
import type { FloorCount } from '../figures';
import type { RuledSession } from '../rules.server';
import type { HandUp, SessionShown } from '../views';
import { type HandRow, handsOf, handsUp, lineOf, type ShownRow, shownColumns, shownFrom } from './shown.server';

/** What those who lead see beside what everybody does. */
export interface Board {
  /** Whoever has the floor, then those who wait in the order in which they are given it. */
  hands: HandUp[];
  /** How often each sector has spoken: for those who give the floor, and for nobody else. */
  spoken: FloorCount[];
  /** Statements that were proposed here and that nobody has read yet. */
  waiting: StatementView[];
}

/** What everybody sees, with all results, and what only those who lead do. One statement. `seesNames`: where a survivor speaks, only the event's own facilitators see whose hand is up. */
export async function readLeading(
  sql: Db,
  session: RuledSession,
  language: string,
  seesNames: boolean,
): Promise<{ shown: SessionShown; board: Board }> {
  const { id: event } = session.event;
  const [row] = await sql<
    (ShownRow & {
      hands: HandRow[] | null;
      names: { id: number; name: string | null; organisation: string | null }[] | null;
      waiting: StatementView[] | null;
    })[]
  >`
    select ${shownColumns(sql, event, 'all')}, ${handsOf(sql, event)} as hands,
      (select jsonb_agg(jsonb_build_object('id', h.id, 'name', coalesce(p.name, nullif(g.name, '')), 'organisation', coalesce(o.short_name, o.name)))
        from ${handsUp(sql)} where h.event_id = ${event} and h.named and ${seesNames}) as names,
      (select jsonb_agg(jsonb_build_object(${viewPairs(sql)}) order by s.number)
        from consultation_statement s join ${wordsOf(sql, language)} on true
        where s.state = 'waiting' and s.once in (select o.once from led_proposal o join led_item i on i.id = o.item_id
          where i.event_id = ${event})) as waiting`;
  const names = new Map((row!.names ?? []).map((n) => [n.id, n]));
  const hands = row!.hands ?? [];
  const spoken = row!.floor ?? [];
  const board = {
    hands: [...hands.filter((h) => h.speaking), ...lineOf(hands, spoken)].map((h) => ({
      id: h.id,
      name: names.get(h.id)?.name ?? null,
      organisation: names.get(h.id)?.organisation ?? null,
      sector: h.sector,
      guest: h.person === null,
      askedAt: new Date(h.askedAt).toISOString(),
      skipped: h.skipped,
      speaking: h.speaking,
    })),
    spoken,
    waiting: row!.waiting ?? [],
  };
  return { shown: shownFrom(row!, session, true), board };
}

/** What can be chosen for an agenda: statements that are voted on, and the languages of the consultation, its own first. */
export interface Choosable {
  statements: StatementView[];
  languages: string[];
}

/** The whole agenda, and what can be chosen for it. One statement. */
export async function readAgenda(
  sql: Db,
  session: RuledSession,
  language: string,
): Promise<{ shown: SessionShown; choosable: Choosable }> {
  const { id: consultation } = session.consultation;
  const [row] = await sql<(ShownRow & { statements: StatementView[] | null; languages: string[] | null })[]>`
    select ${shownColumns(sql, session.event.id, 'all')}, (select jsonb_agg(jsonb_build_object(${viewPairs(sql)}) order by s.number)
        from consultation_statement s cross join ${wordsOf(sql, language)}
        where s.consultation_id = ${consultation} and s.state = 'approved') as statements,
      (select array_agg(l.language order by l.language = c.language desc, l.language)
        from consultation_language l join consultation c on c.id = l.consultation_id where c.id = ${consultation}) as languages`;
  return {
    shown: shownFrom(row!, session, true),
    choosable: { statements: row!.statements ?? [], languages: row!.languages ?? [] },
  };
}
