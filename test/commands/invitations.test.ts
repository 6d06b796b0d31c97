import { describe, expect, test } from 'vitest';
import { listInvitations } from '../../app/people/admission.queries.server';
import { type Invitation, invite, inviteAgain, withdrawInvitation } from '../../app/people/inviting.commands.server';
import { freshDatabase } from '../support/database';
import { aDiscussion } from '../support/discussions';
import { anOrganisation, aPerson } from '../support/people';

const { sql } = await freshDatabase();
const now = new Date('2026-11-26T10:00:00Z');

const refusal = (kind: string) => expect.objectContaining({ refusal: true, kind });
const beside = (field: string, key: string) => ({ kind: 'invalid', fields: { [field]: `admission:mistakes.${key}` } });

const ours = await anOrganisation(sql);
const theirs = await anOrganisation(sql);
const secretariat = await (await aPerson(sql, { secretariat: true })).reader();
const focalPoint = await (await aPerson(sql, { organisation: ours, office: 'focal-point' })).reader();
const elsewhere = await (await aPerson(sql, { organisation: theirs, office: 'focal-point' })).reader();
const participant = await (await aPerson(sql, { organisation: ours })).reader();

let count = 0;
const offer = (values: Partial<Invitation> = {}): Invitation => ({
  email: `invited${++count}@ours.example`,
  name: '',
  language: 'en',
  organisationId: ours,
  organisationRole: null,
  activity: null,
  ...values,
});
const openFor = (email: string) =>
  sql<{ id: number }[]>`select id from invitation where email = ${email} and withdrawn_at is null`;
const mailsFor = (email: string) => sql`select from mail where kind = 'invitation' and to_address = ${email}`;

describe('inviting', () => {
  test('sends one mail, however often the form is sent', async () => {
    const invitation = offer();
    await Promise.all([
      invite(sql, focalPoint, invitation, now),
      invite(sql, focalPoint, { ...invitation, email: invitation.email.toUpperCase() }, now),
    ]);
    expect(await openFor(invitation.email)).toHaveLength(1);
    expect(await mailsFor(invitation.email)).toHaveLength(1);
  });

  test.each<[string, Partial<Invitation>, string | null]>([
    ['the secretariat to an office', { organisationRole: 'alternate' }, null],
    ['the secretariat to no organisation', { organisationId: null }, null],
    [
      'the secretariat to an office of nothing',
      { organisationId: null, organisationRole: 'alternate' },
      'organisation',
    ],
    ['the secretariat to a second focal point', { organisationRole: 'focal-point' }, 'office'],
    ['the secretariat to an organisation that is not there', { organisationId: 987_654 }, 'organisation'],
    [
      'the secretariat to a discussion that is not there',
      { activity: { discussion: 987_654, role: 'participant' } },
      'discussion',
    ],
  ])('by %s', async (_, values, field) => {
    const deed = invite(sql, secretariat, offer(values), now);
    if (field) await expect(deed).rejects.toMatchObject({ kind: 'invalid', fields: { [field]: expect.any(String) } });
    else await deed;
  });

  test('is a focal point’s for their own people, without an office', async () => {
    await expect(invite(sql, focalPoint, offer({ organisationId: theirs }), now)).rejects.toEqual(refusal('not-found'));
    await expect(invite(sql, focalPoint, offer({ organisationId: null }), now)).rejects.toEqual(refusal('not-found'));
    await expect(invite(sql, focalPoint, offer({ organisationRole: 'alternate' }), now)).rejects.toEqual(
      refusal('not-found'),
    );
    await expect(invite(sql, participant, offer(), now)).rejects.toEqual(refusal('not-found'));
  });

  test('to a discussion is for those who facilitate it', async () => {
    const discussion = await aDiscussion(sql);
    const activity = { discussion: discussion.id, role: 'observer' as const };
    await expect(invite(sql, focalPoint, offer({ activity }), now)).rejects.toMatchObject(
      beside('discussion', 'discussion'),
    );
    await sql`insert into activity_role (activity, activity_id, person_id, role) values ('discussion', ${discussion.id}, ${focalPoint.id}, 'facilitator')`;
    await invite(sql, focalPoint, offer({ activity }), now);
    await invite(sql, secretariat, offer({ activity }), now);
  });

  test('says what is known of an address only to those who decide on it', async () => {
    const member = await aPerson(sql, { organisation: ours });
    const suspended = await aPerson(sql, { organisation: ours, state: 'suspended' });
    await expect(invite(sql, focalPoint, offer({ email: member.email }), now)).rejects.toMatchObject(
      beside('email', 'in-already'),
    );
    await expect(invite(sql, focalPoint, offer({ email: suspended.email }), now)).rejects.toMatchObject(
      beside('email', 'shut-out'),
    );
    await invite(sql, elsewhere, offer({ email: member.email, organisationId: theirs }), now);
    await invite(sql, elsewhere, offer({ email: suspended.email, organisationId: theirs }), now);
  });

  test('of an address that is invited already, to something else, is told', async () => {
    const invitation = offer();
    await invite(sql, focalPoint, invitation, now);
    await expect(invite(sql, secretariat, invitation, now)).rejects.toMatchObject(beside('email', 'invited-already'));
  });
});

describe('an open invitation', () => {
  async function anInvitation(values: Partial<Invitation> = {}): Promise<{ id: number; email: string }> {
    const invitation = offer(values);
    await invite(sql, secretariat, invitation, now);
    const [row] = await openFor(invitation.email);
    return { id: row!.id, email: invitation.email };
  }

  test('is sent again, once for a form that is sent twice', async () => {
    const { id, email } = await anInvitation();
    await inviteAgain(sql, focalPoint, id);
    expect(await mailsFor(email)).toHaveLength(1);
    await sql`update mail set created_at = now() - interval '1 hour' where to_address = ${email}`;
    await inviteAgain(sql, focalPoint, id);
    await inviteAgain(sql, focalPoint, id);
    expect(await mailsFor(email)).toHaveLength(2);
  });

  test('is withdrawn with every link of it, and the address can be invited anew', async () => {
    const { id, email } = await anInvitation();
    await sql`insert into token (hash, kind, invitation_id, expires_at) values (${`i${id}`}, 'invitation', ${id}, now() + interval '1 day')`;
    await withdrawInvitation(sql, focalPoint, id, now);
    await withdrawInvitation(sql, focalPoint, id, now);
    expect(await sql`select from token where invitation_id = ${id}`).toHaveLength(0);
    await expect(inviteAgain(sql, focalPoint, id)).rejects.toEqual(refusal('closed'));
    await invite(sql, focalPoint, offer({ email }), now);
  });

  test('that was accepted stays as it is', async () => {
    const { id } = await anInvitation();
    await sql`update invitation set accepted_at = now() where id = ${id}`;
    await expect(withdrawInvitation(sql, secretariat, id, now)).rejects.toEqual(refusal('closed'));
  });

  test('is nobody’s who could not have sent it', async () => {
    const { id } = await anInvitation();
    const office = await anInvitation({ organisationRole: 'alternate' });
    for (const [reader, invitation] of [
      [elsewhere, id],
      [participant, id],
      [focalPoint, office.id],
    ] as const) {
      await expect(withdrawInvitation(sql, reader, invitation, now)).rejects.toEqual(refusal('not-found'));
      await expect(inviteAgain(sql, reader, invitation)).rejects.toEqual(refusal('not-found'));
    }
    expect((await listInvitations(sql, elsewhere, 'en')).map((i) => i.id)).not.toContain(id);
    expect((await listInvitations(sql, focalPoint, 'en')).map((i) => i.id)).toContain(id);
  });
});
