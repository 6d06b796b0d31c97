import { beforeEach, describe, expect, test, vi } from 'vitest';
import { reachOut, setTargets } from '../../app/consultations/balance/commands.server';
import { balanceMail } from '../../app/consultations/balance/mail.server';
import { readBalance, readTargets } from '../../app/consultations/balance/queries/balance.server';
import { versionOf } from '../../app/consultations/balance/target-version';
import { countVoice } from '../../app/consultations/balance/voices.server';
import { i18nFor } from '../../app/shared/i18n.server';
import { tasksFor } from '../../app/tasks/queries.server';
import { Visitor } from '../support/browser-like';
import { aConsultation, type SomeConsultation } from '../support/consultations';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const now = new Date();
let consultation: SomeConsultation;
let radio: number;
let paper: number;
let focal: SomePerson;
let count = 0;

beforeEach(async () => {
  consultation = await aConsultation(sql);
  // A name of its own in each test: the directory is one for all of them.
  count++;
  radio = await anOrganisation(sql, { name: `Radio ${count} (invented)`, sector: 'media', region: '014' });
  paper = await anOrganisation(sql, { name: `Paper ${count} (invented)`, sector: 'media', region: '002' });
  focal = await aPerson(sql, { organisation: radio, office: 'focal-point' });
});

const facilitator = () => consultation.facilitator.reader();
const invite = async (organisations: number[], people: number, at = now) =>
  reachOut(sql, await facilitator(), consultation.id, { what: 'invite', organisations, people }, at);
const remind = async (organisations: number[], people: number, at: Date) =>
  reachOut(sql, await facilitator(), consultation.id, { what: 'remind', organisations, people }, at);
const mails = () => sql<{ id: string; kind: string; personId: number; about: Record<string, number> }[]>`
  select id, kind, person_id, about from mail where (about ->> 'consultation')::bigint = ${consultation.id} order by kind, id`;
const days = (n: number) => new Date(now.getTime() + n * 86_400_000);
const here = (place: string) => `/consultations/${consultation.id}${place}`;
const balance = () => readBalance(sql, consultation.id, { language: 'en', reach: false });
const target = async (values: Record<string, number>) => {
  const targets = new Map(Object.entries(values));
  const version = versionOf(await readTargets(sql, consultation.id));
  await setTargets(sql, await facilitator(), consultation.id, { targets, version });
};

describe('an invitation', () => {
  test('goes once to those who speak for the organisation, with a task that ends when it submits', async () => {
    await invite([radio, paper], 1);
    await invite([radio, paper], 1);
    expect((await mails()).map((m) => [m.kind, m.personId, m.about.organisation])).toEqual([
      ['consultation-invitation', focal.id, radio],
    ]);
    const reader = await focal.reader();
    const { open } = await tasksFor(sql, reader, 'en', now);
    expect(open).toMatchObject([{ what: 'balance:task', place: here('') }]);
    expect(new Date(open[0]!.dueAt!)).toEqual(consultation.phases.find((p) => p.kind === 'open')!.closesAt);
    expect((await focal.at(url).get('/for-you')).text).toContain('Answer for ');
    await sql.begin((tx) => countVoice(tx, consultation.id, { organisationId: radio }, 'submitted', now));
    expect((await tasksFor(sql, reader, 'en', now)).open).toEqual([]);
  });

  test('is sent to as many as were shown, or not at all', async () => {
    await expect(invite([radio], 2)).rejects.toMatchObject({ kind: 'conflict', values: { people: 1 } });
    await invite([radio], 1);
    await expect(invite([radio, paper], 1)).rejects.toMatchObject({ kind: 'conflict', values: { organisations: 1 } });
    expect(await mails()).toHaveLength(1);
  });

  test('pressed twice at once invites once', async () => {
    await Promise.all([invite([radio], 1), invite([radio], 1), invite([radio], 1)]);
    expect(await mails()).toHaveLength(1);
  });

  test('goes to no survivor group, however it is asked for', async () => {
    const group = await anOrganisation(sql, {
      name: `Group ${count} (invented)`,
      sector: 'survivor-group',
      region: '002',
    });
    await aPerson(sql, { organisation: group, office: 'focal-point' });
    await invite([group], 1);
    await expect(invite([group, paper], 1)).rejects.toMatchObject({ kind: 'conflict' });
    expect(await sql`select from consultation_invitation where consultation_id = ${consultation.id}`).toHaveLength(0);
    const list = await consultation.facilitator.at(url).get(here('/invitations?q=Group'));
    expect(list.text).not.toContain(`Group ${count} (invented)`);
  });

  test('is for what can be seen, and by those who prepare it', async () => {
    const hidden = await aConsultation(sql, { announced: false });
    const of = { what: 'invite' as const, organisations: [radio], people: 1 };
    await expect(reachOut(sql, await hidden.facilitator.reader(), hidden.id, of, now)).rejects.toMatchObject({
      kind: 'closed',
    });
    await expect(reachOut(sql, await focal.reader(), consultation.id, of, now)).rejects.toMatchObject({
      kind: 'not-found',
    });
  });
});

