import { accessToTexts, recordText } from '../app/documents/coediting.server';
import { schemaVersion } from '../app/documents/text/schema';
import { isSuggestion } from '../app/documents/text/suggestions';
import type { Reader } from '../app/people/person';
import { type FoundReader, findReaders } from '../app/people/sessions.server';
import type { Log } from '../app/shared/context';
import type { Sql } from '../db/connect';
import { askedTogether } from './asked-together';
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
  edits: Sql;
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

  function personOf({ reader, setCookie }: FoundReader): { person: Person | null; setCookie: string | null } {
    if (!reader) return { person: null, setCookie: null };
    const person: Person = { id: reader.id, organisation: reader.organisationId, session: reader.session };
    readers.set(person, reader);
    return { person, setCookie };
  }

  // After a restart everybody knocks within a moment: five hundred questions of each kind would be most of the wait.
  const whoIs = askedTogether(async (cookies: string[]) => {
    const distinct = [...new Set(cookies)];
    const found = await findReaders(sql, distinct, secure);
    const known = new Map(found.map((one, i) => [distinct[i]!, personOf(one)]));
    return cookies.map((cookie) => known.get(cookie)!);
  });
  const accessTo = askedTogether((asked: { reader: Reader; document: number }[]) =>
    accessToTexts(sql, asked, house.now()),
  );

  return {
    sql,
    edits: house.edits,
    bus: house.bus,
    log: house.log,
    mayConnect: (req) => (!house.demonstration() || comesFromThisMachine(req)) && socketComesFromHere(req, house),
    whoIs: ({ headers }) => whoIs(headers.cookie ?? ''),
    accessTo(person, document) {
      const reader = readers.get(person)!;
      return others.accessTo ? others.accessTo(reader, document) : accessTo({ reader, document });
    },
    settled: others.settled ?? ((room, state, epoch) => recordText(sql, room, state, epoch)),
    isSuggestion: others.isSuggestion ?? isSuggestion,
    schema: others.schema ?? schemaVersion,
    limits: { ...widened(usualLimits, house.limitFactor ?? 1), ...others.limits },
    quietMs: others.quietMs,
  };
}
