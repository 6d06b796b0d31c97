import { type Refusal, refuse } from '../shared/refusal';
import { dayBefore, moved } from './days';
import type { Turn } from './rotation';

/** What is handed over from one chair to the next. Of the first three the page shows what there is, as it stands. */
export const handoverItems = [
  'proposals',
  'commitments',
  'meetings',
  'minutes',
  'letters',
  'workplan',
  'funds',
  'contacts',
] as const;
export type HandoverItem = (typeof handoverItems)[number];

export type Side = 'outgoing' | 'incoming';

/** Days before the change at which both sides are asked, and after it for which the list stays open. */
export const handoverDays = { before: 45, after: 30 };

export interface Handover {
  /** The first day of the new chair. */
  day: string;
  outgoing: number;
  incoming: number;
}

export interface Tick {
  item: HandoverItem;
  side: Side;
}

/** The handover that concerns a day: the last one while its list is open, else the next. Null where the chair stays for good. */
export function handoverOf(schedule: Turn[], today: string): Handover | null {
  const changes = schedule.flatMap((turn, n): Handover[] => {
    const before = schedule[n - 1];
    if (!before || before.chair === null || turn.chair === null || before.chair === turn.chair) return [];
    return [{ day: turn.from, outgoing: before.chair, incoming: turn.chair }];
  });
  const last = changes.findLast((c) => c.day <= today && today <= moved(c.day, handoverDays.after));
  return last ?? changes.find((c) => c.day > today) ?? null;
}

/** When both sides are asked: an instant of the day, in UTC. */
export function asksAt({ day }: Pick<Handover, 'day'>): Date {
  return new Date(`${moved(day, -handoverDays.before)}T06:00:00Z`);
}

/** When its list has closed. */
export function closesAt({ day }: Pick<Handover, 'day'>): Date {
  return new Date(`${moved(day, handoverDays.after + 1)}T00:00:00Z`);
}

export function isOpen({ day }: Pick<Handover, 'day'>, today: string): boolean {
  return today >= moved(day, -handoverDays.before) && today <= moved(day, handoverDays.after);
}

/** On which side of it somebody stands, by the organisations they speak for; the outgoing one first, who does both. */
export function sidesOf({ outgoing, incoming }: Handover, spokenFor: number[]): Side[] {
  return [
    ...(spokenFor.includes(outgoing) ? (['outgoing'] as const) : []),
    ...(spokenFor.includes(incoming) ? (['incoming'] as const) : []),
  ];
}

/** Why something of the list cannot be ticked: another's side, or a list that is not open. */
export function whyNotTick(handover: Handover, side: Side, spokenFor: number[], today: string): Refusal | undefined {
  if (!sidesOf(handover, spokenFor).includes(side)) return refuse('not-allowed', 'committee:refusals.not-your-side');
  return isOpen(handover, today) ? undefined : refuse('closed', 'committee:refusals.handover-closed');
}

/** Whether a side has ticked everything: then nothing waits for it any more. */
export function isDone(ticks: Tick[], side: Side): boolean {
  return handoverItems.every((item) => ticks.some((t) => t.item === item && t.side === side));
}

/** The task of both sides, and the last day of the outgoing chair, by which it is to be done. */
export function handoverTask({ day }: Pick<Handover, 'day'>): { key: string; dueOn: string } {
  return { key: `committee-handover:${day}`, dueOn: dayBefore(day) };
}
