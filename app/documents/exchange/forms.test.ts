import { expect, it } from 'vitest';
import { leftOutKinds } from './carried';
import { type ImportReport, reportFromAddress, reportInAddress } from './forms';

it.each<[string, ImportReport]>([
  ['nothing', { left: [], suggestions: 0, comments: 0 }],
  ['comments that came along', { left: [], suggestions: 2, comments: 3 }],
  ['comments that did not', { left: [{ what: 'comments', count: 1 }], suggestions: 0, comments: 0 }],
  ['all there is', { left: leftOutKinds.map((what, i) => ({ what, count: i + 1 })), suggestions: 4, comments: 5 }],
])('says in the address what came along and what did not: %s', (_what, report) => {
  expect(reportFromAddress(new URLSearchParams(reportInAddress(report)))).toEqual(report);
});

it('counts nothing that is no number', () => {
  expect(reportFromAddress(new URLSearchParams('left-links=-1&suggestions=1e3&comments=x'))).toEqual({
    left: [],
    suggestions: 0,
    comments: 0,
  });
});
