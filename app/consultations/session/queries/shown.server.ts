import type { Db } from '../../../../db/connect';
import { choiceVotes, pollVoters } from '../../../events/live/queries/shown.server';
import type { Select } from '../../../shared/together.server';
import type { ShownStatement } from '../../statements/figures';
import { type FloorCount, shownFloor, shownPoll } from '../figures';
import { dateOf, type Here, type RuledSession } from '../rules.server';
import { type Led, type Session, stateOf } from '../session';
import { inTurn, labelOf, type Spoken, sectorKey } from '../speaking';
import type { Brought, HandView, ItemView, Mine, PollOn, SessionShown, StatementOn } from '../views';

type PollRow = Omit<PollOn, 'voters' | 'choices'> & {
  voters: number;
  choices: { id: number; words: string; votes: number }[];
};

/** What `shownColumns` reads. */
export interface ShownRow {
  items: ItemView[] | null;
  brought: { item: number; statements: StatementOn[] | null; poll: PollRow | null }[] | null;
  speaking: { sector: string | null; labelled: boolean } | null;
  floor: FloorCount[] | null;
}

interface Row extends ShownRow {
  votes: Record<string, number> | null;
  ballots: Record<string, number[]> | null;
  hands: HandRow[] | null;
  sector: string | null;
}

export interface HandRow extends Here {
  id: number;
  sector: string | null;
  askedAt: string;
  skipped: number;
  speaking: boolean;
}

/** A session by the number of its event, or the column of another query that holds it. */
type Of = number | Select;

/** Agenda of the session of `event`, as one JSON array in its order. */
export function itemsOf(sql: Db, event: Of) {
  return sql`(select jsonb_agg(jsonb_build_object('id', i.id, 'kind', i.kind, 'minutes', i.minutes, 'openedAt', i.opened_at,
      'spentMs', i.spent_ms, 'resultsShown', i.results_shown, 'version', i.version,
      'texts', (select jsonb_agg(jsonb_build_object('language', x.language, 'title', x.title, 'words', x.words) order by x.language)
        from led_item_text x where x.item_id = i.id)) order by i.position)
    from led_item i where i.event_id = ${event})`;
}

/** Statements of `led_item i`: those that were chosen in their order, then those that were proposed while it was on. */
function statementsOf(sql: Db) {
  return sql`(select jsonb_agg(jsonb_build_object('id', s.id, 'number', s.number, 'language', s.language, 'shown', n.shown,
      'texts', (select jsonb_agg(jsonb_build_object('language', x.language, 'words', x.words) order by x.language)
        from consultation_statement_text x where x.statement_id = s.id)) order by m.position nulls last, s.number)
    from consultation_statement s
    join (select statement_id, min(position) as position from (
        select statement_id, position from led_item_statement where item_id = i.id
        union all select p.id, null from led_proposal o join consultation_statement p on p.once = o.once where o.item_id = i.id) a
      group by statement_id) m on m.statement_id = s.id
    left join consultation_statement_count n on n.statement_id = s.id where s.state = 'approved')`;
}

function pollOf(sql: Db) {
  return sql`(select jsonb_build_object('id', p.id, 'question', p.question, 'several', p.several,
      'state', case when p.opened_at is null then 'prepared' when p.closed_at is null then 'open' else 'closed' end,
      'voters', ${pollVoters(sql)},
      'choices', (select jsonb_agg(jsonb_build_object('id', c.id, 'words', c.words, 'votes', ${choiceVotes(sql)}) order by c.position)
        from talk_poll_choice c where c.poll_id = p.id))
    from talk_poll p where p.id = i.poll_id)`;
}

/** Hands that are up, with the sector of each, as one JSON array. */
export function handsOf(sql: Db, event: number) {
  return sql`(select jsonb_agg(jsonb_build_object('id', h.id, 'person', h.person_id, 'registration', h.registration_id, 'sector', ${sectorOfHand(sql)},
      'askedAt', h.asked_at, 'skipped', h.skipped, 'speaking', h.floor_id is not null) order by h.id)
    from ${handsUp(sql)} where h.event_id = ${event})`;
}

/** Hands `h` of people `p`, organisations `o` and guests `g`. Of a guest who has withdrawn no hand is up. */
export function handsUp(sql: Db) {
  return sql`led_hand h left join person p on p.id = h.person_id left join organisation o on o.id = p.organisation_id
    left join registration g on g.id = h.registration_id and g.state = 'registered'
    join lateral (select where num_nonnulls(p.id, g.id) = 1) there on true`;
}

/**
 * Of which sector a hand is. A guest speaks for nobody: nobody has looked at the sector that they typed, so they count with those
 * who have no organisation. That they are of a survivor group is believed: it keeps them out of figures.
 */
