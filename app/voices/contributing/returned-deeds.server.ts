import type { RoomContext, RoomSession } from '../../room/context';
import { refuse } from '../../shared/refusal';
import { joinConversation, leaveConversation, writeMessage } from '../conversation/contributing.server';
import { newId } from '../crypto/tokens';
import { isScope } from '../scopes';
import { weekOf } from '../week';
import { toldIn, versionOf } from './consent-texts.server';
import { changeConsent, keepLonger } from './consenting.server';
import { most, type Returned } from './contributing';
import { type Deed, say } from './deed.server';
import { changeExclusions } from './exclusions.server';
import { type Here, hereOf } from './home.server';
import { answerReply } from './replies.server';
import { isReady, roomFor, toldOf } from './rooms.server';
import { isReturnedStep, type Writing } from './steps';
import { withdraw } from './withdraw.server';
import { answerWording } from './wordings.server';
import { exclusionsTyped, writingDeed } from './writing-deeds.server';

interface Page extends Deed {
  here: Here;
  /** One of her contributions: the one that the form names. */
  text: string;
}

/** What somebody who came back can do. With the code that only takes back, that alone. */
export async function returnedDeed(deed: Deed): Promise<void> {
  const { room, session, form } = deed;
  const here = await hereOf(room.sql, session.who);
  if (!here) return overNow(room);
  const isOnly = session.values.can !== 'all';
  const { writing } = session.values as { writing?: Writing };
  if (writing && !isOnly) return writingDeed(deed, writing, true);
  const done = isOnly ? onlyWithdraw : doings[form.text('deed')];
  if (!done) throw refuse('invalid', 'voice:errors.check');
  const text = here.texts.find((one) => one.id === form.text('text'))?.id ?? here.texts.at(-1)!.id;
  // A form that names a text which is gone meanwhile must not change another one.
  if (form.has('text') && form.text('text') !== text && form.text('text') !== 'all') return gone(session);
  await done({ ...deed, here, text });
}

const doings: Record<string, (page: Page) => Promise<void> | void> = Object.assign(Object.create(null), {
  show,
  which,
  reply,
  wording,
  consent,
  exclude,
  longer,
  withdraw: takeBack,
  talk,
});

function gone(session: RoomSession): void {
  say(session, 'voice:errors.gone', false);
  session.put({ step: session.values.can === 'all' ? 'home' : 'withdraw' });
}

async function onlyWithdraw(page: Page): Promise<void> {
  if (page.form.text('deed') !== 'withdraw') throw refuse('invalid', 'voice:errors.check');
  await takeBack(page);
}

function whoOf({ session }: Deed): Returned {
  return { contributor: session.who, privateKey: session.privateKey() };
}

/** Another page. `more` begins a contribution with the same code. */
function show({ session, form, here }: Page): void {
  const view = form.text('view');
  if (view === 'more') {
    const { room, organisation } = here;
    session.put({ writing: { room, organisation, provenance: 'direct' }, step: 'told' });
    return;
  }
  if (!isReturnedStep(view)) throw refuse('invalid', 'voice:errors.check');
  const waiting = here.texts.findLast((one) =>
    view === 'replies' ? one.newReplies > 0 : view === 'wordings' && one.wordings > 0,
  );
  session.put({ step: view, ...(waiting ? { text: waiting.id } : {}) });
}

function which({ session, text }: Page): void {
  session.put({ text });
}

async function reply(page: Page): Promise<void> {
  const { room, session, form, text } = page;
  const words = form.text('words').trim();
  if (words === '') throw refuse('invalid', 'voice:errors.check', undefined, { words: 'voice:replies.empty' });
  const over = words.length - most.answer;
  if (over > 0) throw refuse('invalid', 'voice:errors.check', { over }, { words: 'voice:replies.long' });
  room.limit('submit', session.who);
  await answerReply(room, whoOf(page), text, words);
  say(session, 'voice:replies.sent');
}

async function wording(page: Page): Promise<void> {
  const { room, session, form } = page;
  const go = form.text('go');
  const version = form.text('version');
  if (!/^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/.test(form.text('wording')) || (go !== 'yes' && go !== 'no'))
    throw refuse('invalid', 'voice:errors.check');
  await answerWording(room, whoOf(page), form.text('wording'), { yes: go === 'yes', version });
  say(session, go === 'yes' ? 'voice:wordings.approved' : 'voice:wordings.refused');
}

async function consent(page: Page): Promise<void> {
  const { room, session, form, here, text, t } = page;
  const scope = form.text('scope');
  const go = form.text('go');
  if (!isScope(scope) || (go !== 'give' && go !== 'take')) throw refuse('invalid', 'voice:errors.check');
  const of = await roomFor(room.sql, here, weekOf(room.now()));
  if (!of) throw refuse('conflict', 'voice:errors.gone');
  const { language } = room;
  const textHash = versionOf(scope, language, toldIn(t, toldOf(of, language)));
  if (go === 'give') {
    if (!isReady(of, language)) throw refuse('conflict', 'voice:told.language');
    if (form.text('version') !== textHash.toString('hex')) throw refuse('conflict', 'voice:choices.old');
  }
  await changeConsent(room, whoOf(page), { contribution: text, scope, yes: go === 'give', textHash, language });
  say(session, go === 'give' ? 'voice:consent.given' : 'voice:consent.taken');
}

async function exclude(page: Page): Promise<void> {
  const { room, session, text } = page;
  await changeExclusions(room.sql, { contributor: session.who, contribution: text }, await exclusionsTyped(page));
  say(session, 'voice:exclusions.saved');
}

async function longer({ room, session, text }: Page): Promise<void> {
  await keepLonger(room, session.who, text);
  say(session, 'voice:longer.done');
  session.put({ step: 'home' });
}

/** Only after all of it is done does a page say so; with nothing left, the session holds no more than that page. */
async function takeBack({ room, session, form, here, text }: Page): Promise<void> {
  const isAll = form.text('text') === 'all' || here.texts.length === 1;
  const { who } = session;
  const { erased, isOver } = await withdraw(room, room.sessions.endOf, who, isAll ? null : text);
  room.log('erased', erased);
  if (isOver) overNow(room);
  else if (session.values.can === 'all') session.put({ text: undefined, step: 'gone-one' });
  else {
    // The code that only takes back has one page: it says there what is gone, and offers the rest.
    say(session, 'voice:withdraw.done-one');
    session.put({ text: undefined, step: 'withdraw' });
  }
}

/** Nothing of hers is left: what goes on is a session of nobody's, which holds the name of one page. */
function overNow(room: RoomContext): void {
  room.sessions.begin({ kind: 'invited', who: newId(), step: 'gone' });
}

async function talk({ room, session, form }: Page): Promise<void> {
  const { who } = session;
  const words = form.text('words').trim();
  switch (form.text('go')) {
    case 'join':
      await joinConversation(room, who);
      return say(session, 'voice:conversation.joined');
    case 'leave':
      await leaveConversation(room, who);
      return say(session, 'voice:conversation.left');
    case 'say':
      if (words === '') throw refuse('invalid', 'voice:errors.check', undefined, { words: 'voice:replies.empty' });
      room.limit('submit');
      await writeMessage(room, who, words);
      return say(session, 'voice:conversation.sent');
    default:
      throw refuse('invalid', 'voice:errors.check');
  }
}
