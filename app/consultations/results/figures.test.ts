import { describe, expect, it, test } from 'vitest';
import type { Value } from '../../questionnaires/answer';
import { blankQuestion, type Question } from '../../questionnaires/content';
import { equalSectorWeights } from './balanced';
import { type Basis, type CountedVoice, isSameBasis, nextBasis, noSector, tablesOf, tallyOf } from './counting';
import { figuresBeside, figuresOf } from './figures';
import { type SurvivorFigures, survivorFigures } from './survivor-figures';
import { viewsOf } from './views';

const options = ['o1', 'o2', 'o3'].map((id) => ({ id, texts: {} }));
const rows = ['r1', 'r2'].map((id) => ({ id, texts: {} }));
const ask = (id: string, type: Question['type'], more: Partial<Question> = {}): Question => ({
  ...blankQuestion(id, type),
  options,
  rows,
  ...more,
});
const single = ask('q1', 'single');

let at = 0;
/** Voices of a sector that all say the same, each later than the one before. */
const voices = (sector: string, count: number, value: Value, question = 'q1'): CountedVoice[] =>
  Array.from({ length: count }, () => {
    const id = `v${++at}`;
    return { id, mark: JSON.stringify(value), sector, at, answers: { [question]: value } };
  });
const counted = (all: CountedVoice[], questions = [single]): Basis =>
  nextBasis(questions, all, null, { isFinal: true, k: 5 });
const final = (all: CountedVoice[], questions = [single]) =>
  figuresOf(questions, counted(all, questions), null, { isFinal: true });

describe('which column an answer is in', () => {
  it.each<[Question['type'], Value, Record<string, string | undefined>]>([
    ['single', 'o2', { q1: 'o2' }],
    ['single', 'o9', { q1: 'o9' }],
    ['scale', 3, { q1: '3' }],
    ['ranking', ['o3', 'o1'], { q1: 'o3' }],
    ['multiple', ['o1', 'o3'], { 'q1.o1': 'yes', 'q1.o2': 'no', 'q1.o3': 'yes' }],
    ['matrix', { r1: 'o1' }, { 'q1.r1': 'o1', 'q1.r2': undefined }],
    ['text', 'Words', {}],
    ['number', 7, {}],
  ])('%s', (type, value, columns) => {
    const tables = tablesOf(ask('q1', type));
    expect(Object.fromEntries(tables.map((t) => [t.id, t.columnOf(value)]))).toEqual(columns);
  });

  test('words are counted as answered, and figures added up', () => {
    const asked = [ask('q1', 'text'), ask('q2', 'number')];
    const all = [...voices('media', 2, '', 'q1'), ...voices('media', 2, 4, 'q2')];
    expect(tallyOf(asked, all)).toMatchObject({ voices: 4, answered: { q1: 2, q2: 2 }, sums: { q2: 8 } });
  });
});

