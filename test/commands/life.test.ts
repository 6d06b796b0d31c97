import { describe, expect, test } from 'vitest';
import { stateOf } from '../../app/discussions/discussion';
import type { DiscussionForm } from '../../app/discussions/forms-preparing';
import { moveInstant, putPhase, removePhase } from '../../app/discussions/phases.server';
import {
  announceDiscussion,
  changeDiscussion,
  prepareDiscussion,
  slugOf,
} from '../../app/discussions/preparing.server';
import { readDiscussion } from '../../app/discussions/queries/discussion.server';
import { readPreparation } from '../../app/discussions/queries/preparing.server';
import { readRules } from '../../app/discussions/rules.server';
import { isRefusal } from '../../app/shared/refusal';
import { localOf } from '../../app/shared/zone.server';
import { freshDatabase } from '../support/database';
import { aDiscussion } from '../support/discussions';
import { aPerson } from '../support/people';

const { sql } = await freshDatabase();
const now = new Date('2026-03-27T08:00:00Z');
const zone = 'Europe/Vienna';

async function refusalOf(deed: Promise<unknown>) {
  try {
    await deed;
  } catch (e) {
    if (isRefusal(e)) return e;
    throw e;
  }
}

const form = (over = {}): DiscussionForm => ({
  language: 'en' as const,
  title: 'What would make referral faster?',
  introduction: 'Two weeks, two questions.',
  timeZone: zone,
  region: '150',
  readers: 'public' as const,
  writers: 'registered' as const,
  moderation: 'post' as const,
  invited: [] as number[],
  facilitators: [] as string[],
  participants: [] as string[],
  observers: [] as string[],
  ...over,
});

const phase = (opens: string, closes: string, over = {}) => ({
  phase: null,
  language: 'en' as const,
  title: 'Week',
  question: 'What slows it down?',
  opens,
  opensWhich: null,
  closes,
  closesWhich: null,
  ...over,
});

async function prepared() {
  const secretariat = await (await aPerson(sql, { secretariat: true })).reader();
  const facilitator = await aPerson(sql);
  const id = await prepareDiscussion(sql, secretariat, form({ facilitators: [facilitator.handle] }));
  const version = async () => (await readRules(sql, secretariat, id)).version;
  return { id, secretariat, facilitator: await facilitator.reader(), version };
}

test('from draft to announced, open and closed, each seen by whom it should', async () => {
  const { id, secretariat, facilitator, version } = await prepared();
  const person = await (await aPerson(sql)).reader();
  expect((await refusalOf(readRules(sql, person, id)))?.kind).toBe('not-found');
  expect((await refusalOf(announceDiscussion(sql, secretariat, id, now)))?.message).toBe(
    'discussions:refusals.no-phase',
  );
  await putPhase(
    sql,
    facilitator,
    id,
    { ...phase('2026-03-28T09:00', '2026-03-30T18:00'), version: await version() },
    now,
  );
  await announceDiscussion(sql, facilitator, id, now);
  const ruled = await readRules(sql, person, id);
  expect(stateOf(ruled, now)).toBe('announced');
  // The clocks go forward on the 29th: nine o'clock is at eight, and eighteen at sixteen, by UTC.
  expect(ruled.phases[0]!.opensAt.toISOString()).toBe('2026-03-28T08:00:00.000Z');
  expect(ruled.phases[0]!.closesAt.toISOString()).toBe('2026-03-30T16:00:00.000Z');
  const planted = await sql<
    { at: Date }[]
  >`select at from due where deed = 'tell-instant' and about = ${sql.json({ discussion: id })} order by at`;
  expect(planted.length).toBe(
    ruled.phases.flatMap((p) => [p.opensAt, p.closesAt]).filter((at) => at > new Date()).length,
  );
  const during = new Date('2026-03-28T12:00:00Z');
  expect(stateOf(ruled, during)).toBe('open');
  await moveInstant(sql, facilitator, id, 'close-now', during);
  expect(stateOf(await readRules(sql, person, id), during)).toBe('closed');
});

