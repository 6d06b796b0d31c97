import type { Sql, Tx } from '../../db/connect';
import { peopleNamed } from '../people/named.server';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { limits } from './event';
import type { SpeakerForm } from './forms-preparing';
import { deedOnEvent } from './preparing-deed.server';
import { rendered } from './texts.server';

/** Adds a speaker after the others, or changes one; the biography is that of one language. */
export async function putSpeaker(sql: Sql, reader: Reader | null, event: number, form: SpeakerForm): Promise<void> {
  await deedOnEvent(sql, reader, event, form.version, async (tx, { cancelledAt }) => {
    if (cancelledAt) throw refuse('closed', 'events:refusals.cancelled');
    const person = await accountOf(tx, form.account);
    const values = { name: form.name, organisation: form.organisation ?? '', personId: person, listed: !form.unlisted };
    const id = form.speaker === null ? await added(tx, event, values) : await changed(tx, event, form.speaker, values);
    const biography = rendered(form.biography);
    if (biography.text === '')
      await tx`delete from event_speaker_text where speaker_id = ${id} and language = ${form.language}`;
    else
      await tx`
        insert into event_speaker_text (speaker_id, language, biography, biography_html)
        values (${id}, ${form.language}, ${biography.text}, ${biography.html})
        on conflict (speaker_id, language) do update set biography = excluded.biography, biography_html = excluded.biography_html`;
    return 'event.changed';
  });
}

/** Takes a speaker away; those after move up. */
export async function removeSpeaker(
  sql: Sql,
  reader: Reader | null,
  event: number,
  { id, version }: { id: number; version: number },
): Promise<void> {
  await deedOnEvent(sql, reader, event, version, async (tx) => {
    const [gone] = await tx<{ position: number }[]>`
      delete from event_speaker where id = ${id} and event_id = ${event} returning position`;
    if (!gone) throw refuse('conflict', 'events:refusals.not-there');
    await tx`update event_speaker set position = position - 1 where event_id = ${event} and position > ${gone.position}`;
    return 'event.changed';
  });
}

/** Lets a speaker come before the one who stands above; the first stays where they are. */
export async function raiseSpeaker(
  sql: Sql,
  reader: Reader | null,
  event: number,
  { id, version }: { id: number; version: number },
): Promise<void> {
  await deedOnEvent(sql, reader, event, version, async (tx) => {
    const [speaker] = await tx<{ position: number }[]>`
      select position from event_speaker where id = ${id} and event_id = ${event}`;
    if (!speaker) throw refuse('conflict', 'events:refusals.not-there');
    const { position } = speaker;
    if (position > 1)
      await tx`
        update event_speaker set position = case when position = ${position} then position - 1 else position + 1 end
        where event_id = ${event} and position in (${position}, ${position - 1})`;
    return 'event.changed';
  });
}

interface Values {
  name: string;
  organisation: string;
  personId: number | null;
  listed: boolean;
}

async function added(tx: Tx, event: number, v: Values): Promise<number> {
  const [count] = await tx<{ most: number }[]>`
    select coalesce(max(position), 0) as most from event_speaker where event_id = ${event}`;
  if (count!.most >= limits.speakers)
    throw refuse('too-much', 'events:refusals.too-many-speakers', { most: limits.speakers });
  const [row] = await tx<{ id: number }[]>`
    insert into event_speaker (event_id, position, name, organisation, person_id, listed)
    values (${event}, ${count!.most + 1}, ${v.name}, ${v.organisation}, ${v.personId}, ${v.listed}) returning id`;
  return row!.id;
}

async function changed(tx: Tx, event: number, id: number, v: Values): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    update event_speaker set name = ${v.name}, organisation = ${v.organisation}, person_id = ${v.personId}, listed = ${v.listed}
    where id = ${id} and event_id = ${event} returning id`;
  if (!row) throw refuse('conflict', 'events:refusals.not-there');
  return row.id;
}

/** The account of a speaker: one, or none. */
async function accountOf(tx: Tx, names: string[]): Promise<number | null> {
  const people = await peopleNamed(tx, names, 'account');
  if (people.length <= 1) return people[0] ?? null;
  throw refuse('invalid', 'shared:errors.check-fields', undefined, { account: 'events:refusals.one-account' });
}
