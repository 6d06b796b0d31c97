import fs from 'node:fs';
import path from 'node:path';
import nodemailer from 'nodemailer';
import { i18nFor } from '../../app/shared/i18n.server';
import { isLanguage } from '../../app/shared/languages';
import type { Answering, MailPart, MailRow, MailText, MailWriter } from '../../app/shared/mail.server';
import type { Sql, Tx } from '../../db/connect';
import type { Due } from '../../db/due';
import { isStopped, noteBounce } from './bounces';
import { compose, isOneAddress } from './compose';
import { openSentJournal } from './sent-journal';

export interface PostOffice {
  /** Sends one mail; what it answers is to be called once the transaction is committed. */
  send(tx: Tx, due: Due): Promise<(() => void) | undefined>;
  /** The same for mails to many, which share a few connections. */
  sendOfMany(tx: Tx, due: Due): Promise<(() => void) | undefined>;
  /** Before the first sending: what a process that was killed had handed over is noted as sent. */
  takeUp(sql: Sql): Promise<void>;
  eraseFromOutbox(tx: Tx, due: Due): Promise<void>;
  outbox(): Promise<{ name: string; raw: string }[]>;
  close(): void;
}

/** Connections for mail to many; sign-in links have theirs beside them. */
export const connectionsForMany = 4;

/** A server that does not answer must not hold a transaction for longer than the database lets it stand. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 30_000 };

/**
 * Sends mail through SMTP or, where none is set, writes it to a folder that only its owner can open. Each mail is
 * named by its row, so that a second sending after a crash carries the same Message-ID and replaces the same file.
 *
 * Once in effect: the row is locked while it is sent and noted as sent in the same transaction. A process that is killed
 * before the mail server has all of a mail has sent nothing; one that is killed after its answer finds it in the journal.
 * In the instant between the two nobody can know: such a mail is sent again under the same Message-ID, since a mail that
 * comes twice is put together by the receiving server or seen to be the same, and one that never comes is missed.
 */
