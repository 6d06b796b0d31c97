import { randomUUID } from 'node:crypto';
import type { Tx } from '../connect';
import { type SeedItem, sessions } from './world';

interface World {
  eventIds: Map<string, number>;
  consultationIds: Map<string, number>;
}

/** The invented agenda of a session of a consultation; after its statements, of which some stand on it. */
export async function putSessions(tx: Tx, { eventIds, consultationIds }: World): Promise<void> {
  for (const session of sessions) {
    const event = eventIds.get(session.event)!;
    await tx`insert into led_session (event_id) values (${event})`;
    for (const [i, item] of session.items.entries())
      await putItem(tx, event, consultationIds.get(session.consultation)!, i + 1, item);
  }
}

async function putItem(tx: Tx, event: number, consultation: number, position: number, item: SeedItem): Promise<void> {
  const poll = item.poll ? await putPoll(tx, event, item.poll) : null;
  const [row] = await tx<{ id: number }[]>`
    insert into led_item (event_id, position, kind, minutes, poll_id, once)
    values (${event}, ${position}, ${item.kind}, ${item.minutes}, ${poll}, ${randomUUID()}) returning id`;
  for (const [language, title] of Object.entries(item.title))
    await tx`
      insert into led_item_text (item_id, language, title, words)
      values (${row!.id}, ${language}, ${title}, ${item.words?.[language as keyof typeof item.words] ?? ''})`;
  await tx`
    insert into led_item_statement (item_id, statement_id, position)
    select ${row!.id}, s.id, g.position from unnest(${[...(item.statements ?? [])]}::int[]) with ordinality as g (number, position)
    join consultation_statement s on s.consultation_id = ${consultation} and s.number = g.number`;
}

async function putPoll(tx: Tx, event: number, { question, choices }: NonNullable<SeedItem['poll']>): Promise<number> {
  const [poll] = await tx<{ id: number }[]>`
    insert into talk_poll (event_id, question, several, once, in_session) values (${event}, ${question}, false, ${randomUUID()}, true)
    returning id`;
  for (const [i, words] of choices.entries())
    await tx`insert into talk_poll_choice (poll_id, position, words) values (${poll!.id}, ${i + 1}, ${words})`;
  return poll!.id;
}
