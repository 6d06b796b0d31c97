import { describe, expect, it } from 'vitest';
import { activityOf, type Happening, isMailList, type Level, type MailList, toldOf, type Why } from './notice';

describe('what a level means', () => {
  const n = { notice: true, mail: false, digest: false };
  const all = { notice: true, mail: true, digest: false };
  const none = { notice: false, mail: false, digest: false };
  it.each<[Level, Why, Happening, ReturnType<typeof toldOf>]>([
    ['everything', 'follow', 'post', all],
    ['everything', 'mention', 'post', all],
    ['everything', 'follow', 'event-changed', all],
    ['mentions', 'follow', 'post', none],
    ['mentions', 'mention', 'post', all],
    ['mentions', 'reply', 'post', all],
    ['mentions', 'follow', 'synthesis', none],
    ['mentions', 'follow', 'event-materials', none],
    ['mentions', 'follow', 'event-moved', all],
    ['mentions', 'follow', 'event-cancelled', all],
    ['mentions', 'follow', 'consultation-changed', none],
    ['mentions', 'follow', 'consultation-phase', all],
    ['mentions', 'follow', 'consultation-cancelled', all],
    ['nothing', 'follow', 'consultation-phase', none],
    ['digest', 'follow', 'post', { ...none, digest: true }],
    ['digest', 'reply', 'post', { ...n, digest: true }],
    ['digest', 'mention', 'post', { ...n, digest: true }],
    ['digest', 'follow', 'event-cancelled', { ...n, digest: true }],
    ['nothing', 'mention', 'post', none],
    ['nothing', 'follow', 'event-cancelled', none],
  ])('%s, %s, %s', (level, why, kind, expected) => expect(toldOf(level, why, kind)).toEqual(expected));
});

describe('a list of mail', () => {
  it.each([
    ['news', true],
    ['digest', true],
    ['discussion-12', true],
    ['programme-3', true],
    ['discussion-0', false],
    ['discussion-1e3', false],
    ['discussion-12 ', false],
    ['person-1', false],
    ['', false],
    ['news\r\nBcc: x@y.example', false],
  ])('%j', (text, expected) => expect(isMailList(text)).toBe(expected));

  it('names its activity, where it has one', () => {
    expect(activityOf('event-7')).toEqual({ activity: 'event', id: 7 });
    expect(activityOf('digest' as MailList)).toBeNull();
  });
});
