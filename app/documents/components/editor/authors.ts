import type { Authored } from '../../../shared/texts';
import { type Proposer, proposersOf } from '../../proposers';
import type { Struct } from '../../text/proposal-writers';
import type { Suggestion } from '../../text/suggestions';

/** What is known of whose the suggestions of an open text are. */
export interface Known {
  /** By the suggestion's id; none where it is not known yet. */
  proposers: ReadonlyMap<string, Proposer>;
  /** People in whose name somebody else has put something there: what is told in their name is not believed. */
  misused: ReadonlySet<number>;
}

export const nothingKnown: Known = { proposers: new Map(), misused: new Set() };

/** What the log is asked for: who sent these structs, and whether these people ever wrote in this text. */
export interface Question {
  structs: Struct[];
  people: number[];
}

type Claimed = Pick<Suggestion, 'id' | 'person' | 'organisation'>;
type Structs = ReadonlyMap<string, readonly Struct[]>;

/**
 * Whose the suggestions of an open text are. A mark says whatever the client that wrote it said, so nobody is named before
 * the log of the text was asked who sent it; but for what one has just proposed oneself, which the server may not have yet.
 */
export class Authors {
  private authors: Authored[] = [];
  private asked = new Set<string>();
  private people = new Set<number>();
  private misused = new Set<number>();

  /** `client` is this window's at the moment: Yjs takes another one where somebody else writes under its number. */
  constructor(
    private me: { person: number; organisation: number | null },
    private client: () => number,
  ) {}

  known(suggestions: Claimed[], structs: Structs): Known {
    const byLog = proposersOf(suggestions, structs, this.authors);
    const proposers = new Map<string, Proposer>();
    for (const claimed of suggestions) {
      const of = structs.get(claimed.id) ?? [];
      const by = byLog.get(claimed.id)!;
      if (this.isOwn(claimed, of)) proposers.set(claimed.id, { ...this.me, through: null });
      else if (this.isSettled(claimed, of) && by.person !== null) {
        proposers.set(claimed.id, by);
        const isBorneOut = by.person === claimed.person && by.through === null;
        if (claimed.person !== null && !isBorneOut) this.misused.add(claimed.person);
      }
    }
    return { proposers, misused: new Set(this.misused) };
  }

  /** Proposed in this window. */
  private isOwn({ person }: Claimed, structs: readonly Struct[]): boolean {
    return person === this.me.person && structs.every(({ client }) => client === this.client());
  }

  private isSettled({ person }: Claimed, structs: readonly Struct[]): boolean {
    const writers = structs.map((struct) => this.writerOf(struct));
    return writers.some((w) => w?.person === person) || structs.every((s, i) => writers[i] || this.asked.has(keyOf(s)));
  }

  /** What the log has to be asked for before all of these are known. */
  wanted(suggestions: Claimed[], structs: Structs): Question {
    const open = suggestions
      .map((claimed) => ({ claimed, of: structs.get(claimed.id) ?? [] }))
      .filter(({ claimed, of }) => !this.isOwn(claimed, of) && !this.isSettled(claimed, of));
    return {
      structs: open.flatMap(({ of }) => of.filter((s) => !this.writerOf(s) && !this.asked.has(keyOf(s)))),
      people: [...new Set(open.flatMap(({ claimed }) => claimed.person ?? []))].filter((p) => !this.people.has(p)),
    };
  }

  /** What the log answered. */
  learn({ structs, people }: Question, authors: Authored[]): void {
    for (const struct of structs) this.asked.add(keyOf(struct));
    for (const person of people) this.people.add(person);
    const clients = new Set(structs.map(({ client }) => client));
    this.authors = [...this.authors.filter(({ client }) => !clients.has(client)), ...authors];
  }

  /** What the log did not know may have come into it: what was kept on this device has been sent. */
  askAgain(): void {
    this.asked.clear();
  }

  private writerOf({ client, clock }: Struct): Authored | undefined {
    return this.authors.find((a) => a.client === client && a.from <= clock && clock < a.to);
  }
}

function keyOf({ client, clock }: Struct): string {
  return `${client} ${clock}`;
}