describe('steps while it is open', () => {
  const step = (all: CountedVoice[], before: Basis | null) =>
    nextBasis([single], all, before, { isFinal: false, k: 5 });
  const size = (basis: Basis, sector = 'media') => Object.keys(basis.sectors[sector]?.voices ?? {}).length;

  it.each([
    [4, 0],
    [9, 0],
    [10, 5],
    [14, 5],
    [15, 10],
    [38, 30],
  ])('of %d voices %d are counted: the newest five at least wait', (all, expected) => {
    expect(size(step(voices('media', all, 'o1'), null))).toBe(expected);
  });

  test('those who came first are counted first, in whatever order they are read', () => {
    const all = voices('media', 12, 'o1');
    expect(Object.keys(step(all.toReversed(), null).sectors.media!.voices)).toEqual(all.slice(0, 5).map((v) => v.id));
  });

  test('what is counted stays in as it was counted, and others come in fives', () => {
    const all = voices('media', 12, 'o1');
    const before = step(all, null);
    const changed = all.slice(1).map((v) => ({ ...v, mark: 'other', answers: { q1: 'o2' } }));
    expect(isSameBasis(before, step(changed, before))).toBe(true);
    const after = step([...changed, ...voices('media', 3, 'o3')], before);
    expect(after.sectors.media!.tally).toMatchObject({ voices: 10, tables: { q1: { o1: 5, o2: 5 } } });
  });

  test('a few who come after all were counted, or are missing then, change nothing', () => {
    const all = voices('media', 12, 'o1');
    const closed = nextBasis([single], all, null, { isFinal: true, k: 5 });
    const more = [...all.slice(1), ...voices('media', 4, 'o2')];
    expect(nextBasis([single], more, closed, { isFinal: true, k: 5 })).toEqual(closed);
  });

  test('whatever comes and goes: two readings differ by nobody of a sector, or by five and more', () => {
    let seed = 41;
    const next = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    let all: CountedVoice[] = [];
    let before: Basis | null = null;
    const readings: Basis[] = [];
    for (let run = 0; run < 120; run++) {
      const sector = ['media', 'academia', 'igo'][next(3)]!;
      if (next(5) === 0) all = all.filter((_, i) => i !== next(all.length));
      else all = [...all, ...voices(sector, 1 + next(3), `o${1 + next(3)}`)];
      before = nextBasis([single], all, before, { isFinal: run === 119, k: 5 });
      readings.push(before);
    }
    for (const [i, reading] of readings.entries()) {
      for (const earlier of readings.slice(0, i).filter((_, n) => n % 7 === 0 || i - n < 12)) {
        for (const sector of ['media', 'academia', 'igo']) {
          const [was, is] = [earlier.sectors[sector]?.voices ?? {}, reading.sectors[sector]?.voices ?? {}];
          const moved = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((id) => was[id] !== is[id]);
          expect(moved.length === 0 || moved.length >= 5).toBe(true);
        }
      }
    }
  });

  test('once it is closed all are counted, those who waited too', () => {
    const all = [...voices('media', 12, 'o1'), ...voices('academia', 2, 'o2')];
    const before = step(all, null);
    const after = nextBasis([single], all, before, { isFinal: true, k: 5 });
    expect([size(after), size(after, 'academia')]).toEqual([12, 2]);
  });
});

