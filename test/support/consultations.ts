import type {
  ConsultationReaders,
  ConsultationScope,
  ParticipantKind,
  PartKind,
  PhaseKind,
} from '../../app/consultations/consultation';
import type { Value } from '../../app/questionnaires/answer';
import type { Content } from '../../app/questionnaires/content';
import type { ResultReaders } from '../../app/questionnaires/questionnaire';
import type { Sql } from '../../db/connect';
import { anOrganisation, aPerson, type SomePerson } from './people';
import { aContent } from './questionnaires';

const hour = 3_600_000;

export interface SomeConsultation {
  id: number;
  slug: string;
  path: string;
  /** The organisation that holds it. */
  host: number;
  facilitator: SomePerson;
  phases: { id: number; kind: PhaseKind; opensAt: Date; closesAt: Date }[];
  /** Ids of its parts, in their order. */
  parts: number[];
}

export interface PartToMake {
  kind: PartKind;
  subject?: number;
  title?: string;
  /** Kinds of the phases in which it is open: `open` unless others are named. */
  during?: PhaseKind[];
}

/**
 * A consultation straight into the tables. Times are hours from now. By default it is general and public, was announced, and
 * its phases follow each other: prepared until an hour ago, open for ten days, then synthesis, response and follow-up.
 */
export async function aConsultation(
  sql: Sql,
  values: {
    title?: string;
    scope?: ConsultationScope;
    region?: string;
    theme?: string;
    readers?: ConsultationReaders;
    participants?: ParticipantKind;
    language?: string;
    timeZone?: string;
    host?: number;
    feeds?: 'programme' | 'decision';
    announced?: boolean;
    cancelled?: boolean;
    /** When each of the five phases begins, and when the last ends: six instants, hours from now. */
    starts?: [number, number, number, number, number, number];
    invited?: number[];
    /** People with a role on it, beside the facilitator. */
    observer?: number;
    parts?: PartToMake[];
    now?: Date;
  } = {},
): Promise<SomeConsultation> {
  const now = (values.now ?? new Date()).getTime();
  const at = (hours: number) => new Date(now + hours * hour);
  const title = values.title ?? 'A consultation on fair recruitment (invented)';
  const language = values.language ?? 'en';
  const host = values.host ?? (await anOrganisation(sql, { sector: 'igo' }));
  const facilitator = await aPerson(sql);
  const readers = values.readers ?? 'public';
  const [row] = await sql<{ id: number; slug: string }[]>`
    insert into consultation (slug, language, scope, region, theme, host_id, readers, participants, time_zone, feeds, announced_at,
      cancelled_at, cancelled_reason, created_by)
    values ('fair-recruitment', ${language}, ${values.scope ?? 'general'}, ${values.region ?? (values.scope === 'region' ? '002' : '001')},
      ${values.theme ?? (values.scope === 'theme' ? 'labour' : null)}, ${host}, ${readers},
      ${values.participants ?? (readers === 'invited' ? 'invited' : 'registered')}, ${values.timeZone ?? 'Africa/Nairobi'},
      ${values.feeds ?? 'programme'}, ${values.announced === false ? null : at(-72)}, ${values.cancelled ? at(-1) : null},
      ${values.cancelled ? 'Invented for a test.' : ''}, ${facilitator.id})
    returning id, slug`;
  const { id, slug } = row!;
  await sql`
    insert into consultation_text (consultation_id, language, title, purpose, purpose_html, feeds)
    values (${id}, ${language}, ${title}, 'Invented for a test.', '<p>Invented for a test.</p>', 'A programme (invented)')`;
  await sql`insert into consultation_language (consultation_id, language) values (${id}, ${language})`;
  await sql`insert into activity_role (activity, activity_id, person_id, role) values ('consultation', ${id}, ${facilitator.id}, 'facilitator')`;
  if (values.observer)
    await sql`insert into activity_role (activity, activity_id, person_id, role) values ('consultation', ${id}, ${values.observer}, 'observer')`;
  for (const organisation of values.invited ?? [])
    await sql`insert into consultation_invitation (consultation_id, organisation_id, invited_by) values (${id}, ${organisation}, ${facilitator.id})`;
  const kinds: PhaseKind[] = ['preparation', 'open', 'synthesis', 'response', 'follow-up'];
  const starts = values.starts ?? [-48, -1, 240, 480, 720, 2000];
  const phases: SomeConsultation['phases'] = [];
  for (const [position, kind] of kinds.entries()) {
    const [opensAt, closesAt] = [at(starts[position]!), at(starts[position + 1]!)];
    const [phase] = await sql<{ id: number }[]>`
      insert into consultation_phase (consultation_id, position, kind, opens_at, closes_at)
      values (${id}, ${position}, ${kind}, ${opensAt}, ${closesAt}) returning id`;
    await sql`insert into consultation_phase_text (phase_id, language, title) values (${phase!.id}, ${language}, ${`Phase: ${kind}`})`;
    phases.push({ id: phase!.id, kind, opensAt, closesAt });
  }
  const made = { id, slug, path: `/consultations/${id}/${slug}`, host, facilitator, phases, parts: [] as number[] };
  for (const part of values.parts ?? []) await aPart(sql, made, part);
  return made;
}

