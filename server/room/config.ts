import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { sha256 } from '../../app/voices/crypto/tokens';
import { flag, number, origin, readSettings, refused, type SettingsRefusal, url } from '../settings';

const schema = z.object({
  DATA_DIR: z.string().min(1, 'must be a folder').default('.data'),
  ROOM_HOST: z.string().min(1, 'must be a host name or an address').default('localhost'),
  ROOM_PORT: number('a number from 0 to 65535', 0, 65535).default(3001),
  ROOM_PUBLIC_URL: origin('https://forms.example.org').optional(),
  ROOM_ONION_URL: origin('http://abc…xyz.onion').optional(),
  ROOM_DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  ROOM_DATABASE_OWNER_URL: url(['postgres:', 'postgresql:']).optional(),
  ROOM_DATA_DIR: z.string().min(1, 'must be a folder').optional(),
  ROOM_SECRETS_DIR: z.string().min(1, 'must be a folder').optional(),
  ROOM_SHRED_DIR: z.string().min(1, 'must be a folder').optional(),
  ROOM_EXIT_URL: url(['https:', 'http:']).optional(),
  ROOM_DOOR: z.string().min(1, 'must be the path of a socket').optional(),
  ROOM_TRUST_PROXY: flag.default(false),
});

export interface RoomConfig {
  host: string;
  port: number;
  /** Origin that people are given; without one, the address it listens on, for this machine alone. */
  publicUrl: string | undefined;
  onionUrl: string | undefined;
  databaseUrl: string | undefined;
  databaseOwnerUrl: string | undefined;
  dataDir: string;
  secretsDir: string;
  shredDir: string;
  /** Where the way out leads; undefined in the demonstration, which has a page for it. */
  exitUrl: string | undefined;
  door: string;
  trustProxy: boolean;
  /** Reached by this machine alone, under no address of its own. */
  isDemonstration: boolean;
}

const loopback = /^(127\.[\d.]+|::1|\[::1\]|localhost)$/;

/** Parses the room's settings once. Returns a refusal with one sentence that names the setting and says what to do. */
export function readRoomConfig(env: NodeJS.ProcessEnv): RoomConfig | SettingsRefusal {
  const c = readSettings(schema, env);
  if ('settingsRefusal' in c) return c;
  const isDemonstration = loopback.test(c.ROOM_HOST) && !c.ROOM_PUBLIC_URL && !c.ROOM_ONION_URL;
  if (!isDemonstration && !c.ROOM_EXIT_URL) {
    return refused(
      'Others can reach the room, but ROOM_EXIT_URL is not set, so the way out would lead nowhere. Set ROOM_EXIT_URL to a harmless page of another site, such as a weather service.',
    );
  }
  if (!loopback.test(c.ROOM_HOST) && !c.ROOM_PUBLIC_URL && !c.ROOM_ONION_URL) {
    return refused(
      `ROOM_HOST is ${c.ROOM_HOST}, which others can reach, but neither ROOM_PUBLIC_URL nor ROOM_ONION_URL says under which name. Set one of them, or listen on localhost.`,
    );
  }
  if (c.ROOM_PUBLIC_URL && new URL(c.ROOM_PUBLIC_URL).protocol !== 'https:') {
    return refused(
      `ROOM_PUBLIC_URL is ${c.ROOM_PUBLIC_URL}, over which browsers keep no cookie of the room's. It must start with https://. Put a proxy with a certificate of its own in front.`,
    );
  }
  if (c.ROOM_ONION_URL && !new URL(c.ROOM_ONION_URL).hostname.endsWith('.onion')) {
    return refused(`ROOM_ONION_URL is ${c.ROOM_ONION_URL}, but it must be the address of an onion service.`);
  }
  const dataDir = path.resolve(c.ROOM_DATA_DIR ?? path.join(c.DATA_DIR, 'room'));
  return {
    host: c.ROOM_HOST,
    port: c.ROOM_PORT,
    publicUrl: c.ROOM_PUBLIC_URL && new URL(c.ROOM_PUBLIC_URL).origin,
    onionUrl: c.ROOM_ONION_URL && new URL(c.ROOM_ONION_URL).origin,
    databaseUrl: c.ROOM_DATABASE_URL,
    databaseOwnerUrl: c.ROOM_DATABASE_OWNER_URL,
    dataDir,
    secretsDir: path.resolve(c.ROOM_SECRETS_DIR ?? path.join(dataDir, 'secrets')),
    shredDir: path.resolve(c.ROOM_SHRED_DIR ?? path.join(dataDir, 'shred')),
    exitUrl: c.ROOM_EXIT_URL,
    door: reachable(path.resolve(c.ROOM_DOOR ?? path.join(dataDir, 'door', 'door.sock'))),
    trustProxy: c.ROOM_TRUST_PROXY,
    isDemonstration,
  };
}

/** Names under which the room is reached, without ports: those the platform must not answer to. */
export function hostNamesOf(config: RoomConfig): string[] {
  const named = [config.publicUrl, config.onionUrl].flatMap((u) => (u ? [new URL(u).hostname] : []));
  return named.length > 0 ? named : [config.host.replace(/^\[|\]$/g, '')];
}

/** A system takes no socket under a longer path; both processes find the same shorter one. */
const longestSocketPath = 107;

function reachable(socket: string): string {
  if (Buffer.byteLength(socket) <= longestSocketPath) return socket;
  return path.join(os.tmpdir(), `plenary-${sha256(socket).toString('hex').slice(0, 12)}`, 'door.sock');
}
