import { createHash } from 'node:crypto';
import dns from 'node:dns';
import { convert } from 'html-to-text';
import { authenticate } from 'mailauth';
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { ownWords } from '../../app/notices/replying/own-words';
import { isAutomatic, type Reply, replyAddress } from '../../app/notices/replying/reply';

/** Answers a question to the domain name system, as `dns.promises.resolve` does. */
export type Resolver = (name: string, type: string) => Promise<unknown>;

const patience = new dns.promises.Resolver({ timeout: 3000, tries: 2 });
export const resolveName: Resolver = (name, type) => patience.resolve(name, type);

/** From where a mail came, as its connection shows it; without an address only signatures can prove anything. */
export interface Envelope {
  ip: string | undefined;
  helo: string | undefined;
  sender: string;
}

/** Longer than any post; what a program of mail quotes below may be longer. */
const mostText = 300_000;

/** Signatures of programs, cards and invitations: nobody chose them as files. */
const byPrograms = new Set([
  'application/pgp-signature',
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
  'application/ms-tnef',
  'text/calendar',
  'text/vcard',
  'text/x-vcard',
]);

/** Quotations as programs of mail mark them. */
const quoted = ['blockquote[type=cite]', '.gmail_quote', '#appendonsend', '#divRplyFwdMsg', '.moz-cite-prefix'];

/** Reads a mail that came to a reply address. Throws where it is no mail at all. */
export async function readReply(
  raw: Buffer,
  envelope: Envelope,
  to: { secret: string; domain: string },
  resolver: Resolver,
): Promise<Reply> {
  const mail = await PostalMime.parse(raw, { maxNestingDepth: 32, maxHeadersSize: 256 * 1024 });
  const headers = mail.headers.map(({ key, value }) => ({ key: key.toLowerCase(), value }));
  const isEmptySender = envelope.sender === '';
  const from = headers.filter(({ key }) => key === 'from').length === 1 ? addressOf(mail.from) : null;
  return {
    secret: to.secret,
    from,
    isProven: from !== null && isAddressed(mail, to) && (await isVouchedFor(raw, envelope, from, resolver)),
    isAutomatic: isEmptySender || isAutomatic(headers),
    id: mail.messageId?.trim() || createHash('sha256').update(raw).digest('hex'),
    words: ownWords(textOf(mail).slice(0, mostText)),
    files: mail.attachments.filter(isFile).map((file) => ({ name: file.filename ?? '', bytes: bytesOf(file) })),
  };
}

/** A signed mail to somebody else, sent here by whoever got it, was not written for this place. */
function isAddressed(mail: Email, to: { secret: string; domain: string }): boolean {
  const ours = replyAddress(to.secret, to.domain).toLowerCase();
  return [...(mail.to ?? []), ...(mail.cc ?? [])].some((one) => addressOf(one)?.toLowerCase() === ours);
}

function addressOf(one: Address | undefined): string | null {
  return one && 'address' in one && one.address ? one.address : null;
}

/**
 * DMARC (RFC 7489) passes: the domain of the From field asks for it, and signed the mail (all of it: what follows a
 * signed beginning may be anyone's) or names the server that sent it.
 */
async function isVouchedFor(raw: Buffer, envelope: Envelope, from: string, resolver: Resolver): Promise<boolean> {
  const found = await authenticate(raw, {
    ...envelope,
    mta: 'plenary',
    resolver,
    disableArc: true,
    disableBimi: true,
  });
  const { dmarc } = found;
  if (dmarc === false || dmarc.status.result !== 'pass') return false;
  const domain = from.split('@').at(-1)!.toLowerCase();
  if (found.dkim.headerFrom.length !== 1 || !found.dkim.headerFrom[0]!.toLowerCase().endsWith(`@${domain}`))
    return false;
  const isSigned = found.dkim.results.some(
    (r) => r.status.result === 'pass' && r.status.aligned && !r.status.underSized,
  );
  const isSentByThem = found.spf && found.spf.status.result === 'pass' && Boolean(dmarc.alignment?.spf.result);
  return isSigned || Boolean(isSentByThem);
}

function textOf(mail: Email): string {
  if (mail.text?.trim()) return mail.text;
  if (!mail.html) return '';
  return convert(mail.html, {
    wordwrap: false,
    limits: { maxInputLength: 1_000_000, maxDepth: 100, maxChildNodes: 20_000 },
    selectors: [
      ...quoted.map((selector) => ({ selector, format: 'skip' })),
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
    ],
  });
}

/** Chosen by a person: not a picture that belongs to the layout, nor what a program adds. */
function isFile(file: Attachment): boolean {
  return file.disposition !== 'inline' && !file.related && !byPrograms.has(file.mimeType.toLowerCase());
}

function bytesOf(file: Attachment): Uint8Array {
  return typeof file.content === 'string' ? Buffer.from(file.content) : new Uint8Array(file.content);
}
