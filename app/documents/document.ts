import { isActive, isSecretariat, type OrganisationRole, type Reader, speaksFor } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';

/** What an invited organisation may do with the text; each may do what those after it may. */
export const roles = ['editor', 'suggester', 'commenter', 'reader'] as const;
export type Role = (typeof roles)[number];

/** Who reads the settled text, beside those whom the invited organisations name. */
export const readerships = ['invited', 'registered', 'public'] as const;
export type Readers = (typeof readerships)[number];

/** What the co-editing server is told about a person in a document. */
export type TextAccess = 'none' | 'read' | 'suggest' | 'write';

/** Characters, and how many of a thing; hours between two automatic versions. */
export const limits = {
  title: 200,
  comment: 6000,
  reason: 1000,
  versionName: 120,
  clearanceComment: 3000,
  alt: 400,
  passage: 400,
  automaticEveryHours: 1,
  organisations: 60,
  people: 200,
  pictures: 200,
  pictureBytes: 8 * 1024 * 1024,
};

/** An organisation of a document for which a person acts there, and by what: their office, or being named. */
export interface Standing {
  organisationId: number;
  role: Role;
  /** Focal point or alternate of that organisation; null where they were named. */
  office: OrganisationRole | null;
  /** For stand-ins and others with dates; null where there is no end or beginning. */
  from: Date | null;
  until: Date | null;
}

/** What ties a reader to one document. */
export interface Tie {
  standings: Standing[];
}

export const noTie: Tie = { standings: [] };

/** All that the rules need to know of a document. */
export interface Rules {
  readers: Readers;
  leadId: number;
}

/** Named from the first instant on and until the last, which is no longer theirs. */
export function standsNow(s: Pick<Standing, 'from' | 'until'>, now: Date): boolean {
  return (s.from === null || s.from <= now) && (s.until === null || now < s.until);
}

/** Those for whom this person acts at this instant, the most powerful first. */
export function standingsNow(tie: Tie, now: Date): Standing[] {
  return tie.standings
    .filter((s) => standsNow(s, now))
    .sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || a.organisationId - b.organisationId);
}

/** The role in which this person works on the document now; null for someone from outside. */
export function roleOf(reader: Reader | null, tie: Tie, now: Date): Role | null {
  return isActive(reader) ? (standingsNow(tie, now)[0]?.role ?? null) : null;
}

function atLeast(role: Role | null, least: Role): boolean {
  return role !== null && roles.indexOf(role) <= roles.indexOf(least);
}

/** The lead organisation's focal points, and the secretariat: invite, name sections' owners, redact. */
export function mayAdminister(d: Pick<Rules, 'leadId'>, reader: Reader | null): boolean {
  return isSecretariat(reader) || speaksFor(reader, d.leadId);
}

/** The text while it is being written, with its suggestions and comments: for those who were named, and who administer. */
export function mayOpenText(d: Rules, reader: Reader | null, tie: Tie, now: Date): boolean {
  return roleOf(reader, tie, now) !== null || mayAdminister(d, reader);
}

/** The settled text, and that the document exists. */
export function mayRead(d: Rules, reader: Reader | null, tie: Tie, now: Date): boolean {
  if (d.readers === 'public' || mayOpenText(d, reader, tie, now)) return true;
  return d.readers === 'registered' && isActive(reader);
}

/** The secretariat administers and comments; it writes only where its own organisation is an editor. */
export function textAccess(d: Rules, reader: Reader | null, tie: Tie, now: Date): TextAccess {
  const role = roleOf(reader, tie, now);
  if (role === 'editor') return 'write';
  if (role === 'suggester') return 'suggest';
  return mayOpenText(d, reader, tie, now) ? 'read' : 'none';
}

export function mayWrite(d: Rules, reader: Reader | null, tie: Tie, now: Date): boolean {
  return textAccess(d, reader, tie, now) === 'write';
}

export function mayComment(d: Rules, reader: Reader | null, tie: Tie, now: Date): boolean {
  return atLeast(roleOf(reader, tie, now), 'commenter') || mayAdminister(d, reader);
}

/**
 * Who settles what stands in a section: editors of the organisation that owns it, or of the lead organisation where
 * none does. Not the secretariat by its office: what a partner wrote is not decided for them.
 */
