import { createHash, randomUUID } from 'node:crypto';
import { refreshShown } from '../../app/documents/live/refreshing.server';
import { commitActivity } from '../../app/programmes/commands/standing.server';
import { signTask } from '../../app/programmes/programme';
import { readRecord } from '../../app/programmes/queries/record.server';
import { canonical, partsOf } from '../../app/programmes/snapshot.server';
import { giveTask } from '../../app/tasks/commands.server';
import { changeCommitment, holdCommitment } from '../../app/tasks/commitments.server';
import type { Tx } from '../connect';
import { agreedShares, programmes, type SeedIndicator, type SeedProgramme } from './world';

type Ids = Map<string, number>;

interface World {
  organisationIds: Ids;
  personIds: Ids;
  now: Date;
}

const day = 86_400_000;
const cents = (dollars: number) => String(dollars * 100);

function at(days: number, { now }: World): Date {
  return new Date(now.getTime() + days * day);
}

function on(days: number, world: World): string {
  return at(days, world).toISOString().slice(0, 10);
}

/** The programmes without their parts, before the documents that show them: their ids by the documents' keys. */
export async function beginProgrammes(tx: Tx, world: World): Promise<Ids> {
  const ids: Ids = new Map();
  const by = world.personIds.get('nadia.d')!;
  for (const share of agreedShares)
    await tx`
      insert into agreed_share (kind, basis_points, since, basis, set_by)
      values (${share.kind}, ${share.basisPoints}, ${share.since}, 'The first meeting of the phase (invented)', ${by})`;
  for (const p of programmes) {
    const year = world.now.getUTCFullYear();
    const total = p.lines.reduce((sum, line) => sum + line.years[0] + line.years[1], 0);
    const [row] = await tx<{ id: number }[]>`
      insert into programme (language, title, summary, area, lead_id, currency, first_year, last_year, total, aim_short, aim_medium, aim_long,
        created_by, created_at, changed_at, once)
      values ('en', ${p.title}, ${p.summary}, ${p.area}, ${world.organisationIds.get(p.lead)!}, 'USD', ${year}, ${year + 1}, ${cents(total)}::bigint,
        ${p.aims.short}, ${p.aims.medium}, ${p.aims.long}, ${world.personIds.get(p.by)!}, ${at(p.began, world)}, ${at(-10, world)}, ${randomUUID()})
      returning id`;
    ids.set(p.document, row!.id);
  }
  return ids;
}

/** All parts of the programmes, which are open from then on, and what partners have said of the version that was fixed. */
export async function putProgrammes(tx: Tx, world: World & { programmeIds: Ids; consultationIds: Ids }): Promise<void> {
  for (const p of programmes) {
    const id = world.programmeIds.get(p.document)!;
    const [document] = await tx<{ id: number }[]>`
      select document_id as id from document_settled where position(${`data-programme="${id}"`} in html) > 0`;
    await tx`
      update programme set opened_at = ${at(p.opened, world)}, consultation_id = ${world.consultationIds.get(p.consultation)!},
        document_id = ${document!.id} where id = ${id}`;
    await putPartners(tx, id, p, world);
    const activities = await putActivities(tx, id, p, world);
    await putFramework(tx, id, p, world);
    await putBudget(tx, id, p, activities, world);
    await putRest(tx, id, p, world);
    await putSigned(tx, id, p, world);
    await refreshShown(tx, id, world.now);
  }
}

async function putPartners(tx: Tx, id: number, p: SeedProgramme, { organisationIds, personIds }: World): Promise<void> {
  for (const { key, part, named } of p.partners) {
    const organisation = organisationIds.get(key)!;
    await tx`insert into programme_partner (programme_id, organisation_id, part) values (${id}, ${organisation}, ${part})`;
    for (const person of named ?? [])
      await tx`
        insert into programme_person (programme_id, organisation_id, person_id, named_by)
        values (${id}, ${organisation}, ${personIds.get(person)!}, ${personIds.get(p.by)!})`;
  }
}

