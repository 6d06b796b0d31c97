import type { TFunction } from 'i18next';
import type { Missed, RoomContext, RoomSession } from '../../room/context';
import type { Language } from '../../shared/languages';
import { readConversation } from '../conversation/contributing.server';
import { readerChanges } from '../desk/readers.server';
import { lint } from '../lint';
import type { Scope } from '../scopes';
import { scopes } from '../scopes';
import { type Week, weekOf, weeksBetween } from '../week';
import { consentsOf } from './chain.server';
import { isCurrentText, toldIn, versionOf, withoutName } from './consent-texts.server';
import { type ScopeNow, scopesNow } from './consenting.server';
import { type Answer, questionsIn } from './contributing';
import { type Exclusions, exclusionsOf, toExclude } from './exclusions.server';
import { type Here, hereOf } from './home.server';
import { type Reply, repliesTo } from './replies.server';
import { isReady, type RoomFor, roomFor, toldOf } from './rooms.server';
import { isReturnedStep, type ReturnedStep, type Writing } from './steps';
import { openedBy, type UsedNow, usedOf } from './used.server';
import { wordLists } from './word-list.server';
import { type Wording, wordingsOf } from './wordings.server';

/** One of her texts in a choice among them: its number and its age, nothing of what it says. */
export interface Shown {
  id: string;
  n: number;
  weeksAgo: number;
  weeksLeft: number;
}

interface Of {
  texts: Shown[];
  text: Shown;
}

/** Everything that the one address of contributors can show. Plain data: it is made into HTML and sent nowhere else. */
export type View = { note: string | null; noteIsGood: boolean } & (
  | { at: 'enter'; missed: Missed | null }
  | { at: 'pause'; isGroup: boolean }
  | { at: 'young' | 'stopped' }
  | { at: 'told'; told: string[] | null; version: string; isMore: boolean }
  | { at: 'choices'; given: Scope[]; version: string; isMore: boolean }
  | { at: 'views'; answers: Answer[]; findings: { kind: string; text: string }[] | null; isMore: boolean }
  | ({ at: 'exclusions'; isMore: boolean } & Offered)
  | { at: 'code'; receipt: string; isWords: boolean; canBeWords: boolean; withdrawReceipt: string | null }
  | { at: 'sent'; answerWeeks: number; hasCode: boolean }
  | { at: 'home'; texts: Shown[]; newReplies: number; wordings: number; mayWrite: boolean; mayTalk: boolean }
  | ({
      at: 'replies';
      replies: (Omit<Reply, 'week'> & { weeksAgo: number })[];
      mayAnswer: boolean;
      answerWeeks: number;
    } & Of)
  | ({ at: 'wordings'; wordings: Wording[]; toEveryone: boolean } & Of)
  | ({ at: 'used'; used: UsedNow } & Of)
  | ({ at: 'consent'; scopes: (ScopeNow & { version: string })[]; told: string[]; isReady: boolean } & Of)
  | ({ at: 'exclude' } & Offered & Of)
  | ({
      at: 'opened';
      weeks: { week: Week; support: number; another: number }[];
      changes: { week: Week; changes: number }[];
    } & Of)
  | ({ at: 'longer'; weeks: number } & Of)
  | { at: 'talk'; talk: Awaited<ReturnType<typeof readConversation>>; language: Language }
  | ({ at: 'withdraw'; isOnly: boolean } & Of)
  | { at: 'gone'; isOver: boolean }
);

interface Offered {
  offered: { organisations: { id: number; name: string }[]; categories: string[] };
  chosen: Exclusions;
}

/**
 * Whether something is typed on the page that choosing another language would lose. Not where she says yes: in other words it
 * is another yes.
 */
export function isWriting(view: View): boolean {
  if (view.at === 'replies') return view.mayAnswer;
  if (view.at === 'talk') return view.talk.state === 'in';
  return view.at === 'views' || view.at === 'exclusions' || view.at === 'exclude';
}

type Bare = View extends infer V ? (V extends unknown ? Omit<V, 'note' | 'noteIsGood'> : never) : never;

