import { keyOf } from './cells';
import type { Cell } from './figures';

/** Whoever was invited or reminded is left in peace for so many days. */
export const quietDays = 3;
/** Organisations proposed at once. */
export const mostProposed = 12;

/** An organisation that could be reached, with what was done so far. */
export interface Reachable {
  sector: string;
  region: string;
  invitedAt: Date | null;
  remindedAt: Date | null;
  /** Has begun, or has submitted. */
  begun: boolean;
}

/** When it was last written to. */
export function askedAt(one: Pick<Reachable, 'invitedAt' | 'remindedAt'>): Date | null {
  return one.remindedAt ?? one.invitedAt;
}

/** Whether it may be written to again: invited, silent, and not in these days. */
export function mayBeReminded(one: Pick<Reachable, 'invitedAt' | 'remindedAt' | 'begun'>, now: Date): boolean {
  const last = askedAt(one);
  return last !== null && !one.begun && last.getTime() <= now.getTime() - quietDays * 86_400_000;
}

/**
 * Whom to reach next: from the cell that lacks most, again and again, counting each as reached (the rule for seats: the
 * largest deficit first). A cell lacks what it aims for and nobody has begun; who was asked in the last days counts as on
 * the way. Within a cell those who were not invited come first, in the order given, then those longest silent. Cells that
 * lack as much as each other come in the order given.
 */
export function whomToReach<R extends Reachable>(
  cells: readonly Pick<Cell, 'sector' | 'region' | 'target' | 'started'>[],
  organisations: readonly R[],
  now: Date,
  most = mostProposed,
): R[] {
  const lines = cells.map((cell) => {
    const here = organisations.filter((o) => o.sector === cell.sector && o.region === cell.region && !o.begun);
    const silent = here.filter((o) => o.invitedAt !== null);
    const late = silent.filter((o) => mayBeReminded(o, now)).sort((a, b) => Number(askedAt(a)) - Number(askedAt(b)));
    const waiting = [...here.filter((o) => o.invitedAt === null), ...late];
    return { lacks: cell.target - cell.started - (silent.length - late.length), waiting };
  });
  const chosen: R[] = [];
  while (chosen.length < most) {
    let worst: (typeof lines)[number] | undefined;
    for (const line of lines) {
      if (line.waiting.length > 0 && line.lacks > Math.max(0, worst?.lacks ?? 0)) worst = line;
    }
    if (!worst) break;
    chosen.push(worst.waiting.shift()!);
    worst.lacks--;
  }
  return chosen;
}

/** Cells that lack somebody and in which the directory has nobody left: whoever prepares has to look elsewhere. */
export function emptyCells<C extends Pick<Cell, 'sector' | 'region' | 'target' | 'started'>>(
  cells: readonly C[],
  organisations: readonly Pick<Reachable, 'sector' | 'region' | 'begun'>[],
): C[] {
  const there = new Set(organisations.filter((o) => !o.begun).map((o) => keyOf(o.sector, o.region)));
  return cells.filter((c) => c.target > c.started && !there.has(keyOf(c.sector, c.region)));
}
