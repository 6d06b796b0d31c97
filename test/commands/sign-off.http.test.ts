import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { beginAnswers, reopenAnswers, saveAnswers, submitAnswers } from '../../app/questionnaires/answering.server';
import { aConsultation, aConsultationQuestionnaire } from '../support/consultations';
import { anOrganisation, aPerson } from '../support/people';
import { aPage, aQuestion, hiddenOf } from '../support/questionnaires';
import { serverForFile } from '../support/server';
import { refusalOf } from '../support/synthesis';

const server = await serverForFile();
const { sql, url } = server;
const now = () => new Date();

const content = {
  texts: { en: { title: 'What you think (invented)', introduction: '' } },
  sections: [
    {
      id: 's1',
      texts: { en: { title: 'First', introduction: '' } },
      questions: [aQuestion('q1', 'text', { required: true })],
    },
  ],
  next: 2,
};

/** A consultation that asks organisations, and one with a focal point, a colleague, and somebody of another. */
async function asked() {
  const c = await aConsultation(sql);
  const id = await aConsultationQuestionnaire(sql, c, { answerers: 'organisations', content });
  const organisation = await anOrganisation(sql, { sector: 'academia', name: 'Example University (invented)' });
  const focal = await aPerson(sql, { organisation, office: 'focal-point' });
  const colleague = await aPerson(sql, { organisation });
  const comer = async (p: typeof focal) => ({ reader: await p.reader(), token: null, key: null });
  return { c, id, organisation, focal, colleague, comer };
}

const voiceOf = async (consultation: number) =>
  (
    await sql<{ organisationId: number; sector: string; submitted: boolean }[]>`
      select organisation_id, sector, submitted_at is not null as submitted from consultation_voice
      where consultation_id = ${consultation} order by id`
  ).map((v) => ({ ...v }));

test('several people draft what an organisation says, its focal point signs it off, and it is one counted voice', async () => {
  const s = await asked();
  const colleague = s.colleague.at(url);
  const focal = s.focal.at(url);
  const place = `/questionnaires/${s.id}/answer`;
  await colleague.post(`/questionnaires/${s.id}`, { deed: 'begin' });
  expect(await voiceOf(s.c.id)).toEqual([{ organisationId: s.organisation, sector: 'academia', submitted: false }]);
  const page = await colleague.get(place);
  expect(page.text).toContain('Your organisation answers as one.');
  expect(page.text).toContain('Ask for the sign-off');
  expect(page.text).not.toContain('value="submit"');
  // What is missing is said first.
  const missing = await colleague.post(place, { deed: 'answer', ...hiddenOf(page.text), q1: '', as: 'ask' });
  expect(missing.text).toContain('Not sent yet: something is missing');
  expect(
    await sql`select from task where person_id = ${s.focal.id} and what = 'questionnaires:tasks.sign'`,
  ).toHaveLength(0);
  const again = await colleague.get(place);
  const asks = await colleague.post(place, {
    deed: 'answer',
    ...hiddenOf(again.text),
    q1: 'Drafted by a colleague (invented).',
    as: 'ask',
  });
  expect(asks.text).toContain('Your focal point is asked to sign it off.');

  expect((await focal.get('/for-you')).text).toContain('Sign off the answers of');
  const theirs = await focal.get(`${place}?all=yes`);
  expect(theirs.text).toContain('Drafted by a colleague (invented).');
  expect(theirs.text).toContain('Sign off and send');
  await focal.post(place, {
    deed: 'answer',
    ...hiddenOf(theirs.text),
    q1: 'Drafted by a colleague, and agreed (invented).',
    as: 'submit',
  });
  expect(await voiceOf(s.c.id)).toEqual([{ organisationId: s.organisation, sector: 'academia', submitted: true }]);
  const [task] = await sql`
    select done_at is not null as done from task where person_id = ${s.focal.id} and what = 'questionnaires:tasks.sign'`;
  expect(task).toEqual({ done: true });
  // Sent once: neither of them sends it again, and only who signed may take it back.
  const front = await colleague.get(`/questionnaires/${s.id}`);
  expect(front.text).toContain('Your organisation has signed this off');
  expect((await colleague.post(`/questionnaires/${s.id}`, { deed: 'reopen' }, { follow: false })).status).toBe(403);
  expect(await sql`select from questionnaire_response where questionnaire_id = ${s.id}`).toHaveLength(1);
});

