import { expect, it } from 'vitest';
import { approveStatement } from '../../app/consultations/statements/commands/settling.server';
import { castVote } from '../../app/consultations/statements/commands/voting.server';
import { Listener } from '../support/live';
import { anOrganisation, aPerson } from '../support/people';
import { serverForFile } from '../support/server';
import { aStatement, votesOf, withStatements } from '../support/statements';

const server = await serverForFile();
const { sql, url } = server;

async function follows(consultation: number): Promise<Listener> {
  const listener = new Listener(url, await aPerson(sql));
  expect(await listener.ask('joinConsultation', { consultation })).toMatchObject({ ok: true });
  return listener;
}

it('counts votes beside those who cast them, and tells whoever follows that figures have moved', async () => {
  const c = await withStatements(sql, 1);
  const [statement] = c.statements as [number];
  await votesOf(sql, c.id, 'media', statement, { agree: 8, disagree: 7 });
  const listener = await follows(c.id);
  const voter = await aPerson(sql, { organisation: await anOrganisation(sql, { sector: 'media' }) });
  await castVote(sql, await voter.reader(), { consultation: c.id, statement, choice: 'agree' }, new Date());
  await server.settled();
  await listener.hears('consultation', ({ consultation, what }) => consultation === c.id && what.includes('votes'));
  const [count] =
    await sql`select agree, disagree, shown -> 'voters' as voters from consultation_statement_count where statement_id = ${statement}`;
  expect(count).toEqual({ agree: 9, disagree: 7, voters: 16 });
});

it('tells nobody that one of a survivor group has voted', async () => {
  const c = await withStatements(sql, 1);
  const [statement] = c.statements as [number];
  await votesOf(sql, c.id, 'media', statement, { agree: 8, disagree: 7 });
  await sql`insert into announcement (what, ids) values ('consultation.votes-changed', ${sql.json({ consultation: c.id })})`;
  await server.settled();
  const listener = await follows(c.id);
  const group = await aPerson(sql, { organisation: await anOrganisation(sql, { sector: 'survivor-group' }) });
  await castVote(sql, await group.reader(), { consultation: c.id, statement, choice: 'agree' }, new Date());
  await server.settled();
  // What is told in order comes after whatever the vote would have brought.
  const waiting = await aStatement(sql, c, { state: 'waiting' });
  await approveStatement(sql, await c.facilitator.reader(), { consultation: c.id, statement: waiting }, new Date());
  await server.settled();
  await listener.hears('consultation', ({ what }) => what.includes('statements'));
  const told = listener.heard.filter((h) => h.event === 'consultation').map((h) => h.data.what);
  expect(told).toEqual([['statements']]);
  const [count] = await sql`select agree from consultation_statement_count where statement_id = ${statement}`;
  expect(count).toEqual({ agree: 8 });
});
