import PostalMime from 'postal-mime';

/** What a delivery status notification (RFC 3464) says of one recipient of one mail of ours. */
export interface Delivery {
  /** Id of the mail's row, from the Message-ID in what was returned. */
  mail: string;
  /** Addresses by which the report names the recipient: the final one, and the one that was written to. */
  addresses: string[];
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** As RFC 3463 writes it. */
  status: string;
}

const actions = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;
const ours = /<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@[^<>\s]+>/i;
const mostBytes = 2 * 1024 * 1024;
const mostRecipients = 20;

/**
 * Reads a report, or answers nothing where the mail is none or does not hand back which mail of ours it is about. Anyone
 * can write to our address that some recipient refuses: only who got the mail, or carried it, knows its Message-ID.
 */
export async function readDeliveries(raw: Uint8Array | string): Promise<Delivery[]> {
  if (raw.length > mostBytes) return [];
  const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true, maxNestingDepth: 20 }).catch(() => null);
  if (!mail) return [];
  const report = mail.attachments.find((a) => a.mimeType.toLowerCase() === 'message/delivery-status');
  const returned = mail.attachments.find((a) => /^(message\/rfc822|text\/rfc822-headers)/i.test(a.mimeType));
  if (!report) return [];
  const about = messageIdIn(textOf(returned?.content ?? '')) ?? messageIdIn(mail.text ?? '');
  if (!about) return [];
  return blocksOf(textOf(report.content))
    .filter((fields) => fields.has('action') && (fields.has('final-recipient') || fields.has('original-recipient')))
    .slice(0, mostRecipients)
    .flatMap((fields) => {
      const action = actions.find(
        (a) =>
          a ===
          fields
            .get('action')!
            .toLowerCase()
            .split(/[\s;(]/)[0],
      );
      const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0];
      const addresses = ['original-recipient', 'final-recipient'].flatMap((name) => addressOf(fields.get(name)));
      return action && status && addresses.length > 0 ? [{ mail: about, addresses, action, status }] : [];
    });
}

function messageIdIn(text: string): string | null {
  // Of the headers alone: a text that was returned whole may quote another mail.
  const headers = text.split(/\r?\n\r?\n/, 1)[0]!.replace(/\r?\n[ \t]+/g, ' ');
  return ours.exec(/^message-id:(.*)$/im.exec(headers)?.[1] ?? '')?.[1]?.toLowerCase() ?? null;
}

/** Groups of fields with empty lines between them: of the report, then of each recipient. */
function blocksOf(text: string): Map<string, string>[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .map((block) => {
      const fields = new Map<string, string>();
      for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
        const at = line.indexOf(':');
        if (at > 0) fields.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
      }
      return fields;
    });
}

/** "rfc822; person@plenary.example", with or without angle brackets. */
function addressOf(field: string | undefined): string[] {
  const address = /^(?:rfc822|utf-8)\s*;\s*<?([^\s<>;]+@[^\s<>;]+)>?$/i.exec(field ?? '')?.[1];
  return address ? [address.toLowerCase()] : [];
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  return typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString('utf8');
}
