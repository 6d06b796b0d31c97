import type { Asked } from '../../shared/edge.server';
import { type EventRules, type EventTie, mayPrepareEvent } from '../event';
import { type Afterwards, readAfterwards } from './queries/afterwards.server';
import { closesAt } from './talk';

export interface TalkPartData extends Omit<Afterwards, 'closedAt'> {
  id: number;
  /** Questions can be asked, or read, beside the talk. */
  open: boolean;
  /** Read alone: nobody asks any more. */
  readOnly: boolean;
  closed: boolean;
  moderates: boolean;
  mayClose: boolean;
}

const nothingYet: Afterwards = { closedAt: null, questions: [], polls: [] };

type PartEvent = Pick<EventRules, 'id' | 'announcedAt' | 'cancelledAt' | 'endsAt'> & { tie: EventTie };

/** What the page of an event, which the reader may see, shows of its talk. One statement, once it is over. */
export async function talkPart({ sql, reader, now }: Asked, event: PartEvent): Promise<TalkPartData> {
  const at = now();
  // Before its end nothing is left of it yet, and nothing is asked of the database.
  const { closedAt, ...left } = at < event.endsAt ? nothingYet : await readAfterwards(sql, event.id);
  const closed = closedAt !== null;
  return {
    ...left,
    id: event.id,
    open: !closed && event.announcedAt !== null && event.cancelledAt === null,
    readOnly: at >= closesAt(event),
    closed,
    moderates: mayPrepareEvent(reader, event.tie),
    mayClose: !closed && event.cancelledAt === null && at >= event.endsAt,
  };
}
