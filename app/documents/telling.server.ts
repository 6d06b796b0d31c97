import type { Db, Tx } from '../../db/connect';
import { sendMail } from '../shared/mail.server';
import { finishTasks, giveTask } from '../tasks/commands.server';
import { clearanceTask, reopenedTask, reportsTask, respondTask, sourcesTask } from './task-keys';

interface Told {
  personId: number;
  email: string;
  language: string;
}

/** Of `person p`: speaks for an organisation on a document now, as its focal point or alternate, or standing in. */
export function speaksFor(sql: Db, document: number, organisation: ReturnType<Db> | number) {
  return sql`p.state = 'active' and (
      exists (select from organisation_role r where r.person_id = p.id and r.organisation_id = ${organisation})
      or exists (select from document_person n where n.document_id = ${document} and n.organisation_id = ${organisation}
        and n.person_id = p.id and p.organisation_id = n.organisation_id
        and n.until_at is not null and (n.from_at is null or n.from_at <= now()) and n.until_at > now()))`;
}

export async function speakersFor(tx: Tx, document: number, organisation: number): Promise<Told[]> {
  return tx<Told[]>`
    select p.id as person_id, p.email, p.language from person p
    where ${speaksFor(tx, document, organisation)} order by p.id`;
}

/** Puts a section before those who clear it for an organisation, the first time or after it changed. */
export async function askToClear(
  tx: Tx,
  asked: { document: number; section: string; organisation: number; due: Date | null; again: boolean },
): Promise<void> {
  for (const { personId, email, language } of await speakersFor(tx, asked.document, asked.organisation)) {
    await giveTask(tx, {
      personId,
      key: clearanceTask(asked.document, asked.section, asked.organisation),
      what: asked.again ? 'documents:tasks.clear-again' : 'documents:tasks.clear',
      about: { document: asked.document, organisation: asked.organisation },
      place: `/documents/${asked.document}/clearance#section-${asked.section || 'start'}`,
      dueAt: asked.due,
    });
    await sendMail(tx, {
      kind: 'document-clearance',
      to: email,
      personId,
      language,
      about: { document: asked.document },
    });
  }
}

/** Tells the owner of a section, or the lead, that what partners had cleared is not what stands there. */
export async function tellReopened(tx: Tx, asked: { document: number; section: string; owner: number }): Promise<void> {
  for (const { personId } of await speakersFor(tx, asked.document, asked.owner)) {
    await giveTask(tx, {
      personId,
      key: reopenedTask(asked.document, asked.section),
      what: 'documents:tasks.reopened',
      about: { document: asked.document },
      place: `/documents/${asked.document}/clearance#section-${asked.section || 'start'}`,
    });
  }
}

/** Ends the owner's task once nobody's clearance of the section is open again. */
export async function finishReopened(tx: Tx, document: number, section: string): Promise<void> {
  const [still] = await tx`
    select from document_clearance where document_id = ${document} and section_key = ${section} and state = 'reopened' limit 1`;
  if (!still) await finishTasks(tx, { key: reopenedTask(document, section) });
}

/** Keeps the task "sources changed" of those who own what cites them in step with whether any did. */
export async function tellSources(tx: Tx, document: number): Promise<void> {
  const owners = await tx<{ owner: number }[]>`
    select distinct coalesce(s.owner_id, d.lead_id) as owner
    from citation c join document d on d.id = c.citing_id join document_settled t on t.document_id = d.id
    join jsonb_array_elements(t.citations) x on x ->> 'anchor' = c.anchor
    left join document_section s on s.document_id = d.id and s.gone_at is null and s.key = x ->> 'section'
    where c.citing_kind = 'document' and c.citing_id = ${document} and c.state <> 'current' and c.settled_at is null`;
  if (owners.length === 0) return finishTasks(tx, { key: sourcesTask(document) });
  for (const { owner } of owners) {
    for (const { personId } of await speakersFor(tx, document, owner)) {
      await giveTask(tx, {
        personId,
        key: sourcesTask(document),
        what: 'documents:tasks.sources',
        about: { document },
        place: `/documents/${document}/sources`,
      });
    }
  }
}

/** Tells those who speak for the lead that protected words stand copied in a document, or that they do so still. */
export async function tellCopied(tx: Tx, document: number, task: { key: string; what: string }): Promise<void> {
  const [found] = await tx<{ leadId: number }[]>`select lead_id from document where id = ${document}`;
  if (!found) return;
  for (const { personId } of await speakersFor(tx, document, found.leadId)) {
    await giveTask(tx, { personId, ...task, about: { document }, place: `/documents/${document}/voices` });
  }
}

/** Asks those who speak for the lead for a response to what survivors said; once, however often it is called. */
export async function tellUnanswered(tx: Tx, document: number): Promise<void> {
  const [found] = await tx<{ leadId: number }[]>`
    select lead_id from document where id = ${document} and not exists (select from task where key = ${respondTask(document)} and done_at is null)`;
  if (!found) return;
  for (const { personId } of await speakersFor(tx, document, found.leadId)) {
    await giveTask(tx, {
      personId,
      key: respondTask(document),
      what: 'heard:tasks.respond-document',
      about: { document },
      place: `/documents/${document}/voices`,
    });
  }
}

/** The same for reports that something identifies somebody: those who can redact. */
export async function tellReports(tx: Tx, document: number): Promise<void> {
  const [open] = await tx`select from document_report where document_id = ${document} and settled_at is null limit 1`;
  if (!open) return finishTasks(tx, { key: reportsTask(document) });
  const people = await tx<{ personId: number }[]>`
    select p.id as person_id from person p where p.state = 'active' and (p.secretariat or exists (
      select from organisation_role r join document d on d.lead_id = r.organisation_id where d.id = ${document} and r.person_id = p.id))`;
  for (const { personId } of people) {
    await giveTask(tx, {
      personId,
      key: reportsTask(document),
      what: 'documents:tasks.reports',
      about: { document },
      place: `/documents/${document}/redact`,
    });
  }
}
