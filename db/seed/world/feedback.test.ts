import { expect, test } from 'vitest';
import { asTyped, judge } from '../../../app/questionnaires/answer';
import { findQuestion } from '../../../app/questionnaires/content';
import { templateOf } from '../../../app/questionnaires/templates';
import { feedback } from './feedback';
import { events } from './index';

const content = templateOf('event-feedback');

test.each([...feedback])(
  'invented answers about $event are answers to what is asked there, and say that they are invented',
  ({ event, by, sets }) => {
    expect(events.find((e) => e.key === event)?.facilitators).toContain(by);
    for (const set of sets) {
      const typed = Object.entries(set).map(([id, value]) => [id, asTyped(findQuestion(content, id)!, value)] as const);
      const { values, mistakes, dropped } = judge(content, new Map(typed));
      expect([...mistakes]).toEqual([]);
      expect(dropped).toEqual([]);
      expect(Object.fromEntries(values)).toEqual(set);
      for (const words of [set.q5, set.q9]) if (words !== undefined) expect(words).toMatch(/ \(invented\)$/);
    }
  },
);
