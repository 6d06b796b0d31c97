import { type Refusal, refuse } from '../shared/refusal';
import {
  closesAt,
  currentVersion,
  hoursToLook,
  type Instant,
  isClosed,
  isMember,
  isOpenObjection,
  type Objection,
  objectionOf,
  outcomeOf,
  type Position,
  type PositionKind,
  type Proposal,
  protestable,
  type Rule,
} from './proposal';

/** A position that is no objection. */
export type PlainKind = Exclude<PositionKind, 'strongly-object'>;

/** What can happen to a proposal. Who may do it is not asked here but in `rights.ts`; `at` is when. */
export type Step =
  | { do: 'open'; at: Instant; members: number[]; rule: Rule; deadline: Instant | null }
  | { do: 'take'; at: Instant; organisation: number; kind: PlainKind }
  | { do: 'object'; at: Instant; organisation: number }
  | { do: 'discuss'; at: Instant; organisation: number }
  | { do: 'withdraw'; at: Instant; organisation: number }
  | { do: 'sustain'; at: Instant; organisation: number }
  | { do: 'amend'; at: Instant; editorial: boolean }
  | { do: 'protest'; at: Instant; organisation: number; version: number }
  | { do: 'translate'; at: Instant; language: string }
  | { do: 'leave'; at: Instant; organisation: number }
  | { do: 'defer'; at: Instant }
  | { do: 'close'; at: Instant };

/** Why this cannot happen now; nothing where it can. */
export function whyNotStep(p: Proposal, s: Step): Refusal | undefined {
  if (s.do === 'open') return whyNotOpen(p, s);
  if (p.openedAt === null) return refuse('closed', 'decisions:refusals.draft');
  if (s.do === 'close') return whyNotClose(p, s.at);
  if (isClosed(p, s.at)) return refuse('closed', 'decisions:refusals.closed');
  switch (s.do) {
    case 'take':
      return whyNotMember(p, s.organisation) ?? whyNotBeforeWithdrawing(p, s.organisation);
    case 'object':
      return whyNotMember(p, s.organisation) ?? whyNotObjectTwice(p, s.organisation);
    case 'discuss':
    case 'withdraw':
    case 'sustain':
      return whyNotSettle(p, s.organisation);
    case 'amend':
      return whyNotAmend(p);
    case 'protest':
      return whyNotMember(p, s.organisation) ?? whyNotProtest(p, s);
    case 'translate':
      return whyNotTranslate(p, s.language);
    case 'leave':
      return whyNotMember(p, s.organisation);
    case 'defer':
      return undefined;
  }
}

/** The proposal after it, or why it cannot happen. The proposal that was given stays as it is. */
export function step(p: Proposal, s: Step): Proposal | Refusal {
  const no = whyNotStep(p, s);
  if (no) return no;
  switch (s.do) {
    case 'open':
      return {
        ...p,
        openedAt: s.at,
        rule: s.rule,
        deadline: s.rule.mode === 'silence' ? null : s.deadline,
        members: s.members.map((organisation) => ({ organisation, leftAt: null })),
        versions: [{ number: 1, at: s.at, editorial: false, protestedAt: null }],
      };
    case 'take':
      return withPosition(p, s);
    case 'object':
      return {
        ...withPosition(p, { ...s, kind: 'strongly-object' }),
        objections: [
          ...p.objections,
          { organisation: s.organisation, state: 'raised', raisedAt: s.at, settledAt: null },
        ],
      };
    case 'discuss':
      return withObjection(p, s.organisation, { state: 'discussed' });
    case 'withdraw':
      return {
        ...withObjection(p, s.organisation, { state: 'withdrawn', settledAt: s.at }),
        positions: p.positions.filter((x) => x.organisation !== s.organisation),
      };
    case 'sustain':
      return withObjection(p, s.organisation, { state: 'sustained', settledAt: s.at });
    case 'amend': {
      const number = currentVersion(p) + 1;
      return { ...p, versions: [...p.versions, { number, at: s.at, editorial: s.editorial, protestedAt: null }] };
    }
    case 'protest':
      return {
        ...p,
        versions: p.versions.map((v) => (v.number === s.version ? { ...v, protestedAt: s.at } : v)),
      };
    case 'translate':
      return {
        ...p,
        translations: [...p.translations, { version: currentVersion(p), language: s.language, at: s.at }],
      };
    case 'leave':
      return withoutMember(p, s);
    case 'defer':
      return { ...p, decided: { outcome: 'deferred', at: s.at } };
    case 'close':
      return { ...p, decided: { outcome: outcomeOf(p), at: closesAt(p)! } };
  }
}

