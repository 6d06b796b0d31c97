import { i18nFor } from '../../app/shared/i18n.server';
import { languages } from '../../app/shared/languages';
import { type MailWriter, sendMail } from '../../app/shared/mail.server';
import type { Sql, Tx } from '../../db/connect';
import { dropDue, putDue } from '../../db/due';

/**
 * One mail a week to the people of support who work in the room, from a list in the settings: the same words whether
 * there is news or not, and nobody asks the room. Whoever sees the mail, or that it came, learns nothing.
 */
const deed = 'weekly-word';

export const weeklyWordMail: Record<string, MailWriter> = {
  [deed]: async () => {
    const said = languages.map((language) => i18nFor(language).getFixedT(language, 'mail'));
    const subject = said.map((t) => t('weekly.subject')).join(' · ');
    return { subject, paragraphs: said.map((t) => t('weekly.text')), bare: true };
  },
};

/** Monday, 08:00 UTC, after an instant. */
export function nextMonday(after: Date): Date {
  const at = new Date(Date.UTC(after.getUTCFullYear(), after.getUTCMonth(), after.getUTCDate(), 8));
  while (at.getUTCDay() !== 1 || at.getTime() <= after.getTime()) at.setUTCDate(at.getUTCDate() + 1);
  return at;
}

export function weeklyWordDeed(addresses: string[]) {
  return {
    [deed]: async (tx: Tx) => {
      // Who works there is not kept longer than it takes to send.
      await tx`delete from mail where kind = ${deed} and (sent_at is not null or gave_up_at is not null)`;
      for (const to of addresses) await sendMail(tx, { kind: deed, to, language: 'en' });
      await dropDue(tx, deed);
      await putDue(tx, deed, {}, { key: deed, at: nextMonday(new Date()) });
    },
  };
}

/** Plants it at a start; one that waits stays where it is, so that a server that was down on Monday sends on Tuesday. */
export async function plantWeeklyWord(sql: Sql, addresses: string[]): Promise<void> {
  if (addresses.length === 0) return dropDue(sql, deed);
  const [waits] = await sql`select from due where key = ${deed} and failed_at is null`;
  if (!waits) await putDue(sql, deed, {}, { key: deed, at: nextMonday(new Date()) });
}
