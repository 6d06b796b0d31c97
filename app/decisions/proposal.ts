/**
 * What is put to the Steering Committee, and how it is decided (strategic plan, on the Steering Committee): consensus is sought;
 * the committee may go ahead jointly as long as no one member strongly objects. Here stand what a proposal is to the rules, its
 * clock and its outcome; `steps.ts` says what may follow on what. Nothing here is stored as a flag: what is open when, and what
 * came out, follow from what was done and from now.
 */

/** Milliseconds since 1970 in UTC. Hours of silence are hours that pass, so a change of clocks does not move them. */
export type Instant = number;

export const hour = 3_600_000;
/** Of silence at the least, and of time to look at a text that is another one. */
export const hoursToLook = 72;
export const longestSilence = 720;
/** In which a member can protest that an amendment is not editorial. */
export const hoursToProtest = 24;

export const outcomes = [
  'adopted-by-consensus',
  'adopted-no-strong-objection',
  'not-adopted',
  'deferred',
  'lapsed',
] as const;
export type Outcome = (typeof outcomes)[number];
export const proposalStates = ['draft', 'open', 'silence', ...outcomes] as const;
export type ProposalState = (typeof proposalStates)[number];

export const positionKinds = ['support', 'support-with-comment', 'stand-aside', 'concern', 'strongly-object'] as const;
export type PositionKind = (typeof positionKinds)[number];

/** `fallen`: its organisation ceased to be a member before it withdrew or sustained it. */
export const objectionStates = ['raised', 'discussed', 'withdrawn', 'sustained', 'fallen'] as const;
export type ObjectionState = (typeof objectionStates)[number];

export const ruleModes = ['positions', 'silence'] as const;
export type RuleMode = (typeof ruleModes)[number];

export interface Rule {
  /** By positions that are given, or by a silence that nobody breaks. */
  mode: RuleMode;
  /** Of silence, 72 at the least. */
  hours: number;
  /** How many members have to take a position, so that it does not lapse. */
  quorum: number;
  /** Languages, beside its own, in which the text has to be there before the clock of a silence runs. */
  languages: string[];
}

export interface Member {
  organisation: number;
  /** From when on it was a member no more. */
  leftAt: Instant | null;
}

/** A text as it was put to the members; the first is that with which the proposal was opened. */
export interface Version {
  number: number;
  at: Instant;
  editorial: boolean;
  /** When a member said that it is not editorial. From then on it is not. */
  protestedAt: Instant | null;
}

export interface Position {
  organisation: number;
  kind: PositionKind;
  /** Of the text on which it was given. */
  version: number;
  at: Instant;
}

export interface Objection {
  organisation: number;
  state: ObjectionState;
  raisedAt: Instant;
  /** When it was withdrawn, sustained, or fell. */
  settledAt: Instant | null;
}

/** A proposal as far as the rules see it. */
export interface Proposal {
  /** Null: a draft. */
  openedAt: Instant | null;
  rule: Rule;
  /** Until when positions are given; null where a silence sets it. */
  deadline: Instant | null;
  members: Member[];
  versions: Version[];
  /** Which language versions came, for which text, and when. */
  translations: { version: number; language: string; at: Instant }[];
  /** One for each member at most. */
  positions: Position[];
  /** In the order in which they were raised. */
  objections: Objection[];
  /** What was found when it was closed or deferred. */
  decided: { outcome: Outcome; at: Instant } | null;
}

/** A member strongly objects, and has not withdrawn it: whether it is still talked about or sustained, it blocks. */
export function blocks(objection: { state: ObjectionState }): boolean {
  return objection.state === 'raised' || objection.state === 'discussed' || objection.state === 'sustained';
}

/** It can still be withdrawn or sustained. */
export function isOpenObjection(objection: { state: ObjectionState }): boolean {
  return objection.state === 'raised' || objection.state === 'discussed';
}

/** The member's objection that blocks, if there is one. */
export function objectionOf(p: Proposal, organisation: number): Objection | undefined {
  return p.objections.find((o) => o.organisation === organisation && blocks(o));
}

export function isMember(p: Proposal, organisation: number): boolean {
  return p.members.some((m) => m.organisation === organisation && m.leftAt === null);
}

/** Editorial as long as no member has said that it is not. The first text is put as a whole. */
function isEditorial(version: Version): boolean {
  return version.editorial && version.protestedAt === null;
}

/** The number of the text that stands now; 0 in a draft. */
export function currentVersion(p: Proposal): number {
  return p.versions.at(-1)?.number ?? 0;
}

/** The last text that was more than editorial: what was said of an earlier one has to be confirmed. */
export function lastOfSubstance(p: Proposal): number {
  return p.versions.findLast((v) => !isEditorial(v))?.number ?? 0;
}

/** The member's position, where it holds for the text as it stands: given on it, or carried over by editorial amendments. */
export function standingPosition(p: Proposal, organisation: number): Position | undefined {
  const position = p.positions.find((x) => x.organisation === organisation);
  if (!position || !isMember(p, organisation)) return undefined;
  return position.kind === 'strongly-object' || position.version >= lastOfSubstance(p) ? position : undefined;
}

/** A position that was given on an earlier text, and is not confirmed. */
export function isToConfirm(p: Proposal, organisation: number): boolean {
  return p.positions.some((x) => x.organisation === organisation) && !standingPosition(p, organisation);
}

