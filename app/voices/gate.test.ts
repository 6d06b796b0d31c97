import { describe, expect, test } from 'vitest';
import { appendConsent, type ConsentEvent, type Scope, scopes, textHash } from './consent';
import { type Action, type Audience, actions, isExcluded, type Use, whyNotUse } from './gate';

const contribution = '11111111-1111-4111-8111-111111111111';
const week = 202650;
const today = () => textHash('text of today', 'en');

/** How a scope can stand. Only the first is a yes that is live and to the text of today. */
const scopeStates = [
  'live',
  'live, old text',
  'never said',
  'withdrawn',
  'expired',
  'not yet',
  'given again, expired',
] as const;
type ScopeState = (typeof scopeStates)[number];

function chain(states: Partial<Record<Scope, ScopeState>>): ConsentEvent[] {
  const events: ConsentEvent[] = [];
  const say = (scope: Scope, state: 'given' | 'withdrawn', more: Partial<ConsentEvent> = {}) => {
    const said = { scope, state, textHash: today(), language: 'en', week: 202647, expiresWeek: 202710, ...more };
    events.push(appendConsent(contribution, events, said));
  };
  for (const scope of scopes) {
    const state = states[scope] ?? 'never said';
    if (state === 'live' || state === 'withdrawn' || state === 'given again, expired') say(scope, 'given');
    if (state === 'live, old text') say(scope, 'given', { textHash: textHash('text of before', 'en') });
    if (state === 'withdrawn') say(scope, 'withdrawn', { week: 202648 });
    if (state === 'expired' || state === 'given again, expired') say(scope, 'given', { expiresWeek: 202649 });
    if (state === 'not yet') say(scope, 'given', { week: 202651 });
  }
  return events;
}

const all = Object.fromEntries(scopes.map((s) => [s, 'live' as ScopeState]));
const begins = { isCurrent: (event: ConsentEvent) => event.textHash.equals(today()) };
const account: Audience = { organisations: ['7'], categories: ['police'] };

/** What the table below holds the gate to, written out by hand and not taken from it. */
const needs: Record<Action, { scope: Scope; audiences: readonly string[] }> = {
  read: { scope: 'read_by_support', audiences: ['support'] },
  share: { scope: 'share_with_facilitator', audiences: ['facilitators'] },
  theme: { scope: 'theme', audiences: ['account', 'public'] },
  'theme-alone': { scope: 'theme_alone', audiences: ['account', 'public'] },
  paraphrase: { scope: 'paraphrase', audiences: ['account', 'public'] },
  quote: { scope: 'quote', audiences: ['account', 'public'] },
  count: { scope: 'statistics', audiences: ['account', 'public'] },
  reply: { scope: 'reply', audiences: ['contributor'] },
  translate: { scope: 'translate_external', audiences: ['translator'] },
};
const audiences: Record<string, Audience> = {
  support: 'support',
  facilitators: 'facilitators',
  contributor: 'contributor',
  translator: 'translator',
  account,
  public: 'public',
};

function use(consents: ConsentEvent[], more: Partial<Use> = {}): Use {
  const quote = consents.findLast((e) => e.scope === 'quote' && e.state === 'given');
  const hash = Buffer.alloc(32, 1);
  return {
    state: 'kept',
    consents,
    exclusions: [],
    week,
    audience: account,
    wording: { hash, approvedHash: Buffer.from(hash), approvedConsent: quote?.hash ?? null },
    ...more,
  };
}

/** Of what kind each refusal is; the kinds are held to this wherever a reason is asked for. */
const kinds: Record<string, string> = { 'desk:gate.gone': 'closed', 'desk:gate.other-wording': 'conflict' };

function why(action: Action, of: Use): string | undefined {
  const no = whyNotUse(action, of);
  if (no) expect(no).toEqual({ refusal: true, kind: kinds[no.message] ?? 'not-allowed', message: no.message });
  return no?.message;
}