export function sectorOfHand(sql: Db) {
  return sql`case when h.person_id is not null then o.sector when g.sector = 'survivor-group' then g.sector end`;
}

/** How often each sector has had the floor, as one JSON array. */
export function floorOf(sql: Db, event: Of) {
  return sql`(select jsonb_agg(jsonb_build_object('sector', g.sector, 'times', g.times) order by g.sector)
    from (select coalesce(f.sector, 'none') as sector, count(*) as times from led_floor f where f.event_id = ${event} group by 1) g)`;
}

/** What `shownFrom` needs of the session of `event`: with what the item brings that is on, or with what all of them do. */
export function shownColumns(sql: Db, event: number, which: 'current' | 'all') {
  return sql`${itemsOf(sql, event)} as items, ${broughtBy(sql, event, which)} as brought, ${speakingAt(sql, event)} as speaking,
    ${floorOf(sql, event)} as floor`;
}

/** What a session shows to everybody, and what of it is this reader's own. One statement. */
export async function readShown(
  sql: Db,
  session: Pick<RuledSession, 'event' | 'consultation' | 'led'>,
  here: Here | null,
): Promise<{ shown: SessionShown; mine: Mine }> {
  const { id: event } = session.event;
  const ended = session.led.endedAt !== null;
  const [row] = await sql<Row[]>`
    select ${shownColumns(sql, event, ended ? 'all' : 'current')}
      ${
        here === null
          ? sql``
          : sql`, ${votesOf(sql, event, here.person)} as votes,
            (select jsonb_object_agg(b.poll_id, to_jsonb(b.choices)) from talk_ballot b join led_item i on i.poll_id = b.poll_id
              where i.event_id = ${event} and (b.person_id = ${here.person} or b.registration_id = ${here.registration})) as ballots,
            ${handsOf(sql, event)} as hands,
            (select o.sector from person p join organisation o on o.id = p.organisation_id where p.id = ${here.person}) as sector`
      }`;
  return {
    shown: shownFrom(row!, session, false),
    mine: {
      votes: row!.votes ?? {},
      ballots: row!.ballots ?? {},
      hand: here && handOf(row!.hands ?? [], row!.floor ?? [], here),
      mayBeLabelled: row!.sector != null && row!.sector !== 'survivor-group',
    },
  };
}

/** The same for a whole room and for nobody in particular: null where there is no such session. One statement. */
export async function readShownForRoom(
  sql: Db,
  event: number,
): Promise<{ shown: SessionShown; hands: (Here & { hand: HandView })[] } | null> {
  const [row] = await sql<
    (ShownRow & {
      hands: HandRow[] | null;
      led: Omit<Led, 'startedAt' | 'endedAt' | 'currentSince'> & Record<string, string | null>;
      cancelled: boolean;
      language: string;
    })[]
  >`
    select ${itemsOf(sql, event)} as items, ${speakingAt(sql, event)} as speaking, ${floorOf(sql, event)} as floor,
      ${handsOf(sql, event)} as hands,
      case when l.ended_at is null then ${broughtBy(sql, event, 'current')} else ${broughtBy(sql, event, 'all')} end as brought,
      jsonb_build_object('startedAt', l.started_at, 'endedAt', l.ended_at, 'currentItemId', l.current_item_id,
        'currentSince', l.current_since, 'version', l.version) as led,
      c.language, e.cancelled_at is not null or c.cancelled_at is not null as cancelled
    from led_session l join event e on e.id = l.event_id
    cross join lateral (select c.language, c.cancelled_at from consultation_part k join consultation c on c.id = k.consultation_id
      where k.kind = 'session' and k.subject_id = l.event_id order by c.id desc, k.id limit 1) c
    where l.event_id = ${event}`;
  if (!row) return null;
  const led: Led = {
    startedAt: dateOf(row.led.startedAt),
    endedAt: dateOf(row.led.endedAt),
    currentItemId: row.led.currentItemId,
    currentSince: dateOf(row.led.currentSince),
    version: row.led.version,
  };
  const cancelledAt = row.cancelled ? new Date(0) : null;
  const session = { event: { cancelledAt }, consultation: { cancelledAt: null, language: row.language }, led };
  const hands = row.hands ?? [];
  return {
    shown: shownFrom(row, session, false),
    hands: hands.map(({ person, registration }) => {
      const here = { person, registration };
      return { ...here, hand: handOf(hands, row.floor ?? [], here)! };
    }),
  };
}

