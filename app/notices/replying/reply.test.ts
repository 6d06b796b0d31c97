import { describe, expect, test } from 'vitest';
import { isAutomatic, isFrom, replyAddress, secretOf } from './reply';

const secret = 'a1'.repeat(20);

describe('addresses', () => {
  test.each<[address: string, is: string | null]>([
    [replyAddress(secret, 'reply.example'), secret],
    [`REPLY+${secret.toUpperCase()}@Reply.Example`, secret],
    [`reply+${secret}@elsewhere.example`, null],
    [`reply+${secret}@reply.example@reply.example`, null],
    [`reply+${secret.slice(1)}@reply.example`, null],
    ['reply+@reply.example', null],
    ["reply+' or 1=1 --@reply.example", null],
    [`${secret}@reply.example`, null],
    ['', null],
  ])('%s', (address, is) => {
    expect(secretOf(address, 'reply.example')).toBe(is);
  });
});

describe('who sent it', () => {
  const ann = { email: 'ann@office.example' };
  test.each<[name: string, reply: { from: string | null; isProven: boolean }, is: boolean]>([
    ['her own address, proven', { from: 'Ann@Office.example', isProven: true }, true],
    ['her own address, not proven', { from: 'ann@office.example', isProven: false }, false],
    ['another address, proven', { from: 'bob@office.example', isProven: true }, false],
    ['an address that begins like hers', { from: 'ann@office.example.org', isProven: true }, false],
    ['nobody, or several', { from: null, isProven: true }, false],
  ])('%s', (_, reply, is) => {
    expect(isFrom(reply, ann)).toBe(is);
  });
});

describe('mails of machines', () => {
  test.each<[header: string, value: string, is: boolean]>([
    ['auto-submitted', 'auto-replied', true],
    ['auto-submitted', 'auto-generated (holiday)', true],
    ['auto-submitted', 'no', false],
    ['precedence', 'bulk', true],
    ['precedence', 'normal', false],
    ['return-path', '<>', true],
    ['return-path', '<ann@office.example>', false],
    ['list-id', '<list.example>', true],
    ['content-type', 'multipart/report; report-type=delivery-status', true],
    ['content-type', 'text/plain', false],
    ['subject', 'Out of office', false],
    ['__proto__', 'x', false],
    ['constructor', 'x', false],
  ])('%s: %s', (key, value, is) => {
    expect(isAutomatic([{ key, value }])).toBe(is);
  });
});