describe('over all pairs of an action and a state of its scope (behaviour 13)', () => {
  const cases = actions.flatMap((action) =>
    Object.keys(audiences).flatMap((audience) =>
      scopeStates.flatMap((state) =>
        (['standing', 'beginning'] as const).flatMap((when) =>
          (['kept', 'withdrawn', 'expired'] as const).map((kept) => ({ action, audience, state, when, kept })),
        ),
      ),
    ),
  );

  test(`${cases.length} cases: allowed where the scope is live, for whom it is meant, and nowhere else`, () => {
    expect(actions.length * 6 * scopeStates.length * 2 * 3).toBe(cases.length);
    let allowed = 0;
    for (const { action, audience, state, when, kept } of cases) {
      const { scope, audiences: meant } = needs[action];
      const consents = chain({ ...all, [scope]: state });
      const beginning = when === 'beginning' ? { begins } : {};
      const refusal = whyNotUse(action, use(consents, { audience: audiences[audience]!, state: kept, ...beginning }));
      const isLive = state === 'live' || (state === 'live, old text' && when === 'standing');
      const expected = kept === 'kept' && meant.includes(audience) && isLive;
      expect({ action, audience, state, when, kept, allowed: refusal === undefined }).toEqual({
        ...{ action, audience, state, when, kept },
        allowed: expected,
      });
      if (expected) allowed += 1;
      else expect(refusal).toMatchObject({ refusal: true, kind: kept === 'kept' ? 'not-allowed' : 'closed' });
    }
    expect(allowed).toBe(42);
  });

  test('no other scope stands in for the one that is needed', () => {
    for (const action of actions) {
      const { scope, audiences: meant } = needs[action];
      for (const audience of meant) {
        const others = chain({ ...all, [scope]: 'never said' });
        expect([action, why(action, use(others, { audience: audiences[audience]! }))]).toEqual([
          action,
          'desk:gate.no-consent',
        ]);
        const just: Partial<Record<Scope, ScopeState>> = { read_by_support: 'live', [scope]: 'live' };
        if (audience === 'public') just.publish_outside = 'live';
        expect([action, why(action, use(chain(just), { audience: audiences[audience]! }))]).toEqual([
          action,
          undefined,
        ]);
      }
    }
  });

  test('the public needs a yes of its own', () => {
    for (const action of actions.filter((a) => needs[a].audiences.includes('public'))) {
      for (const state of scopeStates) {
        const of = use(chain({ ...all, publish_outside: state }), { audience: 'public' });
        const standing = state === 'live' || state === 'live, old text';
        expect([action, state, why(action, of)]).toEqual([
          action,
          state,
          standing ? undefined : 'desk:gate.no-consent',
        ]);
        const asked = why(action, { ...of, begins });
        const beginning =
          state === 'live' ? undefined : state === 'live, old text' ? 'desk:gate.ask-again' : 'desk:gate.no-consent';
        expect([action, state, asked]).toEqual([action, state, beginning]);
        expect(why(action, { ...of, audience: account })).toBeUndefined();
      }
    }
  });
});

describe('says why', () => {
  test.each([
    ['it is gone', { state: 'withdrawn' as const }, 'desk:gate.gone'],
    ['it has expired', { state: 'expired' as const }, 'desk:gate.gone'],
    ['it is for others', { audience: 'support' as const }, 'desk:gate.not-for-them'],
    ['there is no consent', { consents: [] }, 'desk:gate.no-consent'],
    ['somebody is shut out', { exclusions: [{ kind: 'category' as const, value: 'police' }] }, 'desk:gate.excluded'],
  ])('%s', (_, more, message) => {
    expect(why('theme', use(chain(all), more))).toBe(message);
  });

  test('the text is another', () => {
    expect(why('theme', use(chain({ ...all, theme: 'live, old text' }), { begins }))).toBe('desk:gate.ask-again');
  });

  test('a chain that somebody changed gives nothing', () => {
    const consents = chain({ ...all, theme: 'withdrawn' }).map((e) => ({ ...e, state: 'given' as const }));
    expect(why('theme', use(consents))).toBe('desk:gate.no-consent');
  });

  test.each(['', 'publish', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'Theme'])(
    'an action that there is not, "%s", is refused',
    (action) => {
      expect(whyNotUse(action as Action, use(chain(all)))).toMatchObject({
        kind: 'not-allowed',
        message: 'desk:gate.no-consent',
      });
    },
  );

  test('an audience that there is not is refused', () => {
    for (const action of actions) {
      expect(why(action, use(chain(all), { audience: 'everybody' as Audience }))).toBe('desk:gate.not-for-them');
    }
  });
});

