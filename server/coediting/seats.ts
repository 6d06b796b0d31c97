import type { Limits } from './limits';

/** How many sockets each person has, and on how many texts. */
export class Seats {
  /** The texts that each person has sockets on, one entry for a socket. */
  private taken = new Map<number, number[]>();

  constructor(private limits: Pick<Limits, 'sockets' | 'rooms'>) {}

  /** Takes a place for a socket of this person; false where they have enough. Whoever took one gives it back. */
  take(person: number, room: number): boolean {
    const theirs = this.taken.get(person) ?? [];
    const { sockets, rooms } = this.limits;
    if (theirs.length >= sockets || new Set(theirs).add(room).size > rooms) return false;
    this.taken.set(person, [...theirs, room]);
    return true;
  }

  give(person: number, room: number): void {
    const theirs = this.taken.get(person)!;
    const left = theirs.toSpliced(theirs.indexOf(room), 1);
    if (left.length > 0) this.taken.set(person, left);
    else this.taken.delete(person);
  }
}
