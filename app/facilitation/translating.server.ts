import { announce } from '../../db/announce';
import type { Sql } from '../../db/connect';
import { limits } from '../discussions/discussion';
import { findMentioned } from '../discussions/posting.server';
import type { Reader } from '../people/person';
import type { ContentLanguage } from '../shared/languages';
import { isRefusal, refuse } from '../shared/refusal';
import { prepareText } from '../shared/rich-text/prepare';
import { renderText } from '../shared/rich-text/render.server';
import { holdForModerator } from './held-post.server';

export interface Translation {
  post: number;
  language: ContentLanguage;
  body: string;
  /** The version of the post that was translated. */
  version: number;
}

/**
 * Adds a translation that bears its maker's name, or replaces the one in that language. Refuses with `conflict` where
 * the post has changed since it was read: what was erased from it would come back in the translation.
 */
export async function translatePost(
  sql: Sql,
  reader: Reader | null,
  translation: Translation,
  now: Date,
): Promise<{ discussion: number }> {
  return sql.begin(async (tx) => {
    const { post, moderator } = await holdForModerator(tx, reader, translation.post, 'translate');
    if (translation.language === post.language) {
      throw refuse('invalid', 'facilitation:mistakes.own-language', undefined, {
        language: 'facilitation:mistakes.own-language',
      });
    }
    if (translation.version !== post.version) throw refuse('conflict', 'facilitation:refusals.changed-since');
    const prepared = prepareText(translation.body, { max: limits.body });
    if (isRefusal(prepared)) throw refuse('invalid', prepared.message, prepared.values, { body: prepared.message });
    const mentions = await findMentioned(tx, prepared.text);
    const { html, text } = renderText(prepared.text, { mentions, headingBase: 3 });
    await tx`
      insert into post_translation (post_id, language, body, html, plain, by_person, made_at, of_version)
      values (${post.id}, ${translation.language}, ${prepared.text}, ${html}, ${text}, ${moderator.id}, ${now}, ${post.version})
      on conflict (post_id, language) do update set body = excluded.body, html = excluded.html, plain = excluded.plain,
        by_person = excluded.by_person, made_at = excluded.made_at, of_version = excluded.of_version`;
    await announce(tx, 'discussion.post-translated', { discussion: post.discussionId, post: post.id });
    return { discussion: post.discussionId };
  }) as Promise<{ discussion: number }>;
}

/** Takes a translation away; one that is not there any more is gone as asked. */
export async function removeTranslation(
  sql: Sql,
  reader: Reader | null,
  asked: { post: number; language: string },
): Promise<{ discussion: number }> {
  return sql.begin(async (tx) => {
    const { post } = await holdForModerator(tx, reader, asked.post, 'translate');
    const gone =
      await tx`delete from post_translation where post_id = ${post.id} and language = ${asked.language} returning 1`;
    if (gone.length > 0)
      await announce(tx, 'discussion.post-translated', { discussion: post.discussionId, post: post.id });
    return { discussion: post.discussionId };
  }) as Promise<{ discussion: number }>;
}
