import { expect, test } from 'vitest';
import { i18nFor } from '../i18n.server';
import { countedWords } from './counted-words';

test('a figure that is not known yet brings every form of its language, and no key without words', () => {
  expect(countedWords(i18nFor('en'), 'discussions:live.new')).toEqual({
    'data-one': '{n} new post',
    'data-other': '{n} new posts',
  });
  expect(Object.keys(countedWords(i18nFor('fr'), 'discussions:live.new')).sort()).toEqual(['data-one', 'data-other']);
  const arabic = countedWords(i18nFor('ar'), 'discussions:live.new');
  expect(Object.keys(arabic).sort()).toEqual(
    ['data-few', 'data-many', 'data-one', 'data-other', 'data-two', 'data-zero'].sort(),
  );
  expect(arabic['data-few']).toContain('{n}');
});
