/** How a statement stands, as far as the order goes in which it is shown. */
export interface Counted {
  id: number;
  agree: number;
  disagree: number;
  pass: number;
  /** How much it parts people on the opinion map; 0 where there is none. */
  extremity: number;
}

/**
 * How much a statement is wanted next, after Polis: agreed to rather than passed over, telling people apart, and above all
 * seen by few. One that nobody has seen counts nine times; after ten votes little is left of that.
 */
export function priorityOf({ agree, disagree, pass, extremity }: Counted): number {
  const seen = agree + disagree + pass;
  const agreed = (agree + 1) / (seen + 2);
  const passed = (pass + 1) / (seen + 2);
  return ((1 - passed) * (extremity + 1) * agreed * (1 + 8 * 2 ** (-seen / 5))) ** 2;
}

/**
 * The order for one person: drawn without putting back, each with a chance by its priority. The draw hangs on the person and
 * the statement alone, so two people see two orders, and one who comes back finds theirs as it was, but for what has changed.
 */
export function orderFor<S extends Counted>(person: number, statements: readonly S[]): S[] {
  const keyed = statements.map((statement) => ({
    statement,
    // Largest of u^(1/w): a weighted draw without putting back (Efraimidis and Spirakis, 2006).
    key: Math.log(drawOf(person, statement.id)) / priorityOf(statement),
  }));
  return keyed.sort((a, b) => b.key - a.key || a.statement.id - b.statement.id).map((k) => k.statement);
}

/** A number above 0 and below 1, the same each time for the same two. */
function drawOf(person: number, statement: number): number {
  let hash = Math.imul(person, 0x9e3779b1) ^ Math.imul(statement, 0x85ebca6b);
  for (const factor of [0x7feb352d, 0x846ca68b]) {
    hash ^= hash >>> 16;
    hash = Math.imul(hash, factor);
  }
  hash ^= hash >>> 16;
  return ((hash >>> 0) + 0.5) / 2 ** 32;
}