describe('figures', () => {
  test('three ways: a large sector outweighs the others in the first and not in the second', () => {
    const all = [...voices('media', 60, 'o1'), ...voices('academia', 15, 'o2'), ...voices('igo', 15, 'o2')];
    const [question] = final(all).questions;
    const [table] = question!.tables;
    expect(question!.answered).toBe(90);
    expect(table!.columns).toEqual(['o1', 'o2', 'o3']);
    // What nobody chose is small too, and what stands beside it covers it.
    expect(table!.weighing).toMatchObject({ sectors: ['academia', 'igo', 'media'], left: [], voices: 90 });
    const two = ask('q1', 'single', { options: options.slice(0, 2) });
    const mixed = [
      ...['media', 'academia', 'igo'].flatMap((s, i) => [
        ...voices(s, [60, 10, 5][i]!, 'o1'),
        ...voices(s, [30, 20, 25][i]!, 'o2'),
      ]),
    ];
    const [shown] = final(mixed, [two]).questions[0]!.tables;
    expect(shown!.total).toEqual([75, 75]);
    expect(shown!.weighted).toEqual([Math.round((100 * (2 / 3 + 1 / 3 + 1 / 6)) / 3), 61]);
  });

  test('everything in one sector: the three say the same', () => {
    const two = ask('q1', 'single', { options: options.slice(0, 2) });
    const [table] = final([...voices('media', 20, 'o1'), ...voices('media', 10, 'o2')], [two]).questions[0]!.tables;
    expect(table).toMatchObject({ total: [20, 10], weighted: [67, 33], rows: [{ of: 'media', counts: [20, 10] }] });
  });

  test('nobody, and too few', () => {
    expect(final([])).toMatchObject({ voices: null, sectors: [], questions: [{ answered: null }] });
    const few = final(voices('media', 4, 'o1'));
    expect(few).toMatchObject({ voices: null, sectors: [{ of: 'media', voices: null }] });
    expect(JSON.stringify(few.questions)).not.toMatch(/"total":\[[^\]]*\d/);
  });

  test('a person without an organisation is counted with all and weighed as no sector', () => {
    const all = [...voices(noSector, 10, 'o1'), ...voices('media', 10, 'o2')];
    const [table] = final(all).questions[0]!.tables;
    expect(table!.weighing?.sectors).toEqual(['media']);
    expect(table!.rows.map((r) => r.of)).toEqual(['media', noSector]);
  });

  test('an answer that is no longer offered stays what it was', () => {
    const [table] = final([...voices('media', 10, 'o1'), ...voices('media', 10, 'o9')]).questions[0]!.tables;
    expect(table!.columns).toEqual(['o1', 'o2', 'o3', 'o9']);
  });

  test('one member alone in its sector: two readings beside each other do not give its answer away', () => {
    const two = ask('q1', 'single', { options: options.slice(0, 2) });
    const media = [...voices('media', 8, 'o1'), ...voices('media', 7, 'o2')];
    const open = nextBasis([two], media, null, { isFinal: false, k: 5 });
    const before = { basis: open, figures: figuresOf([two], open, null, { isFinal: false }) };
    const basis = nextBasis([two], [...media, ...voices('academia', 1, 'o2')], open, { isFinal: true, k: 5 });
    const [table] = figuresOf([two], basis, before, { isFinal: true }).questions[0]!.tables;
    const alone = table!.rows.find((r) => r.of === 'academia')!;
    expect(alone).toEqual({ of: 'academia', answered: null, counts: [null, null] });
    const other = table!.rows.find((r) => r.of === 'media')!.counts;
    // Either the sums or the other sector: both would be its answer.
    for (const c of [0, 1]) expect(table!.total[c] === null || other[c] === null).toBe(true);
  });

  test('a question that hangs on an answer that is not shown says no more of how many gave it', () => {
    const asks = [
      ask('q1', 'single', { options: options.slice(0, 2) }),
      ask('q2', 'single', { options: options.slice(0, 2), condition: { question: 'q1', kind: 'is', value: 'o2' } }),
    ];
    const all = (yes: number) => [
      ...voices('media', 20, 'o1'),
      ...voices('media', yes, 'o2').map((v) => ({ ...v, answers: { q1: 'o2', q2: 'o1' } })),
    ];
    expect(final(all(3), asks).questions[1]).toMatchObject({ answered: null });
    expect(final(all(20), asks).questions[1]).toMatchObject({ answered: 20 });
  });

  test('means come at the end, and a small sector’s mean does not follow from the others', () => {
    const asked = [ask('q1', 'number')];
    const all = [...voices('media', 10, 4), ...voices('academia', 9, 10), ...voices('igo', 1, 110)];
    const open = nextBasis(asked, all, null, { isFinal: false, k: 5 });
    expect(figuresOf(asked, open, null, { isFinal: false }).questions[0]!.means).toBeNull();
    const { means } = final(all, asked).questions[0]!;
    expect(means!.all).toBeCloseTo(240 / 20, 9);
    expect(means!.rows.map((r) => [r.of, r.mean])).toEqual([
      ['academia', null],
      ['igo', null],
      ['media', 4],
    ]);
    expect(final(voices('igo', 10, 3).concat(voices('media', 1, 9)), asked).questions[0]!.means).toMatchObject({
      weighted: null,
    });
  });

  test('what may be chosen together is one table again on the page', () => {
    const asked = ask('q1', 'multiple');
    const all = [...voices('media', 20, ['o1', 'o2']), ...voices('media', 20, ['o2', 'o3'])];
    const { views } = viewsOf(asked, final(all, [asked]).questions[0], null);
    expect(views).toHaveLength(1);
    expect(views[0]).toMatchObject({ columns: ['o1', 'o2', 'o3'], isOneOf: false, answered: 40 });
    expect(views[0]!.total).toEqual([20, null, 20]);
  });
});