export function maySettle(ownerId: number | null, d: Rules, reader: Reader | null, tie: Tie, now: Date): boolean {
  if (!isActive(reader)) return false;
  const owner = ownerId ?? d.leadId;
  return standingsNow(tie, now).some((s) => s.organisationId === owner && s.role === 'editor');
}

/** The organisation in whose name this person settles a section; null where they may not. */
export function settlesFor(
  ownerId: number | null,
  d: Rules,
  reader: Reader | null,
  tie: Tie,
  now: Date,
): number | null {
  return maySettle(ownerId, d, reader, tie, now) ? (ownerId ?? d.leadId) : null;
}

/** Starts a document: the secretariat for anyone, focal points of Steering Committee members for their organisation. */
export function mayCreate(reader: Reader | null, lead: { id: number; member: boolean }): boolean {
  return isSecretariat(reader) || (lead.member && speaksFor(reader, lead.id));
}

/** Calls what stands final: those who speak for the lead organisation, and not the secretariat for them. */
export function mayFinish(d: Pick<Rules, 'leadId'>, reader: Reader | null): boolean {
  return speaksFor(reader, d.leadId);
}

/** Names an organisation's people: its own focal point; the secretariat, since it administers. */
export function mayName(reader: Reader | null, organisationId: number): boolean {
  return isSecretariat(reader) || speaksFor(reader, organisationId);
}

/** Speaks for an organisation on this document: its focal points, and while they stand in, those whom they named with an end. */
export function mayClear(organisationId: number, reader: Reader | null, tie: Tie, now: Date): boolean {
  if (!isActive(reader)) return false;
  return standingsNow(tie, now).some(
    (s) => s.organisationId === organisationId && (s.office !== null || s.until !== null),
  );
}

/** Asks organisations to clear a section, and says whose it is: whoever settles it, and who administers. */
export function mayAskClearance(ownerId: number | null, d: Rules, reader: Reader | null, tie: Tie, now: Date): boolean {
  return mayAdminister(d, reader) || maySettle(ownerId, d, reader, tie, now);
}

/** Says that a thread is done, or not: who started it, who writes, who administers. */
export function mayResolve(startedBy: number, d: Rules, reader: Reader | null, tie: Tie, now: Date): boolean {
  if (!mayComment(d, reader, tie, now)) return false;
  return reader?.id === startedBy || mayWrite(d, reader, tie, now) || mayAdminister(d, reader);
}

/** Authors change and take back what they said, as long as they may comment; taking back is possible for ever. */
export function whyNotChangeComment(
  comment: { authorId: number; withdrawn: boolean },
  d: Rules,
  reader: Reader | null,
  tie: Tie,
  now: Date,
  deed: 'edit' | 'withdraw',
): Refusal | undefined {
  if (!isActive(reader) || reader.id !== comment.authorId) {
    return mayOpenText(d, reader, tie, now)
      ? refuse('not-allowed', 'documents:refusals.not-yours')
      : refuse('not-found', 'shared:errors.not-found');
  }
  if (comment.withdrawn) return refuse('closed', 'documents:refusals.comment-gone');
  if (deed === 'withdraw') return undefined;
  return whyNot(mayComment, d, reader, tie, now);
}

type May = (d: Rules, reader: Reader | null, tie: Tie, now: Date) => boolean;

/** The refusal where a person may not: what they may not see is not there. */
export function whyNot(may: May, d: Rules, reader: Reader | null, tie: Tie, now: Date): Refusal | undefined {
  if (may(d, reader, tie, now)) return undefined;
  if (!mayRead(d, reader, tie, now)) return refuse('not-found', 'shared:errors.not-found');
  return refuse('not-allowed', reader ? 'documents:refusals.not-for-your-role' : 'documents:refusals.sign-in');
}

/** The same for the pages of those who work on it: to everyone else they do not exist. */
export function whyNotOpen(d: Rules, reader: Reader | null, tie: Tie, now: Date): Refusal | undefined {
  return mayOpenText(d, reader, tie, now) ? undefined : refuse('not-found', 'shared:errors.not-found');
}

/** What a document may begin with. */
export const templates = ['joint-programme', 'decision', 'blank'] as const;
export type TemplateName = (typeof templates)[number];
