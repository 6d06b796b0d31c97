import type { Tx } from '../connect';
import { seedExcerpts, seedThemes, seedVoices } from '../room/seed-voices';

/**
 * The references of the room's demonstration, so that the world's texts can cite them: no words, which are the room's to give. Where
 * no room runs, markers stand in their places.
 */
export async function putVoices(tx: Tx): Promise<void> {
  for (const voice of seedExcerpts) await tx`insert into voice (reference, kind) values (${voice}, 'excerpt')`;
  for (const voice of seedThemes) await tx`insert into voice (reference, kind) values (${voice}, 'theme')`;
}

/** A theme on which the first statement of a published synthesis rests, and what its facilitators answered (invented). */
export async function putHeard(tx: Tx, slug: string, by: number, at: Date): Promise<void> {
  const [statement] = await tx<{ id: number; discussionId: number }[]>`
    select s.id, s.discussion_id from statement s join discussion d on d.id = s.discussion_id where d.slug = ${slug} order by s.position limit 1`;
  const [voice] = await tx<{ id: number }[]>`select id from voice where reference = ${seedVoices.oneContact}`;
  await tx`
    insert into citation (citing_kind, citing_id, cited_kind, cited_id, cited_version, made_by)
    values ('statement', ${statement!.id}, 'voice', ${voice!.id}, 1, ${by})`;
  await tx`
    insert into voice_response (voice_id, citing_kind, citing_id, decision, reason, language, by_person, organisation_id, at)
    select ${voice!.id}, 'synthesis', ${statement!.discussionId}, 'partly',
      'The statement asks for one contact person in each town where a desk opens. For the other towns there is no money yet; we come back to it in the next round (invented).',
      'en', p.id, p.organisation_id, ${at} from person p where p.id = ${by}`;
}
