import type { Db } from '../../../db/connect';
import { type AskedBy, askedByColumn } from '../../consultations/queries/asking-it.server';
import type { Level } from '../../notices/notice';
import { levelOf } from '../../notices/queries/level.server';
import type { ActivityRole, Reader } from '../../people/person';
import { type AskedAbout, askedAbout } from '../../questionnaires/feedback.server';
import { pickVersion } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { type LanguageWay, type MaterialKind, maySeeEvent } from '../event';
import { type RegistrationRead, registrationColumn } from '../registration/part.server';
import { type FoundEvent, type RuledEvent, ruledFrom, rulesColumns, tieColumns } from './rules.server';
import { titleOf } from './visible.server';

export interface SpeakerView {
  id: number;
  name: string;
  organisation: string;
  biographyHtml: string;
  /** Language of the biography that is shown. */
  language: string;
}

export interface MaterialView {
  id: number;
  kind: MaterialKind;
  title: string;
  language: string;
  note: string;
  /** An address elsewhere; null for a file of ours. */
  url: string | null;
  file: string | null;
  fileName: string | null;
  fileType: string | null;
  fileSize: number | null;
  addedAt: string;
}

/** All that the page of an event shows of it, beside what registration, calendars and talk add. */
export interface EventView extends RuledEvent {
  title: string;
  introductionHtml: string;
  textLanguage: string;
  /** Languages in which there are texts. */
  versions: string[];
  venue: string;
  cancelledReason: string;
  themes: string[];
  sectors: string[];
  languages: { language: string; how: LanguageWay }[];
  /** In the order in which they were put; nobody who is not to be named. */
  speakers: SpeakerView[];
  facilitators: { name: string; organisation: string | null }[];
  /** When it was to be before, the latest move first. */
  moves: { fromStartsAt: string; fromEndsAt: string; fromTimeZone: string; at: string }[];
  series: { id: number; slug: string; title: string; language: string } | null;
  materials: MaterialView[];
  invitedOrganisations: { id: number; name: string }[];
  registration: RegistrationRead;
  /** What is asked about it; null for nothing. */
  questionnaires: AskedAbout[] | null;
  /** Consultations of which it is a session. */
  askedBy: AskedBy[];
  /** How much this reader wants to hear of it; null where that was never said. */
  follows: Level | null;
}

type Row = FoundEvent & {
  role: ActivityRole | null;
  invited: boolean;
  speaker: boolean;
  venue: string;
  cancelledReason: string;
  texts: { language: string; title: string; introductionHtml: string }[] | null;
  themes: string[] | null;
  sectors: string[] | null;
  languages: EventView['languages'] | null;
  speakers:
    | (Pick<SpeakerView, 'id' | 'name' | 'organisation'> & { texts: { language: string; html: string }[] | null })[]
    | null;
  facilitators: EventView['facilitators'] | null;
  moves: EventView['moves'] | null;
  series: EventView['series'];
  materials: MaterialView[] | null;
  invitedOrganisations: EventView['invitedOrganisations'] | null;
  registration: RegistrationRead;
  questionnaires: AskedAbout[] | null;
  askedBy: AskedBy[] | null;
  follows: Level | null;
};

