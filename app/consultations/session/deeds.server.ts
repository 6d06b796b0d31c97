import { leave } from '../../events/live/deeds.server';
import { isGuest } from '../../events/live/guest';
import { comerOf, whoComes } from '../../events/live/guests.server';
import { type Asked, checkMadeFor, deed, type Form, goTo, idOf, parseForm, signedIn } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import { approveStatement } from '../statements/commands/settling.server';
import { statementForm } from '../statements/forms';
import { addItem, changeItem, raiseItem, removeItem, translateItem } from './commands/agenda.server';
import { answerInSession, proposeInSession, voteInSession } from './commands/answering.server';
import { askFloor, endFloor, giveFloor, skipHand, takeBackFloor } from './commands/floor.server';
import { closeSession, goToItem, showResults, startSession } from './commands/running.server';
import {
  ballotForm,
  floorForm,
  goForm,
  handForm,
  itemForm,
  itemLists,
  newItemForm,
  proposeForm,
  resultsForm,
  sessionForm,
  translateForm,
  voteForm,
} from './forms';
import { readSession } from './rules.server';
import { mayLead } from './session';

type AskedForm = Asked & { form: Form };

const unreadable = () => refuse('invalid', 'shared:errors.unreadable-form');
/** Forms of one kind for several things are named `vote-12`, so that a refusal comes back to the right one. */
const nameOf = (form: Form) => (form.typed.deed ?? '').replace(/-\d+$/, '');

/**
 * What those do who are there: vote, answer a poll, propose a statement, ask for the floor. A guest, who comes by the link of a
 * mail, answers polls and asks for the floor; votes and statements are of accounts.
 */
export const takePart = deed(async (asked: AskedForm) => {
  checkMadeFor(asked);
  const { sql, form } = asked;
  const event = idOf(asked.params.id);
  const now = asked.now();
  const here = `/events/${event}/session`;
  switch (nameOf(form)) {
    case 'leave':
      return leave(asked, event, here);
    case 'ballot': {
      const { comer, key } = await whoComes(asked, event, now);
      await asked.limit('write', key);
      const { item, choice } = parseForm(form, ballotForm, ['choice']);
      await answerInSession(sql, comer, { event, item, choices: choice }, now);
      return goTo(here);
    }
    case 'floor': {
      const { comer, key } = await whoComes(asked, event, now);
      await asked.limit('write', key);
      await askFloor(sql, comer, { event, ...parseForm(form, floorForm) }, now);
      return goTo(here);
    }
  }
  if (!asked.reader && isGuest(comerOf(asked, event))) throw refuse('not-allowed', 'session:refusals.guest-no-voice');
  const reader = signedIn(asked);
  switch (nameOf(form)) {
    case 'vote': {
      await asked.limit('write', String(reader.id));
      const vote = parseForm(form, voteForm);
      await voteInSession(sql, reader, { event, ...vote }, (consultation, { statement, choice }) =>
        asked.castVote(consultation, { reader, statement, choice }),
      );
      asked.tellLater();
      // Without scripts the page comes anew, where one was.
      return goTo(`${here}#statement-${vote.statement}`);
    }
    case 'propose': {
      const typed = parseForm(form, proposeForm);
      await asked.limit('post', String(reader.id));
      const similar = await proposeInSession(sql, reader, { event, ...typed }, now);
      if (similar.length > 0) return { similar, typed: { words: typed.words, language: typed.language } };
      return goTo(`${here}?proposed=yes`);
    }
    default:
      throw unreadable();
  }
});

/** What those do who lead, while it runs. */
export const lead = deed(async (asked: AskedForm) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const event = idOf(asked.params.id);
  const now = asked.now();
  await asked.limit('write', String(reader.id));
  const hand = () => ({ event, ...parseForm(form, handForm) });
  switch (nameOf(form)) {
    case 'start':
      await startSession(sql, reader, { event, ...parseForm(form, sessionForm) }, now);
      break;
    case 'go':
      await goToItem(sql, reader, { event, ...parseForm(form, goForm) }, now);
      break;
    case 'results':
      await showResults(sql, reader, { event, ...parseForm(form, resultsForm) });
      break;
    case 'close':
      await closeSession(sql, reader, { event, ...parseForm(form, sessionForm) }, now);
      break;
    case 'give':
      await giveFloor(sql, reader, hand(), now);
      break;
    case 'skip':
      await skipHand(sql, reader, hand());
      break;
    case 'take-back':
      await takeBackFloor(sql, reader, hand());
      break;
    case 'spoken':
      await endFloor(sql, reader, event);
      break;
    case 'approve': {
      // Who leads by the event alone does not moderate the consultation: its own rules say so.
      const session = await readSession(sql, reader, event);
      if (!mayLead(session, reader)) throw refuse('not-found', 'shared:errors.not-found');
      const { statement } = parseForm(form, statementForm);
      await approveStatement(sql, reader, { consultation: session.consultation.id, statement }, now);
      break;
    }
    default:
      await onlyLeading(asked, event);
      throw unreadable();
  }
  return goTo(`/events/${event}/session/lead`);
});

/** The agenda: what those do who lead, before it begins and while it runs. */
export const prepare = deed(async (asked: AskedForm) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const event = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  // Who may not is told nothing of what is wrong with a form that they cannot see.
  await onlyLeading(asked, event);
  switch (nameOf(form)) {
    case 'add-question':
    case 'add-statements':
    case 'add-poll':
    case 'add-floor':
      await addItem(sql, reader, event, parseForm(form, newItemForm, itemLists));
      break;
    case 'item': {
      const { kind, statements, ...item } = parseForm(form, itemForm, itemLists);
      await changeItem(sql, reader, event, { ...item, statements: kind === 'statements' ? statements : null });
      break;
    }
    case 'translate':
      await translateItem(sql, reader, event, parseForm(form, translateForm));
      break;
    case 'up':
      await raiseItem(sql, reader, event, parseForm(form, goForm));
      break;
    case 'remove':
      await removeItem(sql, reader, event, parseForm(form, goForm));
      break;
    default:
      throw unreadable();
  }
  return goTo(`/events/${event}/session/prepare`);
});

async function onlyLeading({ sql, reader }: Asked, event: number): Promise<void> {
  if (!mayLead(await readSession(sql, reader, event), reader)) throw refuse('not-found', 'shared:errors.not-found');
}
