import { beforeAll, describe, expect, it } from 'vitest';
import { decisionDeeds } from '../../app/decisions/jobs.server';
import { closesAt, stateOf } from '../../app/decisions/proposal';
import { findProposalRules } from '../../app/decisions/queries/rules.server';
import { noticeMail } from '../../app/notices/mail.server';
import { tellSome } from '../../app/notices/telling.server';
import { i18nFor } from '../../app/shared/i18n.server';
import type { MailRow } from '../../app/shared/mail.server';
import type { Sql } from '../../db/connect';
import type { Due } from '../../db/due';
import { freshDatabase } from '../support/database';
import { aCommittee, anOpenProposal, hoursAfter, type SomeCommittee, say } from '../support/decisions';
import type { SomePerson } from '../support/people';

let sql: Sql;
let committee: SomeCommittee;
const now = new Date();

beforeAll(async () => {
  ({ sql } = await freshDatabase());
  committee = await aCommittee(sql, 2);
});

const open = (deadline = hoursAfter(100, now)) => anOpenProposal(sql, committee, { deadline }, now);
const due = (deed: string, about: Record<string, unknown>, at: Date): Due => ({ id: 1, at, deed, about, tries: 0 });

/** As the runner does it, at its instant. */
const doIt = (d: Due) => sql.begin((tx) => decisionDeeds[d.deed]!(tx, d));

async function tellAll(): Promise<void> {
  while ((await tellSome(sql, new Date())) > 0);
}

const noticesOf = async (person: SomePerson, proposal: number) =>
  (
    await sql<{ kind: string }[]>`
      select kind from notice where person_id = ${person.id} and activity = 'decision' and activity_id = ${proposal} order by id`
  ).map((n) => n.kind);

describe('the clock', () => {
  it('writes down what was decided, at the instant of the close and not when somebody came to it', async () => {
    const { id } = await open();
    await doIt(due('close-decision', { proposal: id }, hoursAfter(123, now)));
    const [row] = await sql`select outcome, decided_at from proposal where id = ${id}`;
    expect(row).toEqual({ outcome: 'lapsed', decidedAt: hoursAfter(100, now) });
  });

  it('comes again where the close has moved', async () => {
    const { id } = await open();
    await doIt(due('close-decision', { proposal: id }, hoursAfter(10, now)));
    expect(await sql`select outcome from proposal where id = ${id}`).toEqual([{ outcome: null }]);
    const [again] = await sql<{ at: Date }[]>`
      select at from due where deed = 'close-decision' and key like ${`decision-close:${id}:%`}`;
    expect(again!.at).toEqual(hoursAfter(100, now));
  });

  it('comes again a moment later where a person holds the proposal, and waits for nobody', async () => {
    const { id } = await open();
    await sql.begin(async (tx) => {
      await tx`select from proposal where id = ${id} for update`;
      await doIt(due('close-decision', { proposal: id }, hoursAfter(123, now)));
    });
    const [again] = await sql<{ at: Date }[]>`
      select at from due where deed = 'close-decision' and key like ${`decision-close:${id}:%`}`;
    expect(again!.at.getTime()).toBe(hoursAfter(123, now).getTime() + 1000);
    expect(await sql`select outcome from proposal where id = ${id}`).toEqual([{ outcome: null }]);
  });

  it('is right at the first look of a server that was down', async () => {
    const { id } = await open();
    const later = hoursAfter(500, now);
    const found = await findProposalRules(sql, id, later);
    expect(stateOf(found!.rules, later.getTime())).toBe('lapsed');
    expect(found!.rules.decided).toBeNull();
    expect(closesAt(found!.rules)).toBe(hoursAfter(100, now).getTime());
  });
});

describe('reminders', () => {
  it('go to those who have not spoken, half way and a day before, and not for a close that has moved', async () => {
    const { id } = await open();
    const planted = await sql<{ key: string; at: Date; about: { close: string } }[]>`
      select key, at, about from due where deed = 'remind-decision' and about ->> 'proposal' = ${String(id)} order by at`;
    expect(planted.map((p) => [p.key, p.at])).toEqual([
      [`decision-half:${id}`, hoursAfter(50, now)],
      [`decision-day:${id}`, hoursAfter(76, now)],
    ]);
    const [one, two] = committee.members;
    await say(sql, id, one!, 'support', hoursAfter(0.1, now));
    await doIt(due('remind-decision', { proposal: id, close: hoursAfter(90, now).toISOString() }, hoursAfter(50, now)));
    for (const { at, about } of planted) await doIt(due('remind-decision', { proposal: id, ...about }, at));
    await tellAll();
    expect(await noticesOf(one!.focal, id)).toEqual(['decision-opened']);
    for (const person of [two!.focal, two!.alternate])
      expect(await noticesOf(person, id)).toEqual(['decision-opened', 'decision-closes', 'decision-closes']);
  });
});

describe('what is told', () => {
  it('is told to the committee, and by mail with nothing but the title and a link while it is not public', async () => {
    const { id } = await open();
    const [one, two] = committee.members;
    await say(sql, id, one!, 'strongly-object', hoursAfter(1, now));
    await tellAll();
    expect(await noticesOf(two!.alternate, id)).toEqual(['decision-opened', 'decision-objected']);
    expect(await noticesOf(committee.outsider, id)).toEqual([]);
    const [mail] = await sql<MailRow[]>`
      select m.* from mail m join notice n on n.id = (m.about ->> 'notice')::bigint
      where m.kind = 'notice' and m.person_id = ${two!.focal.id} and n.activity_id = ${id} and n.kind = 'decision-objected'`;
    const write = () => sql.begin((tx) => noticeMail.notice!(tx, mail!, i18nFor('en').getFixedT('en', 'mail')));
    const text = await write();
    const title = 'A joint assessment (invented)';
    expect(text!.paragraphs.join(' ')).toContain(title);
    expect(`${text!.subject} ${text!.paragraphs.join(' ')}`).not.toMatch(/object|reason/i);
    expect(text!.link?.path).toBe(`/decisions/${id}`);
  });

  it('is told to nobody who has left the committee', async () => {
    const { id } = await open();
    await tellAll();
    const [one, two] = committee.members;
    const before = hoursAfter(-48, now).toISOString().slice(0, 10);
    await sql`update membership set until = ${before} where organisation_id = ${two!.id}`;
    await say(sql, id, one!, 'strongly-object', hoursAfter(1, now));
    await tellAll();
    expect(await noticesOf(two!.focal, id)).toEqual(['decision-opened']);
    await sql`update membership set until = null where organisation_id = ${two!.id}`;
  });
});