/** Everything that stands on the page of an event, in one statement. Throws not-found where the reader may not see it. */
export async function readEvent(sql: Db, reader: Reader | null, id: number, language: string): Promise<EventView> {
  const [row] = await sql<Row[]>`
    select ${rulesColumns(sql)}, ${tieColumns(sql, reader)}, e.venue, e.cancelled_reason, ${askedAbout(sql, true)} as questionnaires,
      ${askedByColumn(sql, { kind: 'session', subject: sql`e.id` }, reader, language)} as asked_by,
      ${registrationColumn(sql, reader)} as registration,
      ${levelOf(sql, reader, 'event', sql`e.id`)} as follows,
      (select jsonb_agg(jsonb_build_object('language', x.language, 'title', x.title, 'introductionHtml', x.introduction_html) order by x.language)
        from event_text x where x.event_id = e.id) as texts,
      (select array_agg(t.theme order by t.theme) from event_theme t where t.event_id = e.id) as themes,
      (select array_agg(s.sector order by s.sector) from event_sector s where s.event_id = e.id) as sectors,
      (select jsonb_agg(jsonb_build_object('language', l.language, 'how', l.how) order by l.language, l.how) from event_language l where l.event_id = e.id) as languages,
      (select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'organisation', s.organisation,
          'texts', (select jsonb_agg(jsonb_build_object('language', x.language, 'html', x.biography_html) order by x.language)
            from event_speaker_text x where x.speaker_id = s.id)) order by s.position)
        from event_speaker s where s.event_id = e.id and s.listed) as speakers,
      (select jsonb_agg(jsonb_build_object('name', p.name, 'organisation', coalesce(o.short_name, o.name)) order by p.name)
        from activity_role r join person p on p.id = r.person_id left join organisation o on o.id = p.organisation_id
        where r.activity = 'event' and r.activity_id = e.id and r.role = 'facilitator') as facilitators,
      (select jsonb_agg(jsonb_build_object('fromStartsAt', m.from_starts_at, 'fromEndsAt', m.from_ends_at, 'fromTimeZone', m.from_time_zone, 'at', m.at) order by m.at desc)
        from event_move m where m.event_id = e.id) as moves,
      (select jsonb_build_object('id', s.id, 'slug', s.slug, 'title', x.title, 'language', x.language)
        from event_series s cross join lateral (select x.title, x.language from event_series_text x where x.series_id = s.id
          order by x.language = ${language} desc, x.language = s.language desc, x.language limit 1) x
        where s.id = e.series_id) as series,
      (select jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'title', m.title, 'language', m.language, 'note', m.note, 'url', m.url,
          'file', m.file, 'fileName', m.file_name, 'fileType', m.file_type, 'fileSize', m.file_size, 'addedAt', m.added_at) order by m.position, m.id)
        from event_material m where m.event_id = e.id) as materials,
      case when e.readers = 'invited' then
        (select jsonb_agg(jsonb_build_object('id', o.id, 'name', coalesce(o.short_name, o.name)) order by o.name)
          from event_invitation i join organisation o on o.id = i.organisation_id where i.event_id = e.id) end as invited_organisations
    from event e where e.id = ${id}`;
  const event = row && viewOf(row, language);
  if (!event || !maySeeEvent(event, reader, event.tie)) throw refuse('not-found', 'shared:errors.not-found');
  return event;
}

function viewOf(row: Row, language: string): EventView {
  const { texts, speakers, ...rest } = row;
  const text = pickVersion(texts ?? [], language, row.language);
  return {
    ...ruledFrom(rest),
    title: text?.title ?? '',
    introductionHtml: text?.introductionHtml ?? '',
    textLanguage: text?.language ?? row.language,
    versions: (texts ?? []).map((x) => x.language),
    themes: row.themes ?? [],
    sectors: row.sectors ?? [],
    languages: row.languages ?? [],
    speakers: (speakers ?? []).map(({ texts: biographies, ...s }) => {
      const biography = pickVersion(biographies ?? [], language, row.language);
      return { ...s, biographyHtml: biography?.html ?? '', language: biography?.language ?? row.language };
    }),
    facilitators: row.facilitators ?? [],
    moves: row.moves ?? [],
    materials: row.materials ?? [],
    invitedOrganisations: row.invitedOrganisations ?? [],
    askedBy: row.askedBy ?? [],
  };
}

/** Title and instants of an event as mails and calendars say them, in a language; null where there is none. */
export async function findEventTitle(
  sql: Db,
  id: number,
  language: string,
): Promise<{ title: string; language: string } | null> {
  const [row] = await sql<{ title: string; language: string }[]>`
    select t.title, t.language from event e cross join ${titleOf(sql, language)} t where e.id = ${id}`;
  return row ?? null;
}
