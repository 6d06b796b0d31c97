import type { Sql, Tx } from '../../../db/connect';
import { putDue } from '../../../db/due';
import { regionOf, world } from '../../organisations/places';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { RuledEvent } from '../queries/rules.server';
import { askFacilitators } from './asking.server';
import type { WithoutAccount } from './forms';
import { ownedBy } from './holder.server';
import { findByLink } from './links.server';
import {
  lockEvent,
  lockVisible,
  placesColumns,
  readPlaces,
  registrationsChanged,
  tellOne,
  tellPlace,
} from './places.server';
import {
  confirmHours,
  type Places,
  type RegistrationState,
  stateOnAsking,
  whyNotComing,
  whyNotRegister,
} from './registration';

/** A form sent twice asks for one mail. */
const sameMailMinutes = 1;

interface Found {
  id: number;
  personId: number | null;
  state: RegistrationState;
}

export interface AccountInput {
  event: number;
  consent: boolean;
  /** Of people whose account names no organisation: otherwise the organisation's are taken. */
  sector?: string;
  region?: string;
}

/**
 * Registers somebody with an account, in one step. Asked twice, done once; who had registered by mail before is the same
 * person. Returns what they became. Refusals: not-found, closed (registration, or they were declined), invalid (the sector).
 */
export async function registerReader(
  sql: Sql,
  reader: Reader,
  input: AccountInput,
  now: Date,
): Promise<RegistrationState> {
  return sql.begin(async (tx) => {
    const event = await lockVisible(tx, input.event, reader);
    if (!event) throw refuse('not-found', 'shared:errors.not-found');
    const [there] = await tx<(Places & { mine: Found | null; organisation: Place | null })[]>`
      select ${placesColumns(tx, event.id)},
        (select jsonb_build_object('id', r.id, 'personId', r.person_id, 'state', r.state) from registration r
          where r.event_id = ${event.id} and ${ownedBy(tx, reader)} order by r.person_id nulls last limit 1) as mine,
        (select jsonb_build_object('name', o.name, 'sector', o.sector, 'region', o.region) from organisation o
          where o.id = ${reader.organisationId}) as organisation`;
    const { mine, organisation, ...places } = there!;
    if (mine?.state === 'declined') throw refuse('closed', 'registration:refusals.declined');
    if (mine && mine.state !== 'unconfirmed') {
      if (mine.personId === null) await tx`update registration set person_id = ${reader.id} where id = ${mine.id}`;
      return mine.state;
    }
    const closed = whyNotRegister(event, now);
    if (closed) throw closed;
    const place = placeOf(organisation, input);
    const state = stateOnAsking(event, places, now);
    const values = {
      personId: reader.id,
      name: reader.name,
      organisation: place.name,
      sector: place.sector,
      region: place.region,
      language: reader.language,
      timeZone: reader.timeZone,
      state,
      stateAt: now,
      contactConsentAt: input.consent ? now : null,
    };
    const id = mine
      ? await becomeOf(tx, mine.id, values)
      : await insertRegistration(tx, event.id, reader.email, values);
    await entered(tx, event, id, state);
    return state;
  }) as Promise<RegistrationState>;
}

interface Place {
  name: string;
  sector: string;
  region: string;
}

/** For whom somebody registers: their organisation here, in the region by which balance is counted; else what they chose. */
function placeOf(organisation: Place | null, input: AccountInput): Place {
  if (organisation)
    return { ...organisation, region: regionOf(organisation.region as Parameters<typeof regionOf>[0]) ?? world };
  const fields = {
    ...(input.sector ? {} : { sector: 'registration:mistakes.sector' }),
    ...(input.region ? {} : { region: 'registration:mistakes.region' }),
  };
  if (!input.sector || !input.region) throw refuse('invalid', 'shared:errors.check-fields', undefined, fields);
  return { name: '', sector: input.sector, region: input.region };
}

interface Values {
  personId: number | null;
  name: string;
  organisation: string;
  sector: string;
  region: string;
  language: string;
  timeZone: string;
  state: RegistrationState;
  stateAt: Date;
  contactConsentAt: Date | null;
}