export function openPostOffice(
  settings: {
    smtpUrl: string | undefined;
    from: string;
    dataDir: string;
    publicUrl: () => string;
    /** Makes an address for answers, and commits it: a mail that carries it may have left when this process is killed. */
    answerTo?: (of: Answering & { person: number }) => Promise<string>;
  },
  writers: Record<string, MailWriter>,
  /** Kinds that somebody has asked for just now: sent to addresses that have refused before, too. */
  askedFor: ReadonlySet<string> = new Set(),
): PostOffice {
  const folder = path.join(settings.dataDir, 'outbox');
  const journal = openSentJournal(path.join(settings.dataDir, 'mail-sent'));
  const toFolder = () => nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  const transport = settings.smtpUrl ? nodemailer.createTransport({ url: settings.smtpUrl, ...patience }) : toFolder();
  const shared = settings.smtpUrl
    ? nodemailer.createTransport({
        url: settings.smtpUrl,
        pool: true,
        maxConnections: connectionsForMany,
        maxMessages: Number.POSITIVE_INFINITY,
        // A connection that ends after the last byte may have delivered: trying again is for the queue, which knows.
        maxRequeues: 0,
        idleTimeout: 20_000,
        ...patience,
      } as never)
    : toFolder();

  async function sendBy(by: typeof transport, tx: Tx, due: Due): Promise<(() => void) | undefined> {
    const [mail] = await tx<MailRow[]>`
      select id, kind, to_address, person_id, language, about, post_id from mail
      where id = ${String(due.about.mail)} and sent_at is null and gave_up_at is null for update`;
    if (!mail) return undefined;
    if (!journal.has(mail.id)) {
      const given = await hand(by, tx, mail);
      if (!given) {
        await tx`update mail set gave_up_at = now() where id = ${mail.id}`;
        return undefined;
      }
    }
    await tx`update mail set sent_at = now() where id = ${mail.id}`;
    return () => journal.forget(mail.id);
  }

  /** Writes a mail and hands it over; false where it is pointless by now, or refused for good. */
  async function hand(by: typeof transport, tx: Tx, mail: MailRow): Promise<boolean> {
    if (!isOneAddress(mail.toAddress)) return false;
    if (!askedFor.has(mail.kind) && (await isStopped(tx, mail.toAddress))) return false;
    const language = isLanguage(mail.language) ? mail.language : 'en';
    const t = i18nFor(language).getFixedT(language, 'mail');
    const written = await writers[mail.kind]!(tx, mail, t);
    if (!written) return false;
    const text = await withAddresses(written, mail.personId);
    const envelope = { id: mail.id, from: settings.from, to: mail.toAddress, base: settings.publicUrl(), language };
    try {
      const sent = await by.sendMail(compose(text, t, envelope));
      journal.note(mail.id);
      if (!settings.smtpUrl) await keepInFolder(tx, mail, text, (sent as unknown as { message: Buffer }).message);
    } catch (e) {
      const refused = refusalOfAddress(e);
      if (refused === null) throw e;
      await noteBounce(tx, { mail: mail.id, address: mail.toAddress, hard: true, status: refused });
      return false;
    }
    return true;
  }

  /** An address is for one person: of a mail to nobody's account none is made. */
  async function withAddresses(text: MailText, person: number | null): Promise<MailText> {
    const { answerTo } = settings;
    if (!answerTo || person === null) return text;
    const parts: MailPart[] = [];
    for (const part of text.parts ?? [])
      parts.push(part.answers ? { ...part, answerTo: await answerTo({ ...part.answers, person }) } : part);
    return {
      ...text,
      ...(text.parts ? { parts } : {}),
      ...(text.answers ? { replyTo: await answerTo({ ...text.answers, person }) } : {}),
    };
  }

  async function keepInFolder(tx: Tx, mail: MailRow, text: MailText, message: Buffer): Promise<void> {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.writeFileSync(path.join(folder, `${mail.id}.eml`), message, { mode: 0o600 });
    for (const post of text.holds ?? [])
      await tx`insert into mail_post (post_id, mail_id) values (${post}, ${mail.id}) on conflict do nothing`;
  }

  /**
   * What was erased from a post, and letters about a registration that was withdrawn, must not lie on in a copy of a mail.
   * Mail that has left by SMTP cannot be called back.
   */
  async function eraseFromOutbox(tx: Tx, due: Due): Promise<void> {
    if (Array.isArray(due.about.mails)) {
      for (const id of due.about.mails)
        fs.rmSync(path.join(folder, `${path.basename(String(id))}.eml`), { force: true });
      return;
    }
    const post = Number(due.about.post);
    const rows = await tx<{ id: string }[]>`
      select id from mail where post_id = ${post} or id in (select mail_id from mail_post where post_id = ${post}) for update`;
    for (const { id } of rows) fs.rmSync(path.join(folder, `${id}.eml`), { force: true });
  }

  async function outbox(): Promise<{ name: string; raw: string }[]> {
    if (!fs.existsSync(folder)) return [];
    return fs
      .readdirSync(folder)
      .filter((f) => f.endsWith('.eml'))
      .map((name) => ({ name, at: fs.statSync(path.join(folder, name)).mtimeMs }))
      .sort((a, b) => b.at - a.at)
      .slice(0, 100)
      .map(({ name }) => ({ name, raw: fs.readFileSync(path.join(folder, name), 'utf8') }));
  }

  return {
    send: (tx, due) => sendBy(transport, tx, due),
    sendOfMany: (tx, due) => sendBy(shared, tx, due),
    async takeUp(sql) {
      const sent = journal.all();
      if (sent.length === 0) return;
      await sql.begin(async (tx) => {
        await tx`update mail set sent_at = now() where id = any(${sent}::uuid[]) and sent_at is null`;
        await tx`delete from due where about ->> 'mail' = any(${sent}::text[]) and deed in ('send-mail', 'send-bulk-mail')`;
      });
      for (const mail of sent) journal.forget(mail);
    },
    eraseFromOutbox,
    outbox,
    close() {
      transport.close();
      shared.close();
      journal.close();
    },
  };
}

/**
 * The status (RFC 3463) where the server has refused this very recipient for good; null for everything else, which may
 * be our own mistake or pass.
 */
function refusalOfAddress(e: unknown): string | null {
  const { code, responseCode, response } = e as { code?: string; responseCode?: number; response?: string };
  if (code !== 'EENVELOPE' || !responseCode || responseCode < 500 || responseCode > 559) return null;
  const status = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(response ?? '')?.[0];
  // 5.7.x is about who sends, not about the address.
  if (status?.startsWith('5.7.')) return null;
  return responseCode === 550 || responseCode === 553 || status?.startsWith('5.1.') ? (status ?? '5.1.1') : null;
}
