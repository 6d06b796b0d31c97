import { describe, expect, it } from 'vitest';
import { isRefusal } from '../shared/refusal';
import { isLawful, storyOf } from './lawful-for-tests';
import {
  blocks,
  closesAt,
  currentVersion,
  hour,
  hoursToLook,
  hoursToProtest,
  type Instant,
  isAdopted,
  isClosed,
  isOpenObjection,
  isSilent,
  isToConfirm,
  languagesAwaited,
  type Outcome,
  outcomeOf,
  type Proposal,
  type Rule,
  silenceBeganAt,
  standingPosition,
  stateOf,
  usualQuorum,
} from './proposal';
import { type Step, step } from './steps';

const draft: Proposal = {
  openedAt: null,
  rule: { mode: 'positions', hours: 72, quorum: 1, languages: [] },
  deadline: null,
  ...{ members: [], versions: [], translations: [], positions: [], objections: [], decided: null },
};

/** Noon of a day on which nothing special happens, and hours after it. */
const noon = Date.UTC(2026, 5, 1, 12);
const hoursIn = (hours: number) => noon + hours * hour;

const positions: Rule = { mode: 'positions', hours: 72, quorum: 2, languages: [] };
const silence: Rule = { mode: 'silence', hours: 72, quorum: 2, languages: [] };

function opened(rule: Rule, members: number[], deadline: Instant | null = hoursIn(100)): Step {
  return { do: 'open', at: noon, members, rule, deadline: rule.mode === 'silence' ? null : deadline };
}

/** What the steps lead to; fails where one of them is refused. */
function led(steps: Step[], from = draft): Proposal {
  return steps.reduce((p, s) => {
    const next = step(p, s);
    if (isRefusal(next)) throw new Error(`${JSON.stringify(s)}: ${next.message}`);
    return next;
  }, from);
}

function refusalOf(steps: Step[]): string | undefined {
  const next = step(led(steps.slice(0, -1)), steps.at(-1)!);
  return isRefusal(next) ? (next.fields ? Object.values(next.fields)[0] : next.message) : undefined;
}

/** All that could be tried at an instant, lawful or not. */
function tried(p: Proposal, at: Instant, members: number[]): Step[] {
  const ofMembers = members.flatMap((organisation): Step[] => [
    { do: 'take', at, organisation, kind: 'support' },
    { do: 'take', at, organisation, kind: 'stand-aside' },
    { do: 'take', at, organisation, kind: 'concern' },
    { do: 'object', at, organisation },
    { do: 'discuss', at, organisation },
    { do: 'withdraw', at, organisation },
    { do: 'sustain', at, organisation },
    { do: 'leave', at, organisation },
    ...p.versions.map((v): Step => ({ do: 'protest', at, organisation, version: v.number })),
  ]);
  return [
    ...ofMembers,
    { do: 'amend', at, editorial: true },
    { do: 'amend', at, editorial: false },
    { do: 'translate', at, language: 'fr' },
    { do: 'defer', at },
    { do: 'close', at },
    { do: 'open', at, members, rule: p.rule, deadline: p.deadline },
  ];
}

interface Reached {
  p: Proposal;
  now: Instant;
  steps: Step[];
}

/** The same for the rules: all times as they are seen from now, what was said in any order. */
function likeness({ p, now }: Reached): string {
  const ago = (t: Instant | null) => (t === null ? null : t - now);
  return JSON.stringify([
    ago(p.deadline),
    p.members.map((m) => [m.organisation, m.leftAt === null]),
    p.versions.map((v) => [ago(v.at), v.editorial, ago(v.protestedAt)]),
    p.translations.map((t) => [t.version, ago(t.at)]),
    p.positions.map((x) => [x.organisation, x.kind, x.version]).sort(),
    p.objections.map((o) => [o.organisation, o.state, ago(o.raisedAt), o.state === 'fallen' ? ago(o.settledAt) : 0]),
    p.decided?.outcome,
    ago(p.openedAt),
  ]);
}

