import { withoutRoom } from '../app/heard/guarded.server';
import { connect, type Sql } from '../db/connect';
import { startEmbedded } from '../db/embedded';
import { lowestServerVersion } from '../db/migrate';
import { type Config, refused } from './config';

export interface Databases {
  /** For pages and deeds. */
  sql: Sql;
  /** For mail, and for who is told what: no page waits for a connection meanwhile. */
  beside: Sql;
  /** One connection for what is typed in documents: no letter waits behind what a page asks. */
  edits: Sql;
  /** True where the embedded database has just been made. */
  isNew: boolean;
}

/** Lanes of mail, and who is told what. */
const connectionsBeside = 8;

/**
 * Opens the database, the embedded one where no other is named. What has to be closed again is put to `ending`. Throws a
 * settings refusal where it cannot be used.
 */
export async function openDatabases(
  config: Config,
  options: {
    /** Sees the text of every statement of pages and deeds. */
    onQuery?: (text: string) => void;
    /** Whether a survivor room stands beside the house, so that what leaves by mail is looked through first. */
    withRoom: boolean;
  },
  ending: (() => Promise<unknown>)[],
): Promise<Databases> {
  let url = config.databaseUrl;
  if (!url) {
    const embedded = await startEmbedded(config.dataDir);
    ending.push(() => embedded.stop());
    url = embedded.url;
  }
  const { onQuery } = options;
  const sql = connect(url, { max: config.databasePool, ...(onQuery ? { onQuery } : {}) });
  ending.push(() => sql.end({ timeout: 5 }));
  // Mail waits for other servers, and a long send for thousands of answers.
  const beside = connect(url, {
    max: connectionsBeside,
    settings: { idle_in_transaction_session_timeout: '180s', ...(options.withRoom ? {} : withoutRoom) },
  });
  ending.push(() => beside.end({ timeout: 5 }));
  const edits = connect(url, { max: 1 });
  ending.push(() => edits.end({ timeout: 5 }));
  return { sql, beside, edits, isNew: (await isEmpty(sql, url)) && !config.databaseUrl };
}

/** Whether nothing was ever put into it; refuses a server that cannot be used. */
async function isEmpty(sql: Sql, url: string): Promise<boolean> {
  let found: { version: number; isNew: boolean };
  try {
    const [row] = await sql<{ version: number; isNew: boolean }[]>`
      select current_setting('server_version_num')::int as version, to_regclass('migration') is null as is_new`;
    found = row!;
  } catch (e) {
    const code = (e as { code?: string }).code ?? 'no answer';
    throw refused(
      `The database at ${new URL(url).host || 'DATABASE_URL'} cannot be used (${code}). Check that it runs and that DATABASE_URL names the right server, user and database.`,
    );
  }
  if (found.version < lowestServerVersion) {
    throw refused(
      `The database is PostgreSQL ${Math.floor(found.version / 10_000)}, and Plenary needs ${lowestServerVersion / 10_000} or later. Upgrade it, or unset DATABASE_URL to use the embedded one.`,
    );
  }
  return found.isNew;
}
