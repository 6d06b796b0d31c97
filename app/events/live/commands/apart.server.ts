import type { Tx } from '../../../../db/connect';
import { weekOf } from '../../../voices/week';
import { type ApartCounts, shownApart } from '../apart';
import { isCounted } from '../queries/shown.server';

/**
 * Counts what survivor groups answered to a poll of a session, before its ballots are removed: how many, and not who. A poll
 * that none of them answered has its row too, so that the row says nothing. The poll must be locked.
 */
export async function countApart(tx: Tx, poll: number, now: Date): Promise<void> {
  const apart = tx`b.poll_id = p.id and not ${isCounted(tx)}`;
  await tx`
    insert into talk_poll_apart (poll_id, week, counted)
    select p.id, ${weekOf(now)}, jsonb_build_object('voters', (select count(*) from talk_ballot b where ${apart}),
      'votes', (select jsonb_agg((select count(*) from talk_ballot b where ${apart} and c.id = any(b.choices)) order by c.position)
        from talk_poll_choice c where c.poll_id = p.id))
    from talk_poll p where p.id = ${poll} and p.in_session
    on conflict do nothing`;
}

/**
 * Gives out what was counted in weeks that are over, once, and keeps nothing else of it: whoever reads all tables afterwards
 * finds no smaller number. Answers the events of whose polls something was given out, were it that there is nothing to show.
 */
export async function giveOutApart(tx: Tx, now: Date): Promise<number[]> {
  const rows = await tx<{ poll: number; event: number; several: boolean; counted: Omit<ApartCounts, 'several'> }[]>`
    select a.poll_id as poll, p.event_id as event, p.several, a.counted
    from talk_poll_apart a join talk_poll p on p.id = a.poll_id
    where a.counted is not null and a.week < ${weekOf(now)} order by a.poll_id for update of a`;
  for (const { poll, several, counted } of rows) {
    const shown = shownApart({ several, voters: counted.voters, votes: counted.votes ?? [] });
    await tx`update talk_poll_apart set counted = null, shown = ${tx.json(shown as never)} where poll_id = ${poll}`;
  }
  return [...new Set(rows.map((r) => r.event))];
}
