import { blankQuestion, type Content, noWords } from '../../app/questionnaires/content';
import { renderText } from '../../app/shared/rich-text/render.server';
import { slugOf } from '../../app/shared/slug';
import type { Tx } from '../connect';
import { putDue } from '../due';
import { consultations, documents, instantAgo, instantOf, type SeedConsultation, type SeedPart } from './world';

type Ids = Map<string, number>;

interface World {
  organisationIds: Ids;
  personIds: Ids;
  eventIds: Ids;
  now: Date;
}

/** The invented consultations with their phases and parts; ids by key, for what others put beside them. */
export async function putConsultations(tx: Tx, world: World): Promise<Ids> {
  const ids: Ids = new Map();
  for (const c of consultations) ids.set(c.key, await putConsultation(tx, c, world));
  return ids;
}

async function putConsultation(tx: Tx, c: SeedConsultation, world: World): Promise<number> {
  const { now, organisationIds, personIds } = world;
  const by = personIds.get('nadia.d')!;
  const announced = instantAgo(c.announced, now);
  const feeds = c.feedsDocument && documents.find((d) => d.key === c.feedsDocument)!.title;
  const [row] = await tx<{ id: number }[]>`
    insert into consultation (slug, language, scope, region, host_id, readers, participants, time_zone, feeds, feeds_document_id, announced_at,
      created_by, created_at, changed_at)
    values (${slugOf(c.title.en, 'consultation')}, ${c.language}, ${c.scope}, ${c.region}, ${organisationIds.get(c.host)!}, 'public', 'registered',
      ${c.timeZone}, ${c.feedsKind}, (select d.id from document d where d.title = ${feeds ?? null}), ${announced}, ${by}, ${announced}, ${announced})
    returning id`;
  const id = row!.id;
  for (const language of ['en', 'fr', 'ar'] as const) {
    await tx`
      insert into consultation_text (consultation_id, language, title, purpose, purpose_html, feeds)
      values (${id}, ${language}, ${c.title[language]}, ${c.purpose[language]}, ${html(c.purpose[language], 2)}, ${c.feeds[language]})`;
  }
  for (const language of c.languages)
    await tx`insert into consultation_language (consultation_id, language) values (${id}, ${language})`;
  for (const key of c.invited)
    await tx`
      insert into consultation_invitation (consultation_id, organisation_id, invited_by, invited_at)
      values (${id}, ${organisationIds.get(key)!}, ${by}, ${announced})`;
  for (const key of c.facilitators)
    await tx`
      insert into activity_role (activity, activity_id, person_id, role)
      values ('consultation', ${id}, ${personIds.get(key)!}, 'facilitator')`;
  const phases = await putPhases(tx, id, c, now);
  for (const [i, part] of c.parts.entries())
    await putPart(tx, { id, of: c, by, announced }, i + 1, part, phases, world);
  return id;
}

/** Each ends when the next begins. Gives the phases by their kinds. */
async function putPhases(tx: Tx, id: number, c: SeedConsultation, now: Date): Promise<Ids> {
  const phases: Ids = new Map();
  for (const [i, p] of c.phases.entries()) {
    const opens = instantOf(p.opens, c.timeZone, now);
    const closes = instantOf(c.phases[i + 1]?.opens ?? c.ends, c.timeZone, now);
    const [row] = await tx<{ id: number }[]>`
      insert into consultation_phase (consultation_id, position, kind, opens_at, closes_at)
      values (${id}, ${i + 1}, ${p.kind}, ${opens}, ${closes}) returning id`;
    phases.set(p.kind, row!.id);
    for (const [language, words] of Object.entries(p.introduction ?? {}))
      await tx`
        insert into consultation_phase_text (phase_id, language, title, introduction, introduction_html)
        values (${row!.id}, ${language}, '', ${words}, ${html(words, 3)})`;
    for (const at of [opens, closes])
      if (at > now)
        await putDue(
          tx,
          'tell-consultation',
          { consultation: id },
          { at, key: `consultation:${id}:${at.toISOString()}` },
        );
  }
  return phases;
}

async function putPart(
  tx: Tx,
  { id, of, by, announced }: { id: number; of: SeedConsultation; by: number; announced: Date },
  position: number,
  part: SeedPart,
  phases: Ids,
  { eventIds }: World,
): Promise<void> {
  const subject =
    part.kind === 'questionnaire'
      ? await putQuestionnaire(tx, id, of, part, by, announced)
      : part.kind === 'discussion'
        ? await discussionOf(tx, part.of!)
        : part.kind === 'draft'
          ? await documentOf(tx, part.of!)
          : part.of
            ? eventIds.get(part.of)!
            : null;
  const [row] = await tx<{ id: number }[]>`
    insert into consultation_part (consultation_id, position, kind, subject_id)
    values (${id}, ${position}, ${part.kind}, ${subject}) returning id`;
  for (const [language, title] of Object.entries(part.title ?? {})) {
    const body = part.body?.[language as 'en'] ?? '';
    // A text that was not translated is shown in its own language, its name too.
    if (part.kind === 'reading' && body === '') continue;
    await tx`
      insert into consultation_part_text (part_id, language, title, body, body_html)
      values (${row!.id}, ${language}, ${title}, ${body}, ${html(body, 1)})`;
  }
  for (const kind of part.during)
    await tx`insert into consultation_part_phase (part_id, phase_id) values (${row!.id}, ${phases.get(kind)!})`;
}

/** A discussion has its key for its slug. */
async function discussionOf(tx: Tx, key: string): Promise<number> {
  const [row] = await tx<{ id: number }[]>`select id from discussion where slug = ${key}`;
  return row!.id;
}

async function documentOf(tx: Tx, key: string): Promise<number> {
  const { title } = documents.find((d) => d.key === key)!;
  const [row] = await tx<{ id: number }[]>`select id from document where title = ${title}`;
  return row!.id;
}

/** Published when the consultation was announced; organisations answer it. */
async function putQuestionnaire(
  tx: Tx,
  consultation: number,
  of: SeedConsultation,
  part: SeedPart,
  by: number,
  announced: Date,
): Promise<number> {
  const languages = ['en', 'fr', 'ar'] as const;
  const content: Content = {
    texts: Object.fromEntries(languages.map((l) => [l, { title: part.title![l], introduction: '' }])),
    sections: [
      {
        id: 's1',
        texts: Object.fromEntries(languages.map((l) => [l, { title: part.title![l], introduction: '' }])),
        questions: part.questions!.map((label, i) => ({
          ...blankQuestion(`q${i + 2}`, 'text'),
          texts: Object.fromEntries(languages.map((l) => [l, { ...noWords, label: label[l] }])),
        })),
      },
    ],
    next: part.questions!.length + 2,
  };
  const [row] = await tx<{ id: number }[]>`
    insert into questionnaire (subject_kind, subject_id, language, answerers, anonymous, results, draft, created_by, created_at)
    values ('consultation', ${consultation}, ${of.language}, 'organisations', false, 'public', ${tx.json(content as never)}, ${by}, ${announced})
    returning id`;
  await tx`
    insert into questionnaire_version (questionnaire_id, number, content, published_at, published_by)
    values (${row!.id}, 1, ${tx.json(content as never)}, ${announced}, ${by})`;
  return row!.id;
}

function html(text: string, headingBase: 1 | 2 | 3): string {
  return text === '' ? '' : renderText(text, { headingBase }).html;
}
