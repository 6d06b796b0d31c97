import fs from 'node:fs';
import path from 'node:path';
import nodemailer from 'nodemailer';
import { i18nFor } from '../../app/shared/i18n.server';
import { directionOf, isLanguage } from '../../app/shared/languages';
import type { MailCalendar, MailRow, MailText, MailWriter } from '../../app/shared/mail.server';
import type { Tx } from '../../db/connect';
import type { Due } from '../../db/due';

export interface PostOffice {
  send(tx: Tx, due: Due): Promise<void>;
  eraseFromOutbox(tx: Tx, due: Due): Promise<void>;
  outbox(): Promise<{ name: string; raw: string }[]>;
}

/**
 * Sends mail through SMTP or, where none is set, writes it to a folder that only its owner can open. Each mail is
 * named by its row, so that a second sending after a crash carries the same Message-ID and replaces the same file.
 */
export function openPostOffice(
  settings: { smtpUrl: string | undefined; from: string; dataDir: string; publicUrl: () => string },
  writers: Record<string, MailWriter>,
): PostOffice {
  const folder = path.join(settings.dataDir, 'outbox');
  const transport = settings.smtpUrl
    ? nodemailer.createTransport(settings.smtpUrl)
    : nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' });

  async function send(tx: Tx, due: Due): Promise<void> {
    const [mail] = await tx<MailRow[]>`
      select id, kind, to_address, person_id, language, about, post_id from mail
      where id = ${String(due.about.mail)} and sent_at is null for update`;
    if (!mail) return;
    const language = isLanguage(mail.language) ? mail.language : 'en';
    const t = i18nFor(language).getFixedT(language, 'mail');
    const text = await writers[mail.kind]!(tx, mail, t);
    if (!text) {
      await tx`update mail set gave_up_at = now() where id = ${mail.id}`;
      return;
    }
    const base = settings.publicUrl();
    const sent = await transport.sendMail({
      from: settings.from,
      to: mail.toAddress,
      subject: text.subject,
      text: plainBody(text, base, t('foot')),
      html: htmlBody(text, base, t('foot'), language),
      messageId: `<${mail.id}@${new URL(base).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...(text.calendar ? { icalEvent: calendarPart(text.calendar, base, settings.from) } : {}),
    });
    if (!settings.smtpUrl) {
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
      fs.writeFileSync(path.join(folder, `${mail.id}.eml`), (sent as unknown as { message: Buffer }).message, {
        mode: 0o600,
      });
    }
    await tx`update mail set sent_at = now() where id = ${mail.id}`;
  }

  /** What was erased from a post must not lie on in a copy of a mail. Mail that has left by SMTP cannot be called back. */
  async function eraseFromOutbox(tx: Tx, due: Due): Promise<void> {
    const rows = await tx<{ id: string }[]>`select id from mail where post_id = ${Number(due.about.post)} for update`;
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

  return { send, eraseFromOutbox, outbox };
}

/** `text/calendar; method=...` beside the words, for calendars; and as a file, for programs that look at files alone. */
function calendarPart(calendar: MailCalendar, base: string, from: string) {
  const sender = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
  return { method: calendar.method, filename: 'event.ics', content: calendar.content({ url: base, sender }) };
}

function plainBody(text: MailText, base: string, foot: string): string {
  const link = text.link ? [`${text.link.words}\n${base}${text.link.path}`] : [];
  const end = text.bare ? [] : [`-- \n${foot}\n${base}`];
  return `${[...text.paragraphs, ...link, ...end].join('\n\n')}\n`;
}

function htmlBody(text: MailText, base: string, foot: string, language: string): string {
  const paragraphs = text.paragraphs.map((p) => `<p dir="auto">${escapeHtml(p).replace(/\n/g, '<br>')}</p>`).join('');
  const link = text.link
    ? `<p><a href="${escapeHtml(base + text.link.path)}">${escapeHtml(text.link.words)}</a></p>`
    : '';
  const end = text.bare ? '' : `<hr><p>${escapeHtml(foot)}<br>${escapeHtml(base)}</p>`;
  return `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><body style="font:16px/1.6 sans-serif;max-width:40em">${paragraphs}${link}${end}</body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);
}
