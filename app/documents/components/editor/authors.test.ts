import { describe, expect, it } from 'vitest';
import type { Authored } from '../../../shared/texts';
import { Authors } from './authors';

const [me, amina, bruno] = [1, 2, 3];
const [north, south] = [10, 20];
const [mine, hers, his] = [100, 200, 300];
const log: Authored[] = [
  { client: hers, from: 0, to: 50, person: amina, organisation: north },
  { client: his, from: 0, to: 50, person: bruno, organisation: south },
];

/** One suggestion `s`, claimed for a person, put there by these structs; what the log says when it was asked. */
function opened(person: number, structs: [client: number, clock: number][], clientNow = mine) {
  const authors = new Authors({ person: me, organisation: north }, () => clientNow);
  const suggestions = [{ id: 's', person, organisation: north }];
  const by = new Map([['s', structs.map(([client, clock]) => ({ client, clock }))]]);
  return {
    known: () => authors.known(suggestions, by),
    wanted: () => authors.wanted(suggestions, by),
    ask() {
      const wanted = authors.wanted(suggestions, by);
      const clients = wanted.structs.map((s) => s.client);
      authors.learn(
        wanted,
        log.filter((a) => clients.includes(a.client) || wanted.people.includes(a.person)),
      );
    },
    again: () => authors.askAgain(),
  };
}

const proposer = (text: ReturnType<typeof opened>) => text.known().proposers.get('s');

describe('whose a suggestion is in an open text', () => {
  it('is not known before the log was asked, and then theirs who sent it', () => {
    const text = opened(amina, [[hers, 3]]);
    expect(proposer(text)).toBeUndefined();
    expect(text.wanted()).toEqual({ structs: [{ client: hers, clock: 3 }], people: [amina] });
    text.ask();
    expect(proposer(text)).toEqual({ person: amina, organisation: north, through: null });
    expect(text.wanted()).toEqual({ structs: [], people: [] });
    expect([...text.known().misused]).toEqual([]);
  });

  it('is the forger’s, where a mark claims somebody who never wrote here', () => {
    const text = opened(9, [[his, 3]]);
    text.ask();
    expect(proposer(text)).toEqual({ person: bruno, organisation: south, through: null });
    expect([...text.known().misused]).toEqual([9]);
  });

  it('names whoever put it there, where a mark claims somebody who wrote here', () => {
    const text = opened(amina, [[his, 3]]);
    text.ask();
    expect(proposer(text)).toEqual({ person: amina, organisation: north, through: bruno });
    expect([...text.known().misused]).toEqual([amina]);
  });

  it('is one’s own at once where this window wrote it, and not where a mark of somebody else says so', () => {
    expect(proposer(opened(me, [[mine, 3]]))).toEqual({ person: me, organisation: north, through: null });
    const forged = opened(me, [[his, 3]]);
    expect(proposer(forged)).toBeUndefined();
    forged.ask();
    expect(proposer(forged)?.person).toBe(bruno);
    // Somebody wrote under this window's number, whereupon Yjs gave it another.
    expect(proposer(opened(me, [[mine, 3]], 999))).toBeUndefined();
  });

  it('stays unknown where the log knows nobody, and is asked again when what was kept has been sent', () => {
    const text = opened(9, [[999, 3]]);
    text.ask();
    expect(proposer(text)).toBeUndefined();
    expect(text.wanted().structs).toEqual([]);
    text.again();
    expect(text.wanted().structs).toEqual([{ client: 999, clock: 3 }]);
  });

  it('is theirs whose part of it the log knows, though others sent parts of it', () => {
    const text = opened(amina, [
      [hers, 3],
      [his, 3],
    ]);
    text.ask();
    expect(proposer(text)).toEqual({ person: amina, organisation: north, through: null });
    expect([...text.known().misused]).toEqual([]);
  });
});
