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
  /** What a mail about several things tells of each, after the paragraphs. */
  parts?: MailPart[];
  /** The one thing to do, as a link with its words. */
  link?: { words: string; path: string };
  /** Without the words at the foot that say whose mail it is, and without the address. */
  bare?: true;
  /** What the recipient's calendar takes in by itself (iMIP, RFC 6047). */
  calendar?: MailCalendar;
  /** Of what list it is, and where whoever gets it ends the list with one press (RFC 2919, RFC 8058). */
  list?: {
    id: string;
    unsubscribe: string;
    /** Whoever gets it has nothing to choose but its end. */
    withoutAccount?: true;
  };
  /** Where an answer goes, in place of the sender. */
  replyTo?: string;
  /** What an answer by mail belongs to; the post office makes the address, where answers by mail are taken. */
  answers?: Answering;
  /** Nothing of what it is about may show: general words stand in the place of the subject and the text. */
  neutral?: true;
  /** Posts whose words it carries, beside that of its row: copies in the outbox folder are erased with them. */
  holds?: number[];
}

/** An entry of a calendar, written when it is sent: only the post office knows where this site is and who sends. */
export interface MailCalendar {
  method: 'REQUEST' | 'CANCEL';
  content: (house: { url: string; sender: string }) => string;
}

/** A discussion, and the post in it that is answered, or none. */
export interface Answering {
  discussion: number;
  post: number | null;
}

/** One thing that a mail tells of: its title, and what was said there, whole. */
export interface MailPart {
  /** As of a whole mail: a link with the address stands under the title. */
  answers?: Answering;
  answerTo?: string;
  title: string;
  path: string;
  items: { by: string; words: string; language: string; path: string }[];
}

/** Writes a mail of one kind from what is true now; null where it has become pointless and is not sent. */
export type MailWriter = (tx: Tx, mail: MailRow, t: TFunction) => Promise<MailText | null>;

/**
 * Puts a mail in the queue, in the deed's transaction. Only ids go in: the words are read when it is sent, so what is
 * erased before then is in no mail. `postId` names the post whose words it will carry, so that a copy in the outbox
 * folder can be erased with it. Many at once go by `sendToMany`.
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

/**
 * Puts a mail for each of many people in the queue, one statement for all: a mail and an envelope for each of them. They
 * wait in a lane of their own, behind which no sign-in link has to stand.
 */
export async function sendToMany(
  tx: Db,
  kind: string,
  mails: {
    to: string;
    personId: number | null;
    language: string;
    about: Record<string, number | string>;
    postId?: number | null;
  }[],
  /** Seconds until the first may leave. */
  wait = 0,
): Promise<void> {
  if (mails.length === 0) return;
  await tx`
    with put as (
      insert into mail (kind, to_address, person_id, language, about, post_id)
      select ${kind}, m ->> 'to', (m ->> 'personId')::bigint, m ->> 'language', m -> 'about', (m ->> 'postId')::bigint
      from jsonb_array_elements(${tx.json(mails as never)}::jsonb) m
      returning id
    )
    insert into due (at, deed, about) select now() + make_interval(secs => ${wait}), 'send-bulk-mail', jsonb_build_object('mail', id) from put`;
}
