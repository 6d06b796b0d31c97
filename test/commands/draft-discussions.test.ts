import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { discardDraft } from '../../app/discussions/discarding.server';
import { keepDraft } from '../../app/discussions/drafts.server';
import type { DiscussionForm } from '../../app/discussions/forms-preparing';
import { putPhase } from '../../app/discussions/phases.server';
import { prepareDiscussion } from '../../app/discussions/preparing.server';
import { freshDatabase } from '../support/database';
import { aDiscussion } from '../support/discussions';
import { aPerson } from '../support/people';
import { refusalOf } from '../support/synthesis';

const { sql } = await freshDatabase();
const now = new Date();

const form = (over: { once?: string } = {}): DiscussionForm & { once?: string } => ({
  language: 'en' as const,
  title: 'What would make referral faster? (invented)',
  introduction: '',
  timeZone: 'Europe/Vienna',
  region: '150',
  readers: 'public' as const,
  writers: 'registered' as const,
  moderation: 'post' as const,
  invited: [],
  facilitators: [],
  participants: [],
  observers: [],
  ...over,
});

const discussions = async () => (await sql<{ n: number }[]>`select count(*)::int as n from discussion`)[0]!.n;

test('the form of a new discussion sent twice, even at once, prepares one', async () => {
  const secretariat = await (await aPerson(sql, { secretariat: true })).reader();
  const before = await discussions();
  const once = randomUUID();
  const ids = await Promise.all([1, 2].map(() => prepareDiscussion(sql, secretariat, form({ once }))));
  expect(ids[0]).toBe(ids[1]);
  expect(await discussions()).toBe(before + 1);
  expect(await prepareDiscussion(sql, secretariat, form({ once: randomUUID() }))).not.toBe(ids[0]);
});

test('a question is kept as plain text', async () => {
  const d = await aDiscussion(sql, { announced: false });
  const phase = { phase: d.phaseIds[0]!, language: 'en' as const, title: 'Week', version: 1 };
  const hours = { opens: '2031-01-01T00:00', opensWhich: null, closes: '2031-01-02T00:00', closesWhich: null };
  const question = '1. What should be **done** _first_, and is 2 * 3 > 5?';
  await putPhase(sql, await d.facilitator.reader(), d.id, { ...phase, ...hours, question }, now);
  const [row] = await sql<{ question: string }[]>`select question from phase_text where phase_id = ${phase.phase}`;
  expect(row!.question).toBe('1. What should be done first, and is 2 * 3 > 5?');
});

describe('a discussion that was never announced', () => {
  test('is deleted by its facilitator with what belongs to it, and with nothing else', async () => {
    const [d, other] = [await aDiscussion(sql, { announced: false }), await aDiscussion(sql, { announced: false })];
    const facilitator = await d.facilitator.reader();
    for (const discussion of [d.id, other.id])
      await sql`insert into activity_role (activity, activity_id, person_id, role)
        values ('discussion', ${discussion}, ${facilitator.id}, 'facilitator') on conflict do nothing`;
    await keepDraft(sql, facilitator, { discussion: d.id, inReplyTo: null, body: 'Mine.', language: 'en' });
    await keepDraft(sql, facilitator, { discussion: other.id, inReplyTo: null, body: 'There.', language: 'en' });
    const before = await discussions();
    await discardDraft(sql, facilitator, d.id, 1);
    expect(await discussions()).toBe(before - 1);
    expect(await sql`select 1 from phase where discussion_id = ${d.id}`).toHaveLength(0);
    expect(await sql`select 1 from activity_role where activity_id = ${d.id}`).toHaveLength(0);
    expect(await sql`select 1 from draft where discussion_id = ${other.id}`).toHaveLength(1);
    expect(await sql`select 1 from phase where discussion_id = ${other.id}`).toHaveLength(1);
    expect((await refusalOf(discardDraft(sql, facilitator, d.id, 1))).kind).toBe('not-found');
  });

  test('stays where words of others are in it, where it was changed meanwhile, and for all others', async () => {
    const d = await aDiscussion(sql, { announced: false });
    const secretariat = await (await aPerson(sql, { secretariat: true })).reader();
    const stranger = await (await aPerson(sql)).reader();
    const draft = { discussion: d.id, inReplyTo: null, body: 'Not yours.', language: 'en' };
    expect((await refusalOf(discardDraft(sql, stranger, d.id, 1))).kind).toBe('not-found');
    expect((await refusalOf(discardDraft(sql, secretariat, d.id, 7))).kind).toBe('conflict');
    await keepDraft(sql, await d.facilitator.reader(), draft);
    expect((await refusalOf(discardDraft(sql, secretariat, d.id, 1))).message).toBe('discussions:refusals.holds-words');
    const announced = await aDiscussion(sql);
    expect((await refusalOf(discardDraft(sql, secretariat, announced.id, 1))).kind).toBe('closed');
  });
});
