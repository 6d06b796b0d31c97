import type { Db } from '../../../db/connect';
import { readableBy, titleIn } from '../../documents/visible.server';
import type { Reader } from '../../people/person';
import { wordsIn } from '../../questionnaires/content';
import { refuse } from '../../shared/refusal';
import { asTyped } from '../../shared/zone.server';
import { type FeedKind, hasBegun, type PartKind, stateOf, whyNotPrepare } from '../consultation';
import { type Choosable, choosableColumn } from './choosable.server';
import { type PartSubject, subjectColumn } from './parts.server';
import { readConsultationRules } from './rules.server';

export interface ToChoose {
  organisations: { id: number; name: string }[];
  documents: { id: number; title: string }[];
}

interface Row {
  title: string | null;
  purpose: string | null;
  feedsWords: string | null;
  feeds: FeedKind;
  feedsDocumentId: number | null;
  cancelledReason: string;
  versions: string[];
  languages: string[] | null;
  facilitators: string[] | null;
  phaseTexts: { id: number; title: string; introduction: string }[] | null;
  partTexts: { id: number; title: string; body: string; own: string | null; subject: PartSubject | null }[] | null;
  choosable: Choosable[] | null;
  organisations: ToChoose['organisations'] | null;
  documents: ToChoose['documents'] | null;
}

/**
 * What the screen of preparing shows of one consultation, in the version of one language, and what can be chosen there. Not
 * found for whoever may not prepare it: the address is no page of theirs. Two statements.
 */
export async function readPreparation(sql: Db, reader: Reader, id: number, language: string | null, now: Date) {
  const c = await readConsultationRules(sql, reader, id);
  if (whyNotPrepare(c, reader, c.tie)) throw refuse('not-found', 'shared:errors.not-found');
  const of = language ?? c.language;
  const [row] = await sql<Row[]>`
    select x.title, x.purpose, x.feeds as feeds_words, c.feeds, c.feeds_document_id, c.cancelled_reason,
      (select array_agg(t.language order by t.language) from consultation_text t where t.consultation_id = c.id) as versions,
      (select array_agg(l.language order by l.language) from consultation_language l where l.consultation_id = c.id) as languages,
      (select array_agg(p.handle order by p.handle) from activity_role r join person p on p.id = r.person_id
        where r.activity = 'consultation' and r.activity_id = c.id and r.role = 'facilitator') as facilitators,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'title', y.title, 'introduction', y.introduction))
        from consultation_phase p join consultation_phase_text y on y.phase_id = p.id and y.language = ${of} where p.consultation_id = c.id) as phase_texts,
      (select jsonb_agg(jsonb_build_object('id', k.id, 'title', coalesce(y.title, ''), 'body', coalesce(y.body, ''),
          'subject', ${subjectColumn(sql, reader, of, now)}, 'own', (select z.title from consultation_part_text z where z.part_id = k.id order by z.language = c.language desc, z.language limit 1)))
        from consultation_part k left join consultation_part_text y on y.part_id = k.id and y.language = ${of}
        where k.consultation_id = c.id) as part_texts,
      ${choosableColumn(sql, reader, id, of)} as choosable, ${toChoose(sql, reader, of, now)}
    from consultation c left join consultation_text x on x.consultation_id = c.id and x.language = ${of}
    where c.id = ${id}`;
  const r = row!;
  return {
    id,
    path: `/consultations/${id}/${c.slug}`,
    version: c.version,
    state: stateOf(c, now),
    own: c.language,
    language: of,
    versions: r.versions,
    title: r.title ?? '',
    purpose: r.purpose ?? '',
    feedsWords: r.feedsWords ?? '',
    feeds: r.feeds,
    feedsDocument: r.feedsDocumentId === null ? '' : String(r.feedsDocumentId),
    scope: c.scope,
    region: c.region,
    theme: c.theme ?? '',
    languages: r.languages ?? [],
    host: String(c.hostId),
    readers: c.readers,
    participants: c.participants,
    timeZone: c.timeZone,
    facilitators: (r.facilitators ?? []).join('\n'),
    cancelledReason: r.cancelledReason,
    phases: c.phases.map((p) => {
      const words = r.phaseTexts?.find((x) => x.id === p.id);
      const opens = asTyped(p.opensAt, c.timeZone);
      const closes = asTyped(p.closesAt, c.timeZone);
      return {
        id: p.id,
        kind: p.kind,
        title: words?.title ?? '',
        introduction: words?.introduction ?? '',
        opens: opens.local,
        opensWhich: opens.which,
        closes: closes.local,
        closesWhich: closes.which,
        /** Whether it can be taken out still. */
        removable: !c.announcedAt || p.opensAt > now,
      };
    }),
    parts: c.parts.map((p) => {
      const words = r.partTexts?.find((x) => x.id === p.id);
      return {
        id: p.id,
        kind: p.kind as PartKind,
        subject: p.subjectId === null ? '' : String(p.subjectId),
        phases: p.phaseIds.map(String),
        title: words?.title ?? '',
        body: words?.body ?? '',
        own: words?.own || calledAs(words?.subject ?? null, of),
        removable: !hasBegun(p, c, now),
      };
    }),
    choosable: r.choosable ?? [],
    organisations: r.organisations ?? [],
    documents: r.documents ?? [],
  };
}

export type Preparation = Awaited<ReturnType<typeof readPreparation>>;

/** What the screen needs to prepare a new one. */
export async function listToChoose(sql: Db, reader: Reader, language: string, now: Date): Promise<ToChoose> {
  const [row] = await sql<Pick<Row, 'organisations' | 'documents'>[]>`select ${toChoose(sql, reader, language, now)}`;
  return { organisations: row?.organisations ?? [], documents: row?.documents ?? [] };
}

function toChoose(sql: Db, reader: Reader, language: string, now: Date) {
  return sql`
    (select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name, o.id) from organisation o) as organisations,
    (select jsonb_agg(jsonb_build_object('id', d.id, 'title', d.shown) order by d.id desc)
      from (select d.id, ${titleIn(sql, language)} as shown from document d where ${readableBy(sql, reader, now)} order by d.id desc limit 100) d) as documents`;
}

/** What a part is called that has no name of its own: as what it stands for, as far as this reader may see it. */
function calledAs(subject: PartSubject | null, language: string): string {
  if (subject?.texts) return wordsIn(subject.texts, language, subject.language ?? 'en')?.words.title ?? '';
  return subject?.title ?? '';
}
