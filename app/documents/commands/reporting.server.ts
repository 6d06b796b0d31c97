import type { Sql } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { readRules } from '../rules.server';
import { tellReports } from '../telling.server';

/** Open reports of one document by visitors without an account; more than these say nothing new. */
const mostByVisitors = 20;

/**
 * Says that something in a text identifies somebody. Anyone who can read it can say so, without an account too: rate
 * limits by address are the route's. Said again while it is open, it is the first report with what was said last.
 */
export async function reportPassage(
  sql: Sql,
  reader: Reader | null,
  asked: { document: number; block: string; reason: string | null },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const ruled = await readRules(tx, reader, asked.document, now);
    const reason = asked.reason ?? '';
    if (reader) {
      await tx`
        insert into document_report (document_id, block_id, person_id, reason, at)
        values (${ruled.id}, ${asked.block}, ${reader.id}, ${reason}, ${now})
        on conflict (document_id, block_id, person_id) where settled_at is null
          do update set reason = excluded.reason where excluded.reason <> ''`;
    } else {
      await tx`
        insert into document_report (document_id, block_id, person_id, reason, at)
        select ${ruled.id}, ${asked.block}, null, ${reason}, ${now}
        where (select count(*) from document_report where document_id = ${ruled.id} and person_id is null and settled_at is null) < ${mostByVisitors}`;
    }
    await tellReports(tx, ruled.id);
  });
}
