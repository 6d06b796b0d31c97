import { announce } from '../../../../db/announce';
import type { Tx } from '../../../../db/connect';
import { refuse } from '../../../shared/refusal';
import type { StatementState } from '../statement';

export interface HeldStatement {
  id: number;
  number: number;
  authorId: number;
  language: string;
  state: StatementState;
}

/**
 * A statement of this consultation, locked against everything but reading: who votes on it meanwhile waits. Not-found where it
 * is another's. The consultation is held first: two who merge two statements into each other would wait for one another.
 */
export async function holdStatement(tx: Tx, consultation: number, id: number): Promise<HeldStatement> {
  await tx`select from consultation where id = ${consultation} for no key update`;
  const [row] = await tx<HeldStatement[]>`
    select id, number, author_id, language, state from consultation_statement
    where id = ${id} and consultation_id = ${consultation} for update`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return row;
}

/** Statements that came, went, or say something in another language now. */
export function tellStatements(tx: Tx, consultation: number): Promise<void> {
  return announce(tx, 'consultation.statements-changed', { consultation });
}
