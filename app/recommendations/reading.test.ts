import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOutcomes } from './reading';

const lines = (...all: string[]) => all.join('\n');

describe('an outcome document', () => {
  const read = readOutcomes(
    lines(
      '# Series of the north',
      '',
      '## **First meeting on ports (invented), held in Port City, Northland, from 30 June to 2 July 2019**',
      '',
      'The meeting asked for:',
      '',
      '- (a) Lights on every quay;',
      '- (b) Agreements between ports:',
      '  - (i) On watches;',
      '',
      '- (ii) On ',
      '  boats that are late;',
      '- (c) A common list.',
      '',
      'The meeting drew these conclusions:',
      '',
      '1. Fog is frequent.',
      '2) So is rain.',
      '',
      'A line that stands alone.',
    ),
  );

  it('says what was held, where and when, and under which heading', () => {
    expect(read.outcomes).toHaveLength(1);
    expect(read.outcomes[0]).toMatchObject({
      title: 'First meeting on ports (invented)',
      place: 'Port City, Northland',
      from: '2019-06-30',
      until: '2019-07-02',
      organisers: 'Series of the north',
    });
  });

  it('numbers what it recommends, and what stands inside, also after a break of the page', () => {
    expect(read.outcomes[0]!.recommendations.map((r) => [r.number, r.kind, r.heading, r.text, r.line])).toEqual([
      ['(a)', 'recommendation', 'The meeting asked for', 'Lights on every quay;', 7],
      ['(b)', 'recommendation', 'The meeting asked for', 'Agreements between ports:', 8],
      ['(b) (i)', 'recommendation', 'The meeting asked for', 'On watches;', 9],
      ['(b) (ii)', 'recommendation', 'The meeting asked for', 'On boats that are late;', 11],
      ['(c)', 'recommendation', 'The meeting asked for', 'A common list.', 13],
      ['(1)', 'conclusion', 'The meeting drew these conclusions', 'Fog is frequent.', 17],
      ['(2)', 'conclusion', 'The meeting drew these conclusions', 'So is rain.', 18],
    ]);
  });

  it('names the line that it does not know', () => {
    expect(read.unknown).toEqual([{ line: 20, text: 'A line that stands alone.' }]);
  });
});

it('tells (i) after (h) from (i) inside (h)', () => {
  const letters = 'abcdefgh'.split('').map((l) => `(${l}) Point`);
  const numbers = (...more: string[]) =>
    readOutcomes(lines('Talks, held in Town on 3 May 2020', '', ...letters, ...more)).outcomes[0]!.recommendations.map(
      (r) => r.number,
    );
  expect(numbers('(i) Point', '(j) Point').slice(-2)).toEqual(['(i)', '(j)']);
  expect(numbers('  (i) Point', '  (ii) Point', '(i) Point').slice(-3)).toEqual(['(h) (i)', '(h) (ii)', '(i)']);
});

describe('when it was held', () => {
  it.each([
    ['Talks, held in Town on 3 May 2020', '2020-05-03', '2020-05-03'],
    ['Talks, held in Town on 3 and 4 May 2020', '2020-05-03', '2020-05-04'],
    ['Talks, held at Town, Land, from 3 to 5 May 2020', '2020-05-03', '2020-05-05'],
    ['Talks held in Town from 3 May to 5 June 2020', '2020-05-03', '2020-06-05'],
  ])('%s', (heading, from, until) => expect(readOutcomes(heading).outcomes[0]).toMatchObject({ from, until }));
  it.each(['Talks, held in Town on 31 June 2020', 'Talks, held in Town on 9 to 3 May 2020', 'Talks in Town'])(
    'not known: %s',
    (heading) => expect(readOutcomes(`# ${heading}`)).toEqual({ outcomes: [], unknown: [{ line: 1, text: heading }] }),
  );
});

it('keeps what stands under a heading that names no event, and two headings that run into each other', () => {
  const read = readOutcomes(
    lines('# Older points', '- (a) Keep it.', '', '**Series****Talks, held in Town on 3 May 2020**'),
  );
  expect(read.outcomes.map((o) => [o.title, o.from, o.organisers, o.recommendations.length])).toEqual([
    ['Older points', null, '', 1],
    ['Talks', '2020-05-03', 'Series', 0],
  ]);
  expect(read.unknown).toEqual([]);
});

// The real document is not ours to carry along: tried where a folder with it is named.
const seeds = process.env.SEED_DOCUMENTS;
if (seeds) {
  it('takes in the whole of annex II, and loses no line of it', () => {
    const whole = fs.readFileSync(path.join(seeds, 'work-programme-2008.md'), 'utf8');
    const annex = whole.slice(whole.indexOf('# **Annex II')).replaceAll('\r\n', '\n');
    const read = readOutcomes(annex);
    expect(read.outcomes.map((o) => [o.place, o.from, o.until, o.recommendations.length])).toEqual([
      ['Kampala', '2007-06-19', '2007-06-22', 23],
      ['Brasilia', '2007-10-02', '2007-10-04', 12],
      ['New Delhi', '2007-10-10', '2007-10-11', 19],
      ['Bangkok', '2007-10-02', '2007-10-04', 9],
      ["Abidjan, Côte d'Ivoire", '2007-11-26', '2007-11-28', 41],
      ['Cape Town, South Africa', '2007-10-03', '2007-10-05', 14],
    ]);
    expect(read.outcomes.every((o) => o.organisers.startsWith('UN.GIFT'))).toBe(true);
    // The title of the annex is all that is no part of an outcome.
    expect(read.unknown.map((u) => u.line)).toEqual([1]);
    const kept = [
      ...read.outcomes.flatMap((o) => [o.title, o.place, o.organisers]),
      ...read.outcomes.flatMap((o) => o.recommendations.flatMap((r) => [r.heading, r.text])),
      ...read.unknown.map((u) => u.text),
    ].join(' ');
    const words = (text: string) => text.match(/[\p{L}\d]{4,}/gu) ?? [];
    const there = new Set(words(kept));
    expect(
      words(annex).filter((word) => !there.has(word) && !/^(held|from|\d+|June|October|November)$/.test(word)),
    ).toEqual([]);
  });
}
