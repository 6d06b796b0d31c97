import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { type AskedAbout, askedAbout, feedbackToPrepare } from '../../questionnaires/feedback.server';
import { refuse } from '../../shared/refusal';
import { asTyped } from '../../shared/zone.server';
import { type LanguageWay, type MaterialKind, stateOf, whyNotPrepareEvent } from '../event';
import { readEventRules } from './rules.server';
import { titleOf, visibleEvent } from './visible.server';

export interface ToChoose {
  organisations: { id: number; name: string; sector: string }[];
  series: { id: number; title: string; language: string }[];
}

interface Row {
  venue: string;
  hasJoining: boolean;
  cancelledReason: string;
  title: string | null;
  introduction: string | null;
  versions: string[];
  themes: string[] | null;
  sectors: string[] | null;
  languages: { language: string; how: LanguageWay }[] | null;
  invited: number[] | null;
  facilitators: string[] | null;
  speakers:
    | {
        id: number;
        name: string;
        organisation: string;
        biography: string | null;
        account: string | null;
        listed: boolean;
      }[]
    | null;
  materials:
    | {
        id: number;
        kind: MaterialKind;
        title: string;
        language: string;
        note: string;
        url: string | null;
        fileName: string | null;
      }[]
    | null;
  organisations: ToChoose['organisations'] | null;
  series: ToChoose['series'] | null;
  questionnaires: AskedAbout[] | null;
  overlapping:
    | { id: number; slug: string | null; title: string | null; language: string | null; why: 'series' | 'venue' }[]
    | null;
}

/**
 * What the screen of preparing shows of one event, in the version of one language. Of the joining link only whether there is
 * one: it is shown by registration alone, to those who may join. Events that overlap it in its series or at its venue are
 * named where the reader may see them.
 */
export async function readPreparation(sql: Db, reader: Reader | null, id: number, language: string | null, now: Date) {
  const event = await readEventRules(sql, reader, id);
  const no = whyNotPrepareEvent(event, reader, event.tie);
  if (no) throw refuse('not-found', 'shared:errors.not-found');
  const of = language ?? event.language;
  const [row] = await sql<Row[]>`
    select e.venue, e.joining_url <> '' or e.joining_note <> '' as has_joining, e.cancelled_reason, x.title, x.introduction,
      (select array_agg(t.language order by t.language) from event_text t where t.event_id = e.id) as versions,
      (select array_agg(t.theme) from event_theme t where t.event_id = e.id) as themes,
      (select array_agg(s.sector) from event_sector s where s.event_id = e.id) as sectors,
      (select jsonb_agg(jsonb_build_object('language', l.language, 'how', l.how)) from event_language l where l.event_id = e.id) as languages,
      (select array_agg(i.organisation_id) from event_invitation i where i.event_id = e.id) as invited,
      (select array_agg(p.handle order by p.handle) from activity_role r join person p on p.id = r.person_id
        where r.activity = 'event' and r.activity_id = e.id and r.role = 'facilitator') as facilitators,
      (select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'organisation', s.organisation, 'biography', b.biography,
          'account', p.handle, 'listed', s.listed) order by s.position)
        from event_speaker s left join event_speaker_text b on b.speaker_id = s.id and b.language = ${of}
        left join person p on p.id = s.person_id where s.event_id = e.id) as speakers,
      (select jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'title', m.title, 'language', m.language, 'note', m.note, 'url', m.url,
          'fileName', m.file_name) order by m.position, m.id) from event_material m where m.event_id = e.id) as materials,
      ${toChoose(sql, of)}, ${askedAbout(sql)} as questionnaires,
      (select jsonb_agg(jsonb_build_object('id', o.id, 'why', o.why, 'slug', v.slug, 'title', v.title, 'language', v.language) order by o.starts_at, o.id)
        from (
          select o.id, o.starts_at, case when o.series_id = e.series_id then 'series' else 'venue' end as why from event o
          where o.id <> e.id and o.cancelled_at is null and o.starts_at < e.ends_at and e.starts_at < o.ends_at
            and (o.series_id = e.series_id or (e.venue <> '' and lower(o.venue) = lower(e.venue)))
        ) o
        left join lateral (select e.slug, t.title, t.language from event e cross join ${titleOf(sql, of)} t
          where e.id = o.id and ${visibleEvent(sql, reader)}) v on true) as overlapping
    from event e left join event_text x on x.event_id = e.id and x.language = ${of}
    where e.id = ${id}`;
  const r = row!;
  const ways = (how: LanguageWay) => (r.languages ?? []).filter((l) => l.how === how).map((l) => l.language);
  const starts = asTyped(event.startsAt, event.timeZone);
  const ends = asTyped(event.endsAt, event.timeZone);
  const closes = asTyped(event.registrationClosesAt, event.timeZone);
  return {
    id,
    path: `/events/${id}/${event.slug}`,
    version: event.version,
    state: stateOf(event, now),
    own: event.language,
    language: of,
    versions: r.versions,
    kind: event.kind,
    series: event.seriesId === null ? '' : String(event.seriesId),
    region: event.region,
    readers: event.readers,
    title: r.title ?? '',
    introduction: r.introduction ?? '',
    venue: r.venue,
    hasJoining: r.hasJoining,
    capacity: event.capacity === null ? '' : String(event.capacity),
    waitingOrder: event.waitingOrder,
    approval: event.approval,
    survivorSpeaks: event.survivorSpeaks,
    cancelledReason: r.cancelledReason,
    timeZone: event.timeZone,
    starts: starts.local,
    startsWhich: starts.which,
    ends: ends.local,
    endsWhich: ends.which,
    closes: closes.local,
    closesWhich: closes.which,
    themes: r.themes ?? [],
    sectors: r.sectors ?? [],
    spoken: ways('spoken'),
    interpreted: ways('interpreted'),
    captions: ways('captions'),
    invited: r.invited ?? [],
    facilitators: (r.facilitators ?? []).join('\n'),
    speakers: (r.speakers ?? []).map((s) => ({ ...s, biography: s.biography ?? '', account: s.account ?? '' })),
    materials: r.materials ?? [],
    organisations: r.organisations ?? [],
    seriesToChoose: r.series ?? [],
    overlapping: r.overlapping ?? [],
    feedback: feedbackToPrepare(
      { reader, language: of, now: () => now },
      { ...event, questionnaires: r.questionnaires },
    ),
  };
}

export type Preparation = Awaited<ReturnType<typeof readPreparation>>;

/** What the screen needs to prepare a new one. */
export async function listToChoose(sql: Db, language: string): Promise<ToChoose> {
  const [row] = await sql<{ organisations: ToChoose['organisations'] | null; series: ToChoose['series'] | null }[]>`
    select ${toChoose(sql, language)}`;
  return { organisations: row?.organisations ?? [], series: row?.series ?? [] };
}

function toChoose(sql: Db, language: string) {
  return sql`
    (select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'sector', o.sector) order by o.sector, o.name) from organisation o) as organisations,
    (select jsonb_agg(jsonb_build_object('id', s.id, 'title', x.title, 'language', x.language) order by s.id desc)
      from event_series s cross join lateral (select x.title, x.language from event_series_text x where x.series_id = s.id
        order by x.language = ${language} desc, x.language = s.language desc, x.language limit 1) x) as series`;
}