/** What the item that is on brings, or what all of them do, as one JSON array. */
export function broughtBy(sql: Db, event: Of, which: 'current' | 'all') {
  const on = sql`i.id = (select l.current_item_id from led_session l where l.event_id = ${event})`;
  return sql`(select jsonb_agg(jsonb_build_object('item', i.id, 'statements', ${statementsOf(sql)}, 'poll', ${pollOf(sql)}) order by i.position)
    from led_item i where i.event_id = ${event} and i.kind in ('statements', 'poll') and ${which === 'all' ? sql`true` : on})`;
}

function speakingAt(sql: Db, event: number) {
  return sql`(select jsonb_build_object('sector', f.sector, 'labelled', h.labelled) from led_hand h join led_floor f on f.id = h.floor_id
    where h.event_id = ${event})`;
}

function votesOf(sql: Db, event: number, person: number | null) {
  return sql`(select jsonb_object_agg(v.statement_id, v.choice) from consultation_vote v where v.person_id = ${person}
    and v.statement_id in (select m.statement_id from led_item_statement m join led_item i on i.id = m.item_id where i.event_id = ${event}
      union select s.id from led_proposal o join led_item i on i.id = o.item_id join consultation_statement s on s.once = o.once
        where i.event_id = ${event}))`;
}

type Lived = Pick<Session, 'led'> & {
  event: Pick<Session['event'], 'cancelledAt'>;
  consultation: Pick<Session['consultation'], 'cancelledAt' | 'language'>;
};

/**
 * What was read, as it is shown. Results are in it where they are shown to all, and for those who lead: what is not for a reader
 * is not in the answer.
 */
export function shownFrom(row: ShownRow, session: Lived, leads: boolean): SessionShown {
  const { led } = session;
  const state = stateOf(session as Session);
  const items = row.items ?? [];
  const wasOn = (item: number) => leads || items.some((i) => i.id === item && i.openedAt !== null);
  const seesResults = (item: number) => leads || items.some((i) => i.id === item && i.resultsShown);
  return {
    state,
    version: led.version,
    startedAt: led.startedAt?.toISOString() ?? null,
    endedAt: led.endedAt?.toISOString() ?? null,
    currentId: led.currentItemId,
    currentSince: led.currentSince?.toISOString() ?? null,
    language: session.consultation.language,
    items: items.map((i) => ({
      ...i,
      openedAt: dateOf(i.openedAt)?.toISOString() ?? null,
      // A thousand are told each time: of what is not on they need what it is called.
      texts: (i.texts ?? []).map((x) => (leads || led.endedAt || i.id === led.currentItemId ? x : { ...x, words: '' })),
    })),
    brought: (row.brought ?? []).filter((b) => wasOn(b.item)).map((b) => broughtFrom(b, seesResults(b.item))),
    speaking: row.speaking && state === 'running' ? { sector: labelOf(row.speaking) } : null,
    floor: led.endedAt ? shownFloor(row.floor ?? []) : null,
  };
}

function broughtFrom(
  { item, statements, poll }: NonNullable<ShownRow['brought']>[number],
  seesResults: boolean,
): Brought {
  return {
    item,
    statements: (statements ?? []).map((s) => ({
      ...s,
      texts: s.texts ?? [],
      shown: seesResults ? (s.shown as ShownStatement | null) : null,
    })),
    poll: poll && pollFrom(poll, seesResults),
  };
}

function pollFrom({ choices, voters, ...poll }: PollRow, seesResults: boolean): PollOn {
  const counts = shownPoll({ several: poll.several, voters, votes: choices.map((c) => c.votes) });
  return {
    ...poll,
    voters: seesResults ? counts.voters : null,
    choices: choices.map(({ id, words }, i) => ({ id, words, votes: seesResults ? counts.votes[i]! : null })),
  };
}

/** Hands in the order in which the floor is given; whoever has it is not among those who wait. */
export function lineOf<H extends HandRow>(hands: H[], floor: FloorCount[]): H[] {
  const spoken: Spoken = Object.fromEntries(floor.map((f) => [sectorKey(f.sector), f.times]));
  const waiting = hands.filter((h) => !h.speaking).map((h) => ({ ...h, hand: h, askedAt: Date.parse(h.askedAt) }));
  return inTurn(waiting, spoken).map((h) => h.hand);
}

/** An account's hand is the account's; whoever has none has that of their registration. */
function handOf(hands: HandRow[], floor: FloorCount[], { person, registration }: Here): HandView | null {
  const own = hands.find((h) => (person === null ? h.registration === registration : h.person === person));
  if (!own) return null;
  if (own.speaking) return { place: null, speaking: true };
  return { place: lineOf(hands, floor).findIndex((h) => h.id === own.id) + 1, speaking: false };
}
