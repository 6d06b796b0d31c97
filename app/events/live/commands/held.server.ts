import { announce } from '../../../../db/announce';
import type { Tx } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import { type Refusal, refuse } from '../../../shared/refusal';
import { type RuledTalk, readTalk } from '../rules.server';
import { type QuestionState, whyNotSort } from '../talk';

/** A talk that somebody moderates, locked until the deed is done. */
export interface HeldTalk {
  talk: RuledTalk;
  moderator: Reader;
}

type Why = (talk: RuledTalk) => Refusal | undefined;

const notOver: Why = (talk) => whyNotSort(talk, talk.standing);

/** The first two beats of what those do who moderate. The row of a talk begins with the first of their deeds. */
export async function holdTalk(tx: Tx, reader: Reader | null, event: number, why = notOver): Promise<HeldTalk> {
  const before = await readTalk(tx, reader, event);
  if (!reader || !before.standing.moderates) throw refuse('not-found', 'shared:errors.not-found');
  await tx`insert into talk (event_id) values (${event}) on conflict do nothing`;
  await tx`select from talk where event_id = ${event} for update`;
  // Read again under the lock: somebody may have closed it meanwhile.
  const talk = await readTalk(tx, reader, event);
  const no = why(talk);
  if (no) throw no;
  return { talk, moderator: reader };
}

export interface HeldQuestion {
  id: number;
  state: QuestionState;
  words: string;
  answered: 'live' | 'writing' | null;
  ownerId: number | null;
  version: number;
  takenBack: boolean;
}

/** A question of this event, locked. Throws not-found where it is another's, conflict where its words were taken back. */
export async function holdQuestion(tx: Tx, event: number, id: number): Promise<HeldQuestion> {
  const [row] = await tx<HeldQuestion[]>`
    select id, state, words, answered, owner_id, version, taken_back_at is not null as taken_back
    from talk_question where id = ${id} and event_id = ${event} for update`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  if (row.takenBack) throw refuse('conflict', 'talk:refusals.taken-back');
  return row;
}

/** The same of one that is shown: what waits, was dismissed or merged has to be shown first. */
export async function holdShown(tx: Tx, event: number, id: number): Promise<HeldQuestion> {
  const question = await holdQuestion(tx, event, id);
  if (question.state !== 'shown') throw refuse('conflict', 'talk:refusals.not-shown');
  return question;
}

export function tellQuestion(tx: Tx, event: number, question: number): Promise<void> {
  return announce(tx, 'event.question-changed', { event, question });
}

/** What was published stands on the event's own page. */
export function tellPublished(tx: Tx, event: number): Promise<void> {
  return announce(tx, 'event.answers-changed', { event });
}

/** What the screen shows has changed. It is told with what is told, and nobody reads a page again for it. */
export function tellScreen(tx: Tx, event: number): Promise<void> {
  return announce(tx, 'event.screen-changed', { event });
}

/** Something about the whole talk has changed, after which everyone's page is read again. */
export function tellTalk(tx: Tx, event: number): Promise<void> {
  return announce(tx, 'event.talk-changed', { event });
}

/** Names the task of whoever answers a question later. */
export function answerKey(question: number): string {
  return `talk-answer:${question}`;
}
