/**
 * What somebody wrote into an answer by mail, without the mail that they answer. Line by line and in one pass: a
 * mail is written by anyone, and patterns that look back and forth over the whole of it can be made to take minutes.
 * Known are the ways in which mail programs introduce a quotation in the six languages of the United Nations.
 */

/** Stands first in a mail that can be answered, between two of these signs: whatever comes after it is ours. */
export const aboveSign = '⸻';

/** Longer lines introduce nothing; the words of a person may be as long as they like. */
const longestIntroduction = 400;
/** Mail programs break an introduction over so many lines. */
const mostIntroducing = 3;

const verbs = [
  /\bwrote\s*[:：]?$/iu,
  /\ba écrit\s*[:：]?$/iu,
  /\bescribi[óo]\s*[:：]?$/iu,
  /(?:^|\s)(?:пишет|написала?|написал\(а\)|написал\(-а\))\s*[:：]?$/iu,
  /(?:写道|寫道|写到|撰写)\s*[:：]?$/u,
  /(?:كتب|كتبت|كتبَ)(?:\s[^:：]*)?\s*[:：]?$/u,
  /تمت كتابة ما يلي(?:\s[^:：]*)?\s*[:：]?$/u,
];

const address = /[^\s<>@]+@[^\s<>@]+/;
/** A year, or a time of the day, in European or Arabic digits. */
const moment = /(?:[12]\d{3}|\d{1,2}[:.]\d{2}|[٠-٩]{4}|[٠-٩]{1,2}:[٠-٩]{2})/;

/** The lines that a program of mail writes above what it does not mark as quoted, by language. */
const fromField = /^\s*\*?(?:From|De|От|من|发件人|發件人|寄件者)\s*\*?\s*[:：]/iu;
const otherField =
  /^\s*\*?(?:Sent|Date|To|Cc|Subject|Envoyé(?: le)?|À|Objet|Enviado(?: el)?|Fecha|Para|CC|Asunto|Отправлено|Дата|Кому|Копия|Тема|تم الإرسال|أُرسلت|التاريخ|إلى|نسخة|الموضوع|发送时间|發送時間|日期|收件人|抄送|主题|主題)\s*\*?\s*[:：]/iu;

const ruled =
  /^\s*-{2,}\s*(?:Original Message|Forwarded message|Message d['’]origine|Message transféré|Message original|Mensaje original|Mensaje reenviado|Исходное сообщение|Пересылаемое сообщение|Пересланное сообщение|الرسالة الأصلية|رسالة معاد توجيهها|原始邮件|原始郵件|转发的邮件|邮件原件)\s*-{2,}\s*$/iu;

/** What a telephone puts under a mail of its own accord. */
const sentFrom =
  /^\s*(?:Sent from my |Sent from Outlook|Get Outlook for |Envoyé de mon |Envoyé depuis |Envoyé à partir de |Enviado desde |Enviado de mi |Отправлено с |Отправлено из |أُرسلت من |أرسلت من |تم الإرسال من |发自我的|发自 ?|從我的 ?)/iu;

/** The words of an answer, trimmed; empty where nothing in it is the sender's own. */
export function ownWords(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const own = withoutTail(lines.slice(0, endOfOwn(lines)));
  return own.join('\n').trim();
}

function endOfOwn(lines: string[]): number {
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.includes(aboveSign)) return beforeIntroduction(lines, i);
    if (/^-- ?$/.test(line)) return i;
    if (line.length > longestIntroduction) continue;
    if (ruled.test(line)) return i;
    if (fromField.test(line) && hasFields(lines, i)) return i;
    const after = afterIntroduction(lines, i);
    if (after !== null && !isAnswerBetween(lines, after)) return i;
  }
  return lines.length;
}

/** Our sign stands within the quotation, under the line that introduces it, and may be marked as quoted itself. */
function beforeIntroduction(lines: string[], sign: number): number {
  let end = sign;
  while (end > 0 && (lines[end - 1]!.trim() === '' || isQuoted(lines[end - 1]!))) end--;
  for (let back = 1; back <= mostIntroducing && end - back >= 0; back++)
    if (afterIntroduction(lines, end - back) === end) return end - back;
  // A block of fields: from the line that says from whom the mail was.
  for (let i = end - 1; i >= 0 && i >= end - 8; i--)
    if (fromField.test(lines[i]!) && hasFields(lines, i)) return ruled.test(lines[i - 1] ?? '') ? i - 1 : i;
  return end;
}

/** At least two of the next lines are fields as well: "From: the beginning" alone is a person's words. */
function hasFields(lines: string[], from: number): boolean {
  return (
    lines.slice(from + 1, from + 7).filter((l) => l.length <= longestIntroduction && otherField.test(l)).length >= 2
  );
}

/** The line after an introduction that begins at `i`, or null where none does. */
function afterIntroduction(lines: string[], i: number): number | null {
  let joined = '';
  for (let n = 0; n < mostIntroducing && i + n < lines.length; n++) {
    const line = lines[i + n]!;
    if (line.trim() === '' || isQuoted(line)) return null;
    joined = `${joined} ${line.trim()}`.trim();
    if (joined.length > longestIntroduction) return null;
    if (introduces(joined)) return i + n + 1;
  }
  return null;
}

function introduces(words: string): boolean {
  if (!moment.test(words)) return false;
  if (verbs.some((verb) => verb.test(words))) return true;
  return /[:：]$/.test(words) && address.test(words);
}

const isQuoted = (line: string) => /^\s*[>＞]/.test(line);

/** Under an introduction there are quoted lines and others between them: somebody answers point by point. */
function isAnswerBetween(lines: string[], after: number): boolean {
  let seenQuoted = false;
  for (let i = after; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.includes(aboveSign)) return false;
    if (isQuoted(line)) seenQuoted = true;
    else if (line.trim() !== '') return seenQuoted;
  }
  return false;
}

function isQuotedNext(lines: string[], from: number): boolean {
  let i = from;
  while (i < lines.length && lines[i]!.trim() === '') i++;
  return i < lines.length && isQuoted(lines[i]!);
}

/** Without quoted lines at the end, the introduction of an answer point by point, and what a telephone added. */
function withoutTail(lines: string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const after = lines[i]!.length <= longestIntroduction ? afterIntroduction(lines, i) : null;
    if (after !== null && isQuotedNext(lines, after)) i = after - 1;
    else kept.push(lines[i]!);
  }
  const isNothing = (line: string) =>
    line.trim() === '' || isQuoted(line) || /^_{5,}$/.test(line.trim()) || (line.length < 120 && sentFrom.test(line));
  while (kept.length > 0 && isNothing(kept.at(-1)!)) kept.pop();
  return kept;
}
