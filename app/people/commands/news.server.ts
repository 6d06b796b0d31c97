import type { Tx } from '../../../db/connect';

/** Gives or takes back somebody's consent to be sent news of the initiative; one that stands keeps its date. */
export async function setNews(tx: Tx, person: number, wanted: boolean): Promise<void> {
  await tx`
    update person set news_since = case when ${wanted} then coalesce(news_since, now()) end where id = ${person}`;
}
