import type { TalkEvent } from './live-events';
import { inOrder } from './talk';
import type { TalkShown } from './views';

/** What a page shows beside a talk, and when the server read each part of it. */
export interface TalkState extends TalkShown {
  /** When the loader began to read, in milliseconds. */
  asOf: number;
  /** What was told since, by question and poll: of two readings of one thing the later holds. */
  readAt: { questions: Record<number, number>; polls: Record<number, number>; chosen: number };
}

export type TalkAction =
  | { type: 'told'; event: TalkEvent }
  /** The loader has read the page again. */
  | { type: 'loaded'; shown: TalkShown; asOf: string };

export function initialTalk(shown: TalkShown, asOf: string): TalkState {
  return {
    questions: inOrder(shown.questions),
    polls: shown.polls,
    chosen: shown.chosen,
    asOf: Date.parse(asOf),
    readAt: { questions: {}, polls: {}, chosen: 0 },
  };
}

/** Keeps what is shown true: what is told is put in its place, and a slower loader does not undo it. */
export function talkReducer(state: TalkState, action: TalkAction): TalkState {
  return action.type === 'told' ? take(state, action.event) : merge(state, action.shown, action.asOf);
}

function take(state: TalkState, event: TalkEvent): TalkState {
  const at = Date.parse(event.at);
  const readAt = {
    questions: { ...state.readAt.questions },
    polls: { ...state.readAt.polls },
    chosen: state.readAt.chosen,
  };
  const isOld = (told: number | undefined) => at < Math.max(told ?? 0, state.asOf);
  const questions = new Map(state.questions.map((q) => [q.id, q]));
  for (const question of event.questions) {
    if (isOld(readAt.questions[question.id])) continue;
    readAt.questions[question.id] = at;
    if ('gone' in question) questions.delete(question.id);
    else questions.set(question.id, question);
  }
  for (const [id, votes] of event.votes) {
    const known = questions.get(id);
    if (!known || isOld(readAt.questions[id])) continue;
    readAt.questions[id] = at;
    questions.set(id, { ...known, votes });
  }
  let { polls } = state;
  for (const poll of event.polls) {
    if (isOld(readAt.polls[poll.id])) continue;
    readAt.polls[poll.id] = at;
    const others = polls.filter((p) => p.id !== poll.id);
    if ('gone' in poll) polls = others;
    // One that is known keeps its place; a new one was opened last.
    else polls = others.length < polls.length ? polls.map((p) => (p.id === poll.id ? poll : p)) : [poll, ...polls];
  }
  const chosen = event.chosen && !isOld(readAt.chosen) ? event.chosen : state.chosen;
  if (event.chosen) readAt.chosen = Math.max(at, readAt.chosen);
  return { ...state, questions: inOrder([...questions.values()]), polls, chosen, readAt };
}

/** The loader's reading replaces everything but what was told of since it began. */
function merge(state: TalkState, shown: TalkShown, asOf: string): TalkState {
  const began = Date.parse(asOf);
  if (began < state.asOf) return state;
  const later = (told: number | undefined) => (told ?? 0) > began;
  const keep = <T extends { id: number }>(here: T[], loaded: T[], told: Record<number, number>): T[] => [
    ...here.filter((x) => later(told[x.id]) && !loaded.some((l) => l.id === x.id)),
    ...loaded.flatMap((x) => (later(told[x.id]) ? here.filter((h) => h.id === x.id) : [x])),
  ];
  return {
    questions: inOrder(keep(state.questions, shown.questions, state.readAt.questions)),
    polls: keep(state.polls, shown.polls, state.readAt.polls),
    chosen: later(state.readAt.chosen) ? state.chosen : shown.chosen,
    asOf: began,
    readAt: {
      questions: since(state.readAt.questions, began),
      polls: since(state.readAt.polls, began),
      chosen: state.readAt.chosen,
    },
  };
}

function since(times: Record<number, number>, at: number): Record<number, number> {
  return Object.fromEntries(Object.entries(times).filter(([, t]) => t > at));
}
