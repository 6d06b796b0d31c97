import type { Sql, Tx } from '../../db/connect';
import { facilitatorsOf } from '../consultations/claims/telling.server';
import { tellCopied } from '../documents/telling.server';
import { listModerators } from '../facilitation/telling.server';
import { finishTasks, giveTask } from '../tasks/commands.server';
import { most } from '../voices/door/protocol';
import type { Voices } from './voices';

type CopyKind = 'document' | 'post' | 'statement' | 'claim';

interface Looked {
  kind: CopyKind;
  id: number;
  plain: string;
  ofText: Date;
}

/** Texts that are looked through at once, and words of one that are sent again with its next part: a copy may lie across. */
const atOnce = 50;
const overlap = 2000;
/** Between texts of different people: a word of nobody's, so that no run of words goes from one to the next. */
const apart = '\n\u2029plenary\u2029\n';

/**
 * Looks through what was written since the last time for eight or more words in a row of a released voice, and gives a task to
 * those who look after the place. Nothing is sent where the room is silent: then it is looked through when it answers again.
 */
export async function lookForCopies(sql: Sql, voices: Voices): Promise<boolean> {
  for (;;) {
    const texts = await notLookedThrough(sql);
    for (const text of texts) {
      const found = await voicesIn(voices, text.plain);
      if (found === null) return false;
      await sql.begin((tx) => record(tx, text, found));
    }
    if (texts.length < atOnce) return true;
  }
}

/** Words that were there before may be those of a voice that has come: everything is looked through again. */
export async function lookAgain(tx: Tx): Promise<void> {
  await tx`delete from voice_guard`;
}

/** What carries no instant of its own, such as a title, has changed: these documents are looked through again. */
export async function lookAgainAt(sql: Sql, documents: number[]): Promise<void> {
  if (documents.length > 0)
    await sql`delete from voice_guard where kind = 'document' and thing_id in ${sql(documents)}`;
}

async function notLookedThrough(sql: Sql): Promise<Looked[]> {
  // To the millisecond, as the instants that come back are.
  return sql<Looked[]>`
    with first_claim as (
      select m.consultation_id, min(m.id) as id from claim m join claim_text x on x.claim_id = m.id group by m.consultation_id
    ), first_statement as (
      select s.discussion_id, min(s.id) as id from statement s join statement_text x on x.statement_id = s.id group by s.discussion_id
    ), texts as (
      -- A document with its title, what is said beside it, and the responses that it gave to themes.
      select 'document' as kind, s.document_id as id, date_trunc('milliseconds', greatest(s.settled_at, c.at, r.at)) as of_text
      from document_settled s
      left join (select t.document_id, max(greatest(c.written_at, c.edited_at, c.withdrawn_at, c.redacted_at)) as at
        from document_comment c join document_thread t on t.id = c.thread_id group by t.document_id) c on c.document_id = s.document_id
      left join (select citing_id, max(at) as at from voice_response where citing_kind = 'document' group by citing_id) r
        on r.citing_id = s.document_id
      union all select 'post', id, date_trunc('milliseconds', greatest(written_at, edited_at, state_at)) from post
      -- A synthesis's responses stand with its first statement.
      union all select 'statement', x.statement_id, date_trunc('milliseconds', greatest(max(x.changed_at), max(r.at)))
      from statement_text x left join first_statement f on f.id = x.statement_id
      left join voice_response r on r.citing_kind = 'synthesis' and r.citing_id = f.discussion_id group by x.statement_id
      -- A claim with what was answered to it. Of a consultation's synthesis, the responses to themes and the reasons why sources
      -- are used nowhere stand with its first claim.
      union all select 'claim', x.claim_id,
        date_trunc('milliseconds', greatest(max(x.changed_at), max(m.withdrawn_at), max(r.at), max(w.at), max(a.at)))
      from claim_text x join claim m on m.id = x.claim_id left join first_claim f on f.id = x.claim_id
      left join (select a.claim_id, greatest(a.at, k.changed_at) as at from claim_response a
        left join commitment k on k.subject_kind = 'response' and k.subject_id = a.id) a on a.claim_id = x.claim_id
      left join voice_response r on r.citing_kind = 'consultation' and r.citing_id = f.consultation_id
      left join claim_waiver w on w.consultation_id = f.consultation_id group by x.claim_id
    ), waiting as (
      select t.* from texts t left join voice_guard g on g.kind = t.kind and g.thing_id = t.id
      where g.of_text is null or g.of_text < t.of_text limit ${atOnce}
    )
    select s.*, coalesce(case s.kind
      when 'document' then (select concat_ws(${apart}, h.title, (select string_agg(value, ${apart} order by key) from jsonb_each_text(h.titles)), d.plain,
          (select string_agg(c.plain, ${apart} order by c.id) from document_comment c join document_thread t on t.id = c.thread_id
            where t.document_id = s.id and c.withdrawn_at is null),
          (select string_agg(r.reason, ${apart} order by r.voice_id) from voice_response r
            where r.citing_kind = 'document' and r.citing_id = s.id))
        from document_settled d join document h on h.id = d.document_id where d.document_id = s.id)
      when 'post' then (select p.plain from post p where p.id = s.id)
      when 'claim' then concat_ws(${apart}, (select string_agg(x.body, ${apart} order by x.language) from claim_text x where x.claim_id = s.id),
        (select string_agg(concat_ws(${apart}, a.reason, k.words, k.done, k.reason), ${apart} order by a.id) from claim_response a
          left join commitment k on k.subject_kind = 'response' and k.subject_id = a.id where a.claim_id = s.id),
        (select string_agg(r.reason, ${apart} order by r.voice_id) from voice_response r join first_claim f on f.consultation_id = r.citing_id
          where f.id = s.id and r.citing_kind = 'consultation'),
        (select string_agg(w.reason, ${apart} order by w.kind, w.source_id) from claim_waiver w join first_claim f on f.consultation_id = w.consultation_id
          where f.id = s.id))
      else concat_ws(${apart}, (select string_agg(x.plain, ${apart} order by x.language) from statement_text x where x.statement_id = s.id),
        (select string_agg(r.reason, ${apart} order by r.voice_id) from voice_response r join first_statement f on f.discussion_id = r.citing_id
          where f.id = s.id and r.citing_kind = 'synthesis')) end, '') as plain
    from waiting s`;
}