/** What the one address shows now: by the session's step, and by nothing in the address. */
export async function viewOf(room: RoomContext, t: TFunction): Promise<View> {
  const { session } = room;
  const note = session?.values.note;
  const isGood = session?.values.noteIsGood === true;
  // Said once: a page that is opened again later has nothing to say of what was done before.
  if (note !== undefined) session?.put({ note: undefined, noteIsGood: undefined });
  const bare = await bareView(room, session, t);
  return { ...bare, note: typeof note === 'string' ? note : null, noteIsGood: isGood } as View;
}

async function bareView(room: RoomContext, session: RoomSession | null, t: TFunction): Promise<Bare> {
  if (session?.kind === 'contributor') return returnedView(room, session, t);
  if (session?.kind === 'invited') return invitedView(room, session, t);
  return { at: 'enter', missed: room.missed };
}

async function invitedView(room: RoomContext, session: RoomSession, t: TFunction): Promise<Bare> {
  const writing = session.values as unknown as Writing;
  if (session.step === 'young' || session.step === 'stopped') return { at: session.step };
  if (session.step === 'gone') return { at: 'gone', isOver: true };
  if (session.step === 'pause') return { at: 'pause', isGroup: writing.provenance === 'group' };
  return (await writingView(room, session, writing, t, false)) ?? { at: 'enter', missed: null };
}

/** The pages of writing, for a first contribution and for one more; null where the step is none of them. */
async function writingView(
  room: RoomContext,
  session: RoomSession,
  writing: Writing,
  t: TFunction,
  isMore: boolean,
): Promise<Bare | null> {
  const of = await roomFor(room.sql, writing, weekOf(room.now()));
  if (!of) return null;
  const { language } = room;
  const told = isReady(of, language) ? toldIn(t, toldOf(of, language)) : null;
  switch (session.step) {
    case 'told': {
      // Whoever holds her code can begin one more, and must not read there where she is. The version still holds the name.
      const shown = told && isMore ? withoutName(t, toldOf(of, language)) : told;
      return { at: 'told', told: shown, version: told ? versionsOf(language, told) : '', isMore };
    }
    case 'choices':
      if (!told) return { at: 'told', told, version: '', isMore };
      return {
        at: 'choices',
        given: (writing.given ?? []).map((g) => g.scope),
        version: versionsOf(language, told),
        isMore,
      };
    case 'views':
    case 'look': {
      const answers = answersIn(of, writing);
      return { at: 'views', answers, findings: session.step === 'look' ? findingsIn(answers) : null, isMore };
    }
    case 'exclusions': {
      const chosen = writing.exclusions ?? { organisations: [], categories: [] };
      return { at: 'exclusions', offered: await toExclude(room.platform), chosen, isMore };
    }
    case 'code': {
      const { receipt, withdrawReceipt } = writing;
      if (!receipt || isMore) return null;
      const canBeWords = wordLists[writing.language ?? language] !== undefined;
      const { shown, isWords } = receipt;
      return { at: 'code', receipt: shown, isWords, canBeWords, withdrawReceipt: withdrawReceipt?.shown ?? null };
    }
    default:
      return null;
  }
}

/** One short mark for the versions of all texts that a page of consent shows: it comes back with the form. */
export function versionsOf(language: Language, told: readonly string[]): string {
  return versionOf('read_by_support', language, [
    ...told,
    ...scopes.map((s) => versionOf(s, language, told).toString('hex')),
  ])
    .toString('hex')
    .slice(0, 32);
}

/** Her answers so far beside the room's questions, in the language in which she read the consent. */
export function answersIn(of: RoomFor, writing: Writing): Answer[] {
  const questions = questionsIn(of.questions, writing.language ?? 'en');
  return questions.map((question, i) => ({ question, answer: writing.answers?.[i]?.answer ?? '' }));
}

/** Signs of who or where in what was written; few are shown, so that the page can be read. */
export function findingsIn(answers: readonly Answer[]): { kind: string; text: string }[] {
  return answers.flatMap(({ answer }) => lint(answer)).map(({ kind, text }) => ({ kind, text }));
}

