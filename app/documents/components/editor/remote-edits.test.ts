import { expect, it } from 'vitest';
import { difference } from './remote-edits';

it.each([
  ['one two', 'one two three', 'three', ''],
  ['one two three', 'one three', '', 'two'],
  ['by March', 'by May', 'May', 'March'],
  ['the ministry', 'the ministries', 'ministries', 'ministry'],
  ['', 'New words.', 'New words.', ''],
  ['Gone.', '', '', 'Gone.'],
  ['same', 'same', '', ''],
  ['إلى المدينة', 'إلى القرية', 'القرية', 'المدينة'],
])('%j to %j', (before, after, added, removed) => expect(difference(before, after)).toEqual({ added, removed }));

it('says no more than can be heard', () => {
  expect(difference('', 'word '.repeat(100)).added.length).toBeLessThanOrEqual(120);
});