/** What has to hold wherever one comes, whatever the way. */
function mustHold({ p, now }: Reached): void {
  const state = stateOf(p, now);
  if (isAdopted(state) && p.objections.some(blocks)) throw new Error('adopted against a strong objection');
  const speaking = p.positions.map((x) => x.organisation);
  if (new Set(speaking).size !== speaking.length) throw new Error('two positions of one member');
  for (const o of p.objections.filter((x) => isOpenObjection(x))) {
    const kind = p.positions.find((x) => x.organisation === o.organisation)?.kind;
    if (kind !== 'strongly-object') throw new Error('another position beside an objection');
  }
  if (p.objections.length > 0 && isSilent(p)) throw new Error('silence after it was broken');
  const close = closesAt(p);
  if (isSilent(p)) {
    const began = silenceBeganAt(p);
    if ((began === null) !== languagesAwaited(p).length > 0) throw new Error('a clock that does not wait');
    if (close !== null && close - Math.max(...p.versions.map((v) => v.at)) < hoursToLook * hour)
      throw new Error('a silence of less than 72 hours');
  }
  for (const v of p.versions.slice(1)) {
    const least = v.editorial && v.protestedAt === null ? hoursToProtest : hoursToLook;
    if (close !== null && close < (v.protestedAt ?? v.at) + least * hour) throw new Error('too soon after a text');
  }
}

/** What a lawful step must leave as it was. */
function mustStay(before: Reached, s: Step, later: Proposal): void {
  const [was, is] = [closesAt(before.p), closesAt(later)];
  if (was !== null && is !== null && is < was) throw new Error('closes sooner');
  if (was !== null && is === null && s.do !== 'amend' && s.do !== 'protest') throw new Error('closes never');
  if ((s.do === 'amend' || s.do === 'protest') && later.objections !== before.p.objections)
    throw new Error('an objection did not live through an amendment');
  if (isClosed(before.p, s.at) && s.do !== 'close') throw new Error('something happened after the close');
  if (before.p.objections.length > 0 && isSilent(later)) throw new Error('silence has come back');
  if (
    s.do === 'amend' &&
    !s.editorial &&
    later.positions.some((x) => x.kind !== 'strongly-object' && standingPosition(later, x.organisation))
  )
    throw new Error('a position that nobody has confirmed');
}

/** Goes every lawful way from there to a depth. Answers what was reached, and how many steps were tried and refused. */
function explore(first: Step, members: number[], depth: number) {
  const start: Reached = { p: led([first]), now: noon, steps: [first] };
  const seen = new Set([likeness(start)]);
  const found = new Map<string, number>();
  let refused = 0;
  let level = [start];
  for (let d = 0; d < depth; d++) {
    const next: Reached[] = [];
    for (const here of level) {
      const story = storyOf(here.steps);
      const candidates: Reached[] = [23, 72].map((by) => ({ ...here, now: here.now + by * hour }));
      for (const s of tried(here.p, here.now, members)) {
        const later = step(here.p, s);
        const may = isLawful(story, s);
        if (isRefusal(later) === may)
          throw new Error(`${may ? 'refused' : 'allowed'}: ${JSON.stringify(s)} after ${JSON.stringify(here.steps)}`);
        if (isRefusal(later)) {
          refused++;
          continue;
        }
        mustStay(here, s, later);
        candidates.push({ p: later, now: here.now, steps: [...here.steps, s] });
      }
      for (const reached of candidates) {
        const key = likeness(reached);
        if (seen.has(key)) continue;
        seen.add(key);
        mustHold(reached);
        const told = storyOf(reached.steps);
        if (told.end !== closesAt(reached.p)) throw new Error(`closes otherwise: ${JSON.stringify(reached.steps)}`);
        if ((reached.p.decided?.outcome ?? null) !== told.over)
          throw new Error(`another outcome: ${JSON.stringify(reached.steps)}`);
        const state = stateOf(reached.p, reached.now);
        found.set(state, (found.get(state) ?? 0) + 1);
        next.push(reached);
      }
    }
    level = next;
  }
  return { reached: seen.size, refused, found };
}

describe('every way that a proposal can go', () => {
  it.each<[string, Rule, number[], number]>([
    ['by positions, two members', positions, [1, 2], 5],
    ['by silence, two members', silence, [1, 2], 5],
    ['by silence that waits for French, two members', { ...silence, languages: ['fr'] }, [1, 2], 5],
    ['by positions, three members', { ...positions, quorum: 3 }, [1, 2, 3], 4],
    ['by silence, three members', silence, [1, 2, 3], 4],
  ])(
    'is lawful, and every other step is refused: %s',
    (_, rule, members, depth) => {
      const { reached, refused, found } = explore(opened(rule, members, hoursIn(71)), members, depth);
      expect(reached).toBeGreaterThan(2000);
      expect(refused).toBeGreaterThan(10_000);
      expect([...found.keys()]).toEqual(
        expect.arrayContaining(['not-adopted', 'adopted-by-consensus', 'deferred', 'open']),
      );
    },
    240_000,
  );

  it('of a draft is to be opened, and no other', () => {
    for (const s of tried(draft, noon, [1, 2])) if (s.do !== 'open') expect(isRefusal(step(draft, s)), s.do).toBe(true);
    expect(stateOf(draft, noon)).toBe('draft');
    expect(closesAt(draft)).toBeNull();
  });
});

