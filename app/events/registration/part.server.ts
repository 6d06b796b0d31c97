import type { Db } from '../../../db/connect';
import { placeName } from '../../organisations/places';
import type { Reader } from '../../people/person';
import type { Asked } from '../../shared/edge.server';
import { stateOf } from '../event';
import { type RuledEvent, whoIn } from '../queries/rules.server';
import { type Count, shownCounts, smallest } from './counts';
import { ownedBy } from './holder.server';
import { closingOf, maySeeParticipants, type RegistrationState, whyNotRegister } from './registration';

/** What the event's page is told of its registrations, as one column of a statement that it asks. */
export interface RegistrationRead {
  mine: { state: RegistrationState } | null;
  taken: number;
  inLine: boolean;
  asking: number;
  sectors: Count[] | null;
  regions: Count[] | null;
  /** It is a session of a consultation, in whose figures nobody is told apart. */
  inConsultation: boolean;
}

/** That column of `event e`: nobody's name is in it, and of the reader's own registration only the state. */
export function registrationColumn(sql: Db, reader: Reader | null) {
  const attended = (column: 'sector' | 'region') => sql`
    case when e.ends_at <= now() then (
      select jsonb_agg(jsonb_build_object('key', c.key, 'count', c.n)) from (
        select r.${sql(column)} as key, count(*)::int as n from registration r
        where r.event_id = e.id and r.attended_at is not null group by 1) c) end`;
  return sql`jsonb_build_object(
    'mine', (select jsonb_build_object('state', r.state) from registration r
      where r.event_id = e.id and r.state <> 'unconfirmed' and ${ownedBy(sql, reader)} order by r.person_id nulls last limit 1),
    'taken', (select count(*) from registration r where r.event_id = e.id and r.state in ('registered', 'offered')),
    'inLine', exists (select from registration r where r.event_id = e.id and r.state = 'waiting' and r.passed_at is null),
    'asking', (select count(*) from registration r where r.event_id = e.id and r.state = 'asking'),
    'sectors', ${attended('sector')}, 'regions', ${attended('region')},
    'inConsultation', exists (select from consultation_part k where k.kind = 'session' and k.subject_id = e.id))`;
}

/** What the part of the page shows. No statement. */
export function registrationPart(asked: Asked, event: RuledEvent & { registration: RegistrationRead }) {
  const { reader, language } = asked;
  const read = event.registration;
  const now = asked.now();
  const why = whyNotRegister(event, now);
  const who = whoIn(event, reader);
  const facilitates = maySeeParticipants(event, who);
  // Who may come at all is decided one by one: how many places are left says nothing there, and how many come, too much.
  const free = event.capacity === null || event.approval ? null : Math.max(0, event.capacity - read.taken);
  return {
    event: event.id,
    /** An account that says for whom its person comes: one press registers them. */
    oneStep: reader !== null && reader.organisationId !== null,
    mine: read.mine?.state ?? null,
    /** They come by what they do there, and need no place. */
    comesAnyway: read.mine === null && (who.isFacilitator || event.tie.speaker),
    open: why === undefined,
    why: why?.message ?? null,
    over: stateOf(event, now) === 'over',
    approval: event.approval,
    free,
    full: free !== null && (free === 0 || read.inLine),
    closesAt: event.registrationClosesAt ? closingOf(event).toISOString() : null,
    timeZone: event.timeZone,
    zone: reader?.timeZone ?? null,
    participants: facilitates,
    asking: facilitates ? read.asking : 0,
    attended: attendance(event, read, language),
  };
}

export type RegistrationPartData = ReturnType<typeof registrationPart>;

function attendance(event: RuledEvent, read: RegistrationRead, language: string) {
  if (!read.sectors || !read.regions) return null;
  const suppressed = event.survivorSpeaks || read.inConsultation;
  const sectors = shownCounts(read.sectors, suppressed);
  const regions = shownCounts(read.regions, suppressed);
  return {
    total: sectors.total,
    smallest,
    suppressed,
    sectors,
    regions: { ...regions, shown: regions.shown.map((c) => ({ ...c, name: placeName(c.key, language) })) },
  };
}
