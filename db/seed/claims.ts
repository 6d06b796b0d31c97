import { hashOf } from '../../app/consultations/claims/places.server';
import { changeCommitment, commit, holdCommitment } from '../../app/tasks/commitments.server';
import { announce } from '../announce';
import type { Tx } from '../connect';
import { claims, consultations, documents, instantOf, responses, type SeedPassage, type SeedResponse } from './world';

type Ids = Map<string, number>;

interface World {
  consultationIds: Ids;
  organisationIds: Ids;
  personIds: Ids;
  /** By `discussion/post`. */
  postIds: Ids;
  now: Date;
}

const day = 86_400_000;

/** What invented consultations came to, and what was answered: so that a post can be followed to a paragraph, and back. */
export async function putClaims(tx: Tx, world: World): Promise<void> {
  for (const [key, of] of Object.entries(claims)) {
    const consultation = world.consultationIds.get(key)!;
    const c = consultations.find((one) => one.key === key)!;
    const closed = instantOf(c.phases.find((p) => p.kind === 'synthesis')!.opens, c.timeZone, world.now);
    const published = new Date(closed.getTime() + of.published * day);
    const coder = world.personIds.get(of.by)!;
    await tx`
      insert into consultation_synthesis (consultation_id, published_at, published_by) values (${consultation}, ${published}, ${coder})`;
    const ids: Ids = new Map();
    for (const [position, claim] of of.claims.entries()) {
      const [row] = await tx<{ id: number }[]>`
        insert into claim (consultation_id, section, position, language, created_by, created_at, published_at)
        values (${consultation}, ${claim.section}, ${position}, 'en', ${coder}, ${closed}, ${published}) returning id`;
      const id = row!.id;
      ids.set(claim.key, id);
      for (const language of ['en', 'fr', 'ar'] as const)
        await tx`
          insert into claim_text (claim_id, language, body, changed_at) values (${id}, ${language}, ${claim.words[language]}, ${closed})`;
      for (const passage of claim.passages)
        await putPassage(tx, { consultation, claim: id, coder, at: closed, discussion: of.discussion }, passage, world);
    }
    await tx`
      insert into claim_waiver (consultation_id, kind, source_id, reason, by_person, at)
      select ${consultation}, x.kind, x.id, ${of.aside}, ${coder}, ${published} from (
        select 'post' as kind, p.id from post p join discussion d on d.id = p.discussion_id where d.slug = ${of.discussion} and p.state = 'shown'
        union all select 'consultation-statement', s.id from consultation_statement s where s.consultation_id = ${consultation} and s.state = 'approved') x
      where not exists (select from claim_passage g join claim m on m.id = g.claim_id
        where m.consultation_id = ${consultation} and g.kind = x.kind and g.source_id = x.id)`;
    for (const response of responses[key] ?? [])
      await putResponse(tx, { consultation, claim: ids.get(response.claim)!, coder }, response, world);
    await announce(tx, 'consultation.claims-changed', { consultation });
  }
}

/** A passage where its words stand: a world whose post says them no more is not put. */
async function putPassage(
  tx: Tx,
  of: { consultation: number; claim: number; coder: number; at: Date; discussion: string },
  { post, statement, words, side }: SeedPassage,
  { postIds }: World,
): Promise<void> {
  const kind = post ? 'post' : 'consultation-statement';
  const [source] = post
    ? await tx<{ id: number; version: number; plain: string }[]>`
        select id, version, plain from post where id = ${postIds.get(`${of.discussion}/${post}`) ?? 0}`
    : await tx<{ id: number; version: number; plain: string }[]>`
        select s.id, 1 as version, t.words as plain from consultation_statement s
        join consultation_statement_text t on t.statement_id = s.id and t.language = s.language
        where s.consultation_id = ${of.consultation} and s.number = ${statement ?? 0}`;
  const before = source?.plain.split(words)[0];
  if (!source || before === undefined || before === source.plain) throw new Error(`no source says: ${words}`);
  const start = [...before].length;
  await tx`
    insert into claim_passage (claim_id, kind, source_id, side, start_at, end_at, hash, tagged_by, tagged_at)
    values (${of.claim}, ${kind}, ${source.id}, ${side}, ${start}, ${start + [...words].length}, ${hashOf(words)}, ${of.coder}, ${of.at})`;
  await tx`
    insert into citation (citing_kind, citing_id, cited_kind, cited_id, cited_version, made_by, made_at)
    values ('claim', ${of.claim}, ${kind}, ${source.id}, ${source.version}, ${of.coder}, ${of.at})`;
}

async function putResponse(
  tx: Tx,
  { consultation, claim, coder }: { consultation: number; claim: number; coder: number },
  r: SeedResponse,
  { organisationIds, personIds, now }: World,
): Promise<void> {
  const at = new Date(now.getTime() - r.ago * day);
  const organisation = organisationIds.get(r.organisation)!;
  const by = { id: personIds.get(r.by)! };
  await tx`
    insert into claim_responsible (claim_id, organisation_id, asked_by, asked_at) values (${claim}, ${organisation}, ${coder}, ${at})`;
  const [row] = await tx<{ id: number }[]>`
    insert into claim_response (claim_id, organisation_id, decision, language, reason, by_person, at, published_at)
    values (${claim}, ${organisation}, ${r.decision}, 'en', ${r.reason}, ${by.id}, ${at}, ${at}) returning id`;
  if (r.place) await putPlace(tx, row!.id, r.place, by.id, at);
  if (!r.action) return;
  const dueOn = r.due === undefined ? null : new Date(now.getTime() + r.due * day).toISOString().slice(0, 10);
  const commitment = await commit(
    tx,
    {
      kind: 'response',
      subjectKind: 'response',
      subjectId: row!.id,
      ownerOrganisationId: organisation,
      words: r.action,
      language: 'en',
      dueOn,
      place: `/consultations/${consultation}/responses/${claim}`,
    },
    by,
    at,
  );
  if (r.state)
    await changeCommitment(tx, await holdCommitment(tx, commitment), { state: r.state, done: r.done ?? '' }, by, now);
}

async function putPlace(
  tx: Tx,
  response: number,
  { document, block }: { document: string; block: string },
  by: number,
  at: Date,
): Promise<void> {
  const { title } = documents.find((d) => d.key === document)!;
  const [passage] = await tx<{ id: number; version: number }[]>`
    select p.id, p.version from document_passage p join document d on d.id = p.document_id
    where d.title = ${title} and p.block_id = ${block} and p.gone_at is null`;
  if (!passage) throw new Error(`no passage ${document}#${block}`);
  await tx`
    insert into citation (citing_kind, citing_id, cited_kind, cited_id, cited_version, made_by, made_at)
    values ('response', ${response}, 'passage', ${passage.id}, ${passage.version}, ${by}, ${at})`;
}