async function voicesIn(voices: Voices, plain: string): Promise<string[] | null> {
  const found = new Set<string>();
  for (let at = 0; at < Math.max(1, plain.length); at += most.text - overlap) {
    const said = await voices.ask('guard', { text: plain.slice(at, at + most.text) });
    if (said === null) return null;
    for (const voice of said.voices) found.add(voice);
  }
  return [...found];
}

async function record(tx: Tx, { kind, id, ofText }: Looked, found: string[]): Promise<void> {
  const news = await tx<{ voiceId: number }[]>`
    insert into voice_copy (voice_id, kind, thing_id) select v.id, ${kind}, ${id} from voice v where v.reference = any(${found}::uuid[])
    on conflict (voice_id, kind, thing_id) do update set gone_at = null, found_at = now() where voice_copy.gone_at is not null
    returning voice_id`;
  // Of a voice that was withdrawn nobody can look for the words any more: its copy is there until somebody says that it is not.
  await tx`
    update voice_copy c set gone_at = now() from voice v
    where v.id = c.voice_id and c.kind = ${kind} and c.thing_id = ${id} and c.gone_at is null and v.state <> 'gone'
      and not (v.reference = any(${found}::uuid[]))`;
  await tx`
    insert into voice_guard (kind, thing_id, of_text) values (${kind}, ${id}, ${ofText})
    on conflict (kind, thing_id) do update set of_text = excluded.of_text`;
  const [open] = await tx`select from voice_copy where kind = ${kind} and thing_id = ${id} and gone_at is null limit 1`;
  if (news.length > 0) await tellOf(tx, kind, id, false);
  else if (!open) await finishTasks(tx, { key: copyKey(kind, id) });
}

/** A voice was withdrawn: wherever its words were copied, they are found again by what was noted then. */
export async function tellCopiesOf(tx: Tx, voice: number): Promise<void> {
  const copies = await tx<{ kind: CopyKind; thingId: number }[]>`
    select kind, thing_id from voice_copy where voice_id = ${voice} and gone_at is null order by kind, thing_id`;
  for (const { kind, thingId } of copies) await tellOf(tx, kind, thingId, true);
}

function copyKey(kind: CopyKind, id: number): string {
  return `copied:${kind}:${id}`;
}

async function tellOf(tx: Tx, kind: CopyKind, id: number, withdrawn: boolean): Promise<void> {
  const key = copyKey(kind, id);
  if (kind === 'document') {
    const what = withdrawn ? 'heard:tasks.document-withdrawn' : 'heard:tasks.document-copied';
    return tellCopied(tx, id, { key, what });
  }
  if (kind === 'claim') return tellClaim(tx, id, key, withdrawn);
  const [place] =
    kind === 'post'
      ? await tx<{ discussion: number }[]>`select discussion_id as discussion from post where id = ${id}`
      : await tx<{ discussion: number }[]>`select discussion_id as discussion from statement where id = ${id}`;
  if (!place) return;
  const { discussion } = place;
  for (const personId of await listModerators(tx, discussion)) {
    await giveTask(tx, {
      personId,
      key,
      what: withdrawn ? 'heard:tasks.discussion-withdrawn' : 'heard:tasks.discussion-copied',
      about: { discussion },
      place: kind === 'post' ? `/posts/${id}` : `/statements/${id}`,
    });
  }
}

async function tellClaim(tx: Tx, claim: number, key: string, withdrawn: boolean): Promise<void> {
  const [found] = await tx<{ consultation: number }[]>`
    select consultation_id as consultation from claim where id = ${claim}`;
  if (!found) return;
  const { consultation } = found;
  for (const personId of await facilitatorsOf(tx, consultation)) {
    await giveTask(tx, {
      personId,
      key,
      what: withdrawn ? 'claims:tasks.withdrawn' : 'claims:tasks.copied',
      about: { consultation },
      place: `/consultations/${consultation}/claims/${claim}`,
    });
  }
}
