import type { Tx } from '../../db/connect';
import type { Reader } from '../people/person';
import type { Mentioned } from '../shared/rich-text/mentions';
import type { Ruled } from './rules.server';

/**
 * Whom shown posts mention and who have not been told yet: people, and those who speak for organisations. Taken once: whoever
 * asks tells them. A held post tells nobody until it is shown.
 */
export async function takeMentioned(tx: Tx, posts: number[]): Promise<{ post: number; person: number }[]> {
  return tx<{ post: number; person: number }[]>`
    with told as (
      update mention m set told_at = now() from post p
      where m.post_id = any(${posts}::bigint[]) and m.told_at is null and p.id = m.post_id and p.state = 'shown'
      returning m.post_id, m.person_id, m.organisation_id
    )
    select distinct t.post_id as post, p.id as person from told t
    join person p on p.id = t.person_id
      or p.id in (select r.person_id from organisation_role r where r.organisation_id = t.organisation_id)`;
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
