import { i18nFor } from '../../app/shared/i18n.server';
import type { MailRow, MailText } from '../../app/shared/mail.server';
import type { Sql } from '../../db/connect';
import { mailWriters } from '../../server/mail/writers';

export interface Letter extends MailText {
  kind: string;
  to: string;
  /** The token of its link, which is nowhere else to be had. */
  token: string;
}

/**
 * Writes the mails about accounts that wait, oldest first, as the post office does when it sends them. What is
 * pointless by then is given up, and not in the list.
 */
export async function writeLetters(sql: Sql): Promise<Letter[]> {
  return sql.begin(async (tx) => {
    const waiting = await tx<MailRow[]>`
      select id, kind, to_address, person_id, language, about, post_id from mail
      where sent_at is null and gave_up_at is null order by created_at, id`;
    const letters: Letter[] = [];
    for (const mail of waiting) {
      const write = mailWriters[mail.kind];
      if (!write) continue;
      const text = await write(tx, mail, i18nFor('en').getFixedT('en', 'mail'));
      if (text) await tx`update mail set sent_at = now() where id = ${mail.id}`;
      else await tx`update mail set gave_up_at = now() where id = ${mail.id}`;
      const token = new URL(text?.link?.path ?? '/', 'http://x').searchParams.get('token') ?? '';
      if (text) letters.push({ ...text, kind: mail.kind, to: mail.toAddress, token });
    }
    return letters;
  }) as Promise<Letter[]>;
}
