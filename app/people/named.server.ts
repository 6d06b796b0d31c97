import type { Tx } from '../../db/connect';
import { refuse } from '../shared/refusal';

/** The people that handles or addresses name, in no order. Throws beside the field, with the names that are nobody's. */
export async function peopleNamed(tx: Tx, names: string[], field: string): Promise<number[]> {
  if (names.length === 0) return [];
  const rows = await tx<{ id: number; handle: string; email: string }[]>`
    select id, handle, email from person where state = 'active' and (handle in ${tx(names)} or email in ${tx(names)})`;
  const known = new Set(rows.flatMap((r) => [r.handle.toLowerCase(), r.email.toLowerCase()]));
  const unknown = names.filter((n) => !known.has(n));
  if (unknown.length > 0) {
    throw refuse(
      'invalid',
      'people:refusals.unknown-people',
      { names: unknown.slice(0, 10).join(', ') },
      { [field]: 'people:refusals.unknown-people' },
    );
  }
  return rows.map((r) => r.id);
}
