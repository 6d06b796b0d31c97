import { describe, expect, it } from 'vitest';
import { proposersOf } from './proposers';

const [amina, bruno, chloe] = [1, 2, 3];
const [north, south] = [10, 20];
const authors = [
  { client: 100, from: 0, to: 50, person: amina, organisation: north },
  { client: 100, from: 50, to: 90, person: bruno, organisation: south },
  { client: 200, from: 0, to: 9, person: bruno, organisation: south },
  { client: 300, from: 0, to: 9, person: amina, organisation: south },
];
const claim = (person: number | null, organisation: number | null) => ({ id: 's', person, organisation });
const at = (client: number, clock: number) => ({ client, clock });

describe('whose a suggestion is', () => {
  it.each([
    ['theirs who wrote it', claim(amina, north), [at(100, 49)], amina, north, null],
    ['theirs for whom they wrote then', claim(amina, south), [at(100, 0)], amina, north, null],
    ['not theirs who had that client before', claim(chloe, north), [at(100, 50)], bruno, south, null],
    ['theirs of whom a part of it is', claim(bruno, south), [at(100, 1), at(200, 1)], bruno, south, null],
    ['named with whoever put it there', claim(amina, south), [at(200, 1)], amina, south, bruno],
    ['named for an organisation of theirs', claim(amina, 99), [at(200, 1)], amina, south, bruno],
    ['not theirs who never wrote here', claim(chloe, north), [at(200, 1)], bruno, south, null],
    ['theirs who brought in what names nobody', claim(null, null), [at(200, 1)], bruno, south, null],
    ['nobody’s of whom the log knows nothing', claim(chloe, north), [at(999, 1)], null, null, null],
    ['theirs who wrote here, where it is not known who put it there', claim(bruno, south), [], bruno, south, null],
  ])('is %s', (_, claimed, structs, person, organisation, through) => {
    const known = proposersOf([claimed], new Map([['s', structs]]), authors);
    expect(known.get('s')).toEqual({ person, organisation, through });
  });
});
