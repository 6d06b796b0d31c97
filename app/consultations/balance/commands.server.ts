import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { sendToMany } from '../../shared/mail.server';
import { refuse } from '../../shared/refusal';
import { giveTask } from '../../tasks/commands.server';
import { whyNotPrepare } from '../consultation';
import { type RuledConsultation, readConsultationRules } from '../queries/rules.server';
import { answerTask, closesFor, type InvitationDeed, mostAtOnce, whyNotInvite, whyNotSend } from './invitation';
import { readTargets } from './queries/balance.server';
import { listAddressed } from './queries/invitations.server';
import { versionOf } from './target-version';

async function toPrepare(tx: Tx, reader: Reader, id: number): Promise<RuledConsultation> {
  const consultation = await readConsultationRules(tx, reader, id);
  if (whyNotPrepare(consultation, reader, consultation.tie)) throw refuse('not-found', 'shared:errors.not-found');
  return consultation;
}

/**
 * Sets the targets of a consultation, whole: a cell that is not named is aimed for with none. `version` is that of the page
 * that was filled in; where somebody has set others meanwhile, the later one is told (conflict).
 */
export async function setTargets(
  sql: Sql,
  reader: Reader,
  id: number,
  { targets, version }: { targets: ReadonlyMap<string, number>; version: number },
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select from consultation where id = ${id} for update`;
    await toPrepare(tx, reader, id);
    if (versionOf(await readTargets(tx, id)) !== version) throw refuse('conflict', 'balance:refusals.targets-changed');
    await tx`delete from consultation_target where consultation_id = ${id}`;
    const rows = [...targets].map(([key, target]) => {
      const [sector, region] = key.split(' ') as [string, string];
      return { consultationId: id, sector, region, target };
    });
    if (rows.length > 0) await tx`insert into consultation_target ${tx(rows.map(toColumns))}`;
    await announce(tx, 'consultation.voices-changed', { consultation: id });
  });
}

function toColumns(row: { consultationId: number; sector: string; region: string; target: number }) {
  return { consultation_id: row.consultationId, sector: row.sector, region: row.region, target: row.target };
}

/**
 * Invites these organisations, or reminds them: each once, whoever presses and how often. Those who speak for one of them
 * get a mail, and by an invitation a task that ends when their organisation submits. `people` is the number that was shown:
 * where it is another by now, or other organisations, nothing is sent (conflict). Nothing is left to send where another
 * window, or the same form, has sent it already: that is no mistake. Survivor groups are never among them.
 */
export async function reachOut(
  sql: Sql,
  reader: Reader,
  id: number,
  { what, organisations, people }: { what: InvitationDeed; organisations: number[]; people: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    // One at a time: two who invite the same organisations would both find them not invited.
    await tx`select from consultation where id = ${id} for update`;
    const consultation = await toPrepare(tx, reader, id);
    const no = whyNotInvite(consultation, now);
    if (no) throw no;
    const found = await listAddressed(tx, id, what, { ids: organisations }, { language: 'en', now, most: mostAtOnce });
    if (found.length === 0) return;
    const speakers = found.reduce((all, o) => all + o.speakers, 0);
    const changed = whyNotSend(
      { organisations: organisations.length, people },
      { organisations: found.length, people: speakers },
    );
    if (changed) throw changed;
    await write(tx, reader, consultation, what, organisations, now);
    await announce(tx, 'consultation.voices-changed', { consultation: id });
  });
}

async function write(
  tx: Tx,
  reader: Reader,
  consultation: RuledConsultation,
  what: InvitationDeed,
  organisations: number[],
  now: Date,
): Promise<void> {
  const { id } = consultation;
  if (what === 'invite')
    await tx`
      insert into consultation_invitation (consultation_id, organisation_id, invited_by, invited_at)
      select ${id}, o, ${reader.id}, ${now} from unnest(${organisations}::bigint[]) o`;
  else
    await tx`
      update consultation_invitation set reminded_at = ${now}
      where consultation_id = ${id} and organisation_id = any(${organisations}::bigint[])`;
  const speakers = await tx<{ id: number; email: string; language: string; organisation: number }[]>`
    select p.id, p.email, p.language, r.organisation_id as organisation
    from organisation_role r join person p on p.id = r.person_id
    where r.organisation_id = any(${organisations}::bigint[]) and p.state = 'active' order by r.organisation_id, p.id`;
  const about = (organisation: number) => ({ consultation: id, organisation });
  for (const s of what === 'invite' ? speakers : [])
    await giveTask(tx, {
      personId: s.id,
      key: answerTask(id, s.organisation),
      what: 'balance:task',
      about: about(s.organisation),
      place: `/consultations/${id}`,
      dueAt: closesFor(consultation, now),
    });
  const kind = what === 'invite' ? 'consultation-invitation' : 'consultation-reminder';
  await sendToMany(
    tx,
    kind,
    speakers.map((s) => ({ to: s.email, personId: s.id, language: s.language, about: about(s.organisation) })),
  );
}
