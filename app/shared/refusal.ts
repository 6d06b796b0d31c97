export type RefusalKind = 'not-found' | 'not-allowed' | 'closed' | 'conflict' | 'too-much' | 'invalid';

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
}

export function refuse(
  kind: RefusalKind,
  message: string,
  values?: Record<string, string | number>,
  fields?: Record<string, string>,
): Refusal {
  return { refusal: true, kind, message, ...(values ? { values } : {}), ...(fields ? { fields } : {}) };
}

export function isRefusal(x: unknown): x is Refusal {
  return typeof x === 'object' && x !== null && (x as { refusal?: unknown }).refusal === true;
}
