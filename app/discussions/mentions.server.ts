import type { Tx } from '../../db/connect';
import { sendMail } from '../shared/mail.server';

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
