import { createHash } from 'node:crypto';
import type { Db } from '../../db/connect';
import type { FeedKind } from '../consultations/consultation';
import { type AskingColumn, askingConsultation, askingFrom } from '../consultations/queries/asking.server';
import { type EventReaders, mayPrepareEvent, maySeeEvent } from '../events/event';
import { tieColumns } from '../events/queries/rules.server';
import { titleOf } from '../events/queries/visible.server';
import { ownedBy } from '../events/registration/holder.server';
import { hashOf } from '../events/registration/links.server';
import { linkDays } from '../events/registration/registration';
import { type ActivityRole, isActive, isSecretariat, type Reader } from '../people/person';
import type { ContentLanguage } from '../shared/languages';
import { refuse } from '../shared/refusal';
import type { Content } from './content';
import { mayRead, type Rules, type SubjectKind, type Tie } from './questionnaire';

/** Who comes: with a session or without, by the link of a registration, or by the key to answers begun here. */
export interface Comer {
  reader: Reader | null;
  token: string | null;
  key: string | null;
}

/** A questionnaire as far as the rules see it, what it is about, and what it asks now. */
export interface Found extends Rules {
  id: number;
  language: ContentLanguage;
  /** Of the row that is being prepared, not of what was published. */
  version: number;
  /** Number and content of the version that is asked now; null while there is none. */
  current: number | null;
  content: Content | null;
  draft: Content;
  subject: {
    kind: SubjectKind;
    id: number;
    title: string;
    language: string;
    path: string;
    /** What a consultation will feed: it stands on every page of it. */
    feeds?: { kind: FeedKind; words: string; language: string; document: null };
  } | null;
  /** A survivor speaks there: nobody's name may stand beside an answer, whatever was chosen. */
  survivorSpeaks: boolean;
  timeZone: string;
  tie: Tie;
}

interface Row extends Omit<Found, 'tie' | 'subject'> {
  subjectKind: SubjectKind;
  subjectId: number;
  consultation: AskingColumn | null;
  eventSlug: string | null;
  eventReaders: EventReaders;
  eventAnnouncedAt: Date | null;
  eventTitle: string | null;
  eventTitleLanguage: string | null;
  role: ActivityRole | null;
  invited: boolean;
  speaker: boolean;
  registration: number | null;
  holdsKey: boolean;
}

/** What a page and every deed need, in one query. Throws not-found where the comer may not even know that it exists. */
export async function findQuestionnaire(sql: Db, comer: Comer, id: number, language: string): Promise<Found> {
  const [row] = await sql<Row[]>`
    select ${columns(sql, comer)} from questionnaire q ${around(sql, comer.reader, language)} where q.id = ${id}`;
  const found = row && foundFrom(row, comer.reader);
  if (!found || !mayRead(found, found.tie)) throw refuse('not-found', 'shared:errors.not-found');
  return found;
}

/** The newest that somebody may see, whatever they are about. */
export async function findNewest(sql: Db, reader: Reader, language: string): Promise<Found[]> {
  const comer = { reader, token: null, key: null };
  const rows = await sql<Row[]>`
    select ${columns(sql, comer)} from questionnaire q ${around(sql, reader, language)} order by q.id desc limit 200`;
  return rows.map((row) => foundFrom(row, reader)).filter((found) => mayRead(found, found.tie));
}

function columns(sql: Db, { reader, token, key }: Comer) {
  const registered = sql`r.event_id = e.id and r.state = 'registered'`;
  const which = token
    ? sql`e.ends_at > now() - make_interval(days => ${linkDays})
        and r.id = (select l.registration_id from registration_link l where l.hash = ${hashOf(token)})`
    : reader
      ? ownedBy(sql, reader)
      : sql`false`;
  return sql`q.id, q.subject_kind, q.subject_id, q.language, q.answerers, q.results, q.opens_at, q.closes_at, q.version, q.draft,
    q.anonymous or coalesce(e.survivor_speaks, false) as anonymous, coalesce(e.survivor_speaks, false) as survivor_speaks,
    v.number as current, v.content,
    (select min(f.published_at) from questionnaire_version f where f.questionnaire_id = q.id) as published_at,
    e.ends_at as subject_ends_at, e.cancelled_at is not null as subject_cancelled, e.slug as event_slug,
    coalesce(e.time_zone, u.consultation ->> 'timeZone', 'UTC') as time_zone, e.readers as event_readers, e.announced_at as event_announced_at,
    t.title as event_title, t.language as event_title_language, u.consultation, ${tieColumns(sql, reader)},
    (select r.id from registration r where ${registered} and ${which}) as registration,
    exists (select from questionnaire_response k where k.questionnaire_id = q.id and k.key_hash = ${key ? keyHash(key) : null}) as holds_key`;
}

function around(sql: Db, reader: Reader | null, language: string) {
  return sql`
    left join event e on q.subject_kind = 'event' and e.id = q.subject_id
    left join ${titleOf(sql, language)} t on true
    left join ${askingConsultation(sql, reader, language)} u on true
    left join lateral (select number, content from questionnaire_version where questionnaire_id = q.id order by number desc limit 1) v on true`;
}

function foundFrom(row: Row, reader: Reader | null): Found {
  const { subjectKind, subjectId, eventSlug, eventReaders, eventAnnouncedAt, eventTitle, eventTitleLanguage, ...rest } =
    row;
  const { role, invited, speaker, registration, holdsKey, consultation, ...found } = rest;
  if (subjectKind === 'platform') {
    const tie = { mayPrepare: isSecretariat(reader), seesSubject: isActive(reader), registration: null, holdsKey };
    return { ...found, subject: null, tie };
  }
  if (subjectKind === 'consultation') {
    // What is left of one whose consultation is gone is nobody's.
    const asking = consultation && askingFrom(consultation, reader);
    return {
      ...found,
      ...(asking && {
        spans: asking.spans,
        opensAt: asking.spans[0]?.opensAt ?? null,
        closesAt: asking.spans.at(-1)?.closesAt ?? null,
        subjectCancelled: asking.isCancelled,
      }),
      subject: consultation && {
        kind: subjectKind,
        id: subjectId,
        title: consultation.title,
        language: consultation.language,
        path: `/consultations/${subjectId}/${consultation.slug}`,
        feeds: {
          kind: consultation.feedsKind,
          words: consultation.feeds,
          language: consultation.language,
          document: null,
        },
      },
      tie: {
        mayPrepare: asking?.mayPrepare ?? false,
        seesSubject: asking?.sees ?? false,
        takesPart: asking?.takesPart ?? false,
        registration: null,
        holdsKey,
      },
    };
  }
  const ties = { role, invited, speaker };
  // Whoever holds the link of a registration is nobody else: who may not see the event may not answer for it either.
  const seesSubject = maySeeEvent({ readers: eventReaders, announcedAt: eventAnnouncedAt }, reader, ties);
  return {
    ...found,
    subject: {
      kind: 'event',
      id: subjectId,
      title: eventTitle ?? '',
      language: eventTitleLanguage ?? 'en',
      path: `/events/${subjectId}/${eventSlug}`,
    },
    tie: {
      mayPrepare: mayPrepareEvent(reader, ties),
      seesSubject,
      registration: seesSubject ? registration : null,
      holdsKey,
    },
  };
}

/** 128 random bits need no salt; the table's copy opens nothing. */
export function keyHash(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
