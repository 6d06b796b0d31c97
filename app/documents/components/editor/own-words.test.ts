import { expect, it } from 'vitest';
import { ownWords } from './own-words';

it.each([
  ['Two provinces report.', 'Two provinces report. Typed while away.', 'Typed while away.'],
  ['Two provinces report.', 'Two provinces report.Typed at once', 'Typed at once'],
  ['Two provinces report.', 'Two quiet provinces report, mostly.', 'quiet\n, mostly'],
  ['The name stands here.', 'The names stand here.', 's'],
  // Parted, moved and copied words are not one's own.
  ['Before and after it.', 'Before\nand after it.', ''],
  ['One here.\nTwo there.', 'Two there.\nOne here.', ''],
  ['Her name is here. Rest.', 'Her name is here. Rest. Her name is copied.', '… copied.'],
  ['A name here. Rest.', 'A name here. Rest. name', ''],
  ['', 'All of it is new.', 'All of it is new.'],
  ['Gone.', '', ''],
  ['الاسم هنا.', 'الاسم هنا. كلمات جديدة.', 'كلمات جديدة.'],
])('%j, then %j', (before, after, own) => expect(ownWords(before, after)).toBe(own));

it('takes no words for new that stood elsewhere in the text', () => {
  expect(ownWords('Aims.', 'Aims. her name', 'Aims.\nThere her name stood.')).toBe('');
  expect(ownWords('', 'after it. And more.', 'Before, after it. Rest.')).toBe('And more.');
});
