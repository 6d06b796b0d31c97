import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import type { Db } from '../../../db/connect';
import type { Outcome } from '../../decisions/proposal';
import { titleIn, titleLanguage } from '../../documents/visible.server';
import { titleOf } from '../../events/queries/visible.server';
import { dayOf } from '../../organisations/organisation';
import type { Reader } from '../../people/person';
import { type Asked, idOf } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import { isOfCommittee, mayConduct, membersSpokenFor } from '../committee';
import { whyNotPublish } from '../meeting';
import { correctionsIn, type MinutesPosition, mayReadMinutes, whyNotSayOfMinutes } from '../minutes';
import { calledIn, type StateColumns, seatIn, standingOf, stateColumns, stateFrom } from '../state.server';
import { standingMinutes } from './minutes-standing.server';
import { type MeetingRow, meetingColumns } from './rules.server';

interface PositionRead extends MinutesPosition {
  words: string;
  language: string;
  name: string;
  at: string;
}

interface MeetingNamed {
  id: number;
  title: string;
  titleLanguage: string;
}

type Row = MeetingRow &
  StateColumns & {
    title: string;
    titleLanguage: string;
    timeZone: string;
    name: string;
    nameLanguage: string;
    approvedNote: string;
    approvedByDecision: number | null;
    approvedIn: MeetingNamed | null;
    later: MeetingNamed | null;
    standing: { language: string; nodes: JSONContent } | null;
    fixed: { language: string; html: string; hash: string; redacted: boolean } | null;
    positions: PositionRead[] | null;
    put: { id: number; outcome: Outcome | null }[] | null;
  };

async function readRow(sql: Db, id: number, language: string, day: string, now: Date): Promise<Row | undefined> {
  const named = sql`jsonb_build_object('id', b.id, 'title', bx.title, 'titleLanguage', bx.language)`;
  const titled = sql`cross join lateral (select z.title, z.language from event_text z where z.event_id = b.id
    order by z.language = ${language} desc, z.language = b.language desc, z.language limit 1) bx`;
  const [row] = await sql<Row[]>`
    select ${meetingColumns(sql)}, ${stateColumns(sql, day)}, x.title, x.language as title_language, e.time_zone,
      ${titleIn(sql, language)} as name, ${titleLanguage(sql, language)} as name_language,
      g.approved_note, g.approved_by_decision,
      (select ${named} from event b ${titled} where b.id = g.approved_in) as approved_in,
      (select ${named} from event b ${titled} where b.kind = 'committee-meeting' and b.starts_at > e.starts_at and b.starts_at <= ${now}
        and b.announced_at is not null and b.cancelled_at is null order by b.starts_at desc, b.id desc limit 1) as later,
      (select jsonb_build_object('language', d.language, 'nodes', s.text) from document_settled s where s.document_id = d.id) as standing,
      (select jsonb_build_object('language', f.language, 'html', f.html, 'hash', f.hash, 'redacted', f.redacted_at is not null)
        from minutes_text f where f.event_id = e.id) as fixed,
      (select jsonb_agg(jsonb_build_object('organisation', y.organisation_id, 'kind', y.kind, 'words', y.words, 'language', y.language,
          'hash', y.hash, 'name', p.name, 'at', y.at) order by y.organisation_id)
        from minutes_position y join person p on p.id = y.person_id where y.event_id = e.id) as positions,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'outcome', p.outcome) order by p.id desc) from proposal p
        where p.subject_kind = 'document' and p.subject_id = d.id and p.opened_at is not null) as put
    from event e cross join ${titleOf(sql, language)} x join meeting g on g.event_id = e.id join document d on d.id = g.minutes_document_id
    where e.id = ${id} and e.kind = 'committee-meeting'`;
  return row;
}

/**
 * The minutes of a meeting: for the committee's people the text as it stands, what each member says of it and the ways to approve
 * it; for everybody the text that was approved, once it is published. One statement, and one where the text shows parts of
 * programmes. Throws not-found.
 */
export async function loadMinutes(asked: Asked) {
  const { sql, reader, language, params, keep } = asked;
  const now = asked.now();
  const day = dayOf(now);
  const row = await readRow(sql, idOf(params.id), language, day, now);
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const state = stateFrom(row);
  const standing = standingOf(state, day);
  if (!mayReadMinutes(row, reader, standing)) throw refuse('not-found', 'shared:errors.not-found');
  keep({ tags: ['committee', 'events', `document:${row.minutesDocumentId}`, 'everything'] });
  const inside = isOfCommittee(reader, standing);
  const text = await textOf(sql, reader, row, now);
  const called = (id: number) => calledIn(seatIn(state, id), language);
  const positions = (row.positions ?? []).filter((p) => row.approvedAt || standing.members.includes(p.organisation));
  const approved = row.approvedAt?.toISOString() ?? null;
  const conducts = mayConduct(reader, standing);
  return {
    id: row.id,
    inside,
    title: row.name,
    titleLanguage: row.nameLanguage,
    meeting: inside ? { title: row.title, language: row.titleLanguage } : null,
    startsAt: row.startsAt.toISOString(),
    timeZone: row.timeZone,
    zone: reader?.timeZone ?? null,
    language,
    document: inside ? row.minutesDocumentId : null,
    text,
    approved,
    published: row.publishedAt?.toISOString() ?? null,
    approvedIn: row.approvedIn && (inside ? row.approvedIn : { ...row.approvedIn, title: null }),
    decision: row.approvedByDecision,
    note: inside ? row.approvedNote : '',
    positions: inside
      ? positions.map((p) => ({
          ...p,
          at: new Date(p.at).toISOString(),
          member: called(p.organisation).name,
          earlier: p.hash !== text?.hash,
        }))
      : [],
    /** Members that have said nothing: they count as agreeing where nobody asks for a correction. */
    silent:
      inside && !approved
        ? standing.members.filter((m) => !positions.some((p) => p.organisation === m)).map((m) => called(m).name)
        : [],
    corrections: approved ? 0 : correctionsIn(positions, standing).length,
    mine: membersSpokenFor(reader, standing)
      .filter((m) => whyNotSayOfMinutes(row, reader!, m, standing) === undefined)
      .map((m) => ({ id: m, name: called(m).name, kind: positions.find((p) => p.organisation === m)?.kind ?? null })),
    put: inside ? (row.put ?? []) : [],
    conducts,
    may: {
      approve: conducts && !approved && row.later !== null,
      put: conducts && !approved && !row.put?.some((p) => p.outcome === null),
      publish: conducts && whyNotPublish(row) === undefined,
    },
    later: row.later,
    once: randomUUID(),
  };
}

export type MinutesData = Awaited<ReturnType<typeof loadMinutes>>;

/** What was approved, and whether the document says something else by now; before that what stands. */
async function textOf(sql: Db, reader: Reader | null, row: Row, now: Date) {
  const stands =
    row.standing && (await standingMinutes(sql, reader, { document: row.minutesDocumentId!, ...row.standing }, now));
  const { fixed } = row;
  if (fixed) return { ...fixed, differs: stands !== null && stands.hash !== fixed.hash };
  return stands && { language: stands.language, html: stands.html, hash: stands.hash, redacted: false, differs: false };
}
