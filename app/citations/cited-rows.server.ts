import type { Row as AnyRow, PendingQuery } from 'postgres';
import type { Db } from '../../db/connect';
import type { Reader } from '../people/person';
import type { CitedThing } from './citation';

/** A select, which stands within a larger one. */
type Select = PendingQuery<AnyRow[]>;
type SelectCited = (sql: Db, ids: number[], reader: Reader | null, language: string) => Select;

/** How a slice gives what is cited of it: a select, and what a row of it says. */
export interface CitedRows {
  select: SelectCited;
  thing: (row: unknown) => CitedThing;
}

/**
 * What can be cited of one kind. The select gives the rows of these ids (one at least) that this reader may see, each with
 * its `id`; an id that is missing is not for them. All kinds of a page are read in one statement, as JSON: columns bear the
 * names of the row's fields, and an instant comes as text.
 */
export function citedBy<Row extends { id: number }>(select: SelectCited, thing: (row: Row) => CitedThing): CitedRows {
  return { select, thing: (row) => thing(row as Row) };
}
