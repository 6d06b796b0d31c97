import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { constants, gzipSync, inflateRawSync } from 'node:zlib';
import type { Sql } from '../../db/connect';

/** A word that cannot be made shorter: 32 random letters and figures, so that no compression hides it. */
export function incompressible(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  return [...randomBytes(32)].map((byte) => letters[byte % 36]).join('');
}

/** The ways in which a word can lie in a store without being seen by whoever looks for the word. */
export const encodings: Record<string, (word: string) => Buffer> = {
  raw: (word) => Buffer.from(word),
  hex: (word) => Buffer.from(Buffer.from(word).toString('hex')),
  HEX: (word) => Buffer.from(Buffer.from(word).toString('hex').toUpperCase()),
  'base64, first of three': (word) => base64At(word, 0),
  'base64, second of three': (word) => base64At(word, 1),
  'base64, third of three': (word) => base64At(word, 2),
  'UTF-16, little end first': (word) => Buffer.from(word, 'utf16le'),
  'UTF-16, big end first': (word) => Buffer.from(word, 'utf16le').swap16(),
  gzip: (word) => gzipSync(Buffer.from(`so much before it: ${word} and so much after`)),
};

/** The letters that stand for a word in Base64 whatever is before and after it, for each place in a group of three. */
function base64At(word: string, before: number): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(word)]);
  const whole = Math.floor(bytes.length / 3) * 3;
  return Buffer.from(
    bytes
      .subarray(0, whole)
      .toString('base64')
      .slice(before === 0 ? 0 : 4),
  );
}

/** In which encodings some bytes hold a word; none where they do not. Text of letters and figures in both Base64s. */
export function encodingsIn(bytes: Buffer, word: string): string[] {
  const plain = Object.keys(encodings).filter((name) => name !== 'gzip' && bytes.includes(encodings[name]!(word)));
  const packed = unpacked(bytes).some((inner) =>
    Object.keys(encodings).some((name) => name !== 'gzip' && inner.includes(encodings[name]!(word))),
  );
  return packed ? [...plain, 'gzip'] : plain;
}

/** All gzip and zlib streams in some bytes, as far as they can be unpacked; what stands behind a stream is no fault. */
function unpacked(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (const [magic, header] of [
    [Buffer.from([0x1f, 0x8b, 0x08]), 10],
    [Buffer.from([0x78, 0x9c]), 2],
    [Buffer.from([0x78, 0xda]), 2],
    [Buffer.from([0x78, 0x01]), 2],
  ] as const) {
    for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) {
      // A gzip file may have its name behind the header.
      const named = header === 10 && (bytes[at + 3]! & 8) !== 0;
      const from = named ? bytes.indexOf(0, at + header) + 1 : at + header;
      try {
        found.push(inflateRawSync(bytes.subarray(from, from + 65_536), { finishFlush: constants.Z_SYNC_FLUSH }));
      } catch {
        // Bytes that only look like the beginning of a stream.
      }
    }
  }
  return found;
}

export interface Store {
  name: string;
  /** Everything in it, piece by piece. */
  read(): AsyncIterable<{ place: string; bytes: Buffer }> | Iterable<{ place: string; bytes: Buffer }>;
}

export function folderStore(name: string, folder: string, without: (place: string) => boolean = () => false): Store {
  return {
    name,
    *read() {
      for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
        const file = path.join(entry.parentPath, entry.name);
        const place = path.relative(folder, file);
        if (without(place)) continue;
        // A name is stored as well as what it names.
        yield { place: `name of ${place}`, bytes: Buffer.from(entry.name) };
        if (!entry.isFile()) continue;
        try {
          yield { place, bytes: fs.readFileSync(file) };
        } catch (e) {
          if ((e as NodeJS.ErrnoException).code !== 'ENOENT') throw e;
        }
      }
    },
  };
}

/** Every table by COPY, as text and as binary: what a logical dump holds. */
export function dumpStore(name: string, sql: Sql): Store {
  return {
    name,
    async *read() {
      const tables = await sql<{ name: string }[]>`
        select table_name as name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`;
      for (const table of tables) {
        for (const format of ['text', 'binary']) {
          const chunks: Buffer[] = [];
          const stream = await sql`copy ${sql(table.name)} to stdout (format ${sql.unsafe(format)})`.readable();
          for await (const chunk of stream) chunks.push(chunk as Buffer);
          // The driver pauses its socket when much comes at once, and wakes it at the next reading: there is none after the end.
          stream._read(0);
          yield { place: `${table.name} as ${format}`, bytes: Buffer.concat(chunks) };
        }
      }
    },
  };
}

/**
 * A copy of a running cluster's folder, as a base backup makes it. The session that begins it has to end it, so it takes
 * a connection for itself.
 */
export async function baseBackup(sql: Sql, cluster: string, to: string): Promise<void> {
  const one = await sql.reserve();
  try {
    await one`select pg_backup_start('copy', true)`;
    fs.cpSync(cluster, to, {
      recursive: true,
      filter: (from) => path.basename(from) !== 'postmaster.pid' && !fs.lstatSync(from).isSocket(),
    });
    const [label] = await one<
      { labelfile: string; spcmapfile: string }[]
    >`select labelfile, spcmapfile from pg_backup_stop(false)`;
    fs.writeFileSync(path.join(to, 'backup_label'), label!.labelfile);
    // What was written until the end of the backup has to be there for it to be restored.
    fs.cpSync(path.join(cluster, 'pg_wal'), path.join(to, 'pg_wal'), { recursive: true, force: true });
    ownLike(cluster, to);
  } finally {
    one.release();
  }
}

/** The server starts on a folder of its own user alone. */
function ownLike(model: string, folder: string): void {
  const { uid, gid } = fs.statSync(model);
  fs.chmodSync(folder, 0o700);
  for (const entry of ['', ...(fs.readdirSync(folder, { recursive: true }) as string[])]) {
    fs.lchownSync(path.join(folder, entry), uid, gid);
  }
}

/** Columns kept as they are: text that the database packs cannot be found in its files. */
export async function keepUnpacked(sql: Sql): Promise<void> {
  const columns = await sql<{ tableName: string; columnName: string }[]>`
    select c.table_name, c.column_name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type in ('text', 'bytea', 'jsonb')`;
  for (const { tableName, columnName } of columns) {
    await sql`alter table ${sql(tableName)} alter column ${sql(columnName)} set storage external`;
  }
}

/** What of some words lies in some stores, and how: `heap: base/5/16402 holds "text" as hex`. */
export async function whereIs(words: Record<string, string>, stores: Store[]): Promise<string[]> {
  const found = new Set<string>();
  for (const store of stores) {
    for await (const { place, bytes } of store.read()) {
      for (const [what, word] of Object.entries(words)) {
        for (const how of encodingsIn(bytes, word)) found.add(`${store.name}: ${place} holds ${what} as ${how}`);
      }
    }
  }
  return [...found].sort();
}
