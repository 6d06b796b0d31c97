import type { Tx } from '../../db/connect';
import type { Reader } from '../people/person';
import { sendMail } from '../shared/mail.server';
import type { Mentioned } from '../shared/rich-text/mentions';
import type { Ruled } from './rules.server';

/**
 * Sends mail to those a shown post mentions and who have not been told yet: people, and the focal points of
 * organisations. Called when the post is shown; a held post tells nobody.
 */
export async function tellMentioned(tx: Tx, postId: number): Promise<void> {
  const rows = await tx<{ personId: number; email: string; language: string }[]>`
    with told as (update mention set told_at = now() where post_id = ${postId} and told_at is null returning person_id, organisation_id)
    select distinct p.id as person_id, p.email, p.language
    from told t join person p on p.id = t.person_id
      or p.id in (select r.person_id from organisation_role r where r.organisation_id = t.organisation_id)
    where p.state = 'active' and p.id <> (select author_id from post where id = ${postId})`;
  for (const row of rows) {
    await sendMail(tx, {
      kind: 'mention',
      to: row.email,
      personId: row.personId,
      language: row.language,
      about: { post: postId },
      postId,
    });
  }
}

/** Mentions of those who may read the discussion; naming someone who may not is no way to show it to them. */
export async function noteMentions(
  tx: Tx,
  ruled: Ruled,
  author: Reader,
  postId: number,
  mentioned: Map<string, Mentioned & { id: number }>,
): Promise<void> {
  const people = [...mentioned.values()].filter((m) => m.kind === 'person' && m.id !== author.id).map((m) => m.id);
  const organisations = [...mentioned.values()].filter((m) => m.kind === 'organisation').map((m) => m.id);
  const invited = ruled.readers === 'invited';
  if (people.length > 0) {
    await tx`
      insert into mention (post_id, person_id)
      select ${postId}, p.id from person p
      where p.id in ${tx(people)} and (not ${invited} or p.secretariat
        or exists (select from discussion_invitation i where i.discussion_id = ${ruled.id} and i.organisation_id = p.organisation_id)
        or exists (select from activity_role r where r.activity = 'discussion' and r.activity_id = ${ruled.id} and r.person_id = p.id))
      on conflict do nothing`;
  }
  if (organisations.length > 0) {
    await tx`
      insert into mention (post_id, organisation_id)
      select ${postId}, o.id from organisation o
      where o.id in ${tx(organisations)} and (not ${invited}
        or exists (select from discussion_invitation i where i.discussion_id = ${ruled.id} and i.organisation_id = o.id))
      on conflict do nothing`;
  }
}