test('whoever does not speak for the organisation cannot send or take back, whatever the form says; two who sign at once count once', async () => {
  const s = await asked();
  const [focal, colleague] = [await s.comer(s.focal), await s.comer(s.colleague)];
  await beginAnswers(sql, colleague, s.id, 'en', now());
  expect((await refusalOf(submitAnswers(sql, colleague, s.id, aPage({ q1: 'Too soon.' }), now()))).kind).toBe(
    'not-allowed',
  );
  expect(await voiceOf(s.c.id)).toMatchObject([{ submitted: false }]);
  await saveAnswers(sql, colleague, s.id, aPage({ q1: 'Ready (invented).' }), now());
  const both = await Promise.allSettled([1, 2].map(() => submitAnswers(sql, focal, s.id, aPage({}), now())));
  expect(both.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
  expect(await voiceOf(s.c.id)).toHaveLength(1);
  expect((await refusalOf(reopenAnswers(sql, colleague, s.id, now()))).kind).toBe('not-allowed');
  // Taken back and signed off again, it is still one voice.
  await reopenAnswers(sql, focal, s.id, now());
  await submitAnswers(sql, focal, s.id, aPage({}), now());
  expect(await voiceOf(s.c.id)).toEqual([{ organisationId: s.organisation, sector: 'academia', submitted: true }]);
});

test('where nobody speaks for an organisation that is said, and what was written stays', async () => {
  const s = await asked();
  await sql`delete from organisation_role where organisation_id = ${s.organisation}`;
  const colleague = s.colleague.at(url);
  const place = `/questionnaires/${s.id}/answer`;
  await colleague.post(`/questionnaires/${s.id}`, { deed: 'begin' });
  const page = await colleague.get(place);
  const refused = await colleague.post(
    place,
    { deed: 'answer', ...hiddenOf(page.text), q1: 'Kept (invented).', as: 'ask' },
    { follow: false },
  );
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('Nobody speaks for your organisation here');
  expect(refused.text).toContain('Kept (invented).');
});

test('a person who answers for themselves is counted when they send; one whose answers have no name is not', async () => {
  const c = await aConsultation(sql);
  const id = await aConsultationQuestionnaire(sql, c, { answerers: 'people', content });
  const person = await aPerson(sql);
  const comer = { reader: await person.reader(), token: null, key: null };
  await beginAnswers(sql, comer, id, 'en', now());
  await submitAnswers(sql, comer, id, aPage({ q1: 'By myself (invented).' }), now());
  expect(
    await sql`select from consultation_voice where person_id = ${person.id} and submitted_at is not null`,
  ).toHaveLength(1);
  const unnamed = await aConsultationQuestionnaire(sql, c, { answerers: 'people', content });
  await sql`update questionnaire set anonymous = true where id = ${unnamed}`;
  const other = await aPerson(sql);
  const key = await beginAnswers(sql, { reader: await other.reader(), token: null, key: null }, unnamed, 'en', now());
  expect(key).not.toBeNull();
  expect(await sql`select from consultation_voice where person_id = ${other.id}`).toHaveLength(0);
});

test('a form on paper is the one counted voice of the organisation whose it is; those who speak for it can change it', async () => {
  const s = await asked();
  const hidden = await anOrganisation(sql, { sector: 'survivor-group', name: 'Canarygroup (invented)' });
  const typist = s.c.facilitator.at(url);
  const place = `/questionnaires/${s.id}/typing`;
  const page = (await typist.get(place)).text;
  expect(page).toContain('Example University (invented)</option>');
  expect(page).not.toContain('Canarygroup');
  const form = (more: Record<string, string>) => ({
    deed: 'typing',
    once: randomUUID(),
    language: 'en',
    lines: 'q1: Written on paper (invented).',
    ...more,
  });
  // Nobody's voice, and one that may not be named here, are refused with what was typed.
  for (const organisation of ['', String(hidden), '999999999']) {
    const refused = await typist.post(place, form({ organisation }));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Choose the organisation whose form this is.');
    expect(refused.text).toContain('Written on paper (invented).</textarea>');
  }
  const sent = form({ organisation: String(s.organisation) });
  for (const time of [1, 2]) expect((await typist.post(place, sent)).text, `time ${time}`).toContain('was taken in');
  expect(await voiceOf(s.c.id)).toEqual([{ organisationId: s.organisation, sector: 'academia', submitted: true }]);
  const twice = await typist.post(place, form({ organisation: String(s.organisation), lines: 'q1: Another paper' }));
  expect(twice.status).toBe(409);
  expect(twice.text).toContain('This organisation has answered, or has begun to.');
  const answers = () => sql<{ value: string; onPaper: boolean }[]>`
    select a.value #>> '{}' as value, r.typed_by is not null as on_paper from questionnaire_answer a
    join questionnaire_response r on r.id = a.response_id where r.questionnaire_id = ${s.id}`;
  expect([...(await answers())]).toEqual([{ value: 'Written on paper (invented).', onPaper: true }]);
  expect((await s.focal.at(url).get('/for-you')).text).toContain('that were typed in from paper');
  await reopenAnswers(sql, await s.comer(s.focal), s.id, now());
  expect((await s.focal.at(url).get(`/questionnaires/${s.id}/answer`)).text).toContain('Written on paper (invented).');
});
