import { describe, expect, test } from 'vitest';
import { writePost } from '../../app/discussions/posting.server';
import { redactPassage } from '../../app/facilitation/redaction.server';
import type { Refusal } from '../../app/shared/refusal';
import { freshDatabase } from '../support/database';
import { aDiscussion, aPostForm } from '../support/discussions';
import { aPerson } from '../support/people';

const { sql } = await freshDatabase();
const now = new Date();

const flagsOf = async (post: number) =>
  sql<
    { kind: string; reason: string; personId: number | null }[]
  >`select kind, reason, person_id from flag where post_id = ${post} and settled_at is null`;

/** Posts of one sentence: here, where everyone reads, where the moderator moderates too, and where they may not look. */
async function planted() {
  const author = await (await aPerson(sql, { secretariat: true })).reader();
  const [here, open, theirs, circle] = [
    await aDiscussion(sql, { title: 'Here (invented)' }),
    await aDiscussion(sql, { title: 'For all (invented)' }),
    await aDiscussion(sql, { title: 'Of the same facilitator (invented)', readers: 'invited' }),
    await aDiscussion(sql, { title: 'Among others (invented)', readers: 'invited' }),
  ];
  const facilitator = here.facilitator;
  await sql`insert into activity_role (activity, activity_id, person_id, role) values ('discussion', ${theirs.id}, ${facilitator.id}, 'facilitator')`;
  const posts = [];
  for (const d of [here, open, theirs, circle])
    posts.push((await writePost(sql, author, aPostForm(d.id, 'She is *called* Oriel Tamsett.'), now)).id);
  const unlike = (await writePost(sql, author, aPostForm(open.id, 'Oriel is a town, Tamsett another.'), now)).id;
  return { posts: posts as [number, number, number, number], circle, unlike, moderator: await facilitator.reader() };
}

const asked = (post: number, over = {}) => ({
  post,
  passage: 'called Oriel Tamsett',
  reason: 'It identifies someone.',
  files: [],
  everywhere: false,
  ...over,
});

describe('copies of a passage in other discussions', () => {
  test('are named where the moderator may read them, and reported without the words where not', async () => {
    const { posts, circle, unlike, moderator } = await planted();
    const no: Refusal = await redactPassage(sql, moderator, asked(posts[0]), now).then(
      () => Promise.reject(new Error('not refused')),
      (e) => e,
    );
    expect(no).toMatchObject({ kind: 'conflict', message: 'facilitation:refusals.copies', values: { count: 2 } });
    expect(JSON.parse(String(no.values!.copies))).toEqual([
      { id: posts[1], title: 'For all (invented)', mayErase: false },
      { id: posts[2], title: 'Of the same facilitator (invented)', mayErase: true },
    ]);
    expect(await flagsOf(posts[3])).toEqual([]);

    await redactPassage(sql, moderator, asked(posts[0], { copiesSeen: true }), now);
    expect(await flagsOf(posts[3])).toEqual([{ kind: 'identifies-someone', reason: '', personId: null }]);
    for (const post of [posts[1], posts[2], unlike]) expect(await flagsOf(post)).toEqual([]);
    const tasks = await sql<{ personId: number; about: object }[]>`
      select person_id, about from task where key = ${`flags:${circle.id}`} and done_at is null`;
    expect(tasks).toEqual([{ personId: circle.facilitator.id, about: { discussion: circle.id } }]);
    const [left] = await sql<{ plain: string }[]>`select plain from post where id = ${posts[3]}`;
    expect(left!.plain).toContain('Oriel Tamsett');
  });

  test('that nobody who asks may read are reported without a question, and once', async () => {
    const { posts, moderator } = await planted();
    const passage = { passage: 'She is called Oriel Tamsett' };
    await sql`update post set state = 'withdrawn' where id in (${posts[1]}, ${posts[2]})`;
    await sql`update post set state = 'withdrawn' where id <> all(${posts}::bigint[])`;
    await redactPassage(sql, moderator, asked(posts[0], passage), now);
    expect(await flagsOf(posts[3])).toHaveLength(1);
  });
});
