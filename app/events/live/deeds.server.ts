import { type Asked, checkMadeFor, deed, type Form, goTo, idOf, parseForm, signedIn } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import { answerInWriting, giveToOwner } from './commands/answering.server';
import { askQuestion, voteFor } from './commands/asking.server';
import { closeTalk } from './commands/closing.server';
import { callOn, lowerHandOf, raiseHand } from './commands/hands.server';
import { answerPoll, closePoll, discardPoll, openPoll, preparePoll, showResults } from './commands/polling.server';
import {
  chooseForScreen,
  dismissQuestion,
  markAnswered,
  mergeQuestion,
  rewordQuestion,
  setModeration,
  showQuestion,
} from './commands/sorting.server';
import { takeBackQuestion } from './commands/taking-back.server';
import {
  answerForm,
  askForm,
  ballotForm,
  chooseForm,
  dismissForm,
  handForm,
  mergeForm,
  moderationForm,
  ownerForm,
  pollForm,
  preparePollForm,
  questionForm,
  raisedForm,
  rewordForm,
  voteForm,
} from './forms';
import { isGuest } from './guest';
import { comerOf, leavePlace, whoComes } from './guests.server';

type AskedForm = Asked & { form: Form };

const unreadable = () => refuse('invalid', 'shared:errors.unreadable-form');
/** Forms of one kind for several things are named `vote-12`, so that a refusal comes back to the right one. */
const nameOf = (form: Form) => (form.typed.deed ?? '').replace(/-\d+$/, '');

/** What those who take part do: ask, upvote, answer a poll, raise a hand. */
export const takePart = deed(async (asked: AskedForm) => {
  checkMadeFor(asked);
  const { sql, form } = asked;
  const event = idOf(asked.params.id);
  const now = asked.now();
  const here = `/events/${event}/live`;
  if (form.typed.deed === 'leave') return leave(asked, event, here);
  const { comer, key } = await whoComes(asked, event, now);
  switch (nameOf(form)) {
    case 'ask': {
      const { as, ...typed } = parseForm(form, askForm);
      await asked.limit('post', key);
      const state = await askQuestion(sql, comer, { event, ...typed, named: as === 'named' }, now);
      return goTo(`${here}${state === 'waiting' ? '?asked=waiting' : ''}`);
    }
    case 'vote': {
      await asked.limit('write', key);
      const { question, on } = parseForm(form, voteForm);
      await voteFor(sql, comer, { event, question, on }, now);
      // Without scripts the page comes anew, where one was.
      return goTo(`${here}#question-${question}`);
    }
    case 'ballot': {
      await asked.limit('write', key);
      const { poll, choice } = parseForm(form, ballotForm, ['choice']);
      await answerPoll(sql, comer, { event, poll, choices: choice }, now);
      return goTo(here);
    }
    case 'hand':
      await asked.limit('write', key);
      await raiseHand(sql, comer, { event, ...parseForm(form, handForm) }, now);
      return goTo(here);
    case 'take-back':
      await asked.limit('write', key);
      await takeBackQuestion(sql, comer, { event, ...parseForm(form, questionForm) }, now);
      return goTo(here);
    default:
      throw unreadable();
  }
});

/** Gives up the place of a mail's link on this device; pressed twice, or where there is none, it is so already. */
export async function leave(asked: AskedForm, event: number, here: string) {
  const comer = comerOf(asked, event);
  if (!isGuest(comer)) return goTo(here);
  return goTo(here, { 'Set-Cookie': await leavePlace(asked.sql, event, comer.place, asked.secureCookies) });
}

/** What those do who moderate, on the page where all of it stands. */
export const moderate = deed(async (asked: AskedForm) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const event = idOf(asked.params.id);
  const now = asked.now();
  await asked.limit('write', String(reader.id));
  const question = () => ({ event, ...parseForm(form, questionForm) });
  const poll = () => ({ event, ...parseForm(form, pollForm) });
  const hand = () => ({ event, ...parseForm(form, raisedForm) });
  switch (nameOf(form)) {
    case 'show':
      await showQuestion(sql, reader, question());
      break;
    case 'answered':
      await markAnswered(sql, reader, { ...question(), on: true }, now);
      break;
    case 'unanswered':
      await markAnswered(sql, reader, { ...question(), on: false }, now);
      break;
    case 'choose':
      await chooseForScreen(sql, reader, { event, ...parseForm(form, chooseForm) });
      break;
    case 'moderation':
      await setModeration(sql, reader, { event, ...parseForm(form, moderationForm) });
      break;
    case 'prepare-poll':
      await preparePoll(sql, reader, { event, ...parseForm(form, preparePollForm) });
      break;
    case 'discard-poll':
      await discardPoll(sql, reader, poll());
      break;
    case 'open-poll':
      await openPoll(sql, reader, poll(), now);
      break;
    case 'close-poll':
      await closePoll(sql, reader, poll(), now);
      break;
    case 'show-results':
      await showResults(sql, reader, { ...poll(), on: true });
      break;
    case 'hide-results':
      await showResults(sql, reader, { ...poll(), on: false });
      break;
    case 'call':
      await callOn(sql, reader, hand(), now);
      break;
    case 'lower':
      await lowerHandOf(sql, reader, hand());
      break;
    default:
      throw unreadable();
  }
  return goTo(`/events/${event}/live/moderate`);
});

/** What is done about one question. Those who moderate go back to all of them; whoever was asked to answer stays. */
export const settleQuestion = deed(async (asked: AskedForm) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const about = { event: idOf(asked.params.id), question: idOf(asked.params.question) };
  const now = asked.now();
  await asked.limit('write', String(reader.id));
  const here = `/events/${about.event}/live/questions/${about.question}`;
  switch (form.typed.deed) {
    case 'answer':
      await answerInWriting(sql, reader, { ...about, ...parseForm(form, answerForm) }, now);
      return goTo(here);
    case 'reword':
      await rewordQuestion(sql, reader, { ...about, ...parseForm(form, rewordForm) });
      break;
    case 'owner':
      await giveToOwner(sql, reader, { ...about, ...parseForm(form, ownerForm) }, now);
      break;
    case 'merge':
      await mergeQuestion(sql, reader, { ...about, ...parseForm(form, mergeForm) });
      break;
    case 'dismiss':
      await dismissQuestion(sql, reader, { ...about, ...parseForm(form, dismissForm) });
      break;
    case 'show':
      await showQuestion(sql, reader, about);
      break;
    case 'answered':
      await markAnswered(sql, reader, { ...about, on: true }, now);
      break;
    default:
      throw unreadable();
  }
  return goTo(here);
});

export const close = deed(async (asked: AskedForm) => {
  const reader = signedIn(asked);
  const event = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  if (asked.form.typed.deed !== 'close') throw unreadable();
  await closeTalk(asked.sql, reader, event, asked.now());
  return goTo(`/events/${event}/live/close`);
});
