/**
 * What a loader gives, sent as one string: Remix takes data apart value by value, on the server and again in the
 * browser, which for a page of posts costs more than to read them from the database. With a whole page the string stands
 * in a script element of its own, by its name; where a browser's router asks for data alone it comes with them.
 */
export interface Handed<T> {
  name: string;
  json?: string;
  /** There on the server alone, and not among what Remix sends. */
  readonly kept?: { whole: T; json: string | null };
}

/** Plain data (no dates), under a name of its own on the page. `sent` is what the browser gets where that is less. */
export function handOver<T extends object>(
  name: string,
  whole: T,
  { reader, wholePage }: { reader: unknown; wholePage: boolean },
  sent: (whole: T) => object = (data) => data,
): Handed<T> {
  if (!wholePage) return { name, json: JSON.stringify(whole) };
  const handed: Handed<T> = { name };
  // Visitors' pages run no React: nobody would read it.
  Object.defineProperty(handed, 'kept', { value: { whole, json: reader ? JSON.stringify(sent(whole)) : null } });
  return handed;
}

/** The elements that hold what the loaders of a page handed over; nothing in them can end them. */
export function handedElements(loaderData: Record<string, unknown>): string {
  let elements = '';
  for (const data of Object.values(loaderData)) {
    const handed = data as Handed<object> | null | undefined;
    if (handed?.kept?.json)
      elements += `<script type="application/json" id="${idOf(handed.name)}">${handed.kept.json.replaceAll('<', '\\u003c')}</script>`;
  }
  return elements;
}

function idOf(name: string): string {
  return `handed-${name}`;
}

const taken = new WeakMap<object, unknown>();

/** The same object each time, as the loader's own data would be. `complete` adds what was not sent. */
export function takeOver<T extends object>(handed: Handed<T>, complete: (sent: T) => T = (sent) => sent): T {
  if (handed.kept) return handed.kept.whole;
  let data = taken.get(handed) as T | undefined;
  if (!data) {
    const json = handed.json ?? document.getElementById(idOf(handed.name))?.textContent ?? '';
    data = complete(JSON.parse(json) as T);
    taken.set(handed, data);
  }
  return data;
}
