import { expect, test } from 'vitest';
import type { ConsultationChange } from '../../app/consultations/live-events';
import { announce } from '../../db/announce';
import { aConsultation } from '../support/consultations';
import { Listener } from '../support/live';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile({ extras: { pollMs: 40 } });
const { sql, url } = server;

const changed = (consultation: number, what: string) =>
  sql.begin((tx) => announce(tx, `consultation.${what}`, { consultation }));

async function following(person: SomePerson | null, consultation: number): Promise<Listener> {
  const listener = new Listener(url, person);
  expect(await listener.ask('joinConsultation', { consultation })).toMatchObject({ ok: true });
  return listener;
}

const tells = (consultation: number, what: ConsultationChange) => (e: { consultation: number; what: string[] }) =>
  e.consultation === consultation && e.what.includes(what);

test('whoever may see a consultation is told that it changed, and nothing of what', async () => {
  const [one, other] = [await aConsultation(sql), await aConsultation(sql)];
  const visitor = await following(null, one.id);
  const person = await following(await aPerson(sql), one.id);
  const elsewhere = await following(null, other.id);
  await changed(one.id, 'claims-changed');
  for (const listener of [visitor, person]) {
    const heard = await listener.hears('consultation', tells(one.id, 'claims'));
    expect(Object.keys(heard).sort()).toEqual(['consultation', 'seq', 'what']);
  }
  await changed(other.id, 'claims-changed');
  await elsewhere.hears('consultation', tells(other.id, 'claims'));
  expect(elsewhere.times('consultation', (e) => e.consultation === one.id)).toBe(0);
});

test('what is for the invited is not there for others, and goes from whoever may not see it any more', async () => {
  const inside = await anOrganisation(sql);
  const consultation = await aConsultation(sql, { readers: 'invited', invited: [inside] });
  const member = await aPerson(sql, { organisation: inside });
  for (const person of [null, await aPerson(sql), await aPerson(sql, { organisation: inside, state: 'waiting' })]) {
    const listener = new Listener(url, person);
    const answer = await listener.ask('joinConsultation', { consultation: consultation.id });
    expect(answer).toEqual({ ok: false, kind: 'not-found' });
  }
  const listener = await following(member, consultation.id);
  await sql`delete from consultation_invitation where consultation_id = ${consultation.id}`;
  await changed(consultation.id, 'changed');
  await listener.hears('consultationOut', (e) => e.consultation === consultation.id);
  await changed(consultation.id, 'claims-changed');
  const facilitator = await following(consultation.facilitator, consultation.id);
  await changed(consultation.id, 'statements-changed');
  await facilitator.hears('consultation', tells(consultation.id, 'statements'));
  expect(listener.times('consultation', tells(consultation.id, 'statements'))).toBe(0);
});

test('a thousand counts of votes in an instant are told a few times, and a claim does not wait behind them', async () => {
  const consultation = await aConsultation(sql);
  const listener = await following(null, consultation.id);
  await sql.begin(async (tx) => {
    for (let i = 0; i < 1000; i++)
      await announce(tx, 'consultation.statements-counted', { consultation: consultation.id });
    await announce(tx, 'consultation.claims-changed', { consultation: consultation.id });
  });
  await listener.hears('consultation', tells(consultation.id, 'claims'));
  expect(listener.times('consultation')).toBeLessThan(10);
});

test.each([[{}], [{ consultation: 'x' }], [{ consultation: 1, more: 1 }], [{ consultation: -1 }]])(
  '%j is no message',
  async (message) => {
    const listener = new Listener(url, null);
    expect(await listener.ask('joinConsultation', message)).toEqual({ ok: false, kind: 'invalid' });
  },
);
