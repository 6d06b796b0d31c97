import { type Asked, idOf, signedIn } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import { comerOf } from './guests.server';
import { readShown } from './queries/shown.server';
import { findQuestion, readSorted } from './queries/sorting.server';
import { type RuledTalk, readTalk } from './rules.server';
import {
  closesAt,
  isHeldFirst,
  isLeftOpen,
  isOn,
  mayAnswer,
  mayBeNamed,
  talkStateOf,
  whyNotClose,
  whyNotRaiseHand,
  whyNotTakePart,
} from './talk';

/** The next instant at which something beside the talk opens or closes by itself; kept pages end there. */
function nextInstant(talk: RuledTalk, now: Date): Date | null {
  const ahead = [new Date(talk.startsAt.getTime() - 15 * 60_000), talk.startsAt, talk.endsAt, closesAt(talk)];
  return ahead.find((at) => at > now) ?? null;
}

function keepFor(asked: Asked, talk: RuledTalk, now: Date): void {
  asked.keep({
    tags: [`talk-${talk.event}`, `event:${talk.event}`, 'everything'],
    until: nextInstant(talk, now),
  });
}

/** What those who take part see and do beside a talk. */
export async function loadTalkPage(asked: Asked) {
  const { sql, language } = asked;
  const now = asked.now();
  const id = idOf(asked.params.id);
  const talk = await readTalk(sql, comerOf(asked, id), id, language, now);
  keepFor(asked, talk, now);
  const { taker, reader } = talk;
  const { questions, polls, mine } = await readShown(sql, talk.event, taker && { taker, reader });
  return {
    head: talk.head,
    now: now.toISOString(),
    state: talkStateOf(talk, now),
    isOn: isOn(talk, now),
    heldFirst: isHeldFirst(talk),
    mayBeNamed: mayBeNamed(talk),
    moderates: talk.standing.moderates,
    /** Why this reader cannot ask, upvote or answer now, as an i18n key; null where they can. */
    why: taker ? (whyNotTakePart(talk, talk.standing, reader, now)?.message ?? null) : null,
    /** Somebody, by an account or by the link of a mail; false for visitors. */
    comes: taker !== null,
    asGuest: talk.standing.asGuest === true,
    guestZone: talk.guestZone,
    mayRaise: taker !== null && whyNotRaiseHand(talk, talk.standing, reader, now) === undefined,
    once: crypto.randomUUID(),
    shown: { questions, polls, chosen: talk.chosen },
    mine,
  };
}
export type TalkPageData = Awaited<ReturnType<typeof loadTalkPage>>;

/** What the screen in the room shows. */
export async function loadScreen(asked: Asked) {
  const { sql, reader, language } = asked;
  const now = asked.now();
  const talk = await readTalk(sql, reader, idOf(asked.params.id), language);
  keepFor(asked, talk, now);
  const { questions, polls } = await readShown(sql, talk.event, null);
  return { head: talk.head, now: now.toISOString(), shown: { questions, polls, chosen: talk.chosen } };
}
export type ScreenData = Awaited<ReturnType<typeof loadScreen>>;

async function moderating(asked: Asked): Promise<RuledTalk> {
  const reader = signedIn(asked);
  const talk = await readTalk(asked.sql, reader, idOf(asked.params.id), asked.language);
  if (!talk.standing.moderates) throw refuse('not-found', 'shared:errors.not-found');
  return talk;
}

/** Everything that those see who moderate. */
export async function loadModerating(asked: Asked) {
  const now = asked.now();
  const talk = await moderating(asked);
  return {
    head: talk.head,
    now: now.toISOString(),
    state: talkStateOf(talk, now),
    mayClose: now >= talk.endsAt && !talk.closedAt && !talk.cancelledAt,
    moderation: isHeldFirst(talk) ? ('pre' as const) : ('post' as const),
    chosen: talk.chosen,
    once: crypto.randomUUID(),
    sorted: await readSorted(asked.sql, talk.event, talk.seesNames),
  };
}
export type ModeratingData = Awaited<ReturnType<typeof loadModerating>>;

/** One question, for those who moderate and for whoever is to answer it. */
export async function loadQuestion(asked: Asked) {
  const reader = signedIn(asked);
  const talk = await readTalk(asked.sql, reader, idOf(asked.params.id), asked.language);
  const found = await findQuestion(asked.sql, talk.event, idOf(asked.params.question));
  if (!found || !mayAnswer(found.question, talk.standing, reader)) throw refuse('not-found', 'shared:errors.not-found');
  const { moderates } = talk.standing;
  return {
    head: talk.head,
    moderates,
    /** What was published is answered, and no more sorted. */
    maySort: moderates && !talk.closedAt,
    question: found.question,
    others: moderates ? found.others : [],
    candidates: moderates ? found.candidates : [],
  };
}
export type QuestionPageData = Awaited<ReturnType<typeof loadQuestion>>;

/** What still stands between the end of an event and its close. */
export async function loadClosing(asked: Asked) {
  const now = asked.now();
  const talk = await moderating(asked);
  const { questions } = await readSorted(asked.sql, talk.event, talk.seesNames);
  const no = whyNotClose(talk, talk.standing, questions, now);
  return {
    head: talk.head,
    closedAt: talk.closedAt?.toISOString() ?? null,
    why: no ? { message: no.message, values: no.values ?? {} } : null,
    left: questions.filter(isLeftOpen),
    settled: questions.filter((q) => q.state === 'shown' && !isLeftOpen(q)),
  };
}
export type ClosingData = Awaited<ReturnType<typeof loadClosing>>;