describe('what comes of it', () => {
  const say = (organisation: number, kind: 'support' | 'support-with-comment' | 'stand-aside' | 'concern'): Step => ({
    ...{ do: 'take', at: hoursIn(1) },
    organisation,
    kind,
  });
  const object = (organisation: number): Step => ({ do: 'object', at: hoursIn(2), organisation });
  const withdraw = (organisation: number): Step => ({ do: 'withdraw', at: hoursIn(3), organisation });
  const sustain = (organisation: number): Step => ({ do: 'sustain', at: hoursIn(3), organisation });
  const leave = (organisation: number): Step => ({ do: 'leave', at: hoursIn(4), organisation });

  it.each<[string, Rule, Step[], Outcome]>([
    ['all support', positions, [say(1, 'support'), say(2, 'support'), say(3, 'support')], 'adopted-by-consensus'],
    ['enough have spoken', positions, [say(1, 'support'), say(2, 'support-with-comment')], 'adopted-by-consensus'],
    ['one stands aside', positions, [say(1, 'support'), say(2, 'stand-aside')], 'adopted-by-consensus'],
    ['one has a concern', positions, [say(1, 'support'), say(2, 'concern')], 'adopted-no-strong-objection'],
    [
      'one has changed its mind',
      positions,
      [say(1, 'concern'), say(1, 'support'), say(2, 'support')],
      'adopted-by-consensus',
    ],
    ['one objects', positions, [say(1, 'support'), say(2, 'support'), object(3)], 'not-adopted'],
    ['one sustains', positions, [say(1, 'support'), say(2, 'support'), object(3), sustain(3)], 'not-adopted'],
    [
      'an objection is withdrawn',
      positions,
      [say(1, 'support'), say(2, 'support'), object(3), withdraw(3)],
      'adopted-by-consensus',
    ],
    ['too few have spoken', positions, [say(1, 'support')], 'lapsed'],
    ['an objection withdrawn leaves too few', positions, [say(1, 'support'), object(2), withdraw(2)], 'lapsed'],
    ['nobody agrees', positions, [say(1, 'stand-aside'), say(2, 'concern')], 'lapsed'],
    [
      'the objecting member leaves',
      positions,
      [say(1, 'support'), say(2, 'support'), object(3), leave(3)],
      'adopted-by-consensus',
    ],
    [
      'it had sustained before',
      positions,
      [say(1, 'support'), say(2, 'support'), object(3), sustain(3), leave(3)],
      'not-adopted',
    ],
    ['one leaves who has spoken', positions, [say(1, 'support'), say(2, 'support'), leave(2)], 'lapsed'],
    ['nobody says anything in silence', silence, [], 'adopted-by-consensus'],
    ['a concern in silence', silence, [say(1, 'concern')], 'adopted-no-strong-objection'],
    ['all stand aside in silence', silence, [1, 2, 3].map((m) => say(m, 'stand-aside')), 'lapsed'],
    ['silence is broken and nobody speaks after', silence, [object(3), withdraw(3)], 'lapsed'],
    [
      'silence is broken and two support',
      silence,
      [object(3), withdraw(3), say(1, 'support'), say(2, 'support')],
      'adopted-by-consensus',
    ],
    ['all leave', silence, [leave(1), leave(2), leave(3)], 'lapsed'],
  ])('%s', (_, rule, steps, outcome) => {
    const p = led([opened(rule, [1, 2, 3]), ...steps]);
    expect(outcomeOf(p)).toBe(outcome);
    const end = closesAt(p)!;
    expect(stateOf(p, end - 1)).toBe(isSilent(p) ? 'silence' : 'open');
    expect(stateOf(p, end)).toBe(outcome);
    expect(led([{ do: 'close', at: end + 5 }], p).decided).toEqual({ outcome, at: end });
  });

  it.each<[string, Step[], string | undefined]>([
    ['another position beside an objection', [object(1), say(1, 'support')], 'decisions:refusals.withdraw-first'],
    [
      'another position after it was sustained',
      [object(1), sustain(1), say(1, 'support')],
      'decisions:refusals.sustained',
    ],
    ['a position after it was withdrawn', [object(1), withdraw(1), say(1, 'support')], undefined],
    ['a second objection', [object(1), object(1)], 'decisions:refusals.objected'],
    ['a new objection after the first was withdrawn', [object(1), withdraw(1), object(1)], undefined],
    ['withdrawn after sustained', [object(1), sustain(1), withdraw(1)], 'decisions:refusals.sustained'],
    ['withdrawn for another', [object(1), withdraw(2)], 'decisions:refusals.no-objection'],
    ['of who is no member', [say(9, 'support')], 'decisions:refusals.not-member'],
    ['of who has left', [leave(1), say(1, 'support')], 'decisions:refusals.not-member'],
    [
      'a text after one has sustained',
      [object(1), sustain(1), { do: 'amend', at: hoursIn(4), editorial: false }],
      'decisions:refusals.amend-sustained',
    ],
    [
      'a second after the close',
      [{ do: 'take', at: hoursIn(100) + 1000, organisation: 1, kind: 'support' }],
      'decisions:refusals.closed',
    ],
    [
      'at the instant of the close',
      [{ do: 'take', at: hoursIn(100), organisation: 1, kind: 'support' }],
      'decisions:refusals.closed',
    ],
    ['a moment before the close', [{ do: 'take', at: hoursIn(100) - 1, organisation: 1, kind: 'support' }], undefined],
    ['closed before its time', [{ do: 'close', at: hoursIn(100) - 1 }], 'decisions:refusals.too-early'],
    [
      'protested without an amendment',
      [{ do: 'protest', at: hoursIn(1), organisation: 1, version: 1 }],
      'decisions:refusals.no-protest',
    ],
  ])('refuses or takes: %s', (_, steps, message) => {
    expect(refusalOf([opened(positions, [1, 2]), ...steps])).toBe(message);
  });

  it.each<[string, Partial<Step & { do: 'open' }>, string]>([
    ['a silence of less than 72 hours', { rule: { ...silence, hours: 71 } }, 'decisions:mistakes.hours'],
    ['no deadline', { deadline: null }, 'decisions:mistakes.deadline'],
    ['a deadline that has passed', { deadline: noon }, 'decisions:mistakes.deadline'],
    ['more positions than members', { rule: { ...positions, quorum: 3 } }, 'decisions:mistakes.quorum'],
    ['no position needed', { rule: { ...positions, quorum: 0 } }, 'decisions:mistakes.quorum'],
    ['nobody to decide', { members: [] }, 'decisions:refusals.no-members'],
  ])('does not open with %s', (_, change, message) => {
    expect(refusalOf([{ ...(opened(positions, [1, 2]) as Step & { do: 'open' }), ...change }])).toBe(message);
  });
});

