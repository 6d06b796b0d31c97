import { expect, test } from 'vitest';
import { closeProposal } from '../../app/decisions/commands/closing.server';
import { aCommittee, anOpenProposal, hoursAfter, say } from '../support/decisions';
import { Listener } from '../support/live';
import { serverForFile } from '../support/server';

const server = await serverForFile({ extras: { pollMs: 40 } });
const { sql, url } = server;

test('whoever has a proposal open hears that a position was given and that it closed, and a visitor nothing of it', async () => {
  const committee = await aCommittee(sql, 2);
  const [one, two] = committee.members;
  const now = new Date();
  const { id } = await anOpenProposal(sql, committee, { deadline: hoursAfter(100, now) }, now);
  const member = new Listener(url, two!.focal);
  const visitor = new Listener(url, null);
  // What is asked is answered once somebody is let in, and told what is told to all.
  for (const listener of [member, visitor]) await listener.ask('join', { discussion: 1 });
  const before = member.heard.length;
  await say(sql, id, one!, 'support', now);
  const heard = await member.hears('committee', () => true, before);
  expect(heard).toEqual({});
  const page = await two!.focal.at(url).get(`/decisions/${id}`);
  expect(page.text).toContain('1 of 2 members has a position.');
  const after = member.heard.length;
  await sql.begin((tx) => closeProposal(tx, id, hoursAfter(101, now)));
  await member.hears('committee', () => true, after);
  expect((await two!.focal.at(url).get(`/decisions/${id}`)).text).not.toContain('name="kind"');
  expect(visitor.times('committee')).toBe(0);
});
