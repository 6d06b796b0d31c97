import { expect, test } from 'vitest';
import { tagsOf } from './tags';

const cases: [string, Record<string, number | string>, string[]][] = [
  ['discussion.post-written', { discussion: 1, post: 2 }, ['discussion:1', 'discussions']],
  ['discussion.post-redacted', { discussion: 1, post: 2 }, ['discussion:1', 'discussions']],
  ['discussion.post-moved', { discussion: 1, from: 3, post: 2 }, ['discussion:1', 'discussion:3', 'discussions']],
  ['discussion.instant-passed', { discussion: 1 }, ['discussion:1', 'discussions']],
  ['discussion.audience-changed', { discussion: 1 }, ['discussion:1', 'discussions']],
  ['discussion.reacted', { discussion: 1, post: 2 }, ['discussion:1']],
  ['discussion.post-held', { discussion: 1, post: 2 }, []],
  ['document.settled', { document: 5 }, ['document:5', 'documents']],
  ['document.redacted', { document: 5 }, ['document:5', 'documents']],
  ['document.comments-changed', { document: 5 }, []],
  ['document.cites', { document: 5, discussion: 1 }, ['discussion:1', 'document:5', 'documents']],
  ['discussion.post-flagged', { discussion: 1, post: 2 }, []],
  ['synthesis.published', { discussion: 1 }, ['discussion:1', 'discussions']],
  [
    'organisation.changed',
    { organisation: 4 },
    ['organisations', 'discussions', 'documents', 'events', 'consultations', 'committee', 'everything'],
  ],
  [
    'person.renamed',
    { person: 4 },
    ['organisations', 'discussions', 'documents', 'events', 'consultations', 'committee', 'everything'],
  ],
  ['event.moved', { event: 7 }, ['event:7', 'events']],
  ['event.registrations-changed', { event: 7 }, ['event:7', 'events']],
  ['event.question-changed', { event: 7, question: 8 }, ['talk-7']],
  ['event.question-voted', { event: 7, question: 8 }, ['talk-7']],
  ['event.hands-changed', { event: 7 }, []],
  ['event.session-changed', { event: 7 }, ['session-7']],
  ['event.session-hands-changed', { event: 7, person: 4 }, []],
  ['event.series-changed', { series: 9 }, ['events']],
  ['committee.changed', {}, ['committee']],
  ['decision.opened', { proposal: 5 }, []],
  ['decision.decided', { proposal: 5 }, ['decision:5', 'decisions']],
  ['decision.redacted', { proposal: 5 }, ['decision:5', 'decisions']],
  ['programme.changed', { programme: 6 }, ['programmes']],
  ['pilot.changed', { call: 6, pilot: 7 }, ['pilots']],
  ['consultation.announced', { consultation: 3 }, ['consultation:3', 'consultations']],
  // A vote is seen by nobody until it is counted with others.
  ['consultation.votes-changed', { consultation: 3 }, []],
  ['consultation.statements-counted', { consultation: 3 }, ['consultation:3']],
  ['consultation.voices-changed', { consultation: 3 }, []],
  ['person.tasks-changed', { person: 4 }, []],
  ['person.session-ended', { person: 4, session: 'x' }, []],
];

test.each(cases)('%s', (what, ids, tags) => {
  expect(tagsOf({ id: 1, what, ids })).toEqual(tags);
});
