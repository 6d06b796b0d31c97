import type { Tx } from '../../../db/connect';
import { handleFor, handleStem } from '../handle';
import type { PersonState } from '../person';

export interface NewPerson {
  email: string;
  name: string;
  passwordHash: string | null;
  organisationId: number | null;
  organisationWanted: string | null;
  language: string;
  timeZone: string;
  state: PersonState;
  /** Consent to be sent news of the initiative; without it there is none. */
  news?: boolean;
}

/** Writes a person with a handle that nobody has; null where the address has an account already. */
export async function insertPerson(tx: Tx, person: NewPerson): Promise<number | null> {
  const stem = handleStem(person.name);
  const [taken] = await tx<{ whole: boolean; last: number }[]>`
    select coalesce(bool_or(handle = ${stem}), false) as whole,
      coalesce(max(substring(handle from '[.]([0-9]{1,6})$')::int), 0) as last
    from person where handle = ${stem} or handle ~ ${`^${stem.replaceAll('.', '[.]')}[.][0-9]{1,6}$`}`;
  for (let n = Math.max(taken!.last, taken!.whole ? 1 : 0) + 1; ; n++) {
    const [row] = await tx<{ id: number }[]>`
      insert into person (handle, email, name, password_hash, organisation_id, organisation_wanted, language, time_zone, state,
        email_confirmed_at, news_since)
      values (${handleFor(person.name, n)}, ${person.email}, ${person.name}, ${person.passwordHash}, ${person.organisationId},
        ${person.organisationWanted}, ${person.language}, ${person.timeZone}, ${person.state},
        ${person.state === 'unconfirmed' ? null : tx`now()`}, ${person.news ? tx`now()` : null})
      on conflict do nothing returning id`;
    if (row) return row.id;
    // Either the address or, taken in the same instant, the handle: only the handle can be tried again.
    const [known] = await tx`select from person where email = ${person.email}`;
    if (known) return null;
  }
}

/**
 * Removes registrations that were never confirmed, with their links and mail. Nothing else can point to them: nobody
 * acts before confirming.
 */
export async function removeUnconfirmed(tx: Tx, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx`delete from mail where person_id in ${tx(ids)}`;
  await tx`delete from token where person_id in ${tx(ids)}`;
  await tx`delete from person where id in ${tx(ids)} and state = 'unconfirmed'`;
}
