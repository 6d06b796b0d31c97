import { isActive, isSecretariat, type OrganisationRole, type Reader } from '../people/person';

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
  return isSecretariat(reader) || (isActive(reader) && reader.offices.some((o) => o.organisationId === d.leadId));
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