describe('a quotation (behaviour 14)', () => {
  // Made within each test: what is made while the tests are collected is not tried on mutants.
  const approved = () => {
    const consents = chain(all);
    const yes = consents.find((e) => e.scope === 'quote')!;
    const hash = textHash('exact words', 'en');
    return { consents, yes, good: { hash, approvedHash: hash, approvedConsent: yes.hash } };
  };
  type Wording = NonNullable<Use['wording']>;

  test('is good as the bytes that were approved, under the yes that is live', () => {
    const { consents, good } = approved();
    expect(why('quote', use(consents, { wording: good }))).toBeUndefined();
  });

  test.each<[string, (good: Wording, consents: ConsentEvent[]) => Wording | undefined, string]>([
    ['nothing is said of a wording', () => undefined, 'desk:gate.not-approved'],
    ['it was never approved', (good) => ({ ...good, approvedHash: null }), 'desk:gate.not-approved'],
    ['nobody knows under which yes', (good) => ({ ...good, approvedConsent: null }), 'desk:gate.not-approved'],
    [
      'one character is another',
      (good) => ({ ...good, hash: textHash('exact Words', 'en') }),
      'desk:gate.other-wording',
    ],
    [
      'it was approved under another yes',
      (good, consents) => ({ ...good, approvedConsent: consents[0]!.hash }),
      'desk:gate.approval-ended',
    ],
  ])('is refused where %s', (_, change, message) => {
    const { consents, good } = approved();
    expect(why('quote', use(consents, { wording: change(good, consents) }))).toBe(message);
  });

  test('its approval ends with the yes: no and yes again asks again', () => {
    const { consents, yes, good } = approved();
    const no = appendConsent(contribution, consents, { ...yes, state: 'withdrawn' });
    const again = [...consents, no, appendConsent(contribution, [...consents, no], yes)];
    expect(why('quote', use(again, { wording: good }))).toBe('desk:gate.approval-ended');
    const anew = { ...good, approvedConsent: again.at(-1)!.hash };
    expect(why('quote', use(again, { wording: anew }))).toBeUndefined();
  });

  test('only a quotation needs an approved wording', () => {
    for (const action of actions.filter((a) => a !== 'quote')) {
      const audience = audiences[needs[action].audiences[0]!]!;
      expect(whyNotUse(action, { ...use(chain(all), { audience }), wording: undefined })).toBeUndefined();
    }
  });
});

describe('exclusions (behaviour 22)', () => {
  const police = { kind: 'category' as const, value: 'police' };
  const seven = { kind: 'organisation' as const, value: '7' };

  test.each([
    ['nobody is shut out', [], account, false],
    ['her category is', [police], account, true],
    ['her organisation is', [seven], account, true],
    ['another category is', [{ ...police, value: 'immigration' }], account, false],
    ['another organisation is', [{ ...seven, value: '8' }], account, false],
    ['a category has the name of an organisation', [{ kind: 'category' as const, value: '7' }], account, false],
    [
      'an organisation has the name of a category',
      [{ kind: 'organisation' as const, value: 'police' }],
      account,
      false,
    ],
    ['one of two organisations is', [seven], { organisations: ['1', '7'], categories: [] }, true],
    ['one of two exclusions fits', [{ ...seven, value: '8' }, police], account, true],
    ['she belongs nowhere', [police, seven], { organisations: [], categories: [] }, false],
    ['it is for anybody', [{ ...seven, value: '8' }], 'public' as const, true],
    ['it is for anybody and nobody is shut out', [], 'public' as const, false],
    ['it is for support', [police], 'support' as const, false],
  ])('where %s', (_, exclusions, audience, expected) => {
    expect(isExcluded(exclusions, audience)).toBe(expected);
    if (audience !== 'support') {
      expect(why('paraphrase', use(chain(all), { exclusions, audience }))).toBe(
        expected ? 'desk:gate.excluded' : undefined,
      );
    }
  });

  test('do not keep her own support from reading, nor her from a reply', () => {
    expect(why('read', use(chain(all), { exclusions: [police, seven], audience: 'support' }))).toBeUndefined();
    expect(why('reply', use(chain(all), { exclusions: [police, seven], audience: 'contributor' }))).toBeUndefined();
  });
});