/** When the silence ended because a member strongly objected: for good, whatever becomes of the objection. */
export function silenceBrokenAt(p: Proposal): Instant | null {
  return p.rule.mode === 'silence' ? (p.objections[0]?.raisedAt ?? null) : null;
}

/** It is decided by silence, and nobody has broken it. */
export function isSilent(p: Proposal): boolean {
  return p.openedAt !== null && p.rule.mode === 'silence' && silenceBrokenAt(p) === null;
}

/** Languages in which the text has to be there and is not. What was given for a text before one of substance is not of this one. */
export function languagesAwaited(p: Proposal): string[] {
  return p.rule.languages.filter((language) => arrivalOf(p, language) === undefined);
}

function arrivalOf(p: Proposal, language: string): Instant | undefined {
  const since = lastOfSubstance(p);
  const came = p.translations.filter((t) => t.language === language && t.version >= since).map((t) => t.at);
  return came.length > 0 ? Math.min(...came) : undefined;
}

/** When the silence that runs began: with the last text, amended or protested, and with the last language version. Null while it waits. */
export function silenceBeganAt(p: Proposal): Instant | null {
  if (!isSilent(p) || languagesAwaited(p).length > 0) return null;
  const texts = p.versions.flatMap((v) => [v.at, ...(v.protestedAt === null ? [] : [v.protestedAt])]);
  return Math.max(...texts, ...p.rule.languages.map((language) => arrivalOf(p, language)!));
}

/** When it closes, as things stand. Null: it is a draft, or the clock waits for language versions. */
export function closesAt(p: Proposal): Instant | null {
  if (p.openedAt === null) return null;
  if (isSilent(p)) {
    const began = silenceBeganAt(p);
    return began === null ? null : began + p.rule.hours * hour;
  }
  return Math.max(agreedClose(p), ...p.versions.slice(1).map(timeToLook), ...p.objections.map(timeSinceFall));
}

/** The deadline that was set; after a broken silence as many hours as the silence had, since everybody has to speak now. */
function agreedClose(p: Proposal): Instant {
  const broken = silenceBrokenAt(p);
  return broken === null ? (p.deadline ?? p.openedAt!) : broken + p.rule.hours * hour;
}

/** A close waits for as long as an amendment can be protested, and 72 hours for one of substance. */
function timeToLook(version: Version): Instant {
  return isEditorial(version)
    ? version.at + hoursToProtest * hour
    : (version.protestedAt ?? version.at) + hoursToLook * hour;
}

/** Without the objection of a member that has left, the others look at it anew. */
function timeSinceFall(objection: Objection): Instant {
  return objection.state === 'fallen' ? objection.settledAt! + hoursToLook * hour : 0;
}

/** Amendments of which a member can say now that they are not editorial. One that a text of substance has overtaken is not asked about. */
export function protestable(p: Proposal, now: Instant): Version[] {
  const since = lastOfSubstance(p);
  return p.versions.filter((v) => v.number > since && isEditorial(v) && now < v.at + hoursToProtest * hour);
}

/**
 * What comes of it if it closes as things stand. One strong objection that is not withdrawn stops it. In an unbroken silence
 * members who say nothing agree; otherwise too few positions let it lapse. It lapses too where nobody at all agrees. Without a
 * concern it is adopted by consensus.
 */
export function outcomeOf(p: Proposal): Exclude<Outcome, 'deferred'> {
  if (p.objections.some(blocks)) return 'not-adopted';
  const members = p.members.filter((m) => m.leftAt === null).map((m) => m.organisation);
  const kinds = members.map((m) => standingPosition(p, m)?.kind ?? null);
  const given = kinds.filter((kind) => kind !== null);
  if (!isSilent(p) && given.length < Math.min(p.rule.quorum, members.length)) return 'lapsed';
  const agree = kinds.filter((kind) => agrees(kind, isSilent(p)));
  if (agree.length === 0) return 'lapsed';
  return given.includes('concern') ? 'adopted-no-strong-objection' : 'adopted-by-consensus';
}

function agrees(kind: PositionKind | null, silent: boolean): boolean {
  return kind === null ? silent : kind === 'support' || kind === 'support-with-comment';
}

/** From the instant of its close nothing can be done any more, whether or not anybody has written that down. */
export function isClosed(p: Proposal, now: Instant): boolean {
  const close = closesAt(p);
  return p.decided !== null || (close !== null && now >= close);
}

export function stateOf(p: Proposal, now: Instant): ProposalState {
  if (p.openedAt === null) return 'draft';
  if (p.decided) return p.decided.outcome;
  if (isClosed(p, now)) return outcomeOf(p);
  return isSilent(p) ? 'silence' : 'open';
}

export function isAdopted(state: ProposalState): boolean {
  return state === 'adopted-by-consensus' || state === 'adopted-no-strong-objection';
}

/** What was not adopted, put off or lapsed can be put anew, as another proposal. */
export function mayBeTakenUp(outcome: Outcome): boolean {
  return !isAdopted(outcome);
}

export function isDecided(state: ProposalState): state is Outcome {
  return (outcomes as readonly ProposalState[]).includes(state);
}

/** More than half of the members. */
export function usualQuorum(members: number): number {
  return Math.floor(members / 2) + 1;
}