describe('how many voices a small sector has', () => {
  const two = ask('q1', 'single', { options: options.slice(0, 2) });
  const basisOf = (counts: Record<string, [number, number]>): Basis => ({
    sectors: Object.fromEntries(
      Object.entries(counts)
        .filter(([, [yes, no]]) => yes + no > 0)
        .map(([of, [yes, no]]) => {
          const tally = { voices: yes + no, tables: { q1: { o1: yes, o2: no } }, answered: { q1: yes + no }, sums: {} };
          return [of, { voices: {}, tally }];
        }),
    ),
  });
  const made = (counts: Record<string, [number, number]>, k = 5) =>
    figuresOf([two], basisOf(counts), null, { isFinal: true, k });

  test('does not follow from the others: the first beside it is withheld too, and whatever rests on them', () => {
    const figures = made({ government: [9, 8], academia: [1, 0], media: [8, 9], igo: [7, 12] });
    const [table] = figures.questions[0]!.tables;
    expect([figures.voices, table!.answered, table!.total]).toEqual([54, 54, [25, 29]]);
    const numbers = { academia: null, government: null, igo: 19, media: 17 };
    expect(Object.fromEntries(figures.sectors.map((s) => [s.of, s.voices]))).toEqual(numbers);
    expect(Object.fromEntries(table!.rows.map((r) => [r.of, r.answered]))).toEqual(numbers);
    expect(table!.rows.find((r) => r.of === 'government')!.counts).toEqual([null, null]);
    expect(table!.weighing).toMatchObject({ sectors: ['government', 'igo', 'media'], voices: null, effective: null });
  });

  test('is withheld with the weighted shares where these would tell it, and they stand where they leave it open', () => {
    const weighedOf = (counts: Record<string, [number, number]>) => made(counts).questions[0]!.tables[0]!;
    const large = { igo: [17, 12], media: [20, 22], 'civil-society': [40, 33] } satisfies Record<
      string,
      [number, number]
    >;
    expect(weighedOf({ government: [30, 25], academia: [1, 1], ...large }).weighted).toEqual([54, 46]);
    // All of the one sector beside it: as many as it has are left, whatever they said.
    expect(weighedOf({ academia: [1, 0], media: [3, 2] })).toMatchObject({ weighted: null, weighing: null });
  });

  test('stays withheld in a question that it did not answer, where all of the sector beside it did', () => {
    const asks = [two, ask('q2', 'single', { options: options.slice(0, 2) })];
    const all = [
      ...voices('government', 17, 'o1').map((v) => ({ ...v, answers: { q1: 'o1', q2: 'o2' } })),
      ...voices('media', 15, 'o2').map((v) => ({ ...v, answers: { q1: 'o1', q2: 'o2' } })),
      ...voices('academia', 1, 'o2'),
    ];
    const [, second] = final(all, asks).questions;
    expect(second!.tables[0]!.rows.map((r) => [r.of, r.answered])).toEqual([
      ['academia', null],
      ['government', null],
      ['media', 15],
    ]);
  });

  test('what the table of participation withholds is taken out of every table, with what it would follow from', () => {
    const figures = made({ government: [9, 8], media: [8, 9], igo: [7, 12] });
    expect(figures.sectors.every((s) => s.voices !== null)).toBe(true);
    const beside = figuresBeside(figures, new Set(['government', 'academia']));
    expect(beside.sectors.find((s) => s.of === 'government')!.voices).toBeNull();
    const [table] = beside.questions[0]!.tables;
    expect(table!.rows.find((r) => r.of === 'government')).toMatchObject({ answered: null, counts: [null, null] });
    expect(table!.weighing).toMatchObject({ voices: null, effective: null });
    expect(figuresBeside(figures, new Set(['academia']))).toEqual(figures);
  });

  test('could be another number, whatever three sectors have said: every table there could be is tried', () => {
    const names = ['government', 'academia', 'media'];
    const k = 3;
    const tables = (most: number) => {
      const counts = Array.from({ length: most + 1 }, (_, n) => n);
      const rows = counts.flatMap((yes) => counts.map((no): [number, number] => [yes, no]));
      return rows.flatMap((a) => rows.flatMap((b) => rows.map((c) => [a, b, c])));
    };
    /** All that could be shown of a table. */
    const known = (table: [number, number][]) => {
      const answered = table.map(([yes, no]) => yes + no);
      const byName = Object.fromEntries(names.map((of, i) => [of, answered[i]!]));
      const { weights, left, capped, voices, effective } = equalSectorWeights(byName, { smallest: k });
      const all = names.reduce((sum, of, i) => sum + (weights[of] ?? 0) * answered[i]!, 0);
      const shares = [0, 1].map((c) =>
        Math.round((100 * names.reduce((sum, of, i) => sum + (weights[of] ?? 0) * table[i]![c]!, 0)) / all),
      );
      const total = [0, 1].map((c) => table.reduce((sum, row) => sum + row[c]!, 0));
      const weighing = { left, capped, voices, effective: Math.round(effective) };
      return { table, answered, total, shares, weighing };
    };
    const others = new Map<string, ReturnType<typeof known>[]>();
    for (const one of tables(4).map(known)) {
      const key = one.total.join();
      others.set(key, [...(others.get(key) ?? []), one]);
    }
    const fits = (
      figures: ReturnType<typeof made>,
      { table, answered, shares, weighing }: ReturnType<typeof known>,
    ) => {
      const [shown] = figures.questions[0]!.tables;
      const agree = (said: number | null | undefined, is: number) => said === null || said === undefined || said === is;
      const row = (i: number) => shown!.rows.find((r) => r.of === names[i]);
      return (
        // Who has answered at all is seen by its row.
        names.every((_, i) => (row(i) === undefined) === (answered[i] === 0)) &&
        names.every((_, i) => agree(row(i)?.answered, answered[i]!)) &&
        names.every((of, i) => agree(figures.sectors.find((s) => s.of === of)?.voices, answered[i]!)) &&
        names.every((_, i) => [0, 1].every((c) => agree(row(i)?.counts[c], table[i]![c]!))) &&
        (shown!.weighted === null || shown!.weighted.every((share, c) => share === shares[c])) &&
        (!shown!.weighing ||
          (agree(shown!.weighing.voices, weighing.voices) &&
            agree(shown!.weighing.effective, weighing.effective) &&
            shown!.weighing.left.join() === weighing.left.join() &&
            shown!.weighing.capped.join() === weighing.capped.join()))
      );
    };
    let tried = 0;
    for (const table of tables(2)) {
      const { answered, total } = known(table);
      const small = [0, 1, 2].filter((i) => answered[i]! > 0 && answered[i]! < k);
      // One that is all there is, or several that are few together: of these nothing at all is shown.
      if (small.length === 0 || !answered.some((n) => n >= k)) continue;
      const figures = made(Object.fromEntries(names.map((of, i) => [of, table[i]!])), k);
      for (const i of small) {
        const another = others.get(total.join())!.some((o) => o.answered[i] !== answered[i] && fits(figures, o));
        expect([table, names[i], another]).toEqual([table, names[i], true]);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(200);
  });
});

describe('survivor groups', () => {
  const publish = (all: CountedVoice[], before: SurvivorFigures | null, week: number) =>
    survivorFigures([single], all, before, week);

  test('fewer than eleven are not shown; from then on in steps of eleven, rounded to five', () => {
    const ten = publish(voices('survivor-group', 10, 'o1'), null, 202648);
    expect(ten.figures.total).toBeNull();
    const all = [...voices('survivor-group', 12, 'o1'), ...voices('survivor-group', 12, 'o2')];
    const first = publish(all, ten, 202649);
    expect(first).toMatchObject({ week: 202649, figures: { total: 25 } });
    expect(first.figures.tables.q1).toMatchObject({ o3: null });
    // One more, and one who takes it back: what was published stands, with the week from which it holds.
    expect(publish([...all, ...voices('survivor-group', 1, 'o1')], first, 202650)).toBe(first);
    expect(publish(all.slice(1), first, 202650)).toBe(first);
    const more = publish([...all, ...voices('survivor-group', 11, 'o1')], first, 202651);
    expect(more).toMatchObject({ week: 202651, figures: { total: 35 } });
  });

  test('tables keep their cells: what is asked later is not counted here', () => {
    const all = voices('survivor-group', 30, 'o1');
    const first = publish(all, null, 202648);
    const later = survivorFigures([single, ask('q2', 'scale')], all, first, 202649);
    expect(Object.keys(later.figures.tables)).toEqual(['q1']);
    // And where it is asked no more, nobody has answered.
    expect(() => survivorFigures([], all, first, 202649)).not.toThrow();
  });

  test('nothing to count is nothing to publish', () => {
    expect(survivorFigures([ask('q1', 'text')], voices('survivor-group', 30, ''), null, 202648).basis).toEqual({});
  });
});
