import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../config';
import { isSettingsRefusal } from '../settings';
import { hostNamesOf, type RoomConfig, readRoomConfig } from './config';

const env = (given: Record<string, string>) => ({ NODE_ENV: 'production' as const, ...given });
const read = (given: Record<string, string> = {}) => readRoomConfig(env(given)) as RoomConfig;
const sentenceOf = (given: Record<string, string>) => {
  const said = readRoomConfig(env(given));
  return isSettingsRefusal(said) ? said.sentence : null;
};
const exit = { ROOM_EXIT_URL: 'https://weather.example.org/' };

describe('settings of the room', () => {
  it('needs none for the demonstration, which this machine alone reaches', () => {
    const config = read({ DATA_DIR: '/tmp/data' });
    expect(config).toMatchObject({ host: 'localhost', port: 3001, isDemonstration: true, exitUrl: undefined });
    expect(config.dataDir).toBe('/tmp/data/room');
    expect(config.secretsDir).toBe('/tmp/data/room/secrets');
    expect(config.shredDir).toBe('/tmp/data/room/shred');
    expect(config.door).toBe('/tmp/data/room/door/door.sock');
  });

  it('keeps its stores where it is told to', () => {
    const config = read({ ROOM_DATA_DIR: '/a', ROOM_SECRETS_DIR: '/b', ROOM_SHRED_DIR: '/c', ROOM_DOOR: '/d/door' });
    expect([config.dataDir, config.secretsDir, config.shredDir, config.door]).toEqual(['/a', '/b', '/c', '/d/door']);
  });

  it('finds a socket that a system takes, the same each time, where a folder lies too deep', () => {
    const deep = read({ ROOM_DATA_DIR: path.join('/', 'x'.repeat(120)) }).door;
    expect(Buffer.byteLength(deep)).toBeLessThan(108);
    expect(read({ ROOM_DATA_DIR: path.join('/', 'x'.repeat(120)) }).door).toBe(deep);
    expect(read({ ROOM_DATA_DIR: path.join('/', 'y'.repeat(120)) }).door).not.toBe(deep);
  });

  it.each([
    ['a public room without a way out', { ROOM_PUBLIC_URL: 'https://forms.example.org' }, /ROOM_EXIT_URL is not set/],
    ['an onion without a way out', { ROOM_ONION_URL: 'http://abc.onion' }, /ROOM_EXIT_URL is not set/],
    ['open to others without a name', { ROOM_HOST: '0.0.0.0', ...exit }, /neither ROOM_PUBLIC_URL nor ROOM_ONION_URL/],
    ['a name without a certificate', { ROOM_PUBLIC_URL: 'http://forms.example.org', ...exit }, /must start with https/],
    ['an onion that is none', { ROOM_ONION_URL: 'http://example.org', ...exit }, /must be the address of an onion/],
    ['an address with a path', { ROOM_PUBLIC_URL: 'https://example.org/room', ...exit }, /must be an origin alone/],
    ['a port that is no number', { ROOM_PORT: 'many' }, /^ROOM_PORT is set to "many", but it must be a number from 0/],
    ['a way out that is no address', { ROOM_EXIT_URL: 'weather' }, /^ROOM_EXIT_URL .*must be an address/],
    ['another database', { ROOM_DATABASE_URL: 'mysql://a:secret@b/c' }, /^(?!.*secret)ROOM_DATABASE_URL is set to/],
  ] as [string, Record<string, string>, RegExp][])('%s is refused with what to do', (_, given, sentence) =>
    expect(sentenceOf(given)).toMatch(sentence),
  );

  it('is reached by its public names alone', () => {
    const config = read({ ROOM_PUBLIC_URL: 'https://forms.example.org', ROOM_ONION_URL: 'http://abc.onion', ...exit });
    expect(hostNamesOf(config)).toEqual(['forms.example.org', 'abc.onion']);
    expect(config.isDemonstration).toBe(false);
  });
});

describe('beside the platform', () => {
  const beside = (given: Record<string, string>) => readConfig(env(given)) as Config;

  it.each([
    ['nothing set', {}, 'localhost'],
    ['a platform on localhost', { HOST: 'localhost' }, '127.0.0.1'],
    ['a platform whose address is localhost', { PUBLIC_URL: 'http://localhost:3000' }, '127.0.0.1'],
  ] as [string, Record<string, string>, string][])('%s: the room has another name', (_, given, name) => {
    expect(beside(given).roomNames).toEqual([name]);
    expect(beside(given).room?.host).toBe(name);
  });

  it.each([
    ['ROOM is 0', { ROOM: '0' }, false],
    ['the platform has a database and the room none', { DATABASE_URL: 'postgres://a@b/c' }, false],
    ['both have one', { DATABASE_URL: 'postgres://a@b/c', ROOM_DATABASE_URL: 'postgres://d@e/f' }, true],
    ['it is asked for', { DATABASE_URL: 'postgres://a@b/c', ROOM: '1' }, true],
  ] as [string, Record<string, string>, boolean][])('%s', (_, given, runs) =>
    expect(beside(given).room !== null).toBe(runs),
  );

  it('is refused under the name of the platform', () => {
    const said = readConfig(env({ PUBLIC_URL: 'https://a.example', ROOM_PUBLIC_URL: 'https://a.example', ...exit }));
    expect(isSettingsRefusal(said) && said.sentence).toMatch(/both be reached as a\.example/);
  });
});
