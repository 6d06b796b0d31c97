import type { Tx } from '../../db/connect';
import { sendMail } from '../shared/mail.server';
import { giveTask } from '../tasks/commands.server';
import { mentionTask } from './task-keys';

interface Place {
  document: number;
  thread: number;
  comment: number;
}

/**
 * Notes whom a comment names and tells those who have not been told: people who work on the document, and those who
 * speak for organisations that do. Naming somebody from outside is no way to show it to them, so they are not told.
 */
export async function noteMentions(
  tx: Tx,
  place: Place,
  author: number,
  mentioned: { kind: 'person' | 'organisation'; id: number }[],
  now: Date,
): Promise<void> {
  const ids = (kind: 'person' | 'organisation') => [0, ...mentioned.filter((m) => m.kind === kind).map((m) => m.id)];
  await tx`
    delete from document_mention where comment_id = ${place.comment}
      and (person_id not in ${tx(ids('person'))} or organisation_id not in ${tx(ids('organisation'))})`;
  if (mentioned.length === 0) return;
  await tx`
    insert into document_mention (comment_id, person_id)
    select ${place.comment}, p.id from person p join document d on d.id = ${place.document}
    where p.id in ${tx(ids('person'))} and p.id <> ${author} and p.state = 'active' and (p.secretariat
      or exists (select from organisation_role r where r.person_id = p.id and (r.organisation_id = d.lead_id
        or exists (select from document_organisation o where o.document_id = d.id and o.organisation_id = r.organisation_id)))
      or exists (select from document_person n where n.document_id = d.id and n.person_id = p.id and n.organisation_id = p.organisation_id
        and (n.from_at is null or n.from_at <= ${now}) and (n.until_at is null or n.until_at > ${now})))
    on conflict do nothing`;
  await tx`
    insert into document_mention (comment_id, organisation_id)
    select ${place.comment}, o.organisation_id from document_organisation o
    where o.document_id = ${place.document} and o.organisation_id in ${tx(ids('organisation'))}
    on conflict do nothing`;
  await tellMentioned(tx, place, author);
}

async function tellMentioned(tx: Tx, place: Place, author: number): Promise<void> {
  const rows = await tx<{ personId: number; email: string; language: string }[]>`
    with told as (update document_mention set told_at = now() where comment_id = ${place.comment} and told_at is null
      returning person_id, organisation_id)
    select distinct p.id as person_id, p.email, p.language
    from told t join person p on p.id = t.person_id
      or p.id in (select r.person_id from organisation_role r where r.organisation_id = t.organisation_id)
    where p.state = 'active' and p.id <> ${author}`;
  for (const { personId, email, language } of rows) {
    await giveTask(tx, {
      personId,
      key: mentionTask(place.thread),
      what: 'documents:tasks.mentioned',
      about: { document: place.document },
      place: `/documents/${place.document}/comments#thread-${place.thread}`,
    });
    await sendMail(tx, {
      kind: 'document-mention',
      to: email,
      personId,
      language,
      about: { document: place.document, thread: place.thread, comment: place.comment },
    });
  }
}