async function returnedView(room: RoomContext, session: RoomSession, t: TFunction): Promise<Bare> {
  const here = await hereOf(room.sql, session.who);
  if (!here) return { at: 'gone', isOver: true };
  const isOnly = session.values.can === 'withdraw';
  if (session.step === 'gone-one' && !isOnly) return { at: 'gone', isOver: false };
  const of = oneOf(here, session, weekOf(room.now()));
  if (isOnly) return { at: 'withdraw', isOnly, ...of };
  const { writing } = session.values as { writing?: Writing };
  const writingNow = writing ? await writingView(room, session, writing, t, true) : null;
  if (writingNow) return writingNow;
  const step = isReturnedStep(session.step) ? session.step : session.step === 'sent' ? 'sent' : 'home';
  return one(room, session, here, of, step, t);
}

function oneOf(here: Here, session: RoomSession, week: Week): Of {
  const texts = here.texts.map((text, i) => ({
    id: text.id,
    n: i + 1,
    weeksAgo: Math.max(0, weeksBetween(text.week, week)),
    weeksLeft: Math.max(0, weeksBetween(week, text.expiresWeek)),
  }));
  return { texts, text: texts.find((one) => one.id === session.values.text) ?? texts.at(-1)! };
}

async function one(
  room: RoomContext,
  session: RoomSession,
  here: Here,
  of: Of,
  step: ReturnedStep | 'sent',
  t: TFunction,
): Promise<Bare> {
  const { sql, language } = room;
  const week = weekOf(room.now());
  const about = await roomFor(sql, here, week);
  const who = { contributor: session.who, privateKey: session.privateKey() };
  const id = of.text.id;
  switch (step) {
    case 'sent':
      return { at: 'sent', answerWeeks: about?.answerWeeks ?? 4, hasCode: session.values.isMore === true };
    case 'replies': {
      const { replies, mayAnswer } = await repliesTo(room, who, id);
      const aged = replies.map(({ text, week: at }) => ({ text, weeksAgo: Math.max(0, weeksBetween(at, week)) }));
      return { at: step, replies: aged, mayAnswer, answerWeeks: about?.answerWeeks ?? 4, ...of };
    }
    case 'wordings': {
      const events = scopesNow(await consentsOf(sql, id), week, () => true);
      const toEveryone = events.some((e) => e.scope === 'publish_outside' && e.state === 'yes');
      return { at: step, wordings: await wordingsOf(room, who, id), toEveryone, ...of };
    }
    case 'used':
      return { at: step, used: await usedOf(sql, id, week), ...of };
    case 'consent': {
      const told = about ? toldIn(t, toldOf(about, language)) : [];
      const events = await consentsOf(sql, id);
      // Reading by support names the room: said in another language, it is the same thing that was agreed to.
      const now = scopesNow(events, week, (e) => e.scope === 'read_by_support' || isCurrentText(e));
      const versioned = now.map((s) => ({ ...s, version: versionOf(s.scope, language, told).toString('hex') }));
      // Whoever holds her code must not read here where she is: the version alone still holds the name.
      const said = about ? withoutName(t, toldOf(about, language)) : [];
      return { at: step, scopes: versioned, told: said, isReady: about !== null && isReady(about, language), ...of };
    }
    case 'exclude':
      return { at: step, offered: await toExclude(room.platform), chosen: await exclusionsOf(sql, id), ...of };
    case 'opened': {
      const rows = await openedBy(sql, id);
      const weeks = [...new Set(rows.map((r) => r.week))].map((w) => {
        const people = (whose: string) => rows.find((r) => r.week === w && r.whose === whose)?.people ?? 0;
        return { week: w, support: people('support'), another: people('another') };
      });
      return { at: step, weeks, changes: await readerChanges(sql, id), ...of };
    }
    case 'longer':
      return { at: step, weeks: about?.retentionWeeks ?? 13, ...of };
    case 'talk':
      return { at: step, talk: await readConversation(room, who.contributor, who.privateKey), language };
    case 'withdraw':
      return { at: step, isOnly: false, ...of };
    default:
      return {
        at: 'home',
        texts: of.texts,
        newReplies: here.texts.reduce((sum, text) => sum + text.newReplies, 0),
        wordings: here.texts.reduce((sum, text) => sum + text.wordings, 0),
        mayWrite: about?.isOpen ?? false,
        mayTalk: about?.hasConversation ?? false,
      };
  }
}
