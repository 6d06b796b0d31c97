import fs from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { hostNamesOf, type RoomConfig, readRoomConfig } from './room/config';
import { flag, number, readSettings, refused, type SettingsRefusal, url } from './settings';

export { isSettingsRefusal, refused, type SettingsRefusal } from './settings';

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);
const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test'], 'must be production or development').default('production'),
  HOST: z.string().min(1, 'must be a host name or an address').default('127.0.0.1'),
  PORT: z.coerce
    .number('must be a number from 0 to 65535')
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .max(65535, 'must be 65535 or less')
    .default(3000),
  PUBLIC_URL: url(['http:', 'https:'])
    .refine(
      (v) => URL.canParse(v) && new URL(v).href === `${new URL(v).origin}/`,
      'must be an origin alone, such as https://plenary.example.org: without a path, a query or a name, for Plenary stands at the root of its address',
    )
    .optional(),
  DATA_DIR: z.string().min(1, 'must be a folder').default('.data'),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  DATABASE_POOL: z.coerce
    .number('must be a whole number from 2 to 100')
    .int('must be a whole number from 2 to 100')
    .min(2, 'must be a whole number from 2 to 100')
    .max(100, 'must be a whole number from 2 to 100')
    .default(10),
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      'must be an address, such as Plenary <plenary@example.org>',
    )
    .default('Plenary <plenary@localhost>'),
  REPLY_DOMAIN: z
    .string()
    .regex(
      /^(?=.{1,200}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i,
      'must be the name of a domain, such as reply.plenary.example.org',
    )
    .optional(),
  MAIL_IN_PORT: number('a number from 0 to 65535', 0, 65535).optional(),
  MAIL_IN_HOST: z.string().min(1, 'must be a host name or an address').default('127.0.0.1'),
  MAIL_IN_CERT: z.string().optional(),
  MAIL_IN_KEY: z.string().optional(),
  TRUST_PROXY: flag.default(false),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
      'must be one of trace, debug, info, warn, error and silent',
    )
    .default('info'),
  PAGES_IN_MEMORY_MB: z.coerce
    .number('must be a number of megabytes from 0 to 4096')
    .min(0, 'must be a number of megabytes from 0 to 4096')
    .max(4096, 'must be a number of megabytes from 0 to 4096')
    .default(64),
  ROOM: flag.optional(),
  ROOM_STAFF_MAIL: z
    .string()
    .transform((v) =>
      v
        .split(',')
        .map((a) => a.trim())
        .filter((a) => a !== ''),
    )
    .refine((all) => all.every((a) => /^[^\s<>@,]+@[^\s<>@,]+$/.test(a)), 'must be addresses with commas between them')
    .default([]),
});

export interface Config {
  mode: 'development' | 'production' | 'test';
  host: string;
  port: number;
  /** Origin that links in mail carry and that forms must come from; with PORT=0 it is known once the server listens. */
  publicUrl: string | undefined;
  dataDir: string;
  databaseUrl: string | undefined;
  databasePool: number;
  smtpUrl: string | undefined;
  mailFrom: string;
  /** People of support who are reminded once a week, each in a mail of their own. */
  roomStaffMail: string[];
  trustProxy: boolean;
  logLevel: string;
  pagesInMemoryMb: number;
  isLoopback: boolean;
  /** Whether the address that people are given is of this machine alone; true where none is given. */
  isPublicUrlLoopback: boolean;
  /** Where answers by mail come in; null where none are taken, and no mail then says that it can be answered. */
  mailIn: MailInConfig | null;
  /** The survivor room that is started beside the platform; null where none is. */
  room: RoomConfig | null;
  /** Names of hosts that belong to the room: cookies know no ports, so the platform does not answer to them. */
  roomNames: string[];
}

/** How answers by mail come in. */
export interface MailInConfig {
  /** Of the addresses that people answer to. */
  domain: string;
  host: string;
  port: number;
  /** Files of a key and a certificate: with them a connection may be encrypted on the way. */
  tls: { key: string; cert: string } | null;
}

