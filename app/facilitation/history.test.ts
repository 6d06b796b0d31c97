import { describe, expect, it } from 'vitest';
import { compare, compareAll } from './history';

const written = (before: string, after: string) =>
  compare(before, after)
    .map((c) => (c.kind === 'same' ? c.words : c.kind === 'added' ? `+${c.words}+` : `-${c.words}-`))
    .join('');

describe('what changed between two versions', () => {
  it.each<[string, string, string, string]>([
    ['nothing', 'We agree.', 'We agree.', 'We agree.'],
    ['a word', 'We agree.', 'We disagree.', 'We -agree-+disagree+.'],
    ['something added', 'We agree.', 'We agree. Here is why.', 'We agree.+ Here is why.+'],
    ['everything taken away', 'We agree.', '', '-We agree.-'],
    ['Arabic', 'نحن نوافق على هذا', 'نحن نعترض على هذا', 'نحن -نوافق-+نعترض+ على هذا'],
    ['Chinese, by signs', '我们同意这个建议', '我们反对这个建议', '我们-同意-+反对+这个建议'],
  ])('%s', (_, before, after, expected) => expect(written(before, after)).toBe(expected));

  it('shows two texts without anything in common one after the other', () => {
    const text = (from: number) => Array.from({ length: 3000 }, (_, i) => `w${from + i}`).join(' ');
    expect(compare(text(0), text(10_000)).map((c) => c.kind)).toEqual(['removed', 'added']);
  });

  it('holds nobody up, however often a long post was rewritten', () => {
    const texts = Array.from({ length: 31 }, (_, v) =>
      Array.from({ length: 2500 }, (_, i) => (i % 8 === v % 8 ? `v${v}w${i}` : `w${i}`)).join(' '),
    );
    const began = performance.now();
    const changes = compareAll(texts);
    expect(performance.now() - began).toBeLessThan(3000);
    expect(changes).toHaveLength(31);
    expect(changes.at(-1)).toEqual([{ kind: 'same', words: texts.at(-1) }]);
  });
});
