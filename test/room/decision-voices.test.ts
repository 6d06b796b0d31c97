import { expect, test } from 'vitest';
import { closeProposal } from '../../app/decisions/commands/closing.server';
import { openProposal } from '../../app/decisions/commands/opening.server';
import { dropEvidence } from '../../app/decisions/picking/commands.server';
import { scopes } from '../../app/voices/scopes';
import { Visitor } from '../support/browser-like';
import { aCommittee, aDraft, hoursAfter, say } from '../support/decisions';
import { roomForFile } from '../support/room';
import { aReleasedTheme } from '../support/room-released';
import { serverForFile } from '../support/server';
import { everyRow } from '../support/voices';
import { show, walk } from './loop-support';

/*
 * A decision that rests on what survivors said: those who said it are told so when they come back, as a count and never by its
 * name; and what one of them takes back is gone from the decision's evidence in the next request.
 */
const room = await roomForFile();
const server = await serverForFile({ extras: { door: room.door } });
const { sql, url } = server;
const look = async () => expect(await server.hearing.look()).toBe(true);
/** For those who have an account, and as one of several. */
const inside = scopes.filter((s) => s !== 'publish_outside' && s !== 'theme_alone');
const now = new Date();

test('a theme that a decision rests on: told to those who said it, and gone with the code of one of them', {
  timeout: 300_000,
}, async () => {
  const words = 'Quolls would rather choose the hour at which somebody knocks at the door';
  const theme = await aReleasedTheme(room, { words, consents: inside });
  await look();
  const committee = await aCommittee(sql);
  const { secretariat, members } = committee;
  await sql`update person set organisation_id = ${members[0]!.id} where id = ${secretariat.id}`;
  // Ahead of the clock: what is due by it the server closes by itself, in the middle of a test.
  const { id, hash } = await aDraft(
    sql,
    committee,
    { title: 'Visits at the door (invented)', deadline: hoursAfter(100, now) },
    now,
  );
  const by = await secretariat.reader();
  const here = `/decisions/${id}/sources`;
  const name = () =>
    secretariat
      .at(url)
      .post(`${here}?kind=voice`, { deed: `add-voice-${theme.voice}`, addresses: `voice:${theme.voice}` });
  expect((await name()).status).toBe(200);

  const [supporter] = theme.supporters;
  const used = async () => {
    const visitor = room.visitor();
    await walk.code(visitor, supporter!.receipt.shown);
    await show(visitor, 'used');
    expect(visitor.page.text).not.toContain('Visits at the door');
    return visitor.words();
  };
  await look();
  expect(await used()).toContain('1 decision rests on this.');
  expect(await used()).not.toContain('is taken');

  // What is not named any more is not told any more.
  const [piece] = await sql<{ id: number }[]>`select id from proposal_evidence where proposal_id = ${id}`;
  await dropEvidence(sql, by, id, { piece: piece!.id }, now);
  await look();
  expect(await used()).not.toContain('decision rests');
  expect((await name()).status).toBe(200);

  await openProposal(sql, by, id, { hash }, now);
  for (const member of members) await say(sql, id, member, 'support', hoursAfter(1, now));
  await sql.begin((tx) => closeProposal(tx, id, hoursAfter(200, now)));
  await look();
  expect(await used()).toContain('1 decision rests on this. 1 of these is taken.');

  const member = members[1]!.focal.at(url);
  const evidence = `/decisions/${id}/evidence`;
  expect((await member.get(evidence)).text).toContain(words);
  // Of what is not to be published outside, visitors get no word; nor does any file or feed.
  const outside = [
    evidence,
    `/decisions/${id}`,
    `/decisions/${id}/text.html`,
    '/decisions/register.csv',
    '/decisions.atom',
  ];
  for (const path of outside)
    expect([path, (await new Visitor(url).get(path)).text.includes('Quoll')]).toEqual([path, false]);

  const visitor = room.visitor();
  await walk.code(visitor, supporter!.receipt.shown);
  await show(visitor, 'withdraw');
  await visitor.submit('withdraw', { text: supporter!.contribution });
  expect(visitor.words()).toContain('Your words are gone');
  // In the next request, and before anybody has told the platform.
  expect((await member.get(evidence)).text).not.toContain('Quoll');
  await look();
  for (const path of [evidence, `/decisions/${id}`, ...outside])
    expect([path, (await member.get(path)).text.includes('Quoll')]).toEqual([path, false]);
  expect(await everyRow(sql)).not.toContain('Quoll');
  expect(server.logged.join('\n')).not.toContain('Quoll');
});
