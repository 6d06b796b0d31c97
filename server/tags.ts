import type { Announcement } from '../db/announce';

/** What only those who moderate see changes nothing that visitors are shown. */
const unseen = new Set(['discussion.post-held', 'discussion.post-flagged', 'discussion.flags-settled']);
/** Shown on the discussion's own page and on no list. */
const onPageOnly = new Set(['discussion.reacted', 'synthesis.source-changed', 'document.cites']);
/** Of a document, seen by those who work on it alone. */
const unseenOfDocument = new Set([
  'document.comments-changed',
  'document.suggestions-decided',
  'document.version-kept',
]);

/** Beside a talk: on pages of its own, and on no other of the event. */
const besideTalk = new Set([
  'event.question-changed',
  'event.question-voted',
  'event.poll-changed',
  'event.poll-answered',
  'event.screen-changed',
  'event.talk-changed',
]);
/** Seen by those who moderate alone. */
const unseenOfEvent = new Set(['event.hands-changed', 'event.session-hands-changed']);

/** Figures that move while people take part: on pages of the consultation, and on no list. */
const ofConsultationAlone = new Set([
  'consultation.voices-changed',
  'consultation.statements-changed',
  'consultation.statements-counted',
  'consultation.session-changed',
  'consultation.claims-changed',
  'consultation.responses-changed',
  'consultation.results-changed',
]);
/** Seen by those who prepare it alone. */
const unseenOfConsultation = new Set([
  'consultation.voices-changed',
  'consultation.claims-changed',
  'consultation.votes-changed',
]);

/**
 * What kept pages show, by the announcement that changes it. Every other announcement drops the page of the discussion
 * it names and the lists; a name or an organisation that changes may stand on any page.
 */
export function tagsOf({ what, ids }: Announcement): string[] {
  if (what.startsWith('organisation.') || what === 'person.renamed')
    return ['organisations', 'discussions', 'documents', 'events', 'consultations', 'committee', 'everything'];
  if (unseen.has(what)) return [];
  const tags: string[] = [];
  if (ids.discussion !== undefined) tags.push(`discussion:${ids.discussion}`);
  if (ids.from !== undefined) tags.push(`discussion:${ids.from}`);
  if (tags.length > 0 && !onPageOnly.has(what)) tags.push('discussions');
  if (ids.event !== undefined && besideTalk.has(what)) tags.push(`talk-${ids.event}`);
  else if (what === 'event.session-changed') tags.push(`session-${ids.event}`);
  else if (ids.event !== undefined && !unseenOfEvent.has(what)) tags.push(`event:${ids.event}`, 'events');
  if (ids.series !== undefined) tags.push('events');
  if (ids.consultation !== undefined && !unseenOfConsultation.has(what))
    tags.push(`consultation:${ids.consultation}`, ...(ofConsultationAlone.has(what) ? [] : ['consultations']));
  if (what.startsWith('programme.')) tags.push('programmes');
  if (what.startsWith('pilot.')) tags.push('pilots');
  if (what === 'committee.changed') tags.push('committee');
  if (what === 'decision.decided' || what === 'decision.redacted') tags.push(`decision:${ids.proposal}`, 'decisions');
  if (what === 'consultation.claims-changed' || what === 'consultation.synthesis-published')
    tags.push(`claims-${ids.consultation}`);
  if (ids.document !== undefined && !unseenOfDocument.has(what)) tags.push(`document:${ids.document}`, 'documents');
  return tags;
}
