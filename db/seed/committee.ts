import { randomUUID } from 'node:crypto';
import { settleTerms } from '../../app/committee/commands/terms.server';
import { dayBefore, moved, yearsAfter } from '../../app/committee/days';
import { listOpenProposals } from '../../app/decisions/queries/rules.server';
import { dayOf } from '../../app/organisations/organisation';
import { commit } from '../../app/tasks/commitments.server';
import type { Tx } from '../connect';
import { committee, type SeedMeeting } from './world';

type Ids = Map<string, number>;

interface World {
  organisationIds: Ids;
  personIds: Ids;
  eventIds: Ids;
  now: Date;
}

/** A page with a line on it: enough to be opened, and plainly no real letter. */
const letterFile = Buffer.from(
  `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 72>>stream
BT /F 16 Tf 72 760 Td (Letter of agreement. Invented for a demo.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
`,
);

/** Chairs, rules, the letter that members signed, and what two meetings hold. */
export async function putCommittee(tx: Tx, world: World): Promise<void> {
  const { organisationIds, personIds, now } = world;
  const by = personIds.get('nadia.d')!;
  const today = dayOf(now);
  const from = yearsAfter(moved(today, committee.nextChangeIn), -committee.years);
  await tx`
    insert into term (role, organisation_id, from_day, until_day, designated_at)
    values ('chair', ${organisationIds.get(committee.firstChair)!}, ${from}, ${dayBefore(yearsAfter(from, 1))}, ${now})`;
  await tx`
    insert into committee_motion (kind, on_day, quorum, admit_outcome, admit_letter, reason, language, created_by, created_at, once, carried_out_at)
    values ('rules', ${from}, ${committee.quorum}, 'consensus', true, 'Agreed before this record began (invented).', 'en', ${by}, ${now},
      gen_random_uuid(), ${now})`;
  const [letter] = await tx<{ id: number }[]>`
    insert into agreement_letter (title, language, from_day, file_name, file_type, file_size, added_by, once)
    values (${committee.letter.title}, 'en', ${moved(today, -committee.letter.from)}, 'letter-of-agreement.pdf', 'application/pdf',
      ${letterFile.length}, ${by}, gen_random_uuid()) returning id`;
  await tx`insert into agreement_letter_content (letter_id, bytes) values (${letter!.id}, ${letterFile})`;
  for (const [key, ago] of Object.entries(committee.letter.signed))
    await tx`
      insert into agreement_letter_signature (letter_id, organisation_id, signed_on)
      values (${letter!.id}, ${organisationIds.get(key)!}, ${moved(today, -ago)})`;
  await settleTerms(tx, now);
  for (const meeting of committee.meetings) await putMeeting(tx, meeting, by, world);
}

async function putMeeting(
  tx: Tx,
  m: SeedMeeting,
  by: number,
  { organisationIds, personIds, eventIds, now }: World,
): Promise<void> {
  const event = eventIds.get(m.event)!;
  await tx`insert into meeting (event_id) values (${event})`;
  for (const [n, item] of m.items.entries())
    await tx`
      insert into meeting_item (event_id, position, title, language, minutes, lead_id, added_by, once)
      values (${event}, ${n + 1}, ${item.title}, 'en', ${item.minutes ?? null}, ${item.lead ? organisationIds.get(item.lead)! : null}, ${by}, ${randomUUID()})`;
  const open = m.takesProposals ? await listOpenProposals(tx, now) : [];
  for (const [n, proposal] of open.entries())
    await tx`
      insert into meeting_item (event_id, position, proposal_id, language, minutes, lead_id, added_by, once)
      values (${event}, ${m.items.length + n + 1}, ${proposal.id}, 'en', 30, ${proposal.leadId}, ${by}, ${randomUUID()})`;
  for (const [key, how] of m.present)
    await tx`
      insert into meeting_attendance (event_id, person_id, organisation_id, how, marked_by, marked_at)
      select ${event}, p.id, p.organisation_id, ${how}, p.id, e.starts_at from person p, event e where p.id = ${personIds.get(key)!} and e.id = ${event}`;
  for (const key of m.observers)
    await tx`
      insert into meeting_observer (event_id, person_id, named_by, named_at)
      values (${event}, ${personIds.get(key)!}, ${by}, ${now})`;
  for (const action of m.actions) {
    const id = await commit(
      tx,
      {
        kind: 'action',
        subjectKind: 'event',
        subjectId: event,
        ownerOrganisationId: organisationIds.get(action.owner)!,
        words: action.words,
        language: 'en',
        dueOn: moved(dayOf(now), action.due),
      },
      { id: by },
      now,
    );
    await tx`insert into meeting_action (commitment_id, event_id, once) values (${id}, ${event}, ${randomUUID()})`;
  }
}
