import type { Db, Sql } from '../../db/connect';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
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
  /** Key of the form it was typed in: where that form's post is written already, there is nothing to keep. */
  once?: string | undefined;
}

/** Keeps or, where the text is empty, takes away a draft, within the deed of the caller. */
export async function putDraft(tx: Db, reader: Reader, draft: KeptDraft): Promise<void> {
  // Bidi and NUL are dealt with when it is posted; a NUL cannot even be stored.
  const body = draft.body.replaceAll('\0', '').slice(0, limits.body * 2);
  if (body.trim() === '') {
    await tx`
      delete from draft where person_id = ${reader.id} and discussion_id = ${draft.discussion}
        and coalesce(in_reply_to, 0) = ${draft.inReplyTo ?? 0} and coalesce(of_post, 0) = ${draft.ofPost ?? 0}`;
    return;
  }
  await tx`
    insert into draft (person_id, discussion_id, in_reply_to, of_post, language, body, kept_because)
    values (${reader.id}, ${draft.discussion}, ${draft.inReplyTo}, ${draft.ofPost ?? null}, ${draft.language}, ${body}, ${draft.because ?? null})
    on conflict (person_id, discussion_id, coalesce(in_reply_to, 0), coalesce(of_post, 0))
    do update set body = excluded.body, language = excluded.language, kept_because = excluded.kept_because, updated_at = now()`;
}

/** Keeps what is being typed, as often as it comes. An empty text takes the draft away. */
export async function keepDraft(sql: Sql, reader: Reader | null, draft: KeptDraft): Promise<void> {
  await sql.begin(async (tx) => {
    const ruled = await readRules(tx, reader, draft.discussion);
    if (!reader || !mayKeepDraft(ruled, reader, ruled.tie)) throw refuse('not-allowed', 'discussions:refusals.sign-in');
    if (draft.once) {
      const [written] = await tx`select 1 from post where author_id = ${reader.id} and once = ${draft.once}`;
      if (written) return;
    }
    const [target] = draft.inReplyTo
      ? await tx<{ id: number }[]>`select id from post where id = ${draft.inReplyTo} and discussion_id = ${ruled.id}`
      : [];
    await putDraft(tx, reader, { ...draft, inReplyTo: target?.id ?? null });
  });
}