describe('what cannot be', () => {
  test.each([
    [
      'an hour that the clocks leave out',
      phase('2026-03-29T02:30', '2026-03-30T10:00'),
      { opens: 'preparing:mistakes.time-skipped' },
    ],
    [
      'an hour that comes twice, where nobody said which',
      phase('2026-10-25T02:30', '2026-10-30T10:00'),
      { opens: 'preparing:mistakes.time-twice' },
    ],
    [
      'closing before opening',
      phase('2026-04-02T10:00', '2026-04-01T10:00'),
      { closes: 'discussions:refusals.closes-before' },
    ],
    [
      'a day that does not exist',
      phase('2026-02-30T10:00', '2026-04-01T10:00'),
      { opens: 'preparing:mistakes.time-skipped' },
    ],
    ['no question', phase('2026-04-01T10:00', '2026-04-02T10:00', { question: '  ' }), { question: 'text:empty' }],
  ])('%s', async (_, wrong, fields) => {
    const { id, secretariat, version } = await prepared();
    expect(
      (await refusalOf(putPhase(sql, secretariat, id, { ...wrong, version: await version() }, now)))?.fields,
    ).toEqual(fields);
  });

  test('phases that overlap; an opening that has passed; a phase that holds posts', async () => {
    const { id, secretariat, version } = await prepared();
    await putPhase(
      sql,
      secretariat,
      id,
      { ...phase('2026-03-27T08:30', '2026-03-28T10:00'), version: await version() },
      now,
    );
    expect(
      (
        await refusalOf(
          putPhase(
            sql,
            secretariat,
            id,
            { ...phase('2026-03-28T09:59', '2026-03-29T10:00'), version: await version() },
            now,
          ),
        )
      )?.fields,
    ).toEqual({ opens: 'discussions:refusals.overlaps' });
    await announceDiscussion(sql, secretariat, id, now);
    const { phases } = await readRules(sql, secretariat, id);
    const begun = phases[0]!;
    const later = new Date(begun.opensAt.getTime() + 60_000);
    const moved = phase('2026-03-27T09:30', '2026-03-28T10:00', { phase: begun.id });
    expect(
      (await refusalOf(putPhase(sql, secretariat, id, { ...moved, version: await version() }, later)))?.fields,
    ).toEqual({ opens: 'discussions:refusals.has-begun' });
    await sql`insert into post (discussion_id, phase_id, author_id, language, body, html, plain, state) values (${id}, ${begun.id}, ${secretariat.id}, 'en', 'x', '<p>x</p>', 'x', 'shown')`;
    expect((await refusalOf(removePhase(sql, secretariat, id, begun.id, await version())))?.message).toBe(
      'discussions:refusals.last-phase',
    );
  });

  test('people who are not there, and writers beyond the readers', async () => {
    const secretariat = await (await aPerson(sql, { secretariat: true })).reader();
    const no = await refusalOf(prepareDiscussion(sql, secretariat, form({ facilitators: ['nobody.here'] })));
    expect([no?.fields, no?.values?.names]).toEqual([
      { facilitators: 'people:refusals.unknown-people' },
      'nobody.here',
    ]);
    expect((await refusalOf(prepareDiscussion(sql, secretariat, form({ readers: 'invited' }))))?.fields).toEqual({
      writers: 'discussions:refusals.writers-wider',
    });
  });

  test('only the secretariat prepares, only facilitators change, and where one may not read there is nothing', async () => {
    const d = await aDiscussion(sql);
    const draft = await aDiscussion(sql, { announced: false });
    const person = await (await aPerson(sql)).reader();
    expect((await refusalOf(prepareDiscussion(sql, person, form())))?.kind).toBe('not-found');
    expect((await refusalOf(moveInstant(sql, person, d.id, 'close-now', new Date())))?.kind).toBe('not-allowed');
    expect((await refusalOf(moveInstant(sql, person, draft.id, 'close-now', new Date())))?.kind).toBe('not-found');
    expect((await refusalOf(readPreparation(sql, person, d.id, null, new Date())))?.kind).toBe('not-found');
  });
});

test('a phase in which somebody wrote stays, and so does one that has begun; after the synthesis all of them do', async () => {
  const { id, secretariat, version } = await prepared();
  const at = (days: number) => localOf(new Date(Date.now() + days * 86_400_000), zone);
  await putPhase(sql, secretariat, id, { ...phase(at(-2), at(-1)), version: await version() }, new Date());
  await putPhase(sql, secretariat, id, { ...phase(at(1), at(2)), version: await version() }, new Date());
  const [begun, ahead] = (await readRules(sql, secretariat, id)).phases;
  await sql`insert into post (discussion_id, phase_id, author_id, language, body, html, plain, state) values (${id}, ${ahead!.id}, ${secretariat.id}, 'en', 'x', '<p>x</p>', 'x', 'shown')`;
  const remove = async (which: number) =>
    (await refusalOf(removePhase(sql, secretariat, id, which, await version())))?.message;
  expect(await remove(ahead!.id)).toBe('discussions:refusals.phase-used');
  await announceDiscussion(sql, secretariat, id, new Date());
  expect(await remove(begun!.id)).toBe('discussions:refusals.phase-begun');
  await sql`insert into synthesis (discussion_id, language, published_at) values (${id}, 'en', now())`;
  expect(await remove(ahead!.id)).toBe('discussions:refusals.synthesised');
  expect(
    (await refusalOf(putPhase(sql, secretariat, id, { ...phase(at(3), at(4)), version: await version() }, new Date())))
      ?.message,
  ).toBe('discussions:refusals.synthesised');
  expect((await refusalOf(moveInstant(sql, secretariat, id, 'open-now', new Date())))?.message).toBe(
    'discussions:refusals.synthesised',
  );
});

test('two changes at once: the later is told, and the first stands', async () => {
  const { id, secretariat, version } = await prepared();
  const seen = await version();
  const outcomes = await Promise.all(
    ['One title', 'Another title'].map((title) =>
      refusalOf(changeDiscussion(sql, secretariat, id, { ...form({ title }), version: seen })),
    ),
  );
  expect(outcomes.map((o) => o?.kind ?? 'done').sort()).toEqual(['conflict', 'done']);
});

test('a version in another language is shown to who reads it, and its own to the others', async () => {
  const { id, secretariat, version } = await prepared();
  await changeDiscussion(sql, secretariat, id, {
    ...form({ language: 'fr', title: 'Qu’est-ce qui accélérerait l’orientation ?' }),
    version: await version(),
  });
  expect((await readDiscussion(sql, secretariat, id, 'fr')).title).toMatch(/^Qu’est-ce/);
  expect((await readDiscussion(sql, secretariat, id, 'ar')).title).toBe('What would make referral faster?');
  expect((await readDiscussion(sql, secretariat, id, 'ar')).textLanguage).toBe('en');
});

test.each([
  ['What would make referral faster?', 'what-would-make-referral-faster'],
  ['Qu’est-ce qui accélérerait ?', 'qu-est-ce-qui-accelererait'],
  ['ما الذي يمنع العمال', 'discussion'],
  ['  —  ', 'discussion'],
])('the address of “%s” is %s', (title, slug) => expect(slugOf(title)).toBe(slug));
