import type { RoomForm } from '../../room/form';
import type { Language } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { newReceipt, newReceiptInWords } from '../crypto/codes';
import { isScope, requiredScope, type Scope, scopes } from '../scopes';
import { weekOf } from '../week';
import { toldIn, versionOf } from './consent-texts.server';
import { type Answer, lettersOf, most, textOf } from './contributing';
import { type Deed, leaveNothing } from './deed.server';
import { chosenOf, type Exclusions, toExclude } from './exclusions.server';
import { answersIn, findingsIn, versionsOf } from './page.server';
import { isReady, type RoomFor, roomFor, toldOf } from './rooms.server';
import type { Writing } from './steps';
import { submit } from './submit.server';
import { wordLists } from './word-list.server';

/** The pages from the thirteen points to sending; `isMore` for somebody who writes once more and has her code. */
export async function writingDeed(deed: Deed, writing: Writing, isMore: boolean): Promise<void> {
  const { room, session, form } = deed;
  const go = form.text('go');
  if (go === 'stop')
    return isMore ? session.put({ writing: undefined, step: 'home' }) : leaveNothing(session, 'stopped');
  const of = await roomFor(room.sql, writing, weekOf(room.now()));
  if (!of?.isOpen) throw refuse('conflict', 'voice:enter.closed');
  const page = { ...deed, writing, isMore, of, go };
  const step = session.step === 'look' ? 'views' : session.step;
  if (form.text('deed') !== step) throw refuse('invalid', 'voice:errors.check');
  switch (step) {
    case 'told':
      return told(page);
    case 'choices':
      return choices(page);
    case 'views':
      return views(page);
    case 'exclusions':
      return exclusions(page);
    case 'code':
      return code(page);
    default:
      throw refuse('invalid', 'voice:errors.check');
  }
}

interface Page extends Deed {
  writing: Writing;
  isMore: boolean;
  of: RoomFor;
  go: string;
}

/** Lays what was chosen over what is held, and shows a page. One that is written beside other things is held apart. */
function put({ session, writing, isMore }: Page, step: string, values: Partial<Writing> = {}): void {
  session.put(isMore ? { writing: { ...writing, ...values }, step } : { ...values, step });
}

/** The points as they read now in her language: what she says yes to must be what she has seen. */
function toldNow({ room, of, form, t }: Page): { language: Language; told: string[] } {
  const { language } = room;
  if (!isReady(of, language)) throw refuse('conflict', 'voice:told.language');
  const told = toldIn(t, toldOf(of, language));
  if (form.text('version') !== versionsOf(language, told)) throw refuse('conflict', 'voice:choices.old');
  return { language, told };
}

function told(page: Page): void {
  toldNow(page);
  put(page, 'choices');
}

function choices(page: Page): void {
  if (page.go === 'back') put(page, 'told');
  else choose(page);
}

function choose(page: Page): void {
  const { language, told } = toldNow(page);
  const yes = scopesIn(page.form);
  if (!yes.includes(requiredScope))
    throw refuse('invalid', 'voice:errors.check', undefined, { [`scope-${requiredScope}`]: 'voice:choices.missing' });
  const given = yes.map((scope) => ({ scope, version: versionOf(scope, language, told).toString('hex') }));
  // Other questions in another language: answers to those of before would stand under the wrong ones.
  const answers = page.writing.language === language ? {} : { answers: [] };
  put(page, 'views', { language, given, ...answers });
}

function scopesIn(form: RoomForm): Scope[] {
  const posted = form.namesAfter('scope-');
  if (!posted.every(isScope)) throw refuse('invalid', 'voice:errors.check');
  return scopes.filter((scope) => form.text(`scope-${scope}`) === 'yes');
}

/** Her answers. The lint says once what it sees, and what she then does is hers to decide. */
function views(page: Page): void {
  const answers = answersTyped(page);
  if (page.go === 'back') {
    put(page, 'choices', { answers });
    return;
  }
  const over = lettersOf(answers) - most.views;
  if (over > 0) throw refuse('invalid', 'voice:views.long', { over });
  if (textOf(answers) === '') throw refuse('invalid', 'voice:views.empty');
  const isSeen = page.session.step === 'look' && page.go === 'keep';
  put(page, !isSeen && findingsIn(answers).length > 0 ? 'look' : 'exclusions', { answers });
}

function answersTyped({ of, writing, form }: Page): Answer[] {
  return answersIn(of, { ...writing, answers: [] }).map(({ question }, i) => ({
    question,
    answer: form.text(`answer-${i}`),
  }));
}

async function exclusions(page: Page): Promise<void> {
  const chosen = await exclusionsTyped(page);
  if (page.go === 'back') return put(page, 'views', { exclusions: chosen });
  if (page.isMore) return sendMore(page, chosen);
  put(page, 'code', { exclusions: chosen, receipt: page.writing.receipt ?? digits() });
}

export async function exclusionsTyped({ room, form }: Pick<Deed, 'room' | 'form'>): Promise<Exclusions> {
  return chosenOf(await toExclude(room.platform), {
    organisations: form.namesAfter('organisation-'),
    categories: form.namesAfter('category-'),
  });
}

function digits(): NonNullable<Writing['receipt']> {
  return { ...newReceipt(), isWords: false };
}

/** Her code, before anything is sent: whoever is cut off after this has a code that opens it, or nothing was kept. */
async function code(page: Page): Promise<void> {
  const { writing, go } = page;
  const list = wordLists[writing.language ?? page.room.language];
  switch (go) {
    case 'back':
      return put(page, 'exclusions');
    case 'words':
      return put(page, 'code', list ? { receipt: { ...newReceiptInWords(list), isWords: true } } : {});
    case 'digits':
      return put(page, 'code', { receipt: digits() });
    case 'second':
      return put(page, 'code', { withdrawReceipt: writing.withdrawReceipt ?? newReceipt() });
    case 'send':
      return send(page);
    default:
      throw refuse('invalid', 'voice:errors.check');
  }
}

async function send({ room, session, writing }: Page): Promise<void> {
  const { receipt, withdrawReceipt } = writing;
  if (!receipt) throw refuse('invalid', 'voice:errors.check');
  room.limit('submit', session.who);
  const sent = await submit(room, room.busy, {
    ...submissionOf(writing, writing.exclusions),
    by: {
      invitation: session.who,
      receipt: receipt.canonical,
      withdrawReceipt: withdrawReceipt?.canonical,
    },
  });
  room.sessions.begin({
    kind: 'contributor',
    who: sent.contributor,
    step: 'sent',
    values: { can: 'all' },
    ...(sent.privateKey ? { privateKey: sent.privateKey } : {}),
  });
}

async function sendMore({ room, session, writing }: Page, chosen: Exclusions): Promise<void> {
  room.limit('submit', session.who);
  await submit(room, room.busy, { ...submissionOf(writing, chosen), by: { contributor: session.who } });
  session.put({ writing: undefined, text: undefined, isMore: true, step: 'sent' });
}

function submissionOf(writing: Writing, chosen: Exclusions | undefined) {
  return {
    text: textOf(writing.answers ?? []),
    language: writing.language ?? ('en' as const),
    given: (writing.given ?? []).map(({ scope, version }) => ({ scope, textHash: Buffer.from(version, 'hex') })),
    exclusions: chosen ?? { organisations: [], categories: [] },
  };
}
