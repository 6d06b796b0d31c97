import type { Db, Sql } from '../../db/connect';
import { whyNotAttach } from '../attachments/attachment';
import { attachFiles, besideFiles, type CleanFile } from '../attachments/commands.server';
import { isActive, type Reader } from '../people/person';
import { type Refusal, refuse } from '../shared/refusal';
import { limits, mayKeepDraft } from './discussion';
import { readRules } from './rules.server';

export interface KeptDraft {
  discussion: number;
  inReplyTo: number | null;
  ofPost?: number | null;
  body: string;
  language: string;
  /** Why it was kept without being asked for: the phase had closed, another edit came first. */
  because?: 'closed' | 'conflict' | null;
  /** Of when the text is that the page began with or sent last: words erased from the draft since then are in it still. */
  since?: Date | null;
  /** Key of the form it was typed in: where that form's post is written already, there is nothing to keep. */
  once?: string | undefined;
}

/** What became of a draft: kept, as of `at`; or not, since words were erased from it that the page still holds. */
export type Kept = { at: string } | { at: string; erased: string };

/** For whoever sends a text that still holds what was erased from its draft. */
export function wordsErased(): Refusal {
  const message = 'discussions:refusals.words-erased';
  return refuse('conflict', message, undefined, { body: message });
}

/** A draft without words that holds no files either holds nothing. */
const filesOf = (tx: Db) => tx`select from attachment f where f.draft_id = draft.id and f.erased_at is null`;

/** Keeps or, where there is neither a text nor a file, takes away a draft, within the deed of the caller. */
export async function putDraft(tx: Db, reader: Reader, draft: KeptDraft, withFiles = false): Promise<number | null> {
  // Bidi and NUL are dealt with when it is posted; a NUL cannot even be stored.
  const body = draft.body.replaceAll('\0', '').slice(0, limits.body * 2);
  if (body.trim() === '' && !withFiles) {
    // Held first: a file that is being added at this moment is there once the draft is free.
    const [held] = await tx<{ id: number }[]>`
      select id from draft where person_id = ${reader.id} and discussion_id = ${draft.discussion}
        and coalesce(in_reply_to, 0) = ${draft.inReplyTo ?? 0} and coalesce(of_post, 0) = ${draft.ofPost ?? 0} for update`;
    if (!held) return null;
    const gone = await tx`delete from draft where id = ${held.id} and not exists (${filesOf(tx)}) returning 1`;
    if (gone.length > 0) return null;
  }
  const [row] = await tx<{ id: number }[]>`
    insert into draft (person_id, discussion_id, in_reply_to, of_post, language, body, kept_because)
    values (${reader.id}, ${draft.discussion}, ${draft.inReplyTo}, ${draft.ofPost ?? null}, ${draft.language}, ${body}, ${draft.because ?? null})
    on conflict (person_id, discussion_id, coalesce(in_reply_to, 0), coalesce(of_post, 0))
    do update set body = excluded.body, language = excluded.language, kept_because = excluded.kept_because, updated_at = now()
    returning id`;
  return row!.id;
}

/**
 * Keeps what is being typed, as often as it comes, and adds the files that were chosen with it. Without words and files
 * the draft is taken away. Files that are refused are refused beside their field; the words are kept even then.
 */
export async function keepDraft(
  sql: Sql,
  reader: Reader | null,
  draft: KeptDraft,
  files: CleanFile[] = [],
): Promise<Kept> {
  let kept: Kept = { at: new Date().toISOString() };
  const no = await sql.begin(async (tx) => {
    const ruled = await readRules(tx, reader, draft.discussion);
    if (!reader || !mayKeepDraft(ruled, reader, ruled.tie)) throw refuse('not-allowed', 'discussions:refusals.sign-in');
    if (draft.once) {
      await tx`select ${formAlone(tx, draft.once)}`;
      const [written] = await tx`select 1 from post where author_id = ${reader.id} and once = ${draft.once}`;
      if (written) return;
    }
    const [target] = draft.inReplyTo
      ? await tx<{ id: number }[]>`select id from post where id = ${draft.inReplyTo} and discussion_id = ${ruled.id}`
      : [];
    const erased = await erasedSince(tx, reader, { ...draft, inReplyTo: target?.id ?? null });
    if (erased !== null) {
      kept = { at: kept.at, erased };
      return;
    }
    // Who waits for approval would have a store here that nobody has let them into.
    const mayHold = isActive(reader);
    const id = await putDraft(tx, reader, { ...draft, inReplyTo: target?.id ?? null }, mayHold && files.length > 0);
    if (files.length === 0) return;
    if (!mayHold) return refuse('not-allowed', 'discussions:refusals.waiting');
    return addFiles(tx, reader, id!, files);
  });
  // The words must be committed, so the refusal is thrown outside.
  if (no) throw besideFiles(no as Refusal);
  return kept;
}

/** A form's draft and its post wait for each other: a draft that came in between would stay behind its post. */
export const formAlone = (tx: Db, once: string) => tx`pg_advisory_xact_lock(hashtextextended(${once}, 0))`;

/**
 * The draft's text where words were erased from it after `since`: who writes on from a page of before would bring them
 * back. Holds the draft, so that an erasure waits until the words are in it, and finds them.
 */
async function erasedSince(tx: Db, reader: Reader, draft: KeptDraft): Promise<string | null> {
  if (draft.since === undefined) return null;
  const [row] = await tx<{ body: string; stale: boolean }[]>`
    select body, coalesce(date_trunc('milliseconds', erased_at) > ${draft.since ?? new Date(0)}, false) as stale
    from draft where person_id = ${reader.id} and discussion_id = ${draft.discussion}
      and coalesce(in_reply_to, 0) = ${draft.inReplyTo ?? 0} and of_post is null for update`;
  return row?.stale ? row.body : null;
}

/** The draft is held by its writing just before: of two forms with too many files between them one is told so. */
async function addFiles(tx: Db, reader: Reader, draft: number, files: CleanFile[]): Promise<Refusal | undefined> {
  const [held] = await tx<{ count: number }[]>`
    select count(*)::int as count from attachment where draft_id = ${draft} and erased_at is null`;
  const no = whyNotAttach(
    held!.count,
    files.map(({ name, bytes }) => ({ name, size: bytes.length })),
  );
  if (!no) await attachFiles(tx, reader, { draft }, files);
  return no;
}

/** Takes a file out of one's own draft, and the draft too where nothing else is in it. Taken out before, it is gone. */
export async function removeDraftFile(sql: Sql, reader: Reader, file: string): Promise<void> {
  await sql.begin(async (tx) => {
    const [draft] = await tx<{ id: number }[]>`
      select d.id from draft d join attachment f on f.draft_id = d.id
      where f.id = ${file} and d.person_id = ${reader.id} for update of d`;
    if (!draft) return;
    await tx`delete from attachment where id = ${file} and draft_id = ${draft.id}`;
    await tx`delete from draft where id = ${draft.id} and btrim(body, E' \\n\\r\\t') = '' and not exists (${filesOf(tx)})`;
  });
}
