import type { Db } from '../../../db/connect';
import { placeName } from '../../organisations/places';
import type { ActivityRole, Reader } from '../../people/person';
import { listZones } from '../../people/zones';
import { type AskedAbout, askedAbout, feedbackPart } from '../../questionnaires/feedback.server';
import type { Asked } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import type { ReminderChoice } from '../calendar/reminders';
import { remindersJson } from '../calendar/reminders.server';
import { maySeeEvent, stateOf } from '../event';
import { closesAt } from '../live/talk';
import { type FoundEvent, type RuledEvent, ruledFrom, rulesColumns, tieColumns } from '../queries/rules.server';
import { titleOf } from '../queries/visible.server';
import { regionChoices } from './forms';
import { ownedBy } from './holder.server';
import { readJoining } from './joining.server';
import { hashOf } from './links.server';
import { placesColumns } from './places.server';
import {
  closingOf,
  isLinkAlive,
  mayAskAgain,
  mayChangeIdentity,
  type RegistrationState,
  whyNotComing,
  whyNotRegister,
} from './registration';

/** A registration as its owner's page shows it. */
export interface OwnView {
  id: number;
  personId: number | null;
  email: string;
  name: string;
  organisation: string;
  sector: string;
  region: string;
  language: string;
  timeZone: string;
  state: RegistrationState;
  consent: boolean;
  offeredUntil: string | null;
  passedAt: string | null;
  reason: string;
  /** When its owner is reminded; null where they have not said. */
  reminders: ReminderChoice | null;
}

function ownJson(sql: Db) {
  return sql`jsonb_build_object('id', r.id, 'personId', r.person_id, 'email', r.email, 'name', r.name, 'organisation', r.organisation,
    'sector', r.sector, 'region', r.region, 'language', r.language, 'timeZone', r.time_zone, 'state', r.state,
    'consent', r.contact_consent_at is not null, 'offeredUntil', r.offered_until, 'passedAt', r.passed_at, 'reason', r.decided_reason,
    'reminders', ${remindersJson(sql)})`;
}

type Row = FoundEvent & {
  questionnaires: AskedAbout[] | null;
  role: ActivityRole | null;
  invited: boolean;
  speaker: boolean;
  title: string;
  titleLanguage: string;
  own: OwnView | null;
  taken: number;
  inLine: number;
  sector: string | null;
};
type Read = RuledEvent &
  Pick<Row, 'questionnaires' | 'title' | 'titleLanguage' | 'own' | 'taken' | 'inLine' | 'sector'>;

/** The event with the reader's own registration, in one statement. Refuses not-found where the reader may not see it. */
async function readOfReader(sql: Db, reader: Reader | null, id: number, language: string): Promise<Read> {
  const [row] = await sql<Row[]>`
    select ${rulesColumns(sql)}, ${tieColumns(sql, reader)}, x.title, x.language as title_language, ${placesColumns(sql, id)},
      ${askedAbout(sql)} as questionnaires,
      (select o.sector from organisation o where o.id = ${reader?.organisationId ?? null}) as sector,
      (select ${ownJson(sql)} from registration r where r.event_id = e.id and r.state <> 'unconfirmed' and ${ownedBy(sql, reader)}
        order by r.person_id nulls last limit 1) as own
    from event e cross join ${titleOf(sql, language)} x where e.id = ${id}`;
  const read = row && (ruledFrom(row) as Read);
  if (!read || !maySeeEvent(read, reader, read.tie)) throw refuse('not-found', 'shared:errors.not-found');
  return read;
}

/** The same by the link of a mail; null where it opens nothing any more. */
async function readByLink(sql: Db, token: string, language: string, now: Date): Promise<Read | null> {
  const [row] = await sql<(Row & { madeAt: Date })[]>`
    select ${rulesColumns(sql)}, ${tieColumns(sql, null)}, x.title, x.language as title_language, 0 as taken, 0 as in_line,
      null as sector, ${ownJson(sql)} as own, l.made_at, ${askedAbout(sql)} as questionnaires
    from registration_link l join registration r on r.id = l.registration_id join event e on e.id = r.event_id
    cross join ${titleOf(sql, language)} x where l.hash = ${hashOf(token)}`;
  if (!row?.own || !isLinkAlive({ madeAt: row.madeAt, state: row.own.state, endsAt: row.endsAt }, now)) return null;
  const { madeAt: _, ...rest } = row;
  return ruledFrom(rest) as Read;
}

