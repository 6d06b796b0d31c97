import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { Scope } from '../../app/voices/scopes';
import type { Sql } from '../../db/connect';
import type { RoomVisitor } from '../support/room-visitor';

/** Rows of every table of the room, and files of the shred store: what a step that stores nothing leaves as it was. */
export async function storedIn(room: { admin: Sql; shredDir: string }): Promise<Record<string, number>> {
  const tables = await room.admin<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1`;
  const counted: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await room.admin<{ n: number }[]>`select count(*)::int as n from ${room.admin(name)}`;
    counted[name] = row!.n;
  }
  counted['keys of the shred store'] = fs.readdirSync(path.join(room.shredDir, 'keys')).length;
  return counted;
}

/** The steps of writing, as functions on a browser without scripts, each ending on the page that follows. */
export const walk = {
  async code(visitor: RoomVisitor, code: string) {
    await visitor.get();
    return visitor.submit('enter', { code });
  },
  adult: (visitor: RoomVisitor) => visitor.submit('pause', { age: 'adult' }),
  told: (visitor: RoomVisitor) => visitor.submit('told', { go: 'on' }),
  choices: (visitor: RoomVisitor, scopes: readonly Scope[] = ['read_by_support']) =>
    visitor.submit('choices', { ...Object.fromEntries(scopes.map((s) => [`scope-${s}`, 'yes'])), go: 'on' }),
  views: (visitor: RoomVisitor, words: string) => visitor.submit('views', { 'answer-0': words, go: 'on' }),
  exclusions: (visitor: RoomVisitor) => visitor.submit('exclusions', { go: 'on' }),
  send: (visitor: RoomVisitor) => visitor.submit('code', { go: 'send' }),
};

/** From the first page to the one that shows the code; gives the code. */
export async function untilCode(
  visitor: RoomVisitor,
  invitation: string,
  values: { scopes?: readonly Scope[]; words?: string } = {},
): Promise<string> {
  await walk.code(visitor, invitation);
  await walk.adult(visitor);
  await walk.told(visitor);
  await walk.choices(visitor, values.scopes);
  await walk.views(visitor, values.words ?? 'Longer opening hours would help many of us.');
  await walk.exclusions(visitor);
  return codeShown(visitor);
}

export function codeShown(visitor: RoomVisitor): string {
  const shown = /<p class="code"[^>]*>([\s\S]*?)<\/p>/.exec(visitor.page.text)?.[1] ?? '';
  const code = shown.replace(/<[^>]+>/g, '').replace(/\D/g, '');
  expect(code).toMatch(/^\d{24}$/);
  return code;
}

/** Goes to one of the pages of somebody who came back. */
export async function show(visitor: RoomVisitor, view: string): Promise<void> {
  await visitor.submit('show', { view });
}
