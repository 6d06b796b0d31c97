import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  appendConsent,
  type ConsentEvent,
  type ConsentSaid,
  isScope,
  isWhole,
  liveScopes,
  type Scope,
  scopes,
  textHash,
  toAskAgain,
} from './consent';

const contribution = '11111111-1111-4111-8111-111111111111';
// Made anew within each test: what is made while the tests are collected is not tried on mutants.
const text = () => textHash('I agree.', 'en');
const yes = (scope: Scope, more: Partial<ConsentSaid> = {}): ConsentSaid => ({
  scope,
  state: 'given',
  textHash: text(),
  language: 'en',
  week: 202647,
  expiresWeek: 202710,
  ...more,
});
const no = (scope: Scope, more: Partial<ConsentSaid> = {}) => yes(scope, { state: 'withdrawn', ...more });
const chainOf = (...said: ConsentSaid[]): ConsentEvent[] => {
  const events: ConsentEvent[] = [];
  for (const one of said) events.push(appendConsent(contribution, events, one));
  return events;
};
const live = (events: ConsentEvent[], week = 202650) => [...liveScopes(events, week).keys()];

describe('scopes', () => {
  test('are these ten, in the order they are asked', () => {
    expect(scopes).toEqual([
      'read_by_support',
      'share_with_facilitator',
      'theme',
      'theme_alone',
      'paraphrase',
      'quote',
      'publish_outside',
      'statistics',
      'reply',
      'translate_external',
    ]);
  });

  test.each(scopes)('%s is one', (scope) => {
    expect(isScope(scope)).toBe(true);
  });

  test.each(['', 'Quote', 'quote ', 'all', '__proto__', 'constructor'])('"%s" is none', (scope) => {
    expect(isScope(scope)).toBe(false);
  });
});

describe('a text', () => {
  test('has a version by its exact words and language (known value)', () => {
    expect(text().toString('hex')).toBe('296c832ffa96bfa41fcc80f6491a9bb9638999025261e05508a4ffae3fbe8280');
  });

  test.each([
    ['I agree. ', 'en'],
    ['I agree', 'en'],
    ['I agree.', 'fr'],
    ['i agree.', 'en'],
    ['', 'en'],
  ])('"%s" in %s is another one', (other, language) => {
    expect(textHash(other, language)).not.toEqual(text());
  });
});

describe('the chain', () => {
  test('begins with the contribution and goes on with each hash before (known value)', () => {
    const [first, second] = chainOf(yes('theme'), yes('quote'));
    const start = createHash('sha256').update(`["consent","${contribution}"]`).digest();
    expect(first).toEqual({
      ...yes('theme'),
      contribution,
      n: 1,
      previousHash: start,
      hash: Buffer.from('1c13d31713cd32b0f0a714806ec2352482306b434e6540968a5bd78d6cec9885', 'hex'),
    });
    expect(second!.n).toBe(2);
    expect(second!.previousHash).toEqual(first!.hash);
  });

  const made = () => chainOf(yes('read_by_support'), yes('theme'), no('theme'), yes('quote'));

  test('is whole as it was written, as is the beginning of it and nothing at all', () => {
    const events = made();
    expect(isWhole(contribution, events)).toBe(true);
    expect(isWhole(contribution, events.slice(0, 2))).toBe(true);
    expect(isWhole(contribution, [])).toBe(true);
  });

  const changes: [string, (e: ConsentEvent[]) => ConsentEvent[]][] = [
    ['one is taken out', (e) => e.filter((_, i) => i !== 2)],
    ['the first is taken out', (e) => e.slice(1)],
    ['two change places', (e) => [e[1]!, e[0]!, e[2]!, e[3]!]],
    ['one is doubled', (e) => [...e, e[3]!]],
    ['they are of another contribution', (e) => e.map((x) => ({ ...x, contribution: 'other' }))],
    ['one is numbered otherwise', (e) => e.map((x, i) => (i === 3 ? { ...x, n: 5 } : x))],
    ['a no becomes a yes', (e) => e.map((x, i) => (i === 2 ? { ...x, state: 'given' as const } : x))],
    ['a scope changes', (e) => e.map((x, i) => (i === 3 ? { ...x, scope: 'publish_outside' as const } : x))],
    ['a text changes', (e) => e.map((x, i) => (i === 3 ? { ...x, textHash: Buffer.alloc(32) } : x))],
    ['a language changes', (e) => e.map((x, i) => (i === 3 ? { ...x, language: 'fr' } : x))],
    ['a week changes', (e) => e.map((x, i) => (i === 3 ? { ...x, week: 202646 } : x))],
    ['an end changes', (e) => e.map((x, i) => (i === 3 ? { ...x, expiresWeek: 203010 } : x))],
    ['a hash changes', (e) => e.map((x, i) => (i === 3 ? { ...x, hash: Buffer.alloc(32) } : x))],
    ['a link changes', (e) => e.map((x, i) => (i === 3 ? { ...x, previousHash: Buffer.alloc(32) } : x))],
  ];

  test.each(changes)('is not whole where %s; then nothing is live and nothing can be added', (_, change) => {
    const changed = change(made());
    expect(isWhole(contribution, changed)).toBe(false);
    expect(() => appendConsent(contribution, changed, yes('reply'))).toThrow('The chain of consent is not whole');
    // A chain that is whole, but another contribution's, is refused where its contribution is known.
    if (changed[0]!.contribution === contribution) expect(live(changed)).toEqual([]);
  });

  test('of one contribution is not one of another', () => {
    const events = made();
    expect(isWhole('22222222-2222-4222-8222-222222222222', events)).toBe(false);
    expect(live(events.map((e) => ({ ...e, contribution: 'other' })))).toEqual([]);
  });
});

