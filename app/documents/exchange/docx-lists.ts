import type { ReadListPlace } from './assemble';
import type { Known } from './docx-known';
import { child, type Element } from './xml';

/** Counts the items of lists along the document: a line says of itself only which list it is in, and how deep. */
export class ListCounter {
  readonly #known: Known;
  /** How far each list has counted, by its kind and depth. */
  readonly #counts = new Map<string, number[]>();
  readonly #begun = new Set<string>();

  constructor(known: Known) {
    this.#known = known;
  }

  place(properties: Element | undefined, style: string | undefined, names: string[]): ReadListPlace | undefined {
    const continued = names.map((name) => /^list continue(?: ([2-5]))?$/.exec(name)).find(Boolean);
    if (continued)
      return {
        key: '',
        depth: Number(continued[1] ?? 1) - 1,
        ordered: false,
        number: 1,
        begins: false,
        restarts: false,
      };
    const own = child(properties, 'numPr');
    const ofStyle = this.#known.listOf(style);
    const list = child(own, 'numId')?.attributes.val ?? ofStyle?.id;
    if (!list || list === '0') return undefined;
    const depth = Math.min(8, Number(child(own, 'ilvl')?.attributes.val ?? ofStyle?.level ?? 0) || 0);
    const level = this.#known.level(list, depth);
    if (level?.none) return undefined;
    const counted = this.#known.countedAs(list);
    const counts = this.#counts.get(counted) ?? [];
    this.#counts.set(counted, counts);
    // Where a list says its start, it counts from there at its first item, and goes on after that.
    const restarts = level?.restarts === true && !this.#begun.has(`${list} ${depth}`);
    this.#begun.add(`${list} ${depth}`);
    const number = ((restarts ? undefined : counts[depth]) ?? (level?.start ?? 1) - 1) + 1;
    counts[depth] = number;
    counts.length = depth + 1;
    return { key: list, depth, ordered: level?.ordered ?? false, number, begins: true, restarts };
  }
}
