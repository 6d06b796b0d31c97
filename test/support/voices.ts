import type { JSONContent } from '@tiptap/core';
import * as Y from 'yjs';
import type { Sql } from '../../db/connect';
import { heading, paragraph, textWith } from './documents';

/** A survivor's voice in a text: the reference alone. */
export const voiceNode = (id: string): JSONContent => ({ type: 'voice', attrs: { id } });

/** A text of two sections that cites voices in the first, by whatever `citing` names. */
export const textCiting = (...citing: string[]): JSONContent =>
  textWith(
    heading('first', 'Situation'),
    paragraph('p1', 'They said:', ...citing.map(voiceNode), ' and we listened.'),
    heading('second', 'Aims'),
    paragraph('p2', 'More shelters in two years.'),
  );

/** Everything that stands in every table, as text and as hex, for what must be nowhere. */
export async function everyRow(sql: Sql): Promise<string> {
  const tables = await sql<{ name: string }[]>`
    select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const rows: string[] = [];
  for (const { name } of tables) {
    const [row] = await sql.unsafe<{ all: string | null }[]>(
      `select string_agg(t::text, E'\\n') as all from ${name} t`,
    );
    rows.push(row?.all ?? '');
  }
  const text = rows.join('\n');
  return `${text}\n${Buffer.from(
    text
      .match(/\\\\x[\da-f]+/g)
      ?.map((hex) => hex.slice(3))
      .join('') ?? '',
    'hex',
  ).toString('latin1')}`;
}

/** Every committed update and snapshot of every document that is written together. */
export async function everyUpdate(sql: Sql): Promise<Uint8Array[]> {
  const rows = await sql<{ bytes: Buffer }[]>`
    select bytes from joint_update union all select snapshot from joint_text where snapshot <> '\\x0000'`;
  return rows.map((r) => new Uint8Array(r.bytes));
}

/**
 * Everything that was ever inserted by these updates, what was deleted since too: strings joined by their writer and in the order
 * of writing. Looking through the bytes finds nothing of what was typed letter by letter.
 */
export function insertedBy(updates: Uint8Array[]): string {
  const pieces = new Map<string, { client: number; clock: number; text: string }>();
  for (const update of updates) {
    for (const struct of Y.decodeUpdate(update).structs) {
      const content = (
        struct as { content?: { str?: string; arr?: unknown[]; value?: unknown; type?: { nodeName?: string } } }
      ).content;
      if (!content) continue;
      const text = content.str ?? JSON.stringify(content.arr ?? content.value ?? content.type?.nodeName ?? '');
      const { client, clock } = struct.id;
      pieces.set(`${client} ${clock} ${text.length}`, { client, clock, text });
    }
  }
  const ordered = [...pieces.values()].sort((a, b) => a.client - b.client || a.clock - b.clock);
  return ordered.map(({ text }) => text).join('');
}
