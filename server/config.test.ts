import { describe, expect, it } from 'vitest';
import { type Config, isSettingsRefusal, readConfig } from './config';

const sentenceOf = (env: Record<string, string>) => {
  const read = readConfig({ NODE_ENV: 'production', ...env });
  return isSettingsRefusal(read) ? read.sentence : null;
};

describe('a setting that cannot be used is refused with what to do', () => {
  it.each([
    ['a path', { PUBLIC_URL: 'https://example.org/plenary' }, /^PUBLIC_URL is set to .*must be an origin alone/],
    ['a query', { PUBLIC_URL: 'https://example.org/?a' }, /must be an origin alone/],
    ['a name and password', { PUBLIC_URL: 'https://me:secret@example.org' }, /^(?!.*secret).*must be an origin alone/],
    [
      'no connection',
      { DATABASE_POOL: '0' },
      /^DATABASE_POOL is set to "0", but it must be a whole number from 2 to 100\./,
    ],
    ['half a connection', { DATABASE_POOL: '2.5' }, /must be a whole number from 2 to 100\./],
    [
      'answers by mail without a port',
      { REPLY_DOMAIN: 'reply.example.org' },
      /REPLY_DOMAIN is set without MAIL_IN_PORT/,
    ],
    ['a port for mail without a domain', { MAIL_IN_PORT: '2525' }, /MAIL_IN_PORT is set without REPLY_DOMAIN/],
    [
      'a domain that is none',
      { REPLY_DOMAIN: 'a b', MAIL_IN_PORT: '2525' },
      /REPLY_DOMAIN .*must be the name of a domain/,
    ],
    [
      'half a certificate',
      { REPLY_DOMAIN: 'reply.example.org', MAIL_IN_PORT: '2525', MAIL_IN_CERT: '/nowhere' },
      /MAIL_IN_CERT and MAIL_IN_KEY belong together/,
    ],
    [
      'a certificate that is not there',
      { REPLY_DOMAIN: 'reply.example.org', MAIL_IN_PORT: '2525', MAIL_IN_CERT: '/nowhere', MAIL_IN_KEY: '/nowhere' },
      /\/nowhere cannot be read/,
    ],
    ['more memory than there is', { PAGES_IN_MEMORY_MB: '99999' }, /megabytes from 0 to 4096\./],
  ])('%s', (_, env, sentence) => expect(sentenceOf(env)).toMatch(sentence));
});

describe('the address that people are given', () => {
  it.each([
    ['https://example.org', false],
    ['https://example.org/', false],
    ['https://127.0.0.1.example.org', false],
    ['http://127.0.0.1:4000', true],
    ['http://localhost:3000', true],
    ['http://[::1]:3000', true],
  ])('%s', (PUBLIC_URL, loopback) => {
    const config = readConfig({ NODE_ENV: 'production', PUBLIC_URL }) as Config;
    expect(config.publicUrl).toBe(new URL(PUBLIC_URL).origin);
    expect(config.isPublicUrlLoopback).toBe(loopback);
  });
});
