import { describe, expect, it } from 'vitest';
import { boxName, tickedIn } from './boxes';
import { editSearch, lookForm, reflectForm, statementForm, unwaiveForm } from './forms';

describe('boxes', () => {
  it('keep what they are about in their names', () => {
    const typed = {
      [boxName('post', 12)]: 'yes',
      [boxName('post', 9)]: 'yes',
      [boxName('sector', 'civil-society')]: 'yes',
      body: 'box-post-3',
    };
    expect(tickedIn(typed)).toEqual({ posts: [12, 9], voices: [], sectors: ['civil-society'] });
  });
  it.each([
    'box-post-0',
    'box-post--1',
    'box-post-1e3',
    'box-post-9999999999999999',
    'box-sector-none',
    'box-sector-',
    'cite-3',
  ])('%s is no box of ours', (name) =>
    expect(tickedIn({ [name]: 'yes' })).toEqual({ posts: [], voices: [], sectors: [] }),
  );
});

describe('a statement', () => {
  const typed = {
    statement: 'new',
    language: 'fr',
    body: 'Words',
    version: '3',
    once: '0190a0a0-0000-4000-8000-000000000000',
  };
  it('is new, or one that has a number', () => {
    expect(statementForm.parse(typed)).toMatchObject({ statement: null, version: 3 });
    expect(statementForm.parse({ ...typed, statement: '17' }).statement).toBe(17);
    expect(statementForm.safeParse({ ...typed, statement: 'old' }).success).toBe(false);
    expect(statementForm.safeParse({ ...typed, language: 'de' }).success).toBe(false);
  });
  it('keeps an empty text for the rule that refuses it', () =>
    expect(statementForm.parse({ ...typed, body: undefined }).body).toBe(''));
});

it('a search in the address that says nothing sensible says nothing', () => {
  expect(editSearch.parse({ language: 'xx', statement: '-1', cite: 'a' })).toEqual({});
  expect(editSearch.parse({ language: 'ar', statement: 'new', cite: '4' })).toEqual({
    language: 'ar',
    statement: 'new',
    cite: 4,
  });
});

it.each([
  [
    { search: ' visas ', look: 'search' },
    { search: 'visas', page: 1 },
  ],
  [
    { search: '', look: 'page:3' },
    { search: '', page: 3 },
  ],
  [{ look: 'page:-3' }, { search: '', page: 1 }],
  [
    { search: 'x'.repeat(300), look: 'page:0' },
    { search: '', page: 1 },
  ],
])('looking for %j', (typed, expected) => expect(lookForm.parse(typed)).toEqual(expected));

it('a waiver is named by kind and subject', () => {
  expect(unwaiveForm.parse({ waiver: 'post:12' }).waiver).toEqual({ kind: 'post', subject: '12' });
  expect(unwaiveForm.parse({ waiver: 'sector:civil-society' }).waiver).toEqual({
    kind: 'sector',
    subject: 'civil-society',
  });
  expect(unwaiveForm.safeParse({ waiver: 'person:1' }).success).toBe(false);
});

it('an answer is one of three', () => {
  expect(reflectForm.safeParse({ statement: '1', answer: 'perhaps', correction: '' }).success).toBe(false);
  expect(reflectForm.parse({ statement: '1', answer: 'partly' })).toEqual({
    statement: 1,
    answer: 'partly',
    correction: '',
  });
});
