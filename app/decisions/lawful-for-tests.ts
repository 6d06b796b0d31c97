import { hour, type Instant, type Outcome } from './proposal';
import type { Step } from './steps';

/**
 * The rules once more, told as a story: what may follow on what has happened, read from the beginning each time. It shares
 * nothing with `proposal.ts` but the names, so that a mistake would have to be made twice.
 */
export interface Story {
  end: Instant | null;
  silent: boolean;
  over: Outcome | null;
  /** Number of the last text, and of the last one of substance. */
  text: number;
  substance: number;
  editorials: { text: number; at: Instant; protested: boolean }[];
  translated: { text: number; language: string }[];
  members: Set<number>;
  said: Map<number, { kind: string; text: number }>;
  objecting: Map<number, 'open' | 'sustained'>;
}

const notBegun: Story = {
  ...{ end: null, silent: false, over: null, text: 0, substance: 0, editorials: [], translated: [] },
  ...{ members: new Set(), said: new Map(), objecting: new Map() },
};

/** What the steps, each of them lawful, have led to. */
export function storyOf(steps: Step[]): Story {
  const s: Story = structuredClone(notBegun);
  let wanted: string[] = [];
  let hours = 72;
  let quorum = 1;
  const later = (at: Instant, by: number) => {
    s.end = s.end === null ? null : Math.max(s.end, at + by * hour);
  };
  const silenceAnew = (at: Instant) => {
    const there = wanted.every((l) => s.translated.some((t) => t.language === l && t.text >= s.substance));
    s.end = there ? at + hours * hour : null;
  };
  for (const step of steps) {
    switch (step.do) {
      case 'open':
        s.members = new Set(step.members);
        ({ languages: wanted, hours, quorum } = step.rule);
        s.silent = step.rule.mode === 'silence';
        s.text = 1;
        s.substance = 1;
        s.end = step.deadline;
        if (s.silent) silenceAnew(step.at);
        break;
      case 'take':
        s.said.set(step.organisation, { kind: step.kind, text: s.text });
        break;
      case 'object':
        s.said.delete(step.organisation);
        s.objecting.set(step.organisation, 'open');
        if (s.silent) s.end = step.at + hours * hour;
        s.silent = false;
        break;
      case 'withdraw':
        s.objecting.delete(step.organisation);
        break;
      case 'sustain':
        s.objecting.set(step.organisation, 'sustained');
        break;
      case 'amend':
        s.text++;
        if (!step.editorial) s.substance = s.text;
        else s.editorials.push({ text: s.text, at: step.at, protested: false });
        if (s.silent) silenceAnew(step.at);
        else later(step.at, step.editorial ? 24 : 72);
        break;
      case 'protest':
        s.substance = Math.max(s.substance, step.version);
        for (const e of s.editorials) if (e.text === step.version) e.protested = true;
        if (s.silent) silenceAnew(step.at);
        else later(step.at, 72);
        break;
      case 'translate': {
        const waits = s.end === null;
        s.translated.push({ text: s.text, language: step.language });
        if (s.silent && waits) silenceAnew(step.at);
        break;
      }
      case 'leave':
        s.members.delete(step.organisation);
        if (s.objecting.get(step.organisation) === 'open') {
          s.objecting.delete(step.organisation);
          later(step.at, 72);
        }
        break;
      case 'defer':
        s.over = 'deferred';
        break;
      case 'close':
        s.over = outcomeTold(s, quorum);
        break;
    }
  }
  return s;
}

function outcomeTold(s: Story, quorum: number): Outcome {
  if (s.objecting.size > 0) return 'not-adopted';
  const members = [...s.members];
  const valid = members.flatMap((m) => {
    const said = s.said.get(m);
    return said && said.text >= s.substance ? [said.kind] : [];
  });
  if (!s.silent && valid.length < Math.min(quorum, members.length)) return 'lapsed';
  const supports = valid.filter((kind) => kind.startsWith('support')).length;
  const quiet = s.silent ? members.length - valid.length : 0;
  if (supports + quiet === 0) return 'lapsed';
  return valid.includes('concern') ? 'adopted-no-strong-objection' : 'adopted-by-consensus';
}

/** Whether the step may follow on the story. */
export function isLawful(s: Story, step: Step): boolean {
  if (step.do === 'open') return s.text === 0;
  if (s.text === 0 || s.over !== null) return false;
  const ended = s.end !== null && step.at >= s.end;
  if (step.do === 'close') return ended;
  if (ended) return false;
  switch (step.do) {
    case 'take':
    case 'object':
      return s.members.has(step.organisation) && !s.objecting.has(step.organisation);
    case 'discuss':
    case 'withdraw':
    case 'sustain':
      return s.objecting.get(step.organisation) === 'open';
    case 'amend':
      return ![...s.objecting.values()].includes('sustained');
    case 'protest':
      return (
        s.members.has(step.organisation) &&
        step.version > s.substance &&
        s.editorials.some((e) => e.text === step.version && !e.protested && step.at < e.at + 24 * hour)
      );
    case 'translate':
      return !s.translated.some((t) => t.text === s.text && t.language === step.language);
    case 'leave':
      return s.members.has(step.organisation);
    case 'defer':
      return true;
  }
}
