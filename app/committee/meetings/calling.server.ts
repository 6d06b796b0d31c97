import type { Sql } from '../../../db/connect';
import { registerMembers } from '../../events/meeting-invitations.server';
import { announceEvent, prepareEvent } from '../../events/preparing.server';
import { timesTyped } from '../../events/times.server';
import { dayOf } from '../../organisations/organisation';
import { isSecretariat, type Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { CallInput } from '../forms';
import { readState, standingOf } from '../state.server';

/**
 * Calls a meeting: an event to which the members of its own day are invited, whose focal points and alternates have a place in it and
 * are sent the calendar entry. Sent twice, it is called once: what was left undone by a failure is done then. Returns its id.
 * Refuses not-found (the secretariat calls them), and the times that an event refuses.
 */
export async function callMeeting(sql: Sql, reader: Reader, input: CallInput, now: Date): Promise<number> {
  if (!isSecretariat(reader)) throw refuse('not-found', 'shared:errors.not-found');
  const day = dayOf(timesTyped({ ...input, closes: '', closesWhich: null }).startsAt);
  const { members } = standingOf(await readState(sql, day), day);
  const id = await prepareEvent(sql, reader, {
    ...input,
    introduction: null,
    kind: 'committee-meeting',
    series: null,
    region: '001',
    themes: [],
    sectors: [],
    spoken: [],
    interpreted: [],
    captions: [],
    joiningNote: null,
    noJoining: false,
    readers: 'invited',
    invited: members,
    capacity: null,
    waitingOrder: 'in-order',
    approval: false,
    survivorSpeaks: false,
    facilitators: [reader.handle.toLowerCase()],
    closes: '',
    closesWhich: null,
  });
  const [event] = await sql<{ announcedAt: Date | null }[]>`select announced_at from event where id = ${id}`;
  if (!event!.announcedAt) await announceEvent(sql, reader, id, now);
  await sql.begin(async (tx) => {
    await tx`insert into meeting (event_id) values (${id}) on conflict do nothing`;
    await registerMembers(tx, id, members, now);
  });
  return id;
}
