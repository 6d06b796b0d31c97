import { describe, expect, it } from 'vitest';
import { type Change, changesBetween, type FixedParts } from './changes';

const parts = (more: Partial<Record<keyof FixedParts, unknown>> = {}): FixedParts =>
  ({
    ...{
      title: 'Ports',
      summary: '',
      area: '014',
      country: null,
      lead: 10,
      consultation: null,
      noConsultationReason: 'x',
    },
    ...{ aims: { short: 'Beds', medium: '', long: '' }, currency: 'USD', years: [2026, 2027], total: null },
    partners: [{ id: 10, part: '' }],
    ...{ activities: [], results: [], indicators: [], lines: [], phases: [], risks: [] },
    ...more,
  }) as unknown as FixedParts;
const line = (id: number, total: string, years: [number, string][]) => ({
  ...{ id, title: 'Beds', total, years: years.map(([year, amount]) => ({ year, amount })) },
});

describe('what changed between two fixed versions', () => {
  it.each<[string, FixedParts, FixedParts, Change[]]>([
    ['nothing', parts(), parts(), []],
    [
      'words of the programme itself',
      parts(),
      parts({ title: 'Safe ports', aims: { short: '', medium: '', long: '' }, years: [2026, 2028] }),
      [
        {
          section: 'programme',
          id: null,
          kind: 'changed',
          fields: [
            { field: 'title', before: 'Ports', after: 'Safe ports' },
            { field: 'lastYear', before: 2027, after: 2028 },
            { field: 'aim-short', before: 'Beds', after: '' },
          ],
        },
      ],
    ],
    [
      'items that came and went',
      parts({ risks: [{ id: 1, title: 'Storm' }] }),
      parts({ risks: [{ id: 2, title: 'Flood' }] }),
      [
        { section: 'risks', id: 1, kind: 'removed', fields: [] },
        { section: 'risks', id: 2, kind: 'added', fields: [] },
      ],
    ],
    [
      'amounts, year by year; a year without one is nought',
      parts({ lines: [line(1, '1000', [[2026, '1000']])] }),
      parts({
        lines: [
          line(1, '1500', [
            [2026, '1000'],
            [2027, '500'],
          ]),
        ],
      }),
      [
        {
          section: 'lines',
          id: 1,
          kind: 'changed',
          fields: [
            { field: 'total', before: '1000', after: '1500' },
            { field: 'year-2027', before: '0', after: '500' },
          ],
        },
      ],
    ],
    [
      'a year of nought is no change',
      parts({ lines: [line(1, '1000', [[2026, '1000']])] }),
      parts({
        lines: [
          line(1, '1000', [
            [2026, '1000'],
            [2027, '0'],
          ]),
        ],
      }),
      [],
    ],
  ])('%s', (_, before, after, changes) => {
    expect(changesBetween(before, after)).toEqual(changes);
  });
});