function mailInOf(c: z.output<typeof schema>): MailInConfig | SettingsRefusal | null {
  if (c.MAIL_IN_PORT === undefined && !c.REPLY_DOMAIN) return null;
  if (c.MAIL_IN_PORT === undefined || !c.REPLY_DOMAIN)
    return refused(
      `${c.REPLY_DOMAIN ? 'REPLY_DOMAIN' : 'MAIL_IN_PORT'} is set without ${c.REPLY_DOMAIN ? 'MAIL_IN_PORT' : 'REPLY_DOMAIN'}: answers by mail need the domain of their addresses and the port at which they come in. Set both, or neither.`,
    );
  if (Boolean(c.MAIL_IN_CERT) !== Boolean(c.MAIL_IN_KEY))
    return refused('MAIL_IN_CERT and MAIL_IN_KEY belong together: one is set without the other. Set both, or neither.');
  const tls = c.MAIL_IN_CERT && c.MAIL_IN_KEY ? { cert: resolve(c.MAIL_IN_CERT), key: resolve(c.MAIL_IN_KEY) } : null;
  const missing = tls && [tls.cert, tls.key].find((file) => !fs.existsSync(file));
  if (missing) return refused(`${missing} cannot be read. Correct MAIL_IN_CERT and MAIL_IN_KEY and start again.`);
  return { domain: c.REPLY_DOMAIN.toLowerCase(), host: c.MAIL_IN_HOST, port: c.MAIL_IN_PORT, tls };
}

/** Parses the environment once. Returns a refusal with one sentence that names the setting and says what to do. */
export function readConfig(env: NodeJS.ProcessEnv): Config | SettingsRefusal {
  const c = readSettings(schema, env);
  if ('settingsRefusal' in c) return c;
  const isLoopback = loopback.has(c.HOST);
  if (!isLoopback && !c.SMTP_URL) {
    return refused(
      `HOST is ${c.HOST}, which others can reach, but SMTP_URL is not set, so nobody could confirm an address or reset a password. Set SMTP_URL, or listen on 127.0.0.1.`,
    );
  }
  const room = roomBeside(c, env);
  if (room && 'settingsRefusal' in room) return room;
  const mailIn = mailInOf(c);
  if (mailIn && 'settingsRefusal' in mailIn) return mailIn;
  return {
    mode: c.NODE_ENV,
    host: c.HOST,
    port: c.PORT,
    publicUrl: c.PUBLIC_URL ? new URL(c.PUBLIC_URL).origin : undefined,
    dataDir: resolve(c.DATA_DIR),
    databaseUrl: c.DATABASE_URL,
    databasePool: c.DATABASE_POOL,
    smtpUrl: c.SMTP_URL,
    mailFrom: c.MAIL_FROM,
    roomStaffMail: c.ROOM_STAFF_MAIL,
    trustProxy: c.TRUST_PROXY,
    logLevel: c.LOG_LEVEL,
    pagesInMemoryMb: c.PAGES_IN_MEMORY_MB,
    isLoopback,
    isPublicUrlLoopback: !c.PUBLIC_URL || isLoopbackName(new URL(c.PUBLIC_URL).hostname),
    mailIn,
    room,
    roomNames: room ? hostNamesOf(room) : [],
  };
}

/**
 * The room of this installation: there is one unless ROOM is 0, or the platform has a database of its own and the room
 * has none. It is reached under a name that is not the platform's.
 */
function roomBeside(c: z.output<typeof schema>, env: NodeJS.ProcessEnv): RoomConfig | SettingsRefusal | null {
  if (!(c.ROOM ?? (!c.DATABASE_URL || Boolean(env.ROOM_DATABASE_URL)))) return null;
  const own = c.PUBLIC_URL ? new URL(c.PUBLIC_URL).hostname : c.HOST;
  const room = readRoomConfig({
    ...env,
    ROOM_HOST: env.ROOM_HOST || (own === 'localhost' ? '127.0.0.1' : 'localhost'),
  });
  if ('settingsRefusal' in room || !hostNamesOf(room).includes(own)) return room;
  return refused(
    `The room and the platform would both be reached as ${own}, and browsers would send the cookies of one to the other. Give the room another name by ROOM_PUBLIC_URL or ROOM_HOST.`,
  );
}

/** A proxy that hands on from another address makes this machine reachable, whatever HOST says. */
function isLoopbackName(hostname: string): boolean {
  return /^(127\.[\d.]+|\[::1\]|localhost|.+\.localhost)$/.test(hostname);
}
