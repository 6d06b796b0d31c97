import postgres from 'postgres';
import { guardTransactions } from './lost-connection';

export type Sql = postgres.Sql<{ bigint: number }>;
export type Tx = postgres.TransactionSql<{ bigint: number }>;
/** What reads and nested commands take: the pool, or the transaction of the deed that calls them. */
export type Db = Sql | Tx;

/**
 * Opens the pool. Columns are snake_case in the database and camelCase in the code, turned here and nowhere else.
 * Identifiers are bigint there and numbers here: at a million rows a second they stay exact for 285 years.
 */
export function connect(
  url: string,
  options: { max?: number; onQuery?: (text: string) => void; settings?: Record<string, string> } = {},
): Sql {
  const { host, ...rest } = parseUrl(url);
  const sql = postgres(rest.url, {
    ...(host ? { host } : {}),
    max: options.max ?? 10,
    idle_timeout: 0,
    connect_timeout: 5,
    // The driver's own pauses grow to 20 seconds: so long nobody could save after the database is back.
    backoff: (tries: number) => Math.min(0.05 * 2 ** tries, 1),
    transform: { column: { from: postgres.toCamel }, undefined: null },
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
    connection: {
      application_name: 'plenary',
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 60_000,
      ...options.settings,
    },
    onnotice: () => {},
    ...(options.onQuery ? { debug: (_: number, text: string) => options.onQuery!(text) } : {}),
  }) as unknown as Sql;
  guardTransactions(sql);
  return sql;
}

/** A unix socket is given as `?host=/path`, as libpq writes it; the driver wants it as an option. */
function parseUrl(url: string): { url: string; host?: string } {
  const parsed = new URL(url);
  const host = parsed.searchParams.get('host');
  if (!host?.startsWith('/')) return { url };
  parsed.searchParams.delete('host');
  return { url: parsed.toString(), host };
}
