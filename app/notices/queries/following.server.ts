import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { type Activity, type DigestTime, defaultDigest, defaultLevels, type Level, type Way } from '../notice';
import { activitySeen } from './activities.server';

export interface Followed {
  activity: Activity;
  id: number;
  /** Null where the reader may not see it any more. */
  title: string | null;
  language: string | null;
  path: string | null;
  level: Level;
  chosen: boolean;
}

export interface FollowingView {
  followed: Followed[];
  defaults: Record<Way, Level>;
  time: DigestTime;
  /** Since when news of the initiative are wanted (ISO 8601); null where they are not. */
  newsSince: string | null;
  /** Mail to the reader's address came back, and has stopped. */
  stopped: boolean;
}

const most = 500;

/** All that the reader follows, by what it is and its title, and how they want to hear of it. One statement. */
export async function readFollowing(sql: Db, reader: Reader, language: string, now: Date): Promise<FollowingView> {
  const [row] = await sql<
    (Partial<Record<Way, Level>> &
      Partial<DigestTime> & { followed: Followed[] | null; newsSince: Date | null; stopped: boolean })[]
  >`
    select s.posting, s.facilitating, s.registering, s.digest, s.digest_hour, s.digest_weekday, p.news_since,
      exists (select from mail_stopped m where m.address = p.email) as stopped,
      (select jsonb_agg(jsonb_build_object('activity', f.activity, 'id', f.activity_id, 'title', a.title, 'language', a.language,
          'path', a.path, 'level', f.level, 'chosen', f.chosen) order by f.activity, a.title, f.activity_id)
        from (select * from follow where person_id = ${reader.id} order by since desc limit ${most}) f
        left join ${activitySeen(sql, reader, sql`f.activity`, sql`f.activity_id`, language, now)} a on true) as followed
    from person p left join notice_setting s on s.person_id = p.id where p.id = ${reader.id}`;
  const { followed, newsSince, stopped, ...s } = row!;
  return {
    followed: followed ?? [],
    defaults: {
      posting: s.posting ?? defaultLevels.posting,
      facilitating: s.facilitating ?? defaultLevels.facilitating,
      registering: s.registering ?? defaultLevels.registering,
    },
    time: {
      digest: s.digest ?? defaultDigest.digest,
      digestHour: s.digestHour ?? defaultDigest.digestHour,
      digestWeekday: s.digestWeekday ?? defaultDigest.digestWeekday,
    },
    newsSince: newsSince?.toISOString() ?? null,
    stopped,
  };
}
