import type { Tx } from '../../../db/connect';
import { takeMentioned } from '../../discussions/mentions.server';
import { visibleToPerson } from '../../discussions/queries/visible.server';
import { defaultLevels, levelOfOthers } from '../notice';
import type { Untold } from '../telling.server';
import { type Concerned, note, tell } from './audience.server';

/** New posts, posts that name somebody now, and syntheses. */
export async function tellDiscussions(tx: Tx, untold: Untold[], now: Date): Promise<void> {
  const posts = untold.filter((u) => u.what.startsWith('discussion.post-')).map((u) => Number(u.ids.post));
  const written = untold.filter((u) => u.what === 'discussion.post-written').map((u) => Number(u.ids.post));
  if (posts.length > 0) await tellPosts(tx, [...new Set(posts)], written, now);
  for (const u of untold.filter((u) => u.what === 'synthesis.published'))
    await tellSynthesis(tx, Number(u.ids.discussion), now);
}

async function tellPosts(tx: Tx, posts: number[], written: number[], now: Date): Promise<void> {
  const shown = await tx<{ subjectId: number; activityId: number }[]>`
    select p.id as subject_id, p.discussion_id as activity_id from post p
    where p.id = any(${written}::bigint[]) and p.state = 'shown' order by p.ordinal`;
  const isNew = await note(tx, { activity: 'discussion', kind: 'post' }, shown);
  await followByPosting(tx, [...isNew]);
  const mentioned = await takeMentioned(tx, posts);
  // Whoever is named is told so, whoever is answered too, and of those who follow whoever is neither.
  const concerned = await tx<Concerned[]>`
    with news as (select * from post p where p.id = any(${[...isNew]}::bigint[])),
    who as (
      select m.person as person_id, m.post as post_id, 'mention' as why, 1 as rank
        from unnest(${mentioned.map((m) => m.person)}::bigint[], ${mentioned.map((m) => m.post)}::bigint[]) m (person, post)
      union all
      select a.author_id, p.id, 'reply', 2 from news p join post a on a.id = p.in_reply_to
      union all
      select f.person_id, p.id, 'follow', 3 from news p
        join follow f on f.activity = 'discussion' and f.activity_id = p.discussion_id and f.level in ('everything', 'digest')
    )
    select distinct on (w.person_id, w.post_id) w.person_id, w.post_id as subject_id, p.discussion_id as activity_id, w.why,
      coalesce(f.level, case w.why when 'reply' then coalesce(s.posting, ${defaultLevels.posting}) else ${levelOfOthers} end) as level,
      x.email, x.language
    from who w join post p on p.id = w.post_id join discussion d on d.id = p.discussion_id
    join person x on x.id = w.person_id and x.state = 'active'
    left join follow f on f.person_id = x.id and f.activity = 'discussion' and f.activity_id = d.id
    left join notice_setting s on s.person_id = x.id
    where p.author_id <> x.id and ${visibleToPerson(tx)}
    order by w.person_id, w.post_id, w.rank`;
  await tell(tx, { activity: 'discussion', kind: 'post' }, concerned, now);
}

/** Who posts, and who looks after the place, follows it from then on, as they have set for that; a choice of theirs stays. */
async function followByPosting(tx: Tx, posts: number[]): Promise<void> {
  if (posts.length === 0) return;
  await tx`
    insert into follow (person_id, activity, activity_id, level, chosen)
    select distinct on (w.person_id, w.discussion_id) w.person_id, 'discussion', w.discussion_id,
      case w.way when 1 then coalesce(s.facilitating, ${defaultLevels.facilitating}) else coalesce(s.posting, ${defaultLevels.posting}) end, false
    from (
      select p.author_id as person_id, p.discussion_id, 2 as way from post p where p.id = any(${posts}::bigint[])
      union all
      select r.person_id, p.discussion_id, 1 from post p
        join activity_role r on r.activity = 'discussion' and r.activity_id = p.discussion_id and r.role = 'facilitator'
        where p.id = any(${posts}::bigint[])
    ) w left join notice_setting s on s.person_id = w.person_id
    order by w.person_id, w.discussion_id, w.way
    on conflict do nothing`;
}

async function tellSynthesis(tx: Tx, discussion: number, now: Date): Promise<void> {
  const of = { activity: 'discussion', kind: 'synthesis' } as const;
  const isNew = await note(tx, of, [{ activityId: discussion, subjectId: discussion }]);
  if (isNew.size === 0) return;
  const concerned = await tx<Concerned[]>`
    select f.person_id, d.id as subject_id, d.id as activity_id, 'follow' as why, f.level, x.email, x.language
    from discussion d join follow f on f.activity = 'discussion' and f.activity_id = d.id
    join person x on x.id = f.person_id and x.state = 'active'
    where d.id = ${discussion} and ${visibleToPerson(tx)}`;
  await tell(tx, of, concerned, now);
}