describe('what is live', () => {
  test('nothing, before anything was said', () => {
    expect(live([])).toEqual([]);
  });

  test('each scope to which the last word was yes, and no other (behaviour 16)', () => {
    const events = chainOf(
      yes('read_by_support'),
      yes('theme'),
      yes('quote'),
      no('quote'),
      yes('reply'),
      no('reply'),
      yes('reply'),
    );
    expect(live(events)).toEqual(['read_by_support', 'theme', 'reply']);
    expect(liveScopes(events, 202650).get('reply')).toEqual(events[6]);
    expect(liveScopes(events, 202650).get('theme')).toEqual(events[1]);
  });

  test('revoking one leaves every other', () => {
    const all = chainOf(...scopes.map((s) => yes(s)));
    expect(live(all)).toEqual([...scopes]);
    for (const scope of scopes.filter((s) => s !== 'read_by_support')) {
      const after = [...all, appendConsent(contribution, all, no(scope))];
      expect(live(after)).toEqual(scopes.filter((s) => s !== scope));
    }
  });

  test('nothing without reading by support', () => {
    expect(live(chainOf(yes('theme'), yes('quote')))).toEqual([]);
    expect(live(chainOf(yes('read_by_support'), yes('theme'), no('read_by_support')))).toEqual([]);
    expect(live(chainOf(yes('read_by_support', { expiresWeek: 202649 }), yes('theme')))).toEqual([]);
  });

  test.each([
    [202646, []],
    [202647, ['read_by_support', 'quote']],
    [202701, ['read_by_support', 'quote']],
    [202702, ['read_by_support']],
    [202710, ['read_by_support']],
    [202711, []],
  ])('in week %i: %j', (week, expected) => {
    expect(live(chainOf(yes('read_by_support'), yes('quote', { expiresWeek: 202701 })), week)).toEqual(expected);
  });

  test('a yes that has ended is not brought back by one before it', () => {
    const events = chainOf(yes('read_by_support'), yes('quote'), yes('quote', { expiresWeek: 202648 }));
    expect(live(events)).toEqual(['read_by_support']);
  });

  test('a new yes is another event, so that what was approved under the old one has ended', () => {
    const events = chainOf(yes('read_by_support'), yes('quote'), no('quote'), yes('quote'));
    expect(liveScopes(events, 202650).get('quote')!.hash).not.toEqual(events[1]!.hash);
  });
});

test('a text that was changed is asked again, the others are not', () => {
  const old = textHash('I agreed.', 'en');
  const events = chainOf(yes('read_by_support'), yes('theme', { textHash: old }), yes('quote'));
  const isCurrent = (event: ConsentEvent) => event.textHash.equals(text());
  expect(toAskAgain(liveScopes(events, 202650), isCurrent)).toEqual(['theme']);
  expect(toAskAgain(new Map(), isCurrent)).toEqual([]);
});
