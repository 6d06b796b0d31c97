import fs from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import type { Sql } from '../../db/connect';

/**
 * Where in the database a word stands: `post.body`, `attachment_content.bytes` and so on, whatever the type of the
 * column. Every column of every table is asked, so a table that is added later is searched too. The word has to be one
 * that stemming leaves alone: letters and figures mixed.
 */
export async function columnsWith(sql: Sql, word: string): Promise<string[]> {
  const columns = await sql<{ tableName: string; columnName: string; dataType: string }[]>`
    select c.table_name, c.column_name, c.data_type from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' order by c.table_name, c.ordinal_position`;
  const found: string[] = [];
  for (const { tableName, columnName, dataType } of columns) {
    const name = sql(columnName);
    const text = dataType === 'bytea' ? sql`encode(${name}, 'escape')` : sql`${name}::text`;
    const [row] =
      await sql`select 1 from ${sql(tableName)} where strpos(lower(${text}), ${word.toLowerCase()}) > 0 limit 1`;
    if (row) found.push(`${tableName}.${columnName}`);
  }
  return found;
}

/** Files under a folder that hold a word, as they are or as a mail that is decoded. */
export async function filesWith(folder: string, word: string): Promise<string[]> {
  if (!fs.existsSync(folder)) return [];
  const found: string[] = [];
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = fs.readFileSync(file);
    const mail = entry.name.endsWith('.eml') ? await PostalMime.parse(bytes) : null;
    const texts = [bytes.toString('latin1'), bytes.toString('utf8'), mail?.text, mail?.html, mail?.subject, entry.name];
    if (texts.some((text) => text?.toLowerCase().includes(word.toLowerCase()))) found.push(path.relative(folder, file));
  }
  return found;
}
