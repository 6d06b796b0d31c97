import type { Sql, Tx } from '../../../db/connect';
import { setNews } from '../../people/commands/news.server';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { moveDigest } from '../digests.server';
import { type Activity, type DigestTime, defaultLevels, type Level, type Way } from '../notice';
import { findActivity } from '../queries/activities.server';

/** Notes somebody's choice; a digest that begins now tells of nothing from before. */
export async function follow(
  tx: Tx,
  person: number,
  { activity, id, level }: { activity: Activity; id: number; level: Level },
): Promise<void> {
  await tx`
    insert into follow (person_id, activity, activity_id, level, chosen) values (${person}, ${activity}, ${id}, ${level}, true)
    on conflict (person_id, activity, activity_id) do update set level = excluded.level, chosen = true,
      since = case when follow.level = excluded.level then follow.since else excluded.since end`;
}

/** Lets people hear of something at the level at which each hears of what they are registered for; a choice of theirs stays. */
export async function followTakingPart(
  tx: Tx,
  { activity, id }: { activity: Activity; id: number },
  people: number[],
): Promise<void> {
  await tx`
    insert into follow (person_id, activity, activity_id, level, chosen)
    select x.id, ${activity}, ${id}, coalesce(s.registering, ${defaultLevels.registering}), false
    from person x left join notice_setting s on s.person_id = x.id
    where x.id = any(${people}::bigint[]) and x.state = 'active' on conflict do nothing`;
}

/** How much the reader wants to hear of something that they may see. Refuses not-found for anything else. */
export async function chooseLevel(
  sql: Sql,
  reader: Reader,
  choice: { activity: Activity; id: number; level: Level },
  now: Date,
): Promise<void> {
  // Who cannot see it any more may still end it.
  if (choice.level !== 'nothing' && !(await findActivity(sql, reader, choice.activity, choice.id, now)))
    throw refuse('not-found', 'shared:errors.not-found');
  await sql.begin((tx) => follow(tx, reader.id, choice));
}

/** What holds until somebody chooses for one activity. */
export async function chooseDefaults(sql: Sql, reader: Reader, levels: Record<Way, Level>): Promise<void> {
  await sql`
    insert into notice_setting (person_id, posting, facilitating, registering)
    values (${reader.id}, ${levels.posting}, ${levels.facilitating}, ${levels.registering})
    on conflict (person_id) do update set posting = excluded.posting, facilitating = excluded.facilitating,
      registering = excluded.registering`;
}

/** When digests come, and whether news of the initiative does. */
export async function chooseMail(
  sql: Sql,
  reader: Reader,
  { digest, digestHour, digestWeekday, news }: DigestTime & { news: boolean },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`
      insert into notice_setting (person_id, digest, digest_hour, digest_weekday)
      values (${reader.id}, ${digest}, ${digestHour}, ${digestWeekday})
      on conflict (person_id) do update set digest = excluded.digest, digest_hour = excluded.digest_hour,
        digest_weekday = excluded.digest_weekday`;
    await setNews(tx, reader.id, news);
    await moveDigest(tx, reader.id, now);
  });
}
