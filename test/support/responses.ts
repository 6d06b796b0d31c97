import { createHash } from 'node:crypto';
import type { ConsultationReaders } from '../../app/consultations/consultation';
import { writePost } from '../../app/discussions/posting.server';
import type { Reader } from '../../app/people/person';
import type { Sql } from '../../db/connect';
import { aConsultation, type SomeConsultation } from './consultations';
import { aDiscussion, aPostForm } from './discussions';
import { anOrganisation, aPerson, type SomePerson } from './people';

export interface SomeClaims extends SomeConsultation {
  /** Who wrote the post that the claim rests on. */
  author: SomePerson;
  post: number;
  words: string;
  claim: number;
  discussion: number;
  /** Who moderates the discussion. */
  moderator: Reader;
  anotherPost: (words: string) => Promise<number>;
  /** A passage of a programme that its lead organisation alone may read. */
  passage: (words: string) => Promise<{ id: number; document: number; owner: SomePerson }>;
}

/** A consultation with a discussion, a post in it, and a claim that rests on the post; its synthesis published unless false. */
export async function aConsultationWithClaims(
  sql: Sql,
  values: { readers?: ConsultationReaders; published?: boolean } = {},
): Promise<SomeClaims> {
  const readers = values.readers ?? 'public';
  const d = await aDiscussion(sql, { readers });
  const c = await aConsultation(sql, { readers, parts: [{ kind: 'discussion', subject: d.id }] });
  const author = await aPerson(sql, { role: { discussion: d.id, role: 'participant' } });
  await sql`insert into activity_role (activity, activity_id, person_id, role) values ('consultation', ${c.id}, ${author.id}, 'participant')`;
  const words = 'Complaint lines are unknown to most workers (invented).';
  const write = async (body: string) =>
    (await writePost(sql, await author.reader(), aPostForm(d.id, body), new Date())).id;
  const post = await write(words);
  await sql`
    insert into consultation_synthesis (consultation_id, published_at, published_by)
    values (${c.id}, ${values.published === false ? null : new Date()}, ${c.facilitator.id})`;
  const some: SomeClaims = {
    ...c,
    author,
    post,
    words,
    claim: 0,
    discussion: d.id,
    moderator: await d.facilitator.reader(),
    anotherPost: write,
    async passage(plain) {
      const lead = await anOrganisation(sql, { name: 'Lead Office (invented)' });
      const owner = await aPerson(sql, { organisation: lead, office: 'focal-point' });
      const [document] = await sql<{ id: number }[]>`
        insert into document (title, language, lead_id, readers, created_by)
        values ('Joint programme (invented)', 'en', ${lead}, 'invited', ${owner.id}) returning id`;
      const [row] = await sql<{ id: number }[]>`
        insert into document_passage (document_id, block_id, section_key, position, plain)
        values (${document!.id}, 'b1', '', 1, ${plain}) returning id`;
      // Whoever facilitates reads it too: they name it where it acts on a claim.
      await sql`insert into organisation_role (organisation_id, person_id, role) values (${lead}, ${c.facilitator.id}, 'alternate')`;
      return { id: row!.id, document: document!.id, owner };
    },
  };
  some.claim = await aClaim(sql, some, { side: 'for', published: values.published !== false });
  return some;
}

/** One more claim that rests on the post of the consultation. Answers its id. */
export async function aClaim(
  sql: Sql,
  of: SomeClaims,
  values: { side?: 'for' | 'against'; words?: string; published?: boolean } = {},
): Promise<number> {
  const at = values.published === false ? null : new Date();
  const [row] = await sql<{ id: number }[]>`
    insert into claim (consultation_id, section, position, language, created_by, published_at)
    select ${of.id}, 'agreement', coalesce(max(position) + 1, 0), 'en', ${of.facilitator.id}, ${at} from claim where consultation_id = ${of.id}
    returning id`;
  const claim = row!.id;
  await sql`insert into claim_text (claim_id, language, body) values (${claim}, 'en', ${values.words ?? 'Workers do not know where to complain (invented).'})`;
  await sql`
    insert into claim_passage (claim_id, kind, source_id, side, start_at, end_at, hash, tagged_by)
    values (${claim}, 'post', ${of.post}, ${values.side ?? 'for'}, 0, 15, ${createHash('sha256').update(of.words.slice(0, 15)).digest('hex')}, ${of.facilitator.id})`;
  await sql`
    insert into citation (citing_kind, citing_id, cited_kind, cited_id, cited_version, made_by)
    values ('claim', ${claim}, 'post', ${of.post}, 1, ${of.facilitator.id})`;
  return claim;
}
