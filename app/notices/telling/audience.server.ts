import { announce } from '../../../db/announce';
import type { Tx } from '../../../db/connect';
import { waitOfWords } from '../../heard/guarded.server';
import { sendToMany } from '../../shared/mail.server';
import { plantDigests } from '../digests.server';
import { type Activity, type Happening, type Level, toldOf, type Why } from '../notice';

/** Somebody whom one happening may concern, with what they want to hear. */
export interface Concerned {
  personId: number;
  email: string;
  language: string;
  level: Level;
  why: Why;
  subjectId: number;
  activityId: number;
}

/**
 * Tells those concerned as they wish: among their notices, by a mail, in the digest. Told again of the same thing, somebody
 * hears only what is new about it: that they are named in it now. Announces which notices were given.
 */
export async function tell(
  tx: Tx,
  /** `again`: who has read the notice of the same thing is given it anew. */
  of: { activity: Activity; kind: Happening; again?: boolean },
  concerned: Concerned[],
  now: Date,
  /** Whose mail a calendar's own mail stands for. */
  mailed: (c: Concerned) => boolean = () => false,
): Promise<void> {
  const wishes = concerned.map((c) => ({ ...c, ...toldOf(c.level, c.why, of.kind) }));
  const noticed = wishes.filter((w) => w.notice);
  if (noticed.length > 0) {
    const given = await tx<{ id: number; personId: number; subjectId: number }[]>`
      insert into notice (person_id, kind, why, activity, activity_id, subject_id)
      select n."personId", ${of.kind}, n.why, ${of.activity}, n."activityId", n."subjectId"
      from jsonb_to_recordset(${tx.json(noticed.map(({ personId, why, activityId, subjectId }) => ({ personId, why, activityId, subjectId })))}::jsonb)
        as n ("personId" bigint, why text, "activityId" bigint, "subjectId" bigint)
      on conflict (person_id, activity, activity_id, kind, subject_id) do update
        set why = excluded.why, read_at = null, at = excluded.at
        where (excluded.why = 'mention' and notice.why <> 'mention') or (${of.again ?? false} and notice.read_at is not null)
      returning id, person_id, subject_id`;
    const noticeOf = new Map(given.map((g) => [`${g.personId} ${g.subjectId}`, g.id]));
    const isPost = of.kind === 'post';
    await sendToMany(
      tx,
      'notice',
      noticed.flatMap((w) => {
        const notice = noticeOf.get(`${w.personId} ${w.subjectId}`);
        if (!notice || !w.mail || mailed(w)) return [];
        const { email: to, personId, language } = w;
        return [{ to, personId, language, about: { notice }, ...(isPost ? { postId: w.subjectId } : {}) }];
      }),
      isPost ? await waitOfWords(tx) : 0,
    );
    await tellOfNotices(
      tx,
      given.map((g) => g.id),
    );
  }
  await plantDigests(tx, [...new Set(wishes.filter((w) => w.digest).map((w) => w.personId))], now);
}

/** One line for all of them: a post that five thousand follow must not fill the table that every process reads. */
async function tellOfNotices(tx: Tx, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await announce(tx, 'notice.given', { from: Math.min(...ids), to: Math.max(...ids) });
}

/** Notes that these happened; what was noted before is not noted again. Answers the subjects that are new. */
export async function note(
  tx: Tx,
  of: { activity: Activity; kind: Happening },
  happened: { activityId: number; subjectId: number }[],
): Promise<Set<number>> {
  if (happened.length === 0) return new Set();
  const rows = await tx<{ subjectId: number }[]>`
    insert into happened (activity, activity_id, kind, subject_id)
    select ${of.activity}, h."activityId", ${of.kind}, h."subjectId"
    from jsonb_to_recordset(${tx.json(happened)}::jsonb) as h ("activityId" bigint, "subjectId" bigint)
    on conflict do nothing returning subject_id`;
  return new Set(rows.map((r) => r.subjectId));
}
