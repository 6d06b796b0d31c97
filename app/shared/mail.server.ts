import type { TFunction } from 'i18next';
import type { Db, Tx } from '../../db/connect';
import { putDue } from '../../db/due';

export interface MailRow {
  id: string;
  kind: string;
  toAddress: string;
  personId: number | null;
  language: string;
  about: Record<string, unknown>;
  postId: number | null;
}

/** A mail as its slice writes it, at the moment it is sent. */
export interface MailText {
  subject: string;
  paragraphs: string[];
  /** The one thing to do, as a link with its words. */
  link?: { words: string; path: string };
  /** Without the words at the foot that say whose mail it is, and without the address. */
  bare?: true;
  /** What the recipient's calendar takes in by itself (iMIP, RFC 6047). */
  calendar?: MailCalendar;
}

/** An entry of a calendar, written when it is sent: only the post office knows where this site is and who sends. */
export interface MailCalendar {
  method: 'REQUEST' | 'CANCEL';
  content: (house: { url: string; sender: string }) => string;
}

/** Writes a mail of one kind from what is true now; null where it has become pointless and is not sent. */
export type MailWriter = (tx: Tx, mail: MailRow, t: TFunction) => Promise<MailText | null>;

/**
 * Puts a mail in the queue, in the deed's transaction. Only ids go in: the words are read when it is sent, so what is
 * erased before then is in no mail. `postId` names the post whose words it will carry, so that a copy in the outbox
 * folder can be erased with it.
 */
export async function sendMail(
  tx: Db,
  mail: {
    kind: string;
    to: string;
    personId?: number | null;
    language: string;
    about?: Record<string, unknown>;
    postId?: number | null;
  },
): Promise<void> {
  const [row] = await tx<{ id: string }[]>`
    insert into mail (kind, to_address, person_id, language, about, post_id)
    values (${mail.kind}, ${mail.to}, ${mail.personId ?? null}, ${mail.language}, ${tx.json((mail.about ?? {}) as never)}, ${mail.postId ?? null})
    returning id`;
  await putDue(tx, 'send-mail', { mail: row!.id });
}
