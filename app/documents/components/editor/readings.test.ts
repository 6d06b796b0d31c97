import { expect, it } from 'vitest';
import { textSchema } from '../../text/schema';
import { difference, newsOf, readingOf } from './readings';

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

const words = (text: string, mark?: 'insertion' | 'deletion', person = 7) => ({
  type: 'text',
  text,
  ...(mark ? { marks: [{ type: mark, attrs: { id: 's1', person, organisation: null, at: null } }] } : {}),
});
const reading = (...content: object[]) => readingOf(textSchema.nodeFromJSON({ type: 'paragraph', content }));

it.each<[string, object[], object[], object[]]>([
  [
    'what is written',
    [words('Two report.')],
    [words('Two now report.')],
    [{ what: 'written', added: 'now', removed: '' }],
  ],
  [
    'words that are proposed',
    [words('Two report.')],
    [words('Two report.'), words(' Three follow.', 'insertion')],
    [{ what: 'proposed', person: 7, added: 'Three follow.', removed: '' }],
  ],
  [
    'words that are to go',
    [words('Two report.')],
    [words('Two', 'deletion'), words('Three', 'insertion'), words(' report.')],
    [{ what: 'proposed', person: 7, added: 'Three', removed: 'Two' }],
  ],
  [
    'each by whom it is',
    [words('Two report.')],
    [words('Two', 'deletion', 8), words(' report.'), words(' So.', 'insertion')],
    [
      { what: 'proposed', person: 8, added: '', removed: 'Two' },
      { what: 'proposed', person: 7, added: 'So.', removed: '' },
    ],
  ],
  [
    'one that is accepted',
    [words('Two', 'deletion'), words('Three', 'insertion'), words(' report.')],
    [words('Three report.')],
    [{ what: 'accepted', person: 7, words: 'Two → Three' }],
  ],
  [
    'one that is rejected',
    [words('Two report.'), words(' Three follow.', 'insertion')],
    [words('Two report.')],
    [{ what: 'dropped', person: 7, words: 'Three follow.' }],
  ],
])('tells of %s', (_, before, after, news) => expect(newsOf(reading(...before), reading(...after))).toEqual(news));
