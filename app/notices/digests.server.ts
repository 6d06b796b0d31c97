import type { Db, Tx } from '../../db/connect';
import { type Due, dropDue } from '../../db/due';
import { sendToMany } from '../shared/mail.server';
import { nextDigest } from './digest-time';
import { type Activity, type DigestTime, defaultDigest, type Happening } from './notice';

const keyOf = (person: number) => `digest:${person}`;

interface Row extends DigestTime {
  id: number;
  timeZone: string;
}

/** When the digests of these people come, as they have set it or as it is for everyone. */
function timesOf(tx: Db, people: number[], onlyWithout: boolean) {
  return tx<Row[]>`
    select p.id, p.time_zone, coalesce(s.digest, ${defaultDigest.digest}) as digest,
      coalesce(s.digest_hour, ${defaultDigest.digestHour}) as digest_hour,
      coalesce(s.digest_weekday, ${defaultDigest.digestWeekday}) as digest_weekday
    from person p left join notice_setting s on s.person_id = p.id
    where p.id = any(${people}::bigint[])
      and not (${onlyWithout} and exists (select from due d where d.key = 'digest:' || p.id))`;
}

/** Sees to it that a digest is due for each of these people, who have something to read in it. */
export async function plantDigests(tx: Tx, people: number[], now: Date): Promise<void> {
  if (people.length === 0) return;
  const due = (await timesOf(tx, people, true)).flatMap((row) => {
    const at = nextDigest(row, row.timeZone, now);
    return at ? [{ key: keyOf(row.id), person: row.id, at: at.toISOString() }] : [];
  });
  if (due.length === 0) return;
  await tx`
    insert into due (at, deed, about, key)
    select d.at, 'write-digest', jsonb_build_object('person', d.person), d.key
    from jsonb_to_recordset(${tx.json(due)}::jsonb) as d (key text, person bigint, at timestamptz)
    on conflict (key) do nothing`;
}

/** After somebody has changed their hour or their time zone: the digest that is due comes by the new one. */
export async function moveDigest(tx: Tx, person: number, now: Date): Promise<void> {
  const [row] = await timesOf(tx, [person], false);
  const at = row ? nextDigest(row, row.timeZone, now) : null;
  if (!at) return dropDue(tx, keyOf(person));
  const moved = await tx`update due set at = ${at} where key = ${keyOf(person)} returning 1`;
  // Digests were off until now: what came since is in the first.
  if (moved.length === 0 && (await digestItems(tx, person, {})).length > 0) await plantDigests(tx, [person], now);
}

export interface DigestItem {
  id: number;
  activity: Activity;
  activityId: number;
  kind: Happening;
  subjectId: number;
}

/** More than anyone reads in one mail: what is beyond stands in the product. */
export const mostItems = 300;

/**
 * What a digest of this person holds now: what has happened after the last one (or between two numbers), to what they
 * follow by digest, since they do; newest first. Whether they may still read it is asked when it is written.
 */
export async function digestItems(
  tx: Db,
  person: number,
  { after, until }: { after?: number; until?: number },
): Promise<DigestItem[]> {
  return tx<DigestItem[]>`
    select h.id, h.activity, h.activity_id, h.kind, h.subject_id
    from happened h join follow f on f.activity = h.activity and f.activity_id = h.activity_id
      and f.person_id = ${person} and f.level = 'digest' and h.told_at >= f.since
    where h.id > coalesce(${after ?? null}::bigint, (select s.digest_after from notice_setting s where s.person_id = ${person}), 0)
      and h.id <= coalesce(${until ?? null}::bigint, 9e18::bigint)
      and not (h.kind = 'post' and exists (select from post p where p.id = h.subject_id and p.author_id = ${person}))
    order by h.id desc limit ${mostItems}`;
}

/**
 * The instant of somebody's digest: a mail is put in the queue with the two numbers between which it tells, and the next
 * digest begins after them, in one transaction. Its words are read when it is sent. What happens later makes the next due.
 */
export async function writeDigest(tx: Tx, due: Due): Promise<void> {
  const person = Number(due.about.person);
  await tx`insert into notice_setting (person_id) values (${person}) on conflict do nothing`;
  const [setting] = await tx<{ digestAfter: number; until: number; to: string; language: string; wanted: boolean }[]>`
    select s.digest_after, coalesce((select max(id) from happened), 0) as until, p.email as to, p.language,
      p.state = 'active' and s.digest <> 'off' as wanted
    from notice_setting s join person p on p.id = s.person_id where s.person_id = ${person} for update of s`;
  if (!setting) return;
  const { digestAfter: after, until, to, language, wanted } = setting;
  if (wanted && (await digestItems(tx, person, { after, until })).length > 0)
    await sendToMany(tx, 'digest', [{ to, personId: person, language, about: { after, until } }]);
  await tx`update notice_setting set digest_after = ${until} where person_id = ${person}`;
}