function whyNotOpen(p: Proposal, { at, rule, deadline, members }: Step & { do: 'open' }): Refusal | undefined {
  if (p.openedAt !== null) return refuse('conflict', 'decisions:refusals.opened');
  if (members.length === 0) return refuse('closed', 'decisions:refusals.no-members');
  if (rule.mode === 'silence') {
    if (!(rule.hours >= hoursToLook)) return wrong('hours', 'decisions:mistakes.hours');
  } else if (deadline === null || deadline <= at) return wrong('deadline', 'decisions:mistakes.deadline');
  if (rule.quorum < 1 || rule.quorum > members.length) return wrong('quorum', 'decisions:mistakes.quorum');
  return undefined;
}

/** Only members decide: who was none when it was put, or is none any more, takes no position. */
function whyNotMember(p: Proposal, organisation: number): Refusal | undefined {
  return isMember(p, organisation) ? undefined : refuse('not-allowed', 'decisions:refusals.not-member');
}

/** A member with an objection takes no other position first. */
function whyNotBeforeWithdrawing(p: Proposal, organisation: number): Refusal | undefined {
  const objection = objectionOf(p, organisation);
  if (!objection) return undefined;
  return refuse('closed', `decisions:refusals.${objection.state === 'sustained' ? 'sustained' : 'withdraw-first'}`);
}

function whyNotObjectTwice(p: Proposal, organisation: number): Refusal | undefined {
  return objectionOf(p, organisation) ? refuse('conflict', 'decisions:refusals.objected') : undefined;
}

/** What is withdrawn, fallen or sustained is settled for good. */
function whyNotSettle(p: Proposal, organisation: number): Refusal | undefined {
  const objection = objectionOf(p, organisation);
  if (!objection) return refuse('closed', 'decisions:refusals.no-objection');
  return isOpenObjection(objection) ? undefined : refuse('closed', 'decisions:refusals.sustained');
}

/** After an objection was sustained no other text can be adopted under this proposal. */
function whyNotAmend(p: Proposal): Refusal | undefined {
  return p.objections.some((o) => o.state === 'sustained')
    ? refuse('closed', 'decisions:refusals.amend-sustained')
    : undefined;
}

function whyNotProtest(p: Proposal, { at, version }: { at: Instant; version: number }): Refusal | undefined {
  return protestable(p, at).some((v) => v.number === version)
    ? undefined
    : refuse('closed', 'decisions:refusals.no-protest');
}

function whyNotTranslate(p: Proposal, language: string): Refusal | undefined {
  const there = p.translations.some((t) => t.language === language && t.version === currentVersion(p));
  return there ? refuse('conflict', 'decisions:refusals.translated') : undefined;
}

/** Nobody closes it before its time: a silence runs to its end, and positions can be changed until the deadline. */
function whyNotClose(p: Proposal, at: Instant): Refusal | undefined {
  if (p.decided) return refuse('closed', 'decisions:refusals.closed');
  const close = closesAt(p);
  return close !== null && at >= close ? undefined : refuse('closed', 'decisions:refusals.too-early');
}

function withPosition(p: Proposal, given: { organisation: number; kind: PositionKind; at: Instant }): Proposal {
  const { organisation, kind, at } = given;
  const position: Position = { organisation, kind, version: currentVersion(p), at };
  return { ...p, positions: [...p.positions.filter((x) => x.organisation !== organisation), position] };
}

function withObjection(p: Proposal, organisation: number, change: Partial<Objection>): Proposal {
  const objection = objectionOf(p, organisation);
  return { ...p, objections: p.objections.map((o) => (o === objection ? { ...o, ...change } : o)) };
}

/**
 * An organisation ceases to be a member. Its position counts no more. An objection that it neither withdrew nor sustained falls:
 * only members can stop a decision, and nobody could withdraw it any more; the others have 72 hours to look anew. One that it had
 * sustained stays: that was final when it was a member.
 */
function withoutMember(p: Proposal, { organisation, at }: { organisation: number; at: Instant }): Proposal {
  const fallen = p.objections.map((o) =>
    o.organisation === organisation && isOpenObjection(o) ? { ...o, state: 'fallen' as const, settledAt: at } : o,
  );
  const members = p.members.map((m) => (m.organisation === organisation ? { ...m, leftAt: at } : m));
  return { ...p, members, objections: fallen };
}

function wrong(field: string, key: string): Refusal {
  return refuse('invalid', 'shared:errors.check-fields', undefined, { [field]: key });
}
