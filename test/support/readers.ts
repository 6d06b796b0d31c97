import type { Reader } from '../../app/people/person';

/** Somebody as rules see them, in no database: active, of no organisation, unless a row of a table says otherwise. */
export function aReader(values: Partial<Reader> = {}): Reader {
  return {
    id: 7,
    session: '',
    handle: 'some.body',
    name: 'Some Body',
    email: 'some@body.example',
    state: 'active',
    secretariat: false,
    language: 'en',
    timeZone: 'UTC',
    shortcuts: true,
    organisationId: null,
    organisationName: null,
    offices: [],
    waiting: 0,
    ...values,
  };
}
