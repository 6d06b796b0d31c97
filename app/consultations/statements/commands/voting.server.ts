import type { Db, Sql, Tx } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import { type Refusal, refuse } from '../../../shared/refusal';
import { countPeople } from '../../balance/voices.server';
import { readConsultationRulesForMany } from '../../queries/rules.server';
import type { GivenVote } from '../ballot-box';
import { choiceValues, type StatementState, whyNotVote, whyNotVoteOn } from '../statement';

/**
 * Votes of many people on statements of one consultation, or votes otherwise than before: one vote for each person and
 * statement, from however many windows it comes, of which the last given holds. What is withdrawn, refused or merged is
 * refused, and nothing is counted. In the order given, answers why a vote was not taken; where it was, undefined. What is
 * answered as taken is committed.
 *
 * Two statements to the database, however many they are: the rules, and the votes with their announcement. Only the first
 * votes of people in a consultation, which make theirs counted voices, take a transaction of several.
 */
export async function castVotes(
  sql: Sql,
  consultation: number,
  votes: GivenVote[],
  now: Date,
): Promise<(Refusal | undefined)[]> {
  const ruled = await readConsultationRulesForMany(
    sql,
    votes.map((v) => v.reader),
    consultation,
  );
  const answers = votes.map(({ reader }, i) => {
    const rules = ruled[i];
    return rules ? whyNotVote(rules, reader, now) : refuse('not-found', 'shared:errors.not-found');
  });
  const standing = new Map(
    votes.flatMap((vote, i) => (answers[i] ? [] : [[keyOf(vote.statement, vote.reader.id), vote] as const])),
  );
  const found = await write(sql, consultation, [...standing.values()], now, true);
  const first = [...standing].flatMap(([key, vote]) => (found.get(key)?.counted === false ? [vote] : []));
  const open = first.filter((vote) => found.get(keyOf(vote.statement, vote.reader.id))?.state === 'approved');
  if (open.length > 0) {
    const again = await sql.begin(async (tx: Tx) => {
      const written = await write(tx, consultation, open, now, false);
      // A statement may have been withdrawn meanwhile: whose every vote went with it has no voice.
      const taken = open.filter((v) => written.get(keyOf(v.statement, v.reader.id))?.state === 'approved');
      if (taken.length > 0)
        await countPeople(
          tx,
          consultation,
          taken.map((v) => v.reader.id),
          now,
        );
      return written;
    });
    for (const [key, one] of again) found.set(key, one);
  }
  return votes.map(({ reader, statement }, i) => answers[i] ?? whyNotVoteOn(found.get(keyOf(statement, reader.id))));
}

/** The same of one person: throws the refusal. */
export async function castVote(
  sql: Sql,
  reader: Reader,
  { consultation, ...vote }: Omit<GivenVote, 'reader'> & { consultation: number },
  now: Date,
): Promise<void> {
  const [no] = await castVotes(sql, consultation, [{ reader, ...vote }], now);
  if (no) throw no;
}

const keyOf = (statement: number, person: number) => `${statement} ${person}`;

interface Written {
  state: StatementState;
  /** Their voice was counted before. */
  counted: boolean;
}

/**
 * One statement. The keys of the statements' rows are shared, as the votes themselves will share them: a thousand do not wait
 * for each other, and whoever withdraws a statement waits for them, and they for that. Rows are taken in one order, so that two
 * such writings never wait for one another. A vote that changes nothing tells nobody, and many are told of once. With
 * `onlyCounted` nothing is written for somebody whose voice is not counted yet. Of statements that are not there, nothing.
 */
async function write(
  sql: Db,
  consultation: number,
  votes: GivenVote[],
  now: Date,
  onlyCounted: boolean,
): Promise<Map<string, Written>> {
  if (votes.length === 0) return new Map();
  const rows = await sql<(Written & { statement: number; person: number })[]>`
    with given as (
      select * from unnest(${votes.map((v) => v.statement)}::bigint[], ${votes.map((v) => v.reader.id)}::bigint[],
        ${votes.map((v) => choiceValues[v.choice])}::smallint[]) as g (statement, person, choice)
    ), asked as (
      select s.id, s.state from consultation_statement s
      where s.id in (select statement from given) and s.consultation_id = ${consultation} order by s.id for key share
    ), voice as (
      select v.person_id from consultation_voice v where v.consultation_id = ${consultation}
        and v.person_id in (select person from given) and v.submitted_at is not null
    ), standing as (
      select g.statement, g.person, g.choice, a.state, v.person_id is not null as counted
      from given g join asked a on a.id = g.statement left join voice v on v.person_id = g.person
    ), voted as (
      insert into consultation_vote (statement_id, person_id, choice, voted_at)
      select statement, person, choice, ${now} from standing
      where state = 'approved' and (counted or not ${onlyCounted}) order by statement, person
      on conflict (statement_id, person_id) do update set choice = excluded.choice, voted_at = excluded.voted_at
        where consultation_vote.choice <> excluded.choice
      returning 1
    ), told as (
      insert into announcement (what, ids)
      select 'consultation.votes-changed', jsonb_build_object('consultation', ${consultation}::bigint)
      where exists (select from voted)
    )
    select statement, person, state, counted from standing`;
  return new Map(rows.map(({ statement, person, ...one }) => [keyOf(statement, person), one]));
}
