import { describe, expect, it } from 'vitest';
import { marker } from '../facilitation';
import { eraseQuotes, repeats, sourceOf } from './quotes';

const post = [
  'The hotline in the port answers in three languages. It was **closed** at night.',
  '',
  '> What did the ministry say?',
  '',
  'The ministry said that money is short. Call us on 555 0199 before noon.',
].join('\n');
const plain = post.replaceAll('*', '');
const source = sourceOf([plain, 'An earlier version named the harbour master. Yes.']);

describe('what repeats a post that is gone', () => {
  it.each<[string, string, string]>([
    ['a quoted sentence', '> The ministry said that money is short.\n\nNot quite.', `> ${marker}\n\nNot quite.`],
    ['a quoted part of a sentence', '> closed at night\n\nWhy?', `> ${marker}\n\nWhy?`],
    ['a few quoted words, and nowhere else', '> money\n\nmoney is not all', `> ${marker}\n\nmoney is not all`],
    ['over two lines', '> The hotline in the\n> port answers\n\nGood.', `> ${marker}\n\nGood.`],
    ['marked otherwise', '> It was closed *at night*.\n\nGood.', `> ${marker}\n\nGood.`],
    ['of an earlier version', '> named the harbour master\n\nGood.', `> ${marker}\n\nGood.`],
    [
      'two quotes, one of them from elsewhere',
      '> money is short\n\na\n\n> We have money.\n\nb',
      `> ${marker}\n\na\n\n> We have money.\n\nb`,
    ],
    [
      'a quote of both',
      '> The ministry said that money is short.\n>\n> We said so too.',
      `> ${marker}.\n>\n> We said so too.`,
    ],
    ['in quotation marks', 'They say “the ministry said that money is short” again.', `They say “${marker}” again.`],
    [
      'in angle marks',
      'Ils disent « money is short. Call us on 555 0199 » encore.',
      `Ils disent « ${marker} » encore.`,
    ],
    [
      'a whole sentence without marks',
      'As was said: call us on 555 0199 before noon. Thank you.',
      `As was said: ${marker}. Thank you.`,
    ],
  ])('%s', (_, text, expected) => expect(eraseQuotes(text, text.replaceAll('*', ''), source)).toBe(expected));

  it.each<[string, string]>([
    ['words of its own', 'We never had a hotline in our port.'],
    ['a turn of phrase that both use', 'Here too, money is short and nights are long.'],
    ['a quote of somebody else', '> We have money.\n\nGood.'],
    ['what the post itself quoted', '> What did the ministry say?\n\nNothing.'],
    ['a short word in quotation marks', 'They call it “closed”.'],
    ['nothing', ''],
  ])('leaves %s', (_, text) => expect(eraseQuotes(text, text, source)).toBeNull());

  it('finds a short post as a whole', () => {
    const short = sourceOf(['She is in Marovia.']);
    expect(eraseQuotes('I read “She is in Marovia.” here', 'I read “She is in Marovia.” here', short)).toBe(
      `I read “${marker}.” here`,
    );
  });

  it('weighs Chinese by its signs', () => {
    const chinese = sourceOf(['她在港口的餐馆工作。老板是市长。']);
    expect(eraseQuotes('有人说：“老板是市长。”', '有人说：“老板是市长。”', chinese)).not.toContain('市长');
    expect(eraseQuotes('> 老板是市长\n\n是吗？', '> 老板是市长\n\n是吗？', chinese)).toBe(`> ${marker}\n\n是吗？`);
  });

  it('sees a reason that brings the words back', () => {
    expect(repeats('I wrote that the ministry lacked money. I was wrong.', source)).toBe(false);
    expect(repeats('I wrote: The ministry said that money is short.', source)).toBe(true);
    expect(repeats('I no longer wish to say this.', source)).toBe(false);
  });
});
