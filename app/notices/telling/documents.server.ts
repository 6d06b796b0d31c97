import type { Tx } from '../../../db/connect';
import { openToPerson } from '../../documents/visible.server';
import { defaultLevels, type Happening } from '../notice';
import type { Untold } from '../telling.server';
import { type Concerned, note, tell } from './audience.server';

/** An announcement about a document names the document alone: of what it found new within this time nobody was told. */
const newFor = '1 hour';

/** New comments and versions that were kept by name. Comments are between those who work on the document. */
export async function tellDocuments(tx: Tx, untold: Untold[], now: Date): Promise<void> {
  const ofComments = documentsOf(untold, 'document.comments-changed');
  if (ofComments.length > 0) await tellComments(tx, ofComments, now);
  const ofVersions = documentsOf(untold, 'document.version-kept', 'document.finished');
  if (ofVersions.length > 0) await tellVersions(tx, ofVersions, now);
}

function documentsOf(untold: Untold[], ...whats: string[]): number[] {
  return [...new Set(untold.filter((u) => whats.includes(u.what)).map((u) => Number(u.ids.document)))];
}

async function tellComments(tx: Tx, documents: number[], now: Date): Promise<void> {
  const of = { activity: 'document', kind: 'comment' } as const;
  const found = await tx<{ subjectId: number; activityId: number }[]>`
    select c.id as subject_id, t.document_id as activity_id
    from document_comment c join document_thread t on t.id = c.thread_id
    where t.document_id = any(${documents}::bigint[]) and c.withdrawn_at is null and c.written_at > now() - ${newFor}::interval
    order by c.id`;
  const isNew = [...(await note(tx, of, found))];
  if (isNew.length === 0) return;
  await tx`
    insert into follow (person_id, activity, activity_id, level, chosen)
    select distinct c.author_id, 'document', t.document_id, coalesce(s.posting, ${defaultLevels.posting}), false
    from document_comment c join document_thread t on t.id = c.thread_id left join notice_setting s on s.person_id = c.author_id
    where c.id = any(${isNew}::bigint[]) on conflict do nothing`;
  // Whom a comment names has a task, and a mail, from the document itself.
  const concerned = await tx<Concerned[]>`
    with news as (select c.*, t.document_id from document_comment c join document_thread t on t.id = c.thread_id where c.id = any(${isNew}::bigint[])),
    who as (
      select b.author_id as person_id, c.id, 'reply' as why, 1 as rank from news c join document_comment b on b.thread_id = c.thread_id and b.id < c.id
      union all
      select f.person_id, c.id, 'follow', 2 from news c
        join follow f on f.activity = 'document' and f.activity_id = c.document_id and f.level in ('everything', 'digest')
    )
    select distinct on (w.person_id, w.id) w.person_id, w.id as subject_id, d.id as activity_id, w.why,
      coalesce(f.level, s.posting, ${defaultLevels.posting}) as level, x.email, x.language
    from who w join news c on c.id = w.id join document d on d.id = c.document_id
    join person x on x.id = w.person_id and x.state = 'active'
    left join follow f on f.person_id = x.id and f.activity = 'document' and f.activity_id = d.id
    left join notice_setting s on s.person_id = x.id
    where c.author_id <> x.id and ${openToPerson(tx, now)}
      and not exists (select from document_mention m where m.comment_id = c.id and m.person_id = x.id)
    order by w.person_id, w.id, w.rank`;
  await tell(tx, of, concerned, now);
}

async function tellVersions(tx: Tx, documents: number[], now: Date): Promise<void> {
  const of: { activity: 'document'; kind: Happening } = { activity: 'document', kind: 'version' };
  const found = await tx<{ subjectId: number; activityId: number }[]>`
    select v.id as subject_id, v.document_id as activity_id from document_version v
    where v.document_id = any(${documents}::bigint[]) and v.kind in ('named', 'final') and v.made_at > now() - ${newFor}::interval
    order by v.id`;
  const isNew = [...(await note(tx, of, found))];
  if (isNew.length === 0) return;
  // What was called final is for all who read the document; other versions are between those who write it.
  const concerned = await tx<Concerned[]>`
    select f.person_id, v.id as subject_id, d.id as activity_id, 'follow' as why, f.level, x.email, x.language
    from document_version v join document d on d.id = v.document_id
    join follow f on f.activity = 'document' and f.activity_id = d.id
    join person x on x.id = f.person_id and x.state = 'active'
    where v.id = any(${isNew}::bigint[]) and v.by_person is distinct from x.id
      and (${openToPerson(tx, now)} or (v.kind = 'final' and d.readers in ('public', 'registered')))`;
  await tell(tx, of, concerned, now);
}
