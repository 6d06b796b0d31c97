import type { Sql, Tx } from '../../../../db/connect';
import { addPoll } from '../../../events/live/commands/polling.server';
import type { Reader } from '../../../people/person';
import { refuse } from '../../../shared/refusal';
import type { RuledSession } from '../rules.server';
import { type ItemKind, limits, whyNotPrepare, whyNotVersion } from '../session';
import { holdItem, holdSession, itemsOf, tellMoved, tellSession } from './held.server';

interface Text {
  language: string;
  title: string;
  words: string;
}

export interface NewItem {
  kind: ItemKind;
  minutes: number;
  title: string;
  words: string;
  /** Of kind `statements`. */
  statements: number[];
  /** Of kind `poll`. */
  poll: { question: string; several: boolean; choices: string[] } | null;
  once: string;
}

/** Adds an item at the end of the agenda, in the consultation's language; also while the session runs. */
export async function addItem(sql: Sql, reader: Reader, event: number, item: NewItem): Promise<void> {
  await sql.begin(async (tx) => {
    const session = await holdSession(tx, reader, event, (s) => whyNotPrepare(s, reader));
    const items = await itemsOf(tx, event);
    if (items.length >= limits.items) throw refuse('too-much', 'session:refusals.too-many-items');
    const [made] = await tx<{ id: number }[]>`
      insert into led_item (event_id, position, kind, minutes, once)
      values (${event}, ${(items.at(-1)?.position ?? 0) + 1}, ${item.kind}, ${item.minutes}, ${item.once})
      on conflict (once) do nothing returning id`;
    // Sent twice: it is there.
    if (!made) return;
    const { language } = session.consultation;
    await writeText(tx, made.id, { language, title: item.title, words: item.words });
    if (item.kind === 'statements') await writeStatements(tx, session, made.id, item.statements);
    if (item.kind === 'poll' && item.poll) {
      const poll = await addPoll(tx, { event, ...item.poll, once: item.once }, true);
      await tx`update led_item set poll_id = ${poll} where id = ${made.id}`;
    }
    await tellSession(tx, event);
  });
}

export interface ItemChange {
  item: number;
  minutes: number;
  title: string;
  words: string;
  /** Null: not an item of statements. */
  statements: number[] | null;
  version: number;
}

/** Says it otherwise, or plans it otherwise. Conflict where somebody else has changed it since it was opened. */
export async function changeItem(sql: Sql, reader: Reader, event: number, change: ItemChange): Promise<void> {
  await sql.begin(async (tx) => {
    const session = await holdSession(tx, reader, event, (s) => whyNotPrepare(s, reader));
    const held = await holdItem(tx, event, change.item);
    if (held.version !== change.version) throw refuse('conflict', 'session:refusals.item-changed');
    await tx`update led_item set minutes = ${change.minutes}, version = version + 1 where id = ${held.id}`;
    const { language } = session.consultation;
    await writeText(tx, held.id, { language, title: change.title, words: change.words });
    if (held.kind === 'statements' && change.statements) await writeStatements(tx, session, held.id, change.statements);
    await tellSession(tx, event);
  });
}

/** Says it in a further language of the consultation. */
export async function translateItem(
  sql: Sql,
  reader: Reader,
  event: number,
  { item, ...text }: Text & { item: number },
): Promise<void> {
  await sql.begin(async (tx) => {
    const session = await holdSession(tx, reader, event, (s) => whyNotPrepare(s, reader));
    const held = await holdItem(tx, event, item);
    const [known] = await tx`
      select from consultation_language where consultation_id = ${session.consultation.id} and language = ${text.language}`;
    if (!known || text.language === session.consultation.language)
      throw refuse('invalid', 'shared:errors.check-fields', undefined, { language: 'session:refusals.language' });
    await writeText(tx, held.id, text);
    await tellSession(tx, event);
  });
}

/** Puts an item before the one that stands before it. */
export async function raiseItem(
  sql: Sql,
  reader: Reader,
  event: number,
  { item, version }: { item: number; version: number },
): Promise<void> {
  await sql.begin(async (tx) => {
    await holdSession(tx, reader, event, (s) => whyNotPrepare(s, reader) ?? whyNotVersion(s.led, version));
    const items = await itemsOf(tx, event);
    const at = items.findIndex((i) => i.id === item);
    const [above, below] = [items[at - 1], items[at]];
    if (!above || !below) return;
    await tx`
      update led_item set position = case id when ${below.id} then ${above.position}::int else ${below.position}::int end
      where id in (${above.id}, ${below.id})`;
    await tellMoved(tx, event);
  });
}

/** Takes an item off the agenda. What was on stays: it was asked. */
export async function removeItem(
  sql: Sql,
  reader: Reader,
  event: number,
  { item, version }: { item: number; version: number },
): Promise<void> {
  await sql.begin(async (tx) => {
    await holdSession(tx, reader, event, (s) => whyNotPrepare(s, reader) ?? whyNotVersion(s.led, version));
    const held = await holdItem(tx, event, item);
    if (held.openedAt) throw refuse('conflict', 'session:refusals.was-on');
    await tx`delete from led_item where id = ${held.id}`;
    await tellMoved(tx, event);
  });
}

async function writeText(tx: Tx, item: number, { language, title, words }: Text): Promise<void> {
  await tx`
    insert into led_item_text (item_id, language, title, words) values (${item}, ${language}, ${title}, ${words})
    on conflict (item_id, language) do update set title = excluded.title, words = excluded.words`;
}

/** Only statements of this consultation that are voted on; of what is no such thing anymore nothing is kept. */
async function writeStatements(tx: Tx, session: RuledSession, item: number, statements: number[]): Promise<void> {
  await tx`delete from led_item_statement where item_id = ${item}`;
  await tx`
    insert into led_item_statement (item_id, statement_id, position)
    select ${item}, s.id, g.position from unnest(${statements}::bigint[]) with ordinality as g (id, position)
    join consultation_statement s on s.id = g.id and s.consultation_id = ${session.consultation.id} and s.state = 'approved'
    on conflict do nothing`;
}