test('reminded is who is silent, and after some days of peace', async () => {
  await invite([radio], 1);
  await remind([radio], 1, days(1));
  expect(await mails()).toHaveLength(1);
  await remind([radio], 1, days(3));
  await remind([radio], 1, days(4));
  expect((await mails()).map((m) => m.kind)).toEqual(['consultation-invitation', 'consultation-reminder']);
  await sql.begin((tx) => countVoice(tx, consultation.id, { organisationId: radio }, 'started', now));
  await remind([radio], 1, days(8));
  expect(await mails()).toHaveLength(2);
});

test('a letter is written from what is true then, and not where it has become pointless', async () => {
  await invite([radio], 1);
  const [mail] = await mails();
  const row = { ...mail!, toAddress: focal.email, language: 'en', postId: null };
  const { t } = i18nFor('en');
  const write = (kind: string) => sql.begin((tx) => balanceMail[kind]!(tx, { ...row, kind }, t));
  const letter = (await write('consultation-invitation')) as unknown as { subject: string; paragraphs: string[] };
  expect(letter.subject).toBe('Invitation to a consultation: A consultation on fair recruitment (invented)');
  expect(letter.paragraphs[0]).toContain(`Radio ${count} (invented)`);
  expect(await write('consultation-reminder')).not.toBeNull();
  await sql.begin((tx) => countVoice(tx, consultation.id, { organisationId: radio }, 'started', now));
  expect(await write('consultation-reminder')).toBeNull();
  await sql`delete from organisation_role where person_id = ${focal.id}`;
  expect(await write('consultation-invitation')).toBeNull();
});

test('the balance counts by where an organisation was when it began, survivor groups nowhere', async () => {
  const group = await anOrganisation(sql, { sector: 'survivor-group', region: '002' });
  const member = await aPerson(sql, { organisation: group });
  await target({ 'media 002': 4, 'academia 019': 1 });
  await invite([radio, paper], 1);
  for (const whose of [
    { organisationId: radio },
    { organisationId: group },
    { personId: member.id },
    { personId: focal.id },
  ])
    await sql.begin((tx) => countVoice(tx, consultation.id, whose, 'submitted', now));
  await sql`update organisation set sector = 'academia' where id = ${radio}`;
  const { cells, people } = await balance();
  expect(cells.filter((c) => c.target + c.invited + c.started > 0).sort((a, b) => a.target - b.target)).toEqual([
    { sector: 'academia', region: '019', target: 1, invited: 0, answered: 0, started: 0, submitted: 0 },
    { sector: 'media', region: '002', target: 4, invited: 2, answered: 1, started: 1, submitted: 1 },
  ]);
  expect(people).toEqual([{ sector: 'media', region: '002', count: 1 }]);
  expect(cells.some((c) => c.sector === 'survivor-group')).toBe(false);
});

test('targets are proposed, changed and saved; of two who save, the later is told', async () => {
  const facilitates = consultation.facilitator.at(url);
  const proposal = await facilitates.get(here('/balance/targets?seats=60&by=equal'));
  expect(proposal.text).toContain('A proposal for 60 organisations');
  const version = /name="version"[^>]*value="(\d+)"/.exec(proposal.text)![1]!;
  const saved = await facilitates.post(here('/balance/targets'), {
    deed: 'targets',
    version,
    'media-002': '3',
    'igo-001': '2',
    'academia-150': '',
  });
  expect(saved.status).toBe(200);
  expect((await readTargets(sql, consultation.id)).filter((t) => t.target > 0)).toMatchObject([
    { sector: 'igo', region: '001', target: 2 },
    { sector: 'media', region: '002', target: 3 },
  ]);
  const late = await facilitates.post(here('/balance/targets'), { deed: 'targets', version, 'media-002': '9' });
  expect(late.status).toBe(409);
  expect(late.text).toContain('value="9"');
  const wrong = await facilitates.post(here('/balance/targets'), { deed: 'targets', version, 'media-002': '-1' });
  expect(wrong.status).toBe(422);
});

