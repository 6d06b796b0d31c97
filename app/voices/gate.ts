import { type Refusal, refuse } from '../shared/refusal';
import { type ConsentEvent, liveScopes, type Scope } from './consent';
import type { Week } from './week';

/**
 * What can be done with a contribution. The gate stands before every one of them, at the moment it is done: when a
 * wording is proposed or released, and again at each rendering. What is not named here, or not yes, is no.
 */
export const actions = [
  'read',
  'share',
  'theme',
  'theme-alone',
  'paraphrase',
  'quote',
  'count',
  'reply',
  'translate',
] as const;
export type Action = (typeof actions)[number];

/**
 * Whom it reaches: the assigned support workers; facilitators of the same organisation; the contributor; an outside
 * translator; people with an account, by their organisations and the categories of these; or anyone (visitors without
 * an account, and files that leave).
 */
export type Audience =
  | 'support'
  | 'facilitators'
  | 'contributor'
  | 'translator'
  | { organisations: readonly string[]; categories: readonly string[] }
  | 'public';

export interface Exclusion {
  kind: 'organisation' | 'category';
  value: string;
}

export interface Use {
  /** Of the contribution. */
  state: 'kept' | 'withdrawn' | 'expired';
  /** All its consent events, in order. */
  consents: readonly ConsentEvent[];
  exclusions: readonly Exclusion[];
  week: Week;
  audience: Audience;
  /**
   * Whether this begins something (proposing, releasing, counting in) and not only goes on. A beginning asks for a yes to
   * the text of today: `isCurrent` says whether an event's text is.
   */
  begins?: { isCurrent(event: ConsentEvent): boolean };
  /** For `quote`: the hash of the very bytes, what she approved, and the yes she approved them under. */
  wording?: { hash: Buffer; approvedHash: Buffer | null; approvedConsent: Buffer | null };
}

const scopeOf: Record<Action, Scope> = {
  read: 'read_by_support',
  share: 'share_with_facilitator',
  theme: 'theme',
  'theme-alone': 'theme_alone',
  paraphrase: 'paraphrase',
  quote: 'quote',
  count: 'statistics',
  reply: 'reply',
  translate: 'translate_external',
};

type Reach = 'support' | 'facilitators' | 'contributor' | 'translator' | 'readers' | 'public';

const reachOf: Record<Action, readonly Reach[]> = {
  read: ['support'],
  share: ['facilitators'],
  theme: ['readers', 'public'],
  'theme-alone': ['readers', 'public'],
  paraphrase: ['readers', 'public'],
  quote: ['readers', 'public'],
  count: ['readers', 'public'],
  reply: ['contributor'],
  translate: ['translator'],
};

/** Why a contribution may not be used so, now; nothing where it may. */
export function whyNotUse(action: Action, use: Use): Refusal | undefined {
  const scope = Object.hasOwn(scopeOf, action) ? scopeOf[action] : undefined;
  if (!scope) return refuse('not-allowed', 'desk:gate.no-consent');
  if (use.state !== 'kept') return refuse('closed', 'desk:gate.gone');
  const reach = typeof use.audience === 'string' ? use.audience : 'readers';
  if (!reachOf[action].includes(reach)) return refuse('not-allowed', 'desk:gate.not-for-them');

  const live = liveScopes(use.consents, use.week);
  const needed = reach === 'public' ? [scope, 'publish_outside' as const] : [scope];
  for (const one of needed) {
    const yes = live.get(one);
    if (!yes) return refuse('not-allowed', 'desk:gate.no-consent');
    if (use.begins && !use.begins.isCurrent(yes)) return refuse('not-allowed', 'desk:gate.ask-again');
  }
  if (isExcluded(use.exclusions, use.audience)) return refuse('not-allowed', 'desk:gate.excluded');
  if (action === 'quote') return whyNotWording(use.wording, live.get('quote')!);
  return undefined;
}

/**
 * Whether an audience has somebody in it whom the contributor shut out. One organisation of several is enough: somebody
 * who works for two brings home to the one what is seen for the other. The public holds everybody.
 */
export function isExcluded(exclusions: readonly Exclusion[], audience: Audience): boolean {
  if (audience === 'public') return exclusions.length > 0;
  if (typeof audience === 'string') return false;
  const has = { organisation: audience.organisations, category: audience.categories };
  return exclusions.some((one) => has[one.kind].includes(one.value));
}

/** A quotation is good only as the very bytes she said yes to, and as long as that yes is the one that is live. */
function whyNotWording(wording: Use['wording'], yes: ConsentEvent): Refusal | undefined {
  if (!wording?.approvedHash || !wording.approvedConsent) return refuse('not-allowed', 'desk:gate.not-approved');
  if (!wording.hash.equals(wording.approvedHash)) return refuse('conflict', 'desk:gate.other-wording');
  if (!wording.approvedConsent.equals(yes.hash)) return refuse('not-allowed', 'desk:gate.approval-ended');
  return undefined;
}
