import { expect, it } from 'vitest';
import { withoutErased } from './erased-draft';

it.each([
  ['nothing typed since', 'Ask Jane Doe.', 'Ask [removed].', 'Ask Jane Doe.', 'Ask [removed].'],
  ['typed at the end', 'Ask Jane Doe.', 'Ask [removed].', 'Ask Jane Doe. Soon.', 'Ask [removed]. Soon.'],
  ['typed at the beginning', 'Ask Jane Doe.', 'Ask [removed].', 'Please. Ask Jane Doe.', 'Ask [removed].\n\nPlease.'],
  [
    'typed in the middle',
    'Ask Jane Doe now.',
    'Ask [removed] now.',
    'Ask Jane Doe right now.',
    'Ask [removed] now.\n\nright',
  ],
  ['taken away', 'Ask Jane Doe now.', 'Ask [removed] now.', 'Ask Jane now.', 'Ask [removed] now.'],
  ['nothing there before', '', '', 'Something new.', 'Something new.'],
])('%s', (_, before, erased, typed, expected) => {
  expect(withoutErased(before, erased, typed)).toBe(expected);
});