async function putActivities(tx: Tx, id: number, p: SeedProgramme, world: World): Promise<number[]> {
  const ids: number[] = [];
  for (const a of p.activities) {
    const [row] = await tx<{ id: number }[]>`
      insert into programme_activity (programme_id, title, body, aim, organisation_id, starts_on, ends_on, once)
      values (${id}, ${a.title}, ${a.body}, ${a.aim}, ${world.organisationIds.get(a.by)!}, ${on(a.from, world)}, ${on(a.until, world)},
        ${randomUUID()}) returning id`;
    for (const other of a.others)
      await tx`
        insert into programme_activity_actor (activity_id, organisation_id) values (${row!.id}, ${world.organisationIds.get(other)!})`;
    await putStanding(tx, id, row!.id, a.state, p, world);
    ids.push(row!.id);
  }
  return ids;
}

/** Taken on when the programme was opened; some of it is under way since. */
async function putStanding(
  tx: Tx,
  id: number,
  activity: number,
  state: SeedProgramme['activities'][number]['state'],
  p: SeedProgramme,
  world: World,
): Promise<void> {
  const by = { id: world.personIds.get(p.by)! };
  const openedAt = at(p.opened, world);
  await commitActivity(tx, { id, language: 'en', openedAt }, activity, by, openedAt);
  const [row] = await tx<{ id: number }[]>`select commitment_id as id from programme_activity where id = ${activity}`;
  await changeCommitment(tx, await holdCommitment(tx, row!.id), { state }, by, at(-60, world));
}

async function putFramework(tx: Tx, id: number, p: SeedProgramme, world: World): Promise<void> {
  const putResult = async (kind: 'outcome' | 'output', parent: number | null, title: string) => {
    const [row] = await tx<{ id: number }[]>`
      insert into programme_result (programme_id, kind, parent_id, title, once)
      values (${id}, ${kind}, ${parent}, ${title}, ${randomUUID()}) returning id`;
    return row!.id;
  };
  for (const outcome of p.outcomes) {
    const parent = await putResult('outcome', null, outcome.title);
    for (const indicator of outcome.indicators) await putIndicator(tx, parent, indicator, p, world);
    for (const output of outcome.outputs) {
      const result = await putResult('output', parent, output.title);
      for (const indicator of output.indicators) await putIndicator(tx, result, indicator, p, world);
    }
  }
}

async function putIndicator(tx: Tx, result: number, i: SeedIndicator, p: SeedProgramme, world: World): Promise<void> {
  const by = world.personIds.get('wanjiru.d')!;
  const [row] = await tx<{ id: number }[]>`
    insert into indicator (subject_kind, subject_id, what, unit, direction, baseline, baseline_on, target, target_on, source, created_by, once)
    values ('programme-result', ${result}, ${i.what}, ${i.unit}, ${i.direction}, ${i.baseline}, ${on(p.began, world)}, ${i.target},
      ${on(480, world)}, ${i.source}, ${by}, ${randomUUID()}) returning id`;
  for (const v of i.values)
    await tx`
      insert into indicator_value (indicator_id, on_day, value, source, note, recorded_by, recorded_at, once)
      values (${row!.id}, ${on(v.on, world)}, ${v.value}, ${i.source}, ${v.note ?? ''}, ${by}, ${at(v.on + 1, world)}, ${randomUUID()})`;
}

