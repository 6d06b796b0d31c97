import type { Sql } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { commit } from '../../tasks/commitments.server';
import { wrong } from '../committee';
import type { ActionInput } from '../forms';
import { whyNotMakeMinutes } from '../meeting';
import { deedOnMeeting } from './rules.server';

/**
 * Notes what a member takes on at a meeting, and by when: it waits for those who speak for it under "For you", and comes up at the
 * next meetings until it is done or given up. Sent twice, it is noted once. Refuses an owner that is no member.
 */
export async function noteAction(sql: Sql, reader: Reader, id: number, input: ActionInput, now: Date): Promise<void> {
  await deedOnMeeting(sql, reader, id, now, async (tx, { meeting, standing }) => {
    const no = whyNotMakeMinutes(meeting, now);
    if (no) throw no;
    const [before] = await tx`select from meeting_action where once = ${input.once}`;
    if (before) return false;
    if (!standing.members.includes(input.owner)) throw wrong('owner', 'no-member');
    const commitment = await commit(
      tx,
      {
        kind: 'action',
        subjectKind: 'event',
        subjectId: id,
        ownerOrganisationId: input.owner,
        words: input.words,
        language: input.language,
        dueOn: input.dueOn,
      },
      reader,
      now,
    );
    await tx`insert into meeting_action (commitment_id, event_id, once) values (${commitment}, ${id}, ${input.once})`;
  });
}