test('without scripts: chosen from the list, counted, invited; then one press on the panel reminds', async () => {
  const facilitates = consultation.facilitator.at(url);
  // A cell of its own: what other tests leave in the directory would be proposed first.
  await sql`update organisation set sector = 'academia', region = '009' where id in ${sql([radio, paper])}`;
  await target({ 'academia 009': 5 });
  const list = await facilitates.get(here(`/invitations?sector=academia&region=009&q=${count}`));
  expect(list.text).toContain(`Radio ${count} (invented)`);
  expect(list.text).toContain('Invite all of this sector in this region');
  const counted = await facilitates.get(
    here(`/invitations/confirm?what=invite&organisation=${radio}&organisation=${paper}`),
  );
  expect(counted.text).toContain('1 person who speaks for them gets a mail and a task.');
  const sent = await facilitates.post(here('/invitations/confirm'), {
    deed: 'send',
    what: 'invite',
    organisations: `${radio},${paper}`,
    people: '1',
  });
  expect(sent.text).toContain('Invited, silent');
  await sql`update consultation_invitation set invited_at = now() - interval '9 days' where consultation_id = ${consultation.id}`;
  const panel = await facilitates.get(here('/balance'));
  expect(panel.text).toContain(`remind-${radio}`);
  const fields = { deed: `remind-${radio}`, organisation: String(radio), people: '1' };
  expect((await facilitates.post(here('/balance'), fields)).status).toBe(200);
  expect((await mails()).map((m) => m.kind)).toEqual(['consultation-invitation', 'consultation-reminder']);
});

test('everybody sees the balance with what is small withheld; whom to reach and the invitations only who prepares it', async () => {
  await target({ 'media 002': 5 });
  await invite([radio], 1);
  const visitor = await new Visitor(url).get(here('/balance'));
  expect(visitor.status).toBe(200);
  expect(visitor.text).toContain('Numbers below five are not shown');
  expect(visitor.text).not.toContain('Whom to reach next');
  expect(visitor.text).not.toContain(`Radio ${count} (invented)`);
  const data = await new Visitor(url).get(here('/balance.data'));
  expect(data.text).not.toContain(`Paper ${count} (invented)`);
  expect((await focal.at(url).get(here('/invitations'))).status).toBe(404);
  expect((await consultation.facilitator.at(url).get(here('/balance'))).text).toContain('Whom to reach next');
});

test('an announcement to everybody is prepared once, in each language, and shows how many it goes to', async () => {
  const secretariat = await aPerson(sql, { secretariat: true });
  await sql`update person set news_since = now() where id = ${focal.id}`;
  const at = secretariat.at(url);
  const first = await at.post(here('/invitations'), { deed: 'announce' });
  expect(first.text).toContain('is open to all who work against trafficking in persons');
  await at.post(here('/invitations'), { deed: 'announce' });
  const rows = await sql<{ id: number; languages: string[] }[]>`
    select n.id, array_agg(x.language order by x.language) as languages from news n join news_text x on x.news_id = n.id
    where x.body like ${`%/consultations/${consultation.id}`} group by n.id`;
  expect(rows.map((r) => r.languages)).toEqual([['ar', 'en', 'fr']]);
  const closed = await aConsultation(sql, { readers: 'invited' });
  const refused = await at.post(`/consultations/${closed.id}/invitations`, { deed: 'announce' });
  expect(refused.status).toBe(403);
});

test('a voice that is counted changes the page that somebody reads', async () => {
  await target({ 'media 002': 5 });
  const at = consultation.facilitator.at(url);
  await sql.begin((tx) => countVoice(tx, consultation.id, { organisationId: radio }, 'submitted', now));
  await vi.waitFor(
    async () =>
      expect((await at.get(here('/balance'))).text).toContain('1 organisation has submitted, of 5 aimed for.'),
    { timeout: 20_000 },
  );
});