async function putBudget(tx: Tx, id: number, p: SeedProgramme, activities: number[], world: World): Promise<void> {
  const { organisationIds, now } = world;
  for (const l of p.lines) {
    const [row] = await tx<{ id: number }[]>`
      insert into programme_budget_line (programme_id, title, activity_id, organisation_id, fiduciary_id, source, funding, earmark, total, once)
      values (${id}, ${l.title}, ${l.activity === undefined ? null : activities[l.activity]!}, ${organisationIds.get(l.by)!},
        ${organisationIds.get(l.holds)!}, ${l.source}, ${l.funding}, ${l.earmark}, ${cents(l.years[0] + l.years[1])}::bigint, ${randomUUID()})
      returning id`;
    for (const [i, amount] of l.years.entries())
      await tx`
        insert into programme_budget_year (line_id, year, amount)
        values (${row!.id}, ${now.getUTCFullYear() + i}, ${cents(amount)}::bigint)`;
    if (l.spent !== undefined)
      await tx`
        insert into programme_spending (line_id, year, amount, note, organisation_id, noted_by, noted_at)
        values (${row!.id}, ${now.getUTCFullYear()}, ${cents(l.spent)}::bigint, 'From the accounts (invented)', ${organisationIds.get(l.holds)!},
          ${world.personIds.get(p.by)!}, ${at(-5, world)})`;
  }
}

async function putRest(tx: Tx, id: number, p: SeedProgramme, world: World): Promise<void> {
  const { organisationIds, personIds } = world;
  for (const r of p.risks)
    await tx`
      insert into programme_risk (programme_id, title, likelihood, harm, answer, organisation_id, once)
      values (${id}, ${r.title}, ${r.likelihood}, ${r.harm}, ${r.answer}, ${organisationIds.get(r.by)!}, ${randomUUID()})`;
  for (const h of p.phases)
    await tx`
      insert into programme_phase (programme_id, title, starts_on, ends_on, funding, once)
      values (${id}, ${h.title}, ${on(h.from, world)}, ${on(h.until, world)}, ${h.funding}, ${randomUUID()})`;
  for (const r of p.reports)
    await tx`
      insert into programme_report (programme_id, starts_on, ends_on, body, spent, written_by, written_at, once)
      values (${id}, ${on(r.from, world)}, ${on(r.until, world)}, ${r.body}, ${cents(r.spent)}::bigint, ${personIds.get(r.by)!},
        ${at(r.until + 10, world)}, ${randomUUID()})`;
  for (const l of p.lessons)
    await tx`
      insert into programme_lesson (programme_id, title, body, written_by, written_at, once)
      values (${id}, ${l.title}, ${l.body}, ${personIds.get(l.by)!}, ${at(-20, world)}, ${randomUUID()})`;
}

async function putSigned(tx: Tx, id: number, p: SeedProgramme, world: World): Promise<void> {
  const { organisationIds, personIds, now } = world;
  const content = partsOf(await readRecord(tx, null, id, 'en', now));
  const hash = createHash('sha256')
    .update(canonical({ content, text: null }))
    .digest('hex');
  const [version] = await tx<{ id: number }[]>`
    insert into programme_version (programme_id, number, content, hash, fixed_by, fixed_at)
    values (${id}, 1, ${tx.json(content as never)}, ${hash}, ${personIds.get(p.by)!}, ${at(-9, world)}) returning id`;
  for (const s of p.signed)
    await tx`
      insert into programme_signoff (version_id, organisation_id, state, comment, signed_by, signed_at)
      values (${version!.id}, ${organisationIds.get(s.organisation)!}, ${s.comment ? 'signed-with-comment' : 'signed'}, ${s.comment ?? ''},
        ${personIds.get(s.by)!}, ${at(-7, world)})`;
  const waiting = p.partners.filter((o) => !p.signed.some((s) => s.organisation === o.key));
  for (const { key } of waiting) {
    const organisation = organisationIds.get(key)!;
    const speakers = await tx<{ id: number }[]>`
      select person_id as id from organisation_role where organisation_id = ${organisation} order by person_id`;
    for (const speaker of speakers)
      await giveTask(tx, {
        personId: speaker.id,
        key: signTask(id, organisation),
        what: 'programmes:task',
        about: { organisation },
        place: `/programmes/${id}#sign-off`,
      });
  }
}