async function insertRegistration(tx: Tx, eventId: number, email: string, v: Values): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into registration (event_id, email, person_id, name, organisation, sector, region, language, time_zone, state,
      asked_at, state_at, contact_consent_at, place_order, by_mail)
    values (${eventId}, ${email}, ${v.personId}, ${v.name}, ${v.organisation}, ${v.sector}, ${v.region}, ${v.language},
      ${v.timeZone}, ${v.state}, ${v.stateAt}, ${v.stateAt}, ${v.contactConsentAt},
      ${v.state === 'unconfirmed' ? null : tx`nextval('registration_order')`}, ${v.personId === null})
    returning id`;
  return row!.id;
}

/** Who had asked by mail and not confirmed registers with the account: what the account says is what holds. */
async function becomeOf(tx: Tx, id: number, v: Values): Promise<number> {
  await tx`
    update registration set person_id = ${v.personId}, name = ${v.name}, organisation = ${v.organisation}, sector = ${v.sector},
      region = ${v.region}, language = ${v.language}, time_zone = ${v.timeZone}, state = ${v.state}, state_at = ${v.stateAt},
      asked_at = ${v.stateAt}, contact_consent_at = ${v.contactConsentAt}, place_order = nextval('registration_order')
    where id = ${id}`;
  return id;
}

/** Tells whom it concerns that somebody asked: themselves where they have a place, the facilitators where they must decide. */
async function entered(tx: Tx, event: RuledEvent, id: number, state: RegistrationState): Promise<void> {
  if (state === 'registered') await tellPlace(tx, id);
  if (state === 'asking') await askFacilitators(tx, event);
  // Whoever joins the line changes nothing that anybody else is shown.
  if (state !== 'waiting') await registrationsChanged(tx, event.id);
}

/**
 * Takes down a registration without an account, which holds nothing until the mailed link is confirmed. The caller cannot
 * tell an address that is registered already: its owner gets a mail that leads to the registration that is there.
 * Refusals: not-found, closed.
 */
export async function askWithoutAccount(
  sql: Sql,
  { event: eventId, ...input }: WithoutAccount & { event: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const event = await lockVisible(tx, eventId, null);
    if (!event) throw refuse('not-found', 'shared:errors.not-found');
    const closed = whyNotRegister(event, now);
    if (closed) throw closed;
    const [known] = await tx<Found[]>`
      select r.id, r.person_id, r.state from registration r
      where r.event_id = ${eventId}
        and (r.email = ${input.email} or r.person_id = (select p.id from person p where p.email = ${input.email}))
      order by r.person_id nulls last limit 1`;
    if (known && known.state !== 'unconfirmed') return tellUnlessJust(tx, 'registration-known', known.id);
    const { consent, ...rest } = input;
    const values = {
      ...rest,
      personId: null,
      state: 'unconfirmed' as const,
      stateAt: now,
      contactConsentAt: consent ? now : null,
    };
    const id = known?.id ?? (await insertRegistration(tx, eventId, input.email, values));
    if (known) {
      await tx`
        update registration set email = ${input.email}, name = ${rest.name}, organisation = ${rest.organisation}, sector = ${rest.sector},
          region = ${rest.region}, language = ${rest.language}, time_zone = ${rest.timeZone}, asked_at = ${now},
          contact_consent_at = ${values.contactConsentAt}
        where id = ${id}`;
    }
    const at = new Date(now.getTime() + confirmHours * 3_600_000);
    await putDue(tx, 'registration-forget', { registration: id }, { at });
    await tellUnlessJust(tx, 'registration-confirm', id);
  });
}

async function tellUnlessJust(tx: Tx, kind: string, id: number): Promise<void> {
  const [recent] = await tx`
    select from mail where about ? 'registration' and about ->> 'registration' = ${String(id)} and kind = ${kind}
      and created_at > now() - make_interval(mins => ${sameMailMinutes})`;
  if (!recent) await tellOne(tx, kind, id);
}

/**
 * Confirms the address of a mailed link: only now the registration asks for a place. Whoever asked before the closing may
 * confirm after it. Confirmed twice, done once. Refusal: closed.
 */
export async function confirmRegistration(sql: Sql, token: string | null, now: Date): Promise<RegistrationState> {
  return sql.begin(async (tx) => {
    const found = await findByLink(tx, token, now);
    const event = found && (await lockEvent(tx, found.eventId, null));
    const [mine] = event
      ? await tx<Found[]>`select id, person_id, state from registration where id = ${found.id} for update`
      : [];
    if (!event || !mine || mine.state === 'withdrawn') throw refuse('closed', 'registration:refusals.link-dead');
    if (mine.state !== 'unconfirmed') return mine.state;
    const closed = whyNotComing(event, now);
    if (closed) throw closed;
    const state = stateOnAsking(event, await readPlaces(tx, event.id), now);
    // The address is theirs from now on, and so is what an account with it may see.
    await tx`
      update registration r set state = ${state}, state_at = ${now}, place_order = nextval('registration_order'),
        person_id = (select p.id from person p where p.email = r.email and p.state in ('waiting', 'active')
          and not exists (select from registration o where o.event_id = r.event_id and o.person_id = p.id))
      where r.id = ${mine.id}`;
    await entered(tx, event, mine.id, state);
    return state;
  }) as Promise<RegistrationState>;
}
