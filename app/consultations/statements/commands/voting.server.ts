import type { Db, Sql, Tx } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import { countVoice } from '../../balance/voices.server';
import { readConsultationRules } from '../../queries/rules.server';
import { type Choice, choiceValues, type StatementState, whyNotVote, whyNotVoteOn } from '../statement';

export interface Vote {
  consultation: number;
  statement: number;
  choice: Choice;
}

/**
 * Votes on a statement, or votes otherwise than before: one vote for each person, from however many windows it comes. What
 * is withdrawn, refused or merged is refused, and nothing is counted.
 *
 * Two statements to the database: the rules, and the vote with its announcement. Only the first vote of a person in a
 * consultation, which makes theirs a counted voice, takes a transaction of several.
 */
export async function castVote(sql: Sql, reader: Reader, vote: Vote, now: Date): Promise<void> {
  const consultation = await readConsultationRules(sql, reader, vote.consultation);
  const no = whyNotVote(consultation, reader, now);
  if (no) throw no;
  const { state, counted } = await write(sql, reader, vote, now, true);
  const refused = whyNotVoteOn(state === null ? undefined : { state });
  if (refused) throw refused;
  if (counted) return;
  await sql.begin(async (tx: Tx) => {
    const again = await write(tx, reader, vote, now, false);
    const gone = whyNotVoteOn(again.state === null ? undefined : { state: again.state });
    if (gone) throw gone;
    await countVoice(tx, vote.consultation, { personId: reader.id }, 'submitted', now);
  });
}

/**
 * One statement. The key of the statement's row is shared, as the vote itself will share it: a thousand do not wait for each
 * other, and whoever withdraws the statement waits for them, and they for that. A vote that changes nothing tells nobody.
 * With `onlyCounted` nothing is written for somebody whose voice is not counted yet.
 */
async function write(
  sql: Db,
  reader: Reader,
  { consultation, statement, choice }: Vote,
  now: Date,
  onlyCounted: boolean,
): Promise<{ state: StatementState | null; counted: boolean }> {
  const [row] = await sql<{ state: StatementState; counted: boolean }[]>`
    with asked as (
      select s.id, s.state from consultation_statement s
      where s.id = ${statement} and s.consultation_id = ${consultation} for key share
    ), voice as (
      select exists (select from consultation_voice v where v.consultation_id = ${consultation} and v.person_id = ${reader.id}
        and v.submitted_at is not null) as counted
    ), voted as (
      insert into consultation_vote (statement_id, person_id, choice, voted_at)
      select a.id, ${reader.id}, ${choiceValues[choice]}, ${now} from asked a, voice v
      where a.state = 'approved' and (v.counted or not ${onlyCounted})
      on conflict (statement_id, person_id) do update set choice = excluded.choice, voted_at = excluded.voted_at
        where consultation_vote.choice <> excluded.choice
      returning 1
    ), told as (
      insert into announcement (what, ids)
      select 'consultation.votes-changed', jsonb_build_object('consultation', ${consultation}::bigint) from voted
    )
    select a.state, v.counted from asked a, voice v`;
  return row ?? { state: null, counted: false };
}