describe('the clock', () => {
  const amend = (at: Instant, editorial: boolean): Step => ({ do: 'amend', at, editorial });

  it('of a silence waits for the language versions, and begins with the last of them', () => {
    const open = opened({ ...silence, languages: ['ar', 'fr'] }, [1, 2]);
    expect(closesAt(led([open]))).toBeNull();
    expect(stateOf(led([open]), hoursIn(10_000))).toBe('silence');
    const one: Step[] = [open, { do: 'translate', at: hoursIn(30), language: 'fr' }];
    expect(languagesAwaited(led(one))).toEqual(['ar']);
    expect(closesAt(led([...one, { do: 'translate', at: hoursIn(200), language: 'ar' }]))).toBe(hoursIn(272));
  });

  it('of a silence begins anew with another text, which has to be there in its languages again', () => {
    const open = [
      opened({ ...silence, languages: ['fr'] }, [1, 2]),
      { do: 'translate', at: hoursIn(1), language: 'fr' },
    ] as Step[];
    expect(closesAt(led(open))).toBe(hoursIn(73));
    // An editorial one stands in the words of the translation that there is, and is looked at for 72 hours all the same.
    expect(closesAt(led([...open, amend(hoursIn(40), true)]))).toBe(hoursIn(112));
    expect(closesAt(led([...open, amend(hoursIn(40), false)]))).toBeNull();
    expect(
      closesAt(
        led([...open, amend(hoursIn(40), true), { do: 'protest', at: hoursIn(50), organisation: 2, version: 2 }]),
      ),
    ).toBeNull();
  });

  it('goes on by positions after a strong objection, an hour before the end of the silence too', () => {
    const broken = led([opened(silence, [1, 2]), { do: 'object', at: hoursIn(71), organisation: 1 }]);
    expect(stateOf(broken, hoursIn(72))).toBe('open');
    expect(closesAt(broken)).toBe(hoursIn(143));
    const withdrawn = led([{ do: 'withdraw', at: hoursIn(80), organisation: 1 }], broken);
    expect(stateOf(withdrawn, hoursIn(81))).toBe('open');
    expect(stateOf(withdrawn, hoursIn(143))).toBe('lapsed');
  });

  it('waits while an amendment can be protested, and 72 hours for a text of substance', () => {
    const open = opened(positions, [1, 2]);
    expect(closesAt(led([open, amend(hoursIn(10), true)]))).toBe(hoursIn(100));
    expect(closesAt(led([open, amend(hoursIn(90), true)]))).toBe(hoursIn(114));
    expect(closesAt(led([open, amend(hoursIn(90), false)]))).toBe(hoursIn(162));
    const protested: Step = { do: 'protest', at: hoursIn(113), organisation: 2, version: 2 };
    expect(closesAt(led([open, amend(hoursIn(90), true), protested]))).toBe(hoursIn(185));
    expect(refusalOf([open, amend(hoursIn(90), true), { ...protested, at: hoursIn(114) }])).toBe(
      'decisions:refusals.closed',
    );
    expect(refusalOf([open, amend(hoursIn(10), true), { ...protested, at: hoursIn(34) }])).toBe(
      'decisions:refusals.no-protest',
    );
  });

  it('carries positions over an editorial amendment until a member protests', () => {
    const said: Step[] = [opened(positions, [1, 2]), { do: 'take', at: hoursIn(1), organisation: 1, kind: 'support' }];
    const editorial = led([...said, amend(hoursIn(10), true)]);
    expect(standingPosition(editorial, 1)?.version).toBe(1);
    const protested = led([{ do: 'protest', at: hoursIn(20), organisation: 2, version: 2 }], editorial);
    expect(standingPosition(protested, 1)).toBeUndefined();
    expect(isToConfirm(protested, 1)).toBe(true);
    expect(isToConfirm(led([...said, amend(hoursIn(10), false)]), 1)).toBe(true);
  });

  it('lets an objection live through an amendment, where it blocks as before', () => {
    const p = led([
      opened(positions, [1, 2]),
      { do: 'object', at: hoursIn(1), organisation: 1 },
      { do: 'discuss', at: hoursIn(2), organisation: 1 },
      amend(hoursIn(3), false),
      { do: 'take', at: hoursIn(4), organisation: 2, kind: 'support' },
    ]);
    expect(p.objections.map((o) => o.state)).toEqual(['discussed']);
    expect(currentVersion(p)).toBe(2);
    expect(outcomeOf(p)).toBe('not-adopted');
  });

  it('counts hours that pass, over a night in which clocks change', () => {
    // In Vienna the night to 28 March 2027 has an hour less.
    const began = Date.parse('2027-03-26T12:00:00+01:00');
    const p = led([{ do: 'open', at: began, members: [1], rule: { ...silence, quorum: 1 }, deadline: null }]);
    expect(new Date(closesAt(p)!).toISOString()).toBe('2027-03-29T11:00:00.000Z');
    expect(closesAt(p)).toBe(Date.parse('2027-03-29T13:00:00+02:00'));
  });

  it('gives the others 72 hours where the objecting member has left', () => {
    const p = led([
      opened(positions, [1, 2, 3]),
      { do: 'object', at: hoursIn(1), organisation: 1 },
      { do: 'leave', at: hoursIn(90), organisation: 1 },
    ]);
    expect(p.objections[0]!.state).toBe('fallen');
    expect(closesAt(p)).toBe(hoursIn(162));
  });

  it('needs more than half of the members as a rule', () => {
    expect([1, 2, 3, 6, 7].map(usualQuorum)).toEqual([1, 2, 2, 4, 4]);
  });
});