/** What a page about one's own registration shows; `own` is null for whoever has none yet. */
export async function loadOwnPage(asked: Asked, of: { event: number } | { token: string }) {
  const { sql, reader, language } = asked;
  const now = asked.now();
  const byLink = 'token' in of;
  const read = byLink
    ? await readByLink(sql, of.token, language, now)
    : await readOfReader(sql, reader, of.event, language);
  if (!read) return null;
  const { own } = read;
  const joins = own?.state === 'registered' || read.tie.speaker || read.tie.role === 'facilitator';
  const joining = joins ? await readJoining(sql, read.id, byLink ? of.token : reader, now) : null;
  // An event that was closed to the public since: its title is not for whoever only holds a link.
  const seen = !byLink || maySeeEvent(read, null, read.tie);
  return {
    event: {
      id: read.id,
      path: `/events/${read.id}/${read.slug}`,
      title: seen ? read.title : null,
      titleLanguage: read.titleLanguage,
      startsAt: read.startsAt.toISOString(),
      endsAt: read.endsAt.toISOString(),
      timeZone: read.timeZone,
      state: stateOf(read, now),
      survivorSpeaks: read.survivorSpeaks,
      approval: read.approval,
      closesAt: closingOf(read).toISOString(),
      full: read.capacity !== null && (read.taken >= read.capacity || read.inLine > 0),
      takesPart: whyNotComing(read, now) === undefined,
    },
    own,
    /** The link is there for whoever may join; empty where none was given yet. */
    joining,
    joinPath: byLink ? `/registrations/join?token=${encodeURIComponent(of.token)}` : `/events/${read.id}/register/join`,
    questionnaires: own?.state === 'registered' ? openQuestionnaires(asked, read, byLink ? of.token : null) : [],
    /** Questions, polls and hands are there for this one, or what has become of them. */
    talk:
      seen && read.announcedAt !== null && read.cancelledAt === null
        ? now >= closesAt(read)
          ? ('to-read' as const)
          : ('open' as const)
        : null,
    why: whyNotRegister(read, now)?.message ?? null,
    mayAskAgain: own !== null && mayAskAgain(read, instantsOf(own), now),
    mayAccept: own?.state === 'offered' && Date.parse(own.offeredUntil!) > now.getTime(),
    mayChangeIdentity: own !== null && own.personId === null && mayChangeIdentity(read, own.state),
    byAccount: !byLink,
    /** With an account: whether the organisation says the sector, or it has to be asked. */
    needsSector: reader !== null && read.sector === null,
    zones: reader && !byLink ? [] : listZones(own?.timeZone),
    regions: regionChoices.map((code) => ({ code, name: placeName(code, language) })),
    language,
    zone: byLink ? (own?.timeZone ?? null) : (reader?.timeZone ?? null),
  };
}

/** What the event's facilitators ask those who were there, while it is open; with the way in for whoever has no account. */
function openQuestionnaires(asked: Asked, event: Read, token: string | null) {
  // The page of one person is kept for nobody.
  const { questionnaires } = feedbackPart({ ...asked, keep: () => {} }, event);
  return questionnaires
    .filter(({ state }) => state === 'open')
    .map(({ id, title, language }) => ({
      path: `/questionnaires/${id}${token === null ? '' : `?token=${encodeURIComponent(token)}`}`,
      title,
      language,
    }));
}

export type OwnPageData = NonNullable<Awaited<ReturnType<typeof loadOwnPage>>>;

function instantsOf(own: OwnView) {
  const at = (text: string | null) => (text === null ? null : new Date(text));
  return { state: own.state, offeredUntil: at(own.offeredUntil), passedAt: at(own.passedAt) };
}
