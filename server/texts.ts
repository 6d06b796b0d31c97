import { accessToText, recordText } from '../app/documents/coediting.server';
import { schemaVersion } from '../app/documents/text/schema';
import { isSuggestion } from '../app/documents/text/suggestions';
import type { Reader } from '../app/people/person';
import { findReader } from '../app/people/sessions.server';
import type { Log } from '../app/shared/context';
import type { Sql } from '../db/connect';
import type { Access, Host, Person } from './coediting/coediting';
import { type Limits, usualLimits, widened } from './coediting/limits';
import { type Address, comesFromThisMachine, socketComesFromHere } from './origin';

/** What texts are to documents: who may do what, what becomes of a text that is quiet, what counts as a suggestion. */
export interface TextRules extends Pick<Host, 'settled' | 'isSuggestion' | 'schema'> {
  accessTo(reader: Reader, document: number): Promise<Access>;
  quietMs: number;
  limits: Partial<Limits>;
}

export interface House extends Address {
  sql: Sql;
  bus: Host['bus'];
  log: Log;
  /** True while demonstration accounts exist: then only this machine is answered. */
  demonstration: () => boolean;
  now: () => Date;
  limitFactor?: number | undefined;
}

/** What co-editing is handed, made of people, sessions and documents. */
export function textHost(house: House, others: Partial<TextRules> = {}): Host {
  const { sql } = house;
  const secure = house.fixedOrigin?.startsWith('https:') ?? false;
  const readers = new WeakMap<Person, Reader>();
  const accessTo = others.accessTo ?? ((reader, document) => accessToText(sql, reader, document, house.now()));
  return {
    sql,
    bus: house.bus,
    log: house.log,
    mayConnect: (req) => (!house.demonstration() || comesFromThisMachine(req)) && socketComesFromHere(req, house),
    async whoIs({ headers }) {
      const { reader, setCookie } = await findReader(sql, headers.cookie ?? null, secure);
      if (!reader) return { person: null, setCookie: null };
      const person: Person = { id: reader.id, organisation: reader.organisationId, session: reader.session };
      readers.set(person, reader);
      return { person, setCookie };
    },
    accessTo: (person, room) => accessTo(readers.get(person)!, room),
    settled: others.settled ?? ((room, state, epoch) => recordText(sql, room, state, epoch)),
    isSuggestion: others.isSuggestion ?? isSuggestion,
    schema: others.schema ?? schemaVersion,
    limits: { ...widened(usualLimits, house.limitFactor ?? 1), ...others.limits },
    quietMs: others.quietMs,
  };
}
