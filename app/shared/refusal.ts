export type RefusalKind =
  | 'not-found'
  | 'not-allowed'
  | 'closed'
  | 'conflict'
  | 'too-much'
  | 'too-large'
  | 'invalid'
  // Of a form that was made for somebody: they are not signed in any more, or somebody else is.
  | 'signed-out'
  | 'other-person';

/**
 * What a rule answers when it says no. Plain data, recognised by shape: a class would not be the same class on the
 * two sides of the bundle. `message` and the values of `fields` are i18n keys.
 */
export interface Refusal {
  refusal: true;
  kind: RefusalKind;
  message: string;
  values?: Record<string, string | number>;
  fields?: Record<string, string>;
  /** A button that sends the form once more, with `name` set to `value` ('yes' where none is): what it does instead, as an i18n key. */
  offer?: { name: string; value?: string; label: string };
}

export function refuse(
  kind: RefusalKind,
  message: string,
  values?: Record<string, string | number>,
  fields?: Record<string, string>,
): Refusal {
  return { refusal: true, kind, message, ...(values ? { values } : {}), ...(fields ? { fields } : {}) };
}

/**
 * Makes every check, in this order, and throws what they refuse as one refusal: someone who is told of one mistake after
 * the other sends the form once for each. A refusal that is not about fields is thrown as it is, and at once.
 */
export async function checkAll(...checks: (() => void | Promise<void>)[]): Promise<void> {
  const refused: Refusal[] = [];
  for (const check of checks) {
    try {
      await check();
    } catch (e) {
      if (!isRefusal(e) || e.kind !== 'invalid' || !e.fields) throw e;
      refused.push(e);
    }
  }
  const [first] = refused;
  if (first) throw { ...first, ...together(refused) };
}

function together(refused: Refusal[]): Pick<Refusal, 'values' | 'fields'> {
  const values = Object.assign({}, ...refused.map((r) => r.values));
  return {
    ...(Object.keys(values).length > 0 ? { values } : {}),
    fields: Object.assign({}, ...refused.map((r) => r.fields)),
  };
}

export function isRefusal(x: unknown): x is Refusal {
  return typeof x === 'object' && x !== null && (x as { refusal?: unknown }).refusal === true;
}