/** One more part of a consultation, after those it has. Answers its id, which is in `parts` from then on. */
export async function aPart(sql: Sql, consultation: SomeConsultation, part: PartToMake): Promise<number> {
  const { id, phases, parts } = consultation;
  const [row] = await sql<{ id: number }[]>`
    insert into consultation_part (consultation_id, position, kind, subject_id)
    select ${id}, coalesce(max(position) + 1, 0), ${part.kind}, ${part.subject ?? null} from consultation_part where consultation_id = ${id}
    returning id`;
  await sql`insert into consultation_part_text (part_id, language, title) values (${row!.id}, 'en', ${part.title ?? `Part: ${part.kind}`})`;
  for (const phase of phases.filter((p) => (part.during ?? ['open']).includes(p.kind)))
    await sql`insert into consultation_part_phase (part_id, phase_id) values (${row!.id}, ${phase.id})`;
  parts.push(row!.id);
  return row!.id;
}

/** A published questionnaire of a consultation, as a part of it. Answers its id. */
export async function aConsultationQuestionnaire(
  sql: Sql,
  consultation: SomeConsultation,
  values: { answerers?: 'organisations' | 'people'; content?: Content; results?: ResultReaders } = {},
): Promise<number> {
  const content = values.content ?? aContent();
  const maker = consultation.facilitator.id;
  const [row] = await sql<{ id: number }[]>`
    insert into questionnaire (subject_kind, subject_id, language, answerers, anonymous, results, draft, created_by)
    values ('consultation', ${consultation.id}, 'en', ${values.answerers ?? 'organisations'}, false, ${values.results ?? 'public'},
      ${sql.json(content as never)}, ${maker}) returning id`;
  await sql`
    insert into questionnaire_version (questionnaire_id, number, content, published_at, published_by)
    values (${row!.id}, 1, ${sql.json(content as never)}, now() - interval '1 hour', ${maker})`;
  await aPart(sql, consultation, { kind: 'questionnaire', subject: row!.id });
  return row!.id;
}

/** Values by question. */
export type Answers = Record<string, Value>;

export interface VoiceToMake {
  /** Null: a person without an organisation. */
  sector: string | null;
  region?: string;
  answers: Answers;
  /** Signed off, unless false: then it has begun only. */
  submitted?: boolean;
}

export interface SomeVoice {
  /** The id of the set of answers. */
  response: string;
  organisation: number | null;
  person: number | null;
}

let second = 0;

/**
 * Voices that have answered a questionnaire of a consultation, straight into the tables, each submitted a second after the one
 * before: of organisations each an invented one of its sector, of people each one person of such an organisation.
 */
export async function voicesOf(
  sql: Sql,
  consultation: number,
  questionnaire: number,
  who: 'organisations' | 'people',
  voices: VoiceToMake[],
): Promise<SomeVoice[]> {
  const made: SomeVoice[] = [];
  const since = Date.now() - 24 * hour;
  for (const voice of voices) {
    const region = voice.region ?? '002';
    const at = new Date(since + ++second * 1000);
    const submittedAt = voice.submitted === false ? null : at;
    const organisation = voice.sector === null ? null : await anOrganisation(sql, { sector: voice.sector, region });
    const person = who === 'people' ? (await aPerson(sql, organisation === null ? {} : { organisation })).id : null;
    await sql`
      insert into consultation_voice (consultation_id, organisation_id, person_id, sector, region, started_at, submitted_at)
      values (${consultation}, ${person === null ? organisation : null}, ${person}, ${voice.sector}, ${voice.sector === null ? null : region}, ${at}, ${submittedAt})`;
    const [response] = await sql<{ id: string }[]>`
      insert into questionnaire_response (questionnaire_id, version, person_id, organisation_id, language, submitted_at)
      values (${questionnaire}, 1, ${person}, ${person === null ? organisation : null}, 'en', ${submittedAt}) returning id`;
    for (const [question, value] of Object.entries(voice.answers))
      await sql`
        insert into questionnaire_answer (response_id, question_id, typed, value)
        values (${response!.id}, ${question}, '{}', ${sql.json(value as never)})`;
    made.push({ response: response!.id, organisation, person });
  }
  return made;
}

/** So many voices of a sector that all say the same. */
export function times<V>(count: number, voice: V): V[] {
  return Array.from({ length: count }, () => voice);
}
