import { describe, expect, it } from 'vitest';
import { isOverdue, isPlace, isTaskKey, withNamespace } from './task';

describe('where a task leads', () => {
  it.each([
    ['/people', true],
    ['/discussions/4/board#flags', true],
    ['/people?for=3', true],
    ['people', false],
    ['//elsewhere.example', false],
    ['/\\elsewhere.example', false],
    ['https://elsewhere.example', false],
    ['javascript:alert(1)', false],
    ['', false],
  ])('%s', (place, expected) => expect(isPlace(place)).toBe(expected));
});

describe('what names a task', () => {
  it.each([
    ['reflect:12', true],
    ['decide-on-person:3', true],
    ['flags:4:identifies', true],
    ['', false],
    ['Somebody wrote: hello', false],
    ['reflect 12', false],
  ])('%s', (key, expected) => expect(isTaskKey(key)).toBe(expected));
});

it('a sentence without a namespace is of this slice', () => {
  expect(withNamespace('write-synthesis')).toBe('tasks:what.write-synthesis');
  expect(withNamespace('facilitation:tasks.flags')).toBe('facilitation:tasks.flags');
});

describe('late', () => {
  const now = new Date('2026-11-26T12:00:00Z');
  it.each([
    ['yesterday', { dueAt: '2026-11-25T12:00:00Z', doneAt: null }, true],
    ['this instant', { dueAt: '2026-11-26T12:00:00Z', doneAt: null }, false],
    ['tomorrow', { dueAt: '2026-11-27T12:00:00Z', doneAt: null }, false],
    ['yesterday, and done', { dueAt: '2026-11-25T12:00:00Z', doneAt: '2026-11-26T11:00:00Z' }, false],
    ['no day', { dueAt: null, doneAt: null }, false],
  ])('%s', (_, task, expected) => expect(isOverdue(task, now)).toBe(expected));
});
