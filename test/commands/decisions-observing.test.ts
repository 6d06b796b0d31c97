import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { closeProposal } from '../../app/decisions/commands/closing.server';
import { takeBackComment } from '../../app/decisions/commands/commenting.server';
import { commentOnProposal } from '../../app/decisions/commands/positions.server';
import { saveObservers } from '../../app/decisions/commands/preparing.server';
import { readDecision } from '../../app/decisions/queries/page.server';
import { tellSome } from '../../app/notices/telling.server';
import type { Sql } from '../../db/connect';
import { freshDatabase } from '../support/database';
import { aCommittee, aDraft, anOpenProposal, hoursAfter, type SomeCommittee, say } from '../support/decisions';
import type { SomePerson } from '../support/people';

let sql: Sql;
let committee: SomeCommittee;
const now = new Date();
const deadline = hoursAfter(100, now);

beforeAll(async () => {
  ({ sql } = await freshDatabase());
  committee = await aCommittee(sql);
});

const open = () => anOpenProposal(sql, committee, { deadline }, now);

const observe = async (id: number, observers: SomePerson[], by = committee.secretariat, at = now) =>
  saveObservers(sql, await by.reader(), id, { observers: observers.map((o) => o.handle) }, { origin: '', now: at });

async function comment(id: number, by: SomePerson, body: string, objection: number | null = null): Promise<number> {
  const once = randomUUID();
  await commentOnProposal(sql, await by.reader(), id, { objection, body, language: 'en', once }, hoursAfter(1, now));
  const [made] = await sql<{ id: number }[]>`select id from proposal_comment where once = ${once}`;
  return made!.id;
}

const takeBack = async (id: number, by: SomePerson, number: number, at = hoursAfter(2, now)) =>
  takeBackComment(sql, await by.reader(), id, { comment: number }, at);

async function objectionOf(id: number): Promise<{ id: number; state: string }> {
  const [found] = await sql<{ id: number; state: string }[]>`select id, state from objection where proposal_id = ${id}`;
  return found!;
}

describe('a comment', () => {
  it('is taken back by whoever wrote it: its words are nowhere, its place stays', async () => {
    const { id } = await open();
    const [one, two] = committee.members;
    const mine = await comment(id, one!.focal, 'Said too soon (invented).');
    const other = await comment(id, two!.focal, 'An answer to it (invented).');
    await takeBack(id, one!.focal, mine);
    await takeBack(id, one!.focal, mine);
    expect(await sql`select body from proposal_comment where id = ${mine}`).toEqual([{ body: '' }]);
    const seen = await readDecision(sql, await two!.focal.reader(), id, 'en', now);
    expect(seen.comments).toMatchObject([
      { id: mine, body: '', withdrawn: true, mine: false },
      { id: other, body: 'An answer to it (invented).', withdrawn: false, mine: true },
    ]);
  });

  it('is taken back by nobody else, and by its author after the close too', async () => {
    const { id } = await open();
    const { id: elsewhere } = await open();
    const [one] = committee.members;
    const mine = await comment(id, one!.focal, 'It stays for now (invented).');
    for (const by of [one!.alternate, committee.secretariat])
      await expect(takeBack(id, by, mine)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(takeBack(elsewhere, one!.focal, mine)).rejects.toMatchObject({ kind: 'not-found' });
    await sql.begin((tx) => closeProposal(tx, id, hoursAfter(101, now)));
    await takeBack(id, one!.focal, mine, hoursAfter(102, now));
    expect(await sql`select body from proposal_comment where id = ${mine}`).toEqual([{ body: '' }]);
  });

  it('has words as long as it is not taken back, by whatever way it is written', async () => {
    const { id } = await open();
    const mine = await comment(id, committee.secretariat, 'Words (invented).');
    await expect(sql`update proposal_comment set body = '' where id = ${mine}`).rejects.toThrow(/check constraint/);
    await expect(sql`update proposal_comment set withdrawn_at = now() where id = ${mine}`).rejects.toThrow(
      /check constraint/,
    );
  });
});

describe('observers', () => {
  it('are heard in the thread of an objection, and it is a member that makes it one that is discussed', async () => {
    const { id } = await open();
    const [one, two] = committee.members;
    await observe(id, [committee.outsider]);
    await say(sql, id, one!, 'strongly-object', hoursAfter(0.5, now));
    const objection = await objectionOf(id);
    await comment(id, committee.outsider, 'We could host it (invented).', objection.id);
    expect((await objectionOf(id)).state).toBe('raised');
    await comment(id, two!.focal, 'Then let us ask (invented).', objection.id);
    expect((await objectionOf(id)).state).toBe('discussed');
    await expect(say(sql, id, one!, 'support', hoursAfter(2, now), { by: committee.outsider })).rejects.toMatchObject({
      kind: 'not-allowed',
    });
  });

  it('are named by those who prepare a draft, and of what is put by the secretariat alone, until its close', async () => {
    const [one] = committee.members;
    const draft = await aDraft(sql, committee, { deadline }, now);
    await sql`update proposal set lead_id = ${one!.id} where id = ${draft.id}`;
    await observe(draft.id, [committee.outsider], one!.focal);
    const { id } = await open();
    await sql`update proposal set lead_id = ${one!.id} where id = ${id}`;
    await expect(observe(id, [committee.outsider], one!.focal)).rejects.toMatchObject({
      message: 'decisions:refusals.not-secretariat',
    });
    await observe(id, [committee.outsider]);
    await comment(id, committee.outsider, 'Seen (invented).');
    await observe(id, []);
    await expect(comment(id, committee.outsider, 'Not any more (invented).')).rejects.toMatchObject({
      kind: 'not-found',
    });
    await expect(observe(id, [committee.outsider], committee.secretariat, hoursAfter(101, now))).rejects.toMatchObject({
      kind: 'closed',
    });
  });

  it('are told when they are named, once, and nobody else is told again', async () => {
    const { id } = await open();
    const tellAll = async () => {
      while ((await tellSome(sql, new Date())) > 0);
    };
    await tellAll();
    const told = async (person: SomePerson) =>
      (
        await sql<{ kind: string }[]>`
          select kind from notice where person_id = ${person.id} and activity = 'decision' and activity_id = ${id} order by id`
      ).map((n) => n.kind);
    await observe(id, [committee.outsider]);
    await tellAll();
    await observe(id, [committee.outsider]);
    await tellAll();
    expect(await told(committee.outsider)).toEqual(['decision-opened']);
    expect(await told(committee.members[0]!.focal)).toEqual(['decision-opened']);
    await say(sql, id, committee.members[0]!, 'strongly-object', hoursAfter(1, now));
    await tellAll();
    expect(await told(committee.outsider)).toEqual(['decision-opened', 'decision-objected']);
  });
});
