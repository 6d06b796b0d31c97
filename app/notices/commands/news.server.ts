import type { Sql, Tx } from '../../../db/connect';
import { isSecretariat, type Reader } from '../../people/person';
import { sendToMany } from '../../shared/mail.server';
import { refuse } from '../../shared/refusal';
import type { NewsInput } from '../forms';
import { type Audience, addressed } from '../queries/news.server';

function mustBeSecretariat(reader: Reader): void {
  if (!isSecretariat(reader)) throw refuse('not-found', 'shared:errors.not-found');
}

/** Holds a draft of this version. Refuses not-found, closed (it was sent), conflict (somebody has saved it meanwhile). */
async function hold(tx: Tx, id: number, version: number): Promise<Audience & { language: string }> {
  const [news] = await tx<(Audience & { version: number; sentAt: Date | null; language: string })[]>`
    select version, sent_at, sectors, regions, languages, language from news where id = ${id} for update`;
  if (!news) throw refuse('not-found', 'shared:errors.not-found');
  if (news.sentAt) throw refuse('closed', 'announcements:refusals.sent');
  if (news.version !== version) throw refuse('conflict', 'announcements:refusals.changed');
  return news;
}

/** Keeps a draft, new where `id` is null; a form sent twice makes one. Refuses not-found, closed, conflict. */
export async function saveNews(sql: Sql, reader: Reader, id: number | null, input: NewsInput): Promise<number> {
  mustBeSecretariat(reader);
  const { sectors, regions, languages, texts, once, version } = input;
  return sql.begin(async (tx) => {
    let news = id;
    if (news === null) {
      const [made] = await tx<{ id: number }[]>`
        insert into news (language, sectors, regions, languages, created_by, once)
        values (${texts[0]!.language}, ${sectors}, ${regions}, ${languages}, ${reader.id}, ${once})
        on conflict (once) do nothing returning id`;
      if (!made) return (await tx<{ id: number }[]>`select id from news where once = ${once}`)[0]!.id;
      news = made.id;
    } else {
      await hold(tx, news, version);
      await tx`
        update news set language = ${texts[0]!.language}, sectors = ${sectors}, regions = ${regions}, languages = ${languages},
          version = version + 1 where id = ${news}`;
      await tx`delete from news_text where news_id = ${news}`;
    }
    for (const t of texts)
      await tx`insert into news_text (news_id, language, subject, body) values (${news}, ${t.language}, ${t.subject}, ${t.body})`;
    return news;
  }) as Promise<number>;
}

/**
 * Sends to everyone whom it is for, once, each in a mail of their own. `people` is the number that was shown before: where it is
 * another by now, nothing is sent (conflict), and the page shows the new one.
 */
export async function sendNews(
  sql: Sql,
  reader: Reader,
  id: number,
  { version, people }: { version: number; people: number },
): Promise<void> {
  mustBeSecretariat(reader);
  await sql.begin(async (tx) => {
    const audience = await hold(tx, id, version);
    const to = await tx<{ person: number | null; registration: number | null; email: string; language: string }[]>`
      select a.person, a.registration, a.email, a.language from ${addressed(tx, audience)} order by a.person, a.registration`;
    if (to.length !== people) throw refuse('conflict', 'announcements:refusals.people', { count: to.length });
    await tx`update news set sent_at = now(), sent_by = ${reader.id}, people = ${to.length}, version = version + 1 where id = ${id}`;
    const mails = to.map(({ person, registration, email, language }) => ({
      to: email,
      personId: person,
      language,
      about: { news: id, ...(registration === null ? {} : { registration }) },
    }));
    await sendToMany(tx, 'news', mails);
  });
}

/** Throws a draft away. Refuses not-found, closed, conflict. */
export async function discardNews(sql: Sql, reader: Reader, id: number, version: number): Promise<void> {
  mustBeSecretariat(reader);
  await sql.begin(async (tx) => {
    await hold(tx, id, version);
    await tx`delete from news where id = ${id}`;
  });
}
