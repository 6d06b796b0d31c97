/** Somebody who asks for the floor. */
export interface Waiting {
  id: number;
  /** Key of their sector; null for people without an organisation, who count as one of their own. */
  sector: string | null;
  /** Since when they wait, in milliseconds. */
  askedAt: number;
  /** How often they were called and were not there. */
  skipped: number;
}

/** How often each sector has had the floor in this session; without an organisation it is called 'none'. */
export type Spoken = Readonly<Record<string, number>>;

export function sectorKey(sector: string | null): string {
  return sector ?? 'none';
}

/**
 * The order in which the floor is given, if nobody else asks for it. Next is always whoever's sector has had it least often in
 * this session; of as many, whoever waits longest. Each that is given counts for those behind it, so that a sector with ten
 * hands does not speak ten times in a row. Whoever was called and was not there comes behind all others.
 */
export function inTurn<W extends Waiting>(hands: readonly W[], spoken: Spoken): W[] {
  const counts: Record<string, number> = { ...spoken };
  const left = [...hands];
  const order: W[] = [];
  while (left.length > 0) {
    const next = left.reduce((a, b) => (before(a, b, counts) <= 0 ? a : b));
    left.splice(left.indexOf(next), 1);
    order.push(next);
    const sector = sectorKey(next.sector);
    counts[sector] = (counts[sector] ?? 0) + 1;
  }
  return order;
}

function before(a: Waiting, b: Waiting, counts: Readonly<Record<string, number>>): number {
  const spoken = (w: Waiting) => counts[sectorKey(w.sector)] ?? 0;
  return a.skipped - b.skipped || spoken(a) - spoken(b) || a.askedAt - b.askedAt || a.id - b.id;
}

/**
 * What all may read of whoever has the floor. A sector is said only where its person has agreed, so that one that is not said
 * may be any; of survivor groups it is never said, whoever agreed to what: who speaks would be known to come from there.
 */
export function labelOf(speaker: { sector: string | null; labelled: boolean }): string | null {
  if (!speaker.labelled || speaker.sector === 'survivor-group') return null;
  return speaker.sector;
}

/** Whether somebody is asked at all if their sector may be said. */
export function mayBeLabelled(sector: string | null): boolean {
  return sector !== null && sector !== 'survivor-group';
}
