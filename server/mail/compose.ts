import type { TFunction } from 'i18next';
import type { SendMailOptions } from 'nodemailer';
import { aboveSign } from '../../app/notices/replying/own-words';
import { directionOf } from '../../app/shared/languages';
import type { MailCalendar, MailPart, MailText } from '../../app/shared/mail.server';

export interface Envelope {
  id: string;
  from: string;
  to: string;
  /** Origin of the links. */
  base: string;
  language: string;
}

/**
 * One address and nothing beside it: a comma or an angle bracket in it would make several recipients of it, and each
 * envelope has one.
 */
export function isOneAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s,;:<>()[\]"\\@]+@[^\s,;:<>()[\]"\\@]+$/.test(text);
}

/** A mail ready to be sent: one recipient, the headers that machines read, and the text twice. */
export function compose(written: MailText, t: TFunction, { id, from, to, base, language }: Envelope): SendMailOptions {
  const text = written.neutral ? neutral(written, t) : written;
  const host = new URL(base).hostname;
  return {
    from,
    to: { name: '', address: to },
    envelope: { from: addressIn(from), to: [to] },
    subject: oneLine(text.subject),
    text: plainBody(text, base, t),
    html: htmlBody(text, base, t, language),
    messageId: `<${id}@${host}>`,
    ...(text.replyTo && isOneAddress(text.replyTo) ? { replyTo: { name: '', address: text.replyTo } } : {}),
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(text.list ? listHeaders(text.list, base, host) : {}),
    },
    ...(text.calendar ? { icalEvent: calendarPart(text.calendar, base, from) } : {}),
  };
}

/** `text/calendar; method=...` beside the words, for calendars; and as a file, for programs that look at files alone. */
function calendarPart(calendar: MailCalendar, base: string, from: string) {
  const content = calendar.content({ url: base, sender: addressIn(from) });
  return { method: calendar.method, filename: 'event.ics', content };
}

/** RFC 2919 and RFC 8058: the second line says that a POST to the address ends the list, without a page or a session. */
function listHeaders(list: NonNullable<MailText['list']>, base: string, host: string): Record<string, string> {
  return {
    'List-Id': `<${list.id.replace(/[^a-z0-9-]/gi, '')}.${host}>`,
    'List-Unsubscribe': `<${new URL(list.unsubscribe, base).href}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

/** Who looks over somebody's shoulder, or at a list of mails, learns that there is something, and not what. */
function neutral(text: MailText, t: TFunction): MailText {
  const { link, list, replyTo } = text;
  return {
    subject: t('letters:neutral.subject'),
    paragraphs: [t('letters:neutral.text')],
    ...(link ? { link: { words: t('letters:neutral.link'), path: link.path } } : {}),
    ...(list ? { list } : {}),
    ...(replyTo ? { replyTo } : {}),
    bare: true,
  };
}

/** What people typed may hold anything: a line break would begin a header of its own. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const breaks = /[\x00-\x1f\x7f\u0085\u2028\u2029]+/g;

export function oneLine(text: string): string {
  return text.replace(breaks, ' ').trim();
}

/** The address alone of a sender that may have a name before it. */
export function addressIn(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
}

function plainBody(text: MailText, base: string, t: TFunction): string {
  const parts = (text.parts ?? []).flatMap((part) => plainPart(part, base, t));
  const link = text.link ? [`${text.link.words}\n${base}${text.link.path}`] : [];
  const leave = text.list ? [`${t('letters:leave-at')}\n${base}${text.list.unsubscribe}`] : [];
  const end = text.bare ? leave : [[`-- \n${t('mail:foot')}\n${base}`, ...leave].join('\n\n')];
  const above = text.replyTo ? [aboveLine(t)] : [];
  return `${[...above, ...text.paragraphs, ...parts, ...link, ...end].join('\n\n')}\n`;
}

/** What stands above it in an answer is the answer: whatever a program of mail quotes comes below. */
const aboveLine = (t: TFunction) => `${aboveSign} ${t('mail:reply.above')} ${aboveSign}`;

/** For the program of mail: an answer to this one thing of several. */
function answerLink(part: MailPart): string {
  return `mailto:${part.answerTo}?subject=${encodeURIComponent(oneLine(part.title))}`;
}

function plainPart(part: MailPart, base: string, t: TFunction): string[] {
  const title = oneLine(part.title);
  const items = part.items.map((i) => `${oneLine(i.by)}\n${base}${i.path}\n\n${i.words}`);
  const answer = part.answerTo ? [`${t('mail:reply.by-mail')}\n${part.answerTo}`] : [];
  return [`${title}\n${'='.repeat(Math.min(72, Math.max(3, title.length)))}\n${base}${part.path}`, ...answer, ...items];
}

function htmlBody(text: MailText, base: string, t: TFunction, language: string): string {
  const parts = (text.parts ?? []).map((part) => htmlPart(part, base, t)).join('');
  const link = text.link ? `<p>${anchor(base + text.link.path, text.link.words)}</p>` : '';
  const ways = text.list ? [anchor(base + text.list.unsubscribe, t('letters:leave'))] : [];
  // A letter that says nothing of itself leads to nothing but its link and its end.
  if (text.list && !text.list.withoutAccount && !text.bare) ways.push(anchor(base + following, t('letters:choose')));
  const leave = ways.length > 0 ? `<p style="color:#555">${ways.join(' · ')}</p>` : '';
  const foot = text.bare
    ? ''
    : `<p style="color:#555">${escapeHtml(t('mail:foot'))}<br>${anchor(base, new URL(base).host)}</p>`;
  const above = text.replyTo ? `<p style="color:#666">${escapeHtml(aboveLine(t))}</p>` : '';
  const end = foot || leave ? `<hr>${foot}${leave}` : '';
  return `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><body style="font:16px/1.6 sans-serif;max-width:40em">${above}${text.paragraphs.map((p) => paragraph(p)).join('')}${parts}${link}${end}</body></html>`;
}

function htmlPart(part: MailPart, base: string, t: TFunction): string {
  const items = part.items.map(
    (i) =>
      `<h3 style="font-size:16px">${anchor(base + i.path, oneLine(i.by))}</h3><div lang="${escapeHtml(i.language)}" dir="${directionOf(i.language)}">${i.words
        .split(/\n{2,}/)
        .map((p) => paragraph(p))
        .join('')}</div>`,
  );
  const answer = part.answerTo ? `<p>${anchor(answerLink(part), t('mail:reply.by-mail'))}</p>` : '';
  return `<h2 dir="auto" style="font-size:19px">${anchor(base + part.path, oneLine(part.title))}</h2>${answer}${items.join('')}`;
}

/** Where one chooses what one is told. */
const following = '/notices/following';

const paragraph = (words: string) => `<p dir="auto">${escapeHtml(words).replace(/\n/g, '<br>')}</p>`;
const anchor = (to: string, words: string) => `<a href="${escapeHtml(to)}">${escapeHtml(words)}</a>`;

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);
}
