/** Answers by mail: whose they are, and what may become of them. */

/** A reply address is good for so long; for as long again, and more, whoever uses it is told that it no longer is. */
export const replyDays = { good: 30, known: 120 } as const;
/** What waits to be confirmed, and that a mail came, is kept for so long. */
export const waitingDays = 30;

const prefix = 'reply+';
/** Hexadecimal: some servers write the part before the @ in small letters, and some in capitals. */
const token = /^[0-9a-f]{40}$/;

export function replyAddress(secret: string, domain: string): string {
  return `${prefix}${secret}@${domain}`;
}

/** What makes this a reply address of ours; null for any other address. */
export function secretOf(address: string, domain: string): string | null {
  const [local, host, ...rest] = address.trim().toLowerCase().split('@');
  if (!local?.startsWith(prefix) || host !== domain.toLowerCase() || rest.length > 0) return null;
  const secret = local.slice(prefix.length);
  return token.test(secret) ? secret : null;
}

/** A mail that came to a reply address, as far as it was read. */
export interface Reply {
  secret: string;
  /** The address of its one From field; null where there is none, or more than one. */
  from: string | null;
  /** The domain of that address vouches for it (DMARC passes), and it was written to this reply address. */
  isProven: boolean;
  /** By a machine: an absence, a list, another system such as this. */
  isAutomatic: boolean;
  /** Its Message-ID, or a digest of it where it has none: the same mail may come twice. */
  id: string;
  /** The sender's own words. */
  words: string;
  files: { name: string; bytes: Uint8Array }[];
}

/** Why a reply waits for its person instead of being posted. */
export type Why = 'unproven' | 'closed' | 'files' | 'not-taken';

/** What became of a reply. Nobody but the person whose address it is ever hears of it. */
export type Outcome = 'posted' | 'waiting' | 'late' | 'empty' | 'automatic' | 'not-theirs';

/** Whether it may be posted as it is: sent from this person's own address, which is proven. */
export function isFrom(reply: Pick<Reply, 'from' | 'isProven'>, person: { email: string }): boolean {
  return reply.isProven && reply.from !== null && reply.from.toLowerCase() === person.email.toLowerCase();
}

export interface MailHeader {
  /** In small letters. */
  key: string;
  value: string;
}

const byMachine: Record<string, (value: string) => boolean> = {
  // RFC 3834: whatever is not "no" was sent without a person.
  'auto-submitted': (value) => !/^\s*no\b/i.test(value),
  precedence: (value) => /bulk|junk|list|auto_reply/i.test(value),
  'return-path': (value) => /^\s*<\s*>\s*$/.test(value),
  'list-id': () => true,
  'list-unsubscribe': () => true,
  'x-autoreply': () => true,
  'x-autorespond': () => true,
  'x-loop': () => true,
  'x-failed-recipients': () => true,
};

/** To answer such a mail, or to post it, is how two machines come to write to each other all night. */
export function isAutomatic(headers: readonly MailHeader[]): boolean {
  return headers.some(({ key, value }) => {
    if (/^multipart\/report\b/i.test(value.trim()) && key === 'content-type') return true;
    return Object.hasOwn(byMachine, key) && byMachine[key]!(value);
  });
}
